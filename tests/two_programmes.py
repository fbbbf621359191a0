"""Two programmes that one funder pays for: small enough to work out by hand whom a target takes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.scenario import Scenario, Target
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

TARGET = Scenario(title="Near", target=(Target(scope="programme", name="p", year=2027, persons=300),))
"""75 households of the programme p."""


def two_programmes(folder: Path) -> Dataset:
    """100 households of 4 return to a village of each programme in one year, 2027; the funder has 2 million US$.

    A home costs 20,000 US$ near (programme p) and 8,000 US$ far (q). Most people: all 100 households far for 0.8
    million, and 60 near for 1.2 million. With ``TARGET``: a household near is worth 4 person-years and 4 of the target
    for 20,000 US$ (0.4 for 1,000 US$), a household far 4 person-years for 8,000 US$ (0.5), so that nothing changes and
    60 people of the target are missed. Taking 37.5 households (150 people) from q would meet it.
    """
    return tiny(
        folder,
        settings={"last_year": 2027},
        programmes="programme,title\np,Near programme\nq,Far programme",
        places="""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40.0,46.0,p,0
            tents,Tents,40.0,46.0,q,0
            near,Near,40.0,47.0,p,0
            far,Far,40.0,48.0,q,0""",
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,near,camp,m,general,100,400
            c2,q,far,tents,m,general,100,400""",
        willingness="programme,origin,solution,from_year,share,preference\np,,return,2027,1,1\nq,,return,2027,1,1",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="""place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims
            near,house,20000,,,
            far,house,8000,,,""",
        funding="funder,year,usd\ngov,2027,2000000",
    )
