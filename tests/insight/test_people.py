"""Who has settled by when; the numbers are those of the village in conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.insight.overview import Overview


def test_every_solution_and_year_has_a_row(seen: Overview) -> None:
    """Three solutions by two years; 400 return in 2027 and are still there in 2028."""
    settled = seen.settled_by_year.set_index(["solution", "year"])["persons"]
    assert settled.to_dict() == {
        ("return", 2027): 400.0,
        ("return", 2028): 400.0,
        ("integrate", 2027): 0.0,
        ("integrate", 2028): 0.0,
        ("relocate", 2027): 0.0,
        ("relocate", 2028): 0.0,
    }


def test_share_is_of_the_programmes_people(seen: Overview) -> None:
    (row,) = seen.settled_at_end.to_dict("records")
    assert (row["title"], row["persons"], row["of_persons"], row["share"]) == ("Programme", 400.0, 400.0, 1.0)


def test_chosen_is_what_is_open_and_willing(seen: Overview) -> None:
    assert seen.chosen_by_year.set_index("year")["persons"].to_dict() == {2027: 400.0, 2028: 400.0}


def test_two_programmes_get_the_same_rows(small: Dataset) -> None:
    """Whatever is said of one programme is said of the other; the totals are the plan's own."""
    plan = make_plan(small, estimate=True)
    frame = overview(plan).settled_by_year
    first, second = (frame[frame["programme"] == name] for name in small["programmes"]["programme"])
    assert list(first[["solution", "year"]].itertuples(index=False)) == list(
        second[["solution", "year"]].itertuples(index=False)
    )
    last = frame[frame["year"] == frame["year"].max()]
    assert last["persons"].sum() == pytest.approx(plan.summary.persons_settled)
