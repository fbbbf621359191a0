"""Where people live now and where they settle; the numbers are those of the village in conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.insight.flows import largest_flows
from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.insight.overview import Overview


def test_everybody_goes_from_the_camp_to_the_village(seen: Overview) -> None:
    (row,) = seen.flows.to_dict("records")
    assert (row["from_name"], row["to_name"], row["solution"], row["persons"]) == ("Camp", "Village", "return", 400.0)


def test_the_largest_and_all_others() -> None:
    """The pair with 60 + 30 persons comes before that with 80; the third and fourth are the others, 5 + 4."""
    rows = [
        ("p", "P", "a", "A", "b", "B", "return", 60.0),
        ("p", "P", "a", "A", "b", "B", "relocate", 30.0),
        ("p", "P", "a", "A", "a", "A", "integrate", 80.0),
        ("p", "P", "c", "C", "b", "B", "return", 5.0),
        ("p", "P", "c", "C", "a", "A", "return", 4.0),
    ]
    columns = ["programme", "title", "current_place", "from_name", "place", "to_name", "solution", "persons"]
    drawn = largest_flows(pd.DataFrame(rows, columns=columns), most=2)
    assert drawn["persons"].tolist() == [60.0, 30.0, 80.0, 9.0]
    assert drawn["pairs"].tolist() == [1, 1, 1, 2]
    assert drawn["place"].tolist() == ["b", "b", "a", ""]


def test_flows_add_to_everybody(small: Dataset) -> None:
    """However few are named, no one is left out."""
    look = overview(make_plan(small, estimate=True))
    for most in (1, 3, 1000):
        drawn = largest_flows(look.flows, most)
        assert drawn["persons"].sum() == pytest.approx(look.plan.summary.persons_settled)
