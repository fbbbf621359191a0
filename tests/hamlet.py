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
