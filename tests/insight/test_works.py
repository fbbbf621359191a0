"""What becomes ready when, worked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.insight.overview import Overview


def test_homes_and_services_of_the_village(seen: Overview) -> None:
    """40 homes and 50 visits, both at once."""
    rows = seen.works.set_index("item")
    assert rows["amount"].to_dict() == pytest.approx({"build": 40.0, "health": 50.0})
    assert rows["title"].to_dict() == {"build": "New homes", "health": "Health"}  # no key of the data
    assert rows["unit"].to_dict() == {"build": "homes", "health": "visit"}
    assert rows["family"].to_dict() == {"build": "homes", "health": "facilities"}
    assert rows["year"].tolist() == rows["begun"].tolist() == [2027, 2027]


def test_ready_is_later_than_begun_by_the_lead(tmp_path: Path) -> None:
    """100 homes that take a year; clinics of 100 visits that take one, for 400 persons x 0.5: two of them."""
    dataset = tiny(
        tmp_path,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing_options="option,title,kind,rooms,lead_years,land_ha,material_t\nhouse,House,build,3,1,0,0",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,1000,,,",
        services="""service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year
            health,Health,visit,100,1,100,0""",
        service_needs="service,profile,units_per_person\nhealth,general,0.5",
    )
    rows = overview(make_plan(dataset)).works.set_index("item")
    assert rows["amount"].to_dict() == pytest.approx({"build": 100.0, "health": 2.0})
    assert (set(rows["begun"]), set(rows["year"])) == ({2027}, {2028})
    assert rows["unit"]["health"] == "facilities of 100 (visit)"
