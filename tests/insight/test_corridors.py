"""What a corridor is worth: two plans whose figures differ by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.corridors import corridor_worth, tonnes_on

if TYPE_CHECKING:
    from resettle.results.plan import Plan


def test_differences_have_the_sign_of_the_plan_with_it(village: Plan) -> None:
    """50 persons, 120 person-years and 1,000 US$ less without it; 30 + 12 tonnes go by the coast line."""
    said = village.summary
    fewer = said.model_copy(
        update={
            "persons": {"p": {"return": 350.0, "integrate": 0.0, "relocate": 0.0}},
            "persons_settled": said.persons_settled - 50,
            "person_years": said.person_years - 120,
            "cost_usd": said.cost_usd - 1_000,
        }
    )
    carried = pd.DataFrame(
        {
            "link": ["port-village", "port-village", "port-camp"],
            "year": [2027, 2028, 2028],
            "tonnes": [30.0, 12.0, 99.0],
            "programme": ["p", "p", "p"],
        }
    )
    with_it = replace(village, tables={**village.tables, "shipments": carried})
    worth = corridor_worth(with_it, replace(village, summary=fewer), "coast")
    assert (worth.persons, worth.by_programme, worth.person_years, worth.usd) == (50.0, {"p": 50.0}, 120.0, 1_000.0)
    assert worth.tonnes == 42.0


def test_nothing_carried_is_nothing(village: Plan) -> None:
    assert tonnes_on(village, "coast") == 0.0
