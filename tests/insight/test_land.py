"""Land cleared and used, worked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.overview import Overview, overview
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Overview:
    """100 households return to a village without homes: 1 ha a home, 30 ha ready, 200 ha to be cleared, 40 a year.

    30 homes are built in 2027 on ready land; 40 ha are cleared in 2027 and built on in 2028. What would be cleared in
    2028 could only be built on after the plan.
    """
    folder: Path = tmp_path_factory.mktemp("field")
    dataset = tiny(
        folder,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing_options="option,title,kind,rooms,lead_years,land_ha,material_t\nhouse,House,build,3,0,1,0",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,1000,,,",
        land="place,ready_ha,contaminated_ha,clear_usd_per_ha,clear_ha_per_year\nvillage,30,200,100,40",
        capacities="programme,resource,year,amount\np,clearance,2027,50",
    )
    return overview(make_plan(dataset, estimate=True))


def test_land_by_year(field: Overview) -> None:
    rows = field.land_by_place.set_index("year")
    assert rows["used_ha"].to_dict() == pytest.approx({2027: 30.0, 2028: 70.0})
    assert rows["cleared_ha"].to_dict() == pytest.approx({2027: 40.0, 2028: 0.0})
    assert rows["usable_ha"].to_dict() == pytest.approx({2027: 30.0, 2028: 70.0})
    assert rows["at_limit"].to_dict() == {2027: True, 2028: False}
    assert rows["contaminated_ha"].tolist() == [200.0, 200.0]


def test_clearance_against_the_programmes_limit(field: Overview) -> None:
    """50 ha a year from 2027, also in 2028, which has no row of its own."""
    rows = field.clearance_by_year.set_index("year")
    assert rows["cleared_ha"].to_dict() == pytest.approx({2027: 40.0, 2028: 0.0})
    assert rows["can_clear_ha"].to_dict() == {2027: 50.0, 2028: 50.0}


def test_no_mines_no_clearance(seen: Overview) -> None:
    assert seen.clearance_by_year.empty
    assert seen.land_by_place.empty
