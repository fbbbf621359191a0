"""One plan that can be worked by hand, and its first look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.overview import Overview, overview
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.results.plan import Plan


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """100 households (400 persons) return to a village with 60 vacant homes, 150 visits to spare and 1 million US$.

    40 homes are built for 20,000 US$ each = 800,000; 400 persons need 0.5 visits each = 200, so 50 more at 100 US$ each
    = 5,000. Both are ready at once, so everybody settles in 2027 and 2,000,000 − 805,000 = 1,195,000 US$ are left.
    """
    folder: Path = tmp_path_factory.mktemp("village")
    dataset = tiny(
        folder,
        services="""service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year
            health,Health,visit,0,0,100,0""",
        service_needs="service,profile,units_per_person\nhealth,general,0.5",
        service_spare="service,place,from_year,units\nhealth,village,,150",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims\nvillage,3,,70,10",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,20000,,,",
        funding="funder,year,usd\ngov,2027,1000000",
        links="""link,from_node,to_node,mode,km,tonnes_per_year,usd_per_tonne,corridor
            port-village,port,village,rail,100,,0,coast
            port-camp,port,camp,road,100,,0,""",
        supplies="node,tonnes_per_year,usd_per_tonne\nport,,0",
        corridors="corridor,title,opens_year\ncoast,Coast line,2028",
    )
    return make_plan(dataset, estimate=True)


@pytest.fixture(scope="session")
def seen(village: Plan) -> Overview:
    """Its first look."""
    return overview(village)
