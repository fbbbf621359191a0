"""Two villages, one of which costs three times as much: small enough to work out by hand what fairness asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


def two_villages(folder: Path, far_usd: int = 30_000) -> Dataset:
    """100 households of 4 return to each village in one year, 2027; a home costs 10,000 US$ near, 30,000 US$ far.

    There are 1.2 million US$. Most people: all 100 households near (1.0 million), and 6 2/3 far (0.2 million).
    """
    return tiny(
        folder,
        settings={"last_year": 2027},
        places="""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40.0,46.0,p,0
            near,Near,40.0,47.0,p,0
            far,Far,40.0,48.0,p,0""",
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,near,camp,m,general,100,400
            c2,p,far,camp,m,general,100,400""",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing=f"""place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims
            near,house,10000,,,
            far,house,{far_usd},,,""",
        funding="funder,year,usd\ngov,2027,1200000",
    )
