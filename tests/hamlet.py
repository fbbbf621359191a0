"""A hamlet that money and builders limit, small enough to work out by hand what more money brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


def hamlet(folder: Path) -> Dataset:
    """100 households of 4 return; a home costs 20,000 US$; 60 homes a year; the government has 1 million US$.

    So 50 households (200 people) settle in 2027. The clinic fund may pay for health alone, which costs nothing.
    """
    return tiny(
        folder,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,20000,,,",
        capacities="programme,resource,year,amount\np,build,2027,60",
        funders="funder,title,carries_over\ngov,Government,true\nclinics,Clinic fund,false",
        funding="funder,year,usd\ngov,2027,1000000\ngov,2028,0\nclinics,2027,100000",
        earmarks="funder,programme,sector,place\nclinics,p,health,",
    )


def two_ways(folder: Path) -> Dataset:
    """The hamlet's 100 households of 4 with two ways to a home, at once: built for 20,000 US$, or sold for 40,000.

    20 of each a year; the government has 1,200,000 US$ in 2027, which is just enough for both.
    """
    return tiny(
        folder,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing_options="""option,title,kind,rooms,lead_years,land_ha,material_t
            house,House,build,3,0,0,0
            flat,Flat,purchase,3,0,0,0""",
        housing="""place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims
            village,house,20000,,,
            village,flat,40000,,,""",
        capacities="programme,resource,year,amount\np,build,2027,20\np,purchase,2027,20",
        funding="funder,year,usd\ngov,2027,1200000\ngov,2028,0",
    )


def twin_villages(folder: Path) -> Dataset:
    """100 households of 4 return to each of two villages that are alike, in 2027; a home costs 20,000 US$ in both.

    There is 1 million US$ for 50 homes: which village has how many of them makes no difference to the plan.
    """
    return tiny(
        folder,
        settings={"last_year": 2027},
        places="""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40.0,46.0,p,0
            village,Village,40.0,47.0,p,0
            hill,Hill,40.0,48.0,p,0""",
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,village,camp,m,general,100,400
            c2,p,hill,camp,m,general,100,400""",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="""place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims
            village,house,20000,,,
            hill,house,20000,,,""",
        funding="funder,year,usd\ngov,2027,1000000",
    )
