"""Plans side by side, against figures worked by hand: the village with its money, and without any.

Without money nothing is built: 60 of the 100 households (240 of 400 persons) take the vacant homes, and 120 of the 150
visits to spare serve them. Everybody settles in 2027 in both plans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scale, Scenario
from resettle.insight import compared
from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.insight.overview import Overview
    from resettle.results.plan import Plan


@pytest.fixture(scope="module")
def both(village: Plan, seen: Overview) -> list[tuple[str, Overview]]:
    """The village with its money, and without."""
    poor = make_plan(village.dataset, Scenario(scale=Scale(funding=0.0)), estimate=True)
    return [("as it is", seen), ("no money", overview(poor))]


def test_figures_with_their_differences(both: list[tuple[str, Overview]]) -> None:
    table = compared.figures_side_by_side(both)
    difference = "no money − as it is"
    ends = [f"{difference}, least", f"{difference}, most"]
    assert list(table.columns) == ["figure", "unit", "as it is", "no money", difference, *ends]
    assert table[ends].isna().all(axis=None)
    table = table.drop(columns=ends)
    said = table.set_index("figure")
    for figure, values in {
        "People settled": [400.0, 240.0, -160.0],
        "Money spent": [805_000.0, 0.0, -805_000.0],
        "Money per person settled": [2_012.5, 0.0, -2_012.5],
        "Homes commissioned": [40.0, 0.0, -40.0],
        "Short of targets": [0.0, 0.0, 0.0],
    }.items():
        assert said.loc[figure].tolist()[1:] == pytest.approx(values), figure
    worst = said[said.index.str.startswith("Worst-served")]
    assert worst["unit"].tolist() == ["%"]
    assert worst.iloc[0].tolist()[1:] == pytest.approx([100.0, 60.0, -40.0])


def test_who_is_served_worst(both: list[tuple[str, Overview]]) -> None:
    rows = compared.worst_served(both)
    assert rows["scenario"].tolist() == ["as it is", "no money"]
    assert rows["share"].tolist() == pytest.approx([1.0, 0.6])
    assert rows["persons"].tolist() == pytest.approx([400.0, 240.0])


def test_years_side_by_side(both: list[tuple[str, Overview]]) -> None:
    people = compared.people_side_by_side(both)
    assert list(people.columns) == ["scenario", "programme", "title", "year", "value"]
    wide = people.pivot(index="year", columns="scenario", values="value")
    assert set(wide["as it is"]) == {400.0}
    assert set(wide["no money"]) == {240.0}
    money = compared.money_side_by_side(both).pivot(index="year", columns="scenario", values="value")
    assert money["as it is"].sum() == pytest.approx(805_000.0)
    assert money["as it is"].iloc[0] == pytest.approx(805_000.0)
    assert money["no money"].tolist() == [0.0] * len(money)


def test_places_by_the_size_of_their_difference(both: list[tuple[str, Overview]]) -> None:
    places = compared.places_compared(both[0][1], both[1][1])
    first = places.iloc[0]
    assert (first["place"], first["before"], first["after"], first["difference"]) == ("village", 400.0, 240.0, -160.0)
    assert places["difference"].abs().is_monotonic_decreasing
    back = compared.places_compared(both[1][1], both[0][1])
    assert back.iloc[0]["difference"] == 160.0
    same = compared.places_compared(both[0][1], both[0][1])
    assert set(same["difference"]) == {0.0}


def test_one_plan_alone_has_no_differences(both: list[tuple[str, Overview]]) -> None:
    assert list(compared.figures_side_by_side(both[:1]).columns) == ["figure", "unit", "as it is"]
