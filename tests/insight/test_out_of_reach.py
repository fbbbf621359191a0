"""What came too late, by hand: homes of 20,000 US$ that take a year, for 100 households; the horizon is 2027–2028."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle import make_plan
from resettle.inputs.scenario import Scenario
from resettle.insight.out_of_reach import out_of_reach, quotable_out_of_reach
from resettle.insight.overview import overview
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from resettle.inputs.dataset import Dataset


def hamlet(path: Path, *, carries_over: str = "true", usd: str = "1000000", earmarks: str = "") -> Dataset:
    """60 builders a year; the government gives in both years, in both as much."""
    return tiny(
        path,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing_options="""option,title,kind,rooms,lead_years,land_ha,material_t
            house,House,build,3,1,0.5,0""",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,20000,,,",
        land="place,ready_ha,contaminated_ha,clear_usd_per_ha,clear_ha_per_year\nvillage,100,50,0,",
        capacities="programme,resource,year,amount\np,build,2027,60\np,clearance,2027,20",
        funders=f"funder,title,carries_over\ngov,Government,{carries_over}",
        funding=f"funder,year,usd\ngov,2027,{usd}\ngov,2028,{usd}",
        earmarks=f"funder,programme,sector,place{earmarks}",
    )


def told(dataset: Dataset) -> pd.DataFrame:
    return out_of_reach(overview(make_plan(dataset, estimate=True)).evidence).set_index("kind")


def test_money_and_builders_of_the_last_year_come_too_late(tmp_path: Path) -> None:
    """50 homes begun in 2027 for the million there is, ready in 2028; what comes in 2028 begins none."""
    table = told(hamlet(tmp_path))
    columns = ["last_year", "there", "used", "unused", "too_late"]
    assert table.loc["money", columns].tolist() == pytest.approx([2027, 2e6, 1e6, 0.0, 1e6], abs=1e-6)
    assert table.loc["homes", columns].tolist() == pytest.approx([2027, 120.0, 50.0, 10.0, 60.0])


def test_teams_must_be_a_year_earlier_still(tmp_path: Path) -> None:
    """A hectare cleared in 2027 is ready in 2028, when no home can be begun: 40 hectares are all too late."""
    table = told(hamlet(tmp_path))
    assert table.loc["clearance", ["last_year", "there", "unused", "too_late"]].tolist() == [2026, 40.0, 0.0, 40.0]


def test_money_that_was_left_is_not_late(tmp_path: Path) -> None:
    """60 homes for 1.2 of 1.5 million in 2027: 300,000 could have been used if there were builders; 1.5 million not."""
    table = told(hamlet(tmp_path, usd="1500000"))
    assert table.loc["money", ["used", "unused", "too_late"]].tolist() == pytest.approx([1.2e6, 0.3e6, 1.5e6])


def test_money_that_lapses_is_late_in_its_own_year(tmp_path: Path) -> None:
    table = told(hamlet(tmp_path, carries_over="false", usd="1500000"))
    assert table.loc["money", ["used", "unused", "too_late"]].tolist() == pytest.approx([1.2e6, 0.3e6, 1.5e6])


def test_money_for_moving_alone_never_comes_too_late(tmp_path: Path) -> None:
    """Moving costs nothing here, and nobody moves since nothing may be built: all of it is left unused."""
    table = told(hamlet(tmp_path, earmarks="\ngov,p,moving,"))
    assert table.loc["money", ["last_year", "unused", "too_late"]].tolist() == pytest.approx([2028, 2e6, 0.0])


def test_it_can_be_quoted(tmp_path: Path) -> None:
    said = quotable_out_of_reach(told(hamlet(tmp_path)).reset_index())
    assert said.splitlines() == [
        "1.0 million US$ came too late for the plan and stayed unspent (Government 1.0 million US$). More money in the "
        "last years brings little; by its shadow price the same money earlier would bring more.",
        "Homes that could not be begun in time to be ready: 60 of 120 by builders (Programme) (after 2027).",
    ]


def test_money_that_was_never_short_is_not_said_to_bring_more_earlier(tmp_path: Path) -> None:
    """A home costs more than is paid for a person-year, so no year's money has a price."""
    dataset = hamlet(tmp_path, carries_over="false")
    plan = make_plan(dataset, Scenario(usd_per_person_year=1.0), estimate=True)
    said = quotable_out_of_reach(out_of_reach(overview(plan).evidence))
    assert "came too late for the plan" in said
    assert "earlier would bring more" not in said


def test_where_nothing_is_late_nothing_is_said(tmp_path: Path) -> None:
    table = told(tiny(tmp_path))
    assert quotable_out_of_reach(table.reset_index()) == ""
