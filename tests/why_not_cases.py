"""Villages where one thing alone is short, known by hand: what it is, how much of it, and since when.

100 households of 4 wish to return to the village (see ``tests.tiny``).
"""

from __future__ import annotations

from typing import NamedTuple

NO_HOMES = "place,rooms,from_year,homes,unresolved_claims"
FREE_HOUSE = "place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,0,,{most},"
BUILT = {"vacant_homes": NO_HOMES, "housing": FREE_HOUSE.format(most="")}
OPTIONS = "option,title,kind,rooms,lead_years,land_ha,material_t\nhouse,House,{kind},3,0,{land},{material}"
HEALTH = "service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year,staff_per_unit\n"
NEEDS = "service,profile,units_per_person\nhealth,general,0.5"
LAND = "place,ready_ha,contaminated_ha,clear_usd_per_ha,clear_ha_per_year\nvillage,"
PLACES = (
    "place,name,latitude,longitude,programme,opens_year,site_cost_usd,site_lead_years,min_households,max_households\n"
    "camp,Camp,40.0,46.0,p,,,0,,\nvillage,Village,40.0,47.0,p,"
)
ROADS = "link,from_node,to_node,mode,km,tonnes_per_year,usd_per_tonne,corridor\nroad,port,village,road,1,"


class Case(NamedTuple):
    """Tables in which one thing is short: its key, how much of it, since when, and the tables with that made up."""

    key: str
    equation: str
    short: float
    since: int
    tables: dict[str, str]
    mended: dict[str, str]


def built(**tables: str) -> dict[str, str]:
    """No home stands empty, and houses may be built for nothing."""
    return {**BUILT, **tables}


def money(usd: int) -> str:
    return f"funder,year,usd\ngov,2027,{usd}\ngov,2028,0"


CASES = {
    # 50 homes stand, and no kind of home is offered
    "homes": Case(
        "homes",
        "(5)",
        50.0,
        2027,
        {"vacant_homes": f"{NO_HOMES}\nvillage,3,,50,"},
        {"vacant_homes": f"{NO_HOMES}\nvillage,3,,100,"},
    ),
    # 150 visits are enough for 300 people; a new one would be ready after the horizon; 100 people need 50
    "services": Case(
        "services",
        "(9)",
        50.0,
        2027,
        {
            "services": f"{HEALTH}health,Health,visit,0,5,0,0,",
            "service_needs": NEEDS,
            "service_spare": "service,place,from_year,units\nhealth,village,,150",
        },
        {"service_spare": "service,place,from_year,units\nhealth,village,,200"},
    ),
    # 0.1 ha a home, 5 ha
    "land": Case(
        "land",
        "(7)",
        5.0,
        2027,
        built(housing_options=OPTIONS.format(kind="build", land=0.1, material=0), land=f"{LAND}5,,,"),
        {"land": f"{LAND}10,,,"},
    ),
    # 2.5 ha a year, cleared in 2027 and built on in 2028: 25 homes; 75 need 7.5 ha more, cleared in 2027 too;
    # for homes in 2027 it would have had to be cleared before the plan begins, which no number of teams can
    "teams": Case(
        "teams",
        "(8)",
        7.5,
        2028,
        built(housing_options=OPTIONS.format(kind="build", land=0.1, material=0), land=f"{LAND}0,10,0,2.5"),
        {"land": f"{LAND}0,10,0,10"},
    ),
    "all teams": Case(
        "all teams",
        "(8)",
        7.5,
        2028,
        built(
            housing_options=OPTIONS.format(kind="build", land=0.1, material=0),
            land=f"{LAND}0,10,0,",
            capacities="programme,resource,year,amount\np,clearance,2027,2.5",
        ),
        {"capacities": "programme,resource,year,amount\np,clearance,2027,10"},
    ),
    # 20 homes in 2027 and in 2028: 60 households wait in the end
    "builders": Case(
        "builders",
        "(6)",
        60.0,
        2027,
        built(build_capacity="place,year,homes\nvillage,2027,20\nvillage,2028,20"),
        {"build_capacity": "place,year,homes\nvillage,2027,20\nvillage,2028,80"},
    ),
    "all builders": Case(
        "all builders",
        "(6)",
        60.0,
        2027,
        built(capacities="programme,resource,year,amount\np,build,2027,20\np,build,2028,20"),
        {"capacities": "programme,resource,year,amount\np,build,2027,20\np,build,2028,80"},
    ),
    "certificates": Case(
        "certificates",
        "(6)",
        60.0,
        2027,
        built(
            housing_options=OPTIONS.format(kind="purchase", land=0, material=0),
            capacities="programme,resource,year,amount\np,purchase,2027,20\np,purchase,2028,20",
        ),
        {"capacities": "programme,resource,year,amount\np,purchase,2027,20\np,purchase,2028,80"},
    ),
    "offers": Case(
        "offers", "(6)", 70.0, 2027, built(housing=FREE_HOUSE.format(most=30)), {"housing": FREE_HOUSE.format(most=100)}
    ),
    # 150 staff for 150 of 200 visits: 100 people wait and need 50
    "staff": Case(
        "staff",
        "(10)",
        50.0,
        2027,
        {
            "services": f"{HEALTH}health,Health,visit,0,0,0,0,1",
            "service_needs": NEEDS,
            "capacities": "programme,resource,year,amount\np,staff:health,2027,150",
        },
        {"capacities": "programme,resource,year,amount\np,staff:health,2027,200"},
    ),
    # 10 t a home; 300 t a year: 60 homes in two years; 40 need 400 t
    "material": Case(
        "material",
        "(12)",
        400.0,
        2027,
        built(
            housing_options=OPTIONS.format(kind="build", land=0, material=10),
            links=f"{ROADS}300,0,",
            supplies="node,tonnes_per_year,usd_per_tonne\nport,,0",
        ),
        {"links": f"{ROADS}500,0,"},
    ),
    "supplies": Case(
        "supplies",
        "(12)",
        400.0,
        2027,
        built(
            housing_options=OPTIONS.format(kind="build", land=0, material=10),
            links=f"{ROADS},0,",
            supplies="node,tonnes_per_year,usd_per_tonne\nport,300,0",
        ),
        {"supplies": "node,tonnes_per_year,usd_per_tonne\nport,500,0"},
    ),
    # homes for 20,000 US$ from a million: 50
    "money": Case(
        "money",
        "(14)",
        1e6,
        2027,
        built(housing=FREE_HOUSE.replace(",0,", ",20000,").format(most=""), funding=money(1_000_000)),
        {"funding": money(2_000_000)},
    ),
    # 5 ha are cleared for half a million; the teams have time for the other 5
    "money to clear": Case(
        "money",
        "(14)",
        5e5,
        2028,
        built(
            housing_options=OPTIONS.format(kind="build", land=0.1, material=0),
            land=f"{LAND}0,10,100000,",
            funding=money(500_000),
        ),
        {"funding": money(1_000_000)},
    ),
    # 2 million come in 2028, but a home for 2028 is begun, and paid, in 2027
    "money in time": Case(
        "money",
        "(14)",
        2e6,
        2028,
        built(
            housing_options="option,title,kind,rooms,lead_years,land_ha,material_t\nhouse,House,build,3,1,0,0",
            housing=FREE_HOUSE.replace(",0,", ",20000,").format(most=""),
            funding="funder,year,usd\ngov,2027,0\ngov,2028,2000000",
        ),
        {"funding": money(2_000_000)},
    ),
    # 10 ha are cleared in 2027, but a home for 2028 is begun in 2027, on ready land: no number of teams would help
    "land in time": Case(
        "land",
        "(7)",
        10.0,
        2028,
        built(
            housing_options="option,title,kind,rooms,lead_years,land_ha,material_t\nhouse,House,build,3,1,0.1,0",
            land=f"{LAND}0,10,0,10",
        ),
        {"land": f"{LAND}10,0,0,0"},
    ),
    # moving costs 1,000 US$ a household
    "money to move": Case(
        "money",
        "(14)",
        4e4,
        2027,
        {"travel": "from_place,to_place,usd_per_household\ncamp,village,1000", "funding": money(60_000)},
        {"funding": money(100_000)},
    ),
    "size": Case("size", "(3)", 70.0, 2027, {"places": f"{PLACES},,0,,30"}, {"places": f"{PLACES},,0,,100"}),
    # a smallest community of 101 households, and 100 may come
    "community": Case(
        "community", "(4)", 1.0, 2027, {"places": f"{PLACES},1,0,101,"}, {"places": f"{PLACES},1,0,100,"}
    ),
}
