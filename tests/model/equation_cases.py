"""Datasets and scenarios in which one equation binds, each with the best by hand, with it and without it.

The plain dataset of tests/tiny.py: 100 households of 4 persons return to a village with room for all in the first of
two years, 4·100·2 = 800 person-years at no cost. Costs enter at a million US$ a person-year, or as a scenario says.
"""

from __future__ import annotations

from typing import NamedTuple

from resettle.inputs.scenario import Floors, Pin, Scenario, Target


class Case(NamedTuple):
    """A dataset and scenario, the best, and the best without the equation; ``why`` is the arithmetic."""

    number: str
    why: str
    tables: dict[str, str]
    objective: float
    without: float
    scenario: Scenario = Scenario()
    last_year: int = 2028


NO_VACANT = {"vacant_homes": "place,rooms,homes"}
NO_MONEY = {"funding": "funder,year,usd\ngov,2027,0"}
HOUSES = {**NO_VACANT, "housing": "place,option,unit_cost_usd\nvillage,house,1000"}
FREE_HOUSES = {**NO_VACANT, "housing": "place,option,unit_cost_usd\nvillage,house,0"}
TEN_A_YEAR = {**HOUSES, "build_capacity": "place,year,homes\nvillage,2027,10"}
CLINIC = {
    **NO_MONEY,
    "services": "service,title,unit,module_size,lead_years,capex_usd_per_module\nhealth,Health,visit,0,0,1",
    "service_needs": "service,profile,units_per_person\nhealth,general,0.1",
    "service_spare": "service,place,units\nhealth,village,20",
}
MINED = {
    **HOUSES,
    "housing_options": "option,title,kind,rooms,lead_years,land_ha\nhouse,House,build,3,0,0.1",
    "land": "place,ready_ha,contaminated_ha,clear_usd_per_ha,clear_ha_per_year\nvillage,0,5,0,3",
}
POOR = {**HOUSES, "funding": "funder,year,usd\ngov,2027,20000\ngov,2028,0"}
TWO_VILLAGES = {
    "places": """place,name,latitude,longitude,programme,site_lead_years
        camp,Camp,40,46,p,0
        village,Village,40,47,p,0
        dear,Dear village,40,48,p,0""",
    "cohorts": """cohort,programme,origin,current_place,size_class,profile,households,persons
        c1,p,village,camp,m,general,100,400
        c2,p,dear,camp,m,general,100,400""",
    "housing": "place,option,unit_cost_usd\ndear,house,8000",
}
TWO_PROGRAMMES = {
    **TWO_VILLAGES,
    "programmes": "programme,title\np,P\nq,Q",
    "places": TWO_VILLAGES["places"].replace("dear,Dear village,40,48,p", "dear,Dear village,40,48,q"),
    "cohorts": TWO_VILLAGES["cohorts"].replace("c2,p", "c2,q"),
    "willingness": "programme,origin,solution,from_year,share,preference\np,,return,2027,1,1\nq,,return,2027,1,1",
}
CAMP_TENURE = {
    **NO_VACANT,
    "willingness": """programme,origin,solution,from_year,share,preference
        p,,integrate,2027,0.4,1
        p,,relocate,2027,0.6,1""",
    "housing_options": "option,title,kind,rooms,lead_years\nown,Own,tenure,3,0",
    "housing": "place,option,unit_cost_usd\ncamp,own,0",
}
NURSES = {
    "services": """service,title,unit,module_size,lead_years,capex_usd_per_module,staff_per_unit
        health,Health,visit,0,0,0,0.5""",
    "service_needs": CLINIC["service_needs"],
    "service_spare": "service,place,units\nhealth,village,10",
    "capacities": "programme,resource,year,amount\np,staff:health,2027,5",
}
ROAD = {
    **FREE_HOUSES,
    "housing_options": "option,title,kind,rooms,lead_years,material_t\nhouse,House,build,3,0,1",
    "links": "link,from_node,to_node,tonnes_per_year\nroad,hub,village,30",
    "supplies": "node,usd_per_tonne\nhub,0",
}
PLACE_COLUMNS = "place,name,latitude,longitude,programme,site_lead_years,site_cost_usd,min_households,max_households"
CASES = (
    Case(
        "0a",
        "Moved no longer counts who settles, so (2) binds nobody and 1,000 empty homes fill: 4·1,000·2.",
        {},
        800,
        8000,
    ),
    Case(
        "0b",
        "60 homes house 60: 4·60·2 = 480; if nobody is counted in the village, all come.",
        {"vacant_homes": "place,rooms,homes\nvillage,3,60"},
        480,
        800,
    ),
    Case(
        "0c",
        "20 spare units at 0.1 a person serve 200 persons: 200·2; if persons are not counted, all.",
        CLINIC,
        400,
        800,
    ),
    Case(
        "0d",
        "10 homes a year: 4·(10·2 + 10) = 120 less 20 homes; homes from nowhere: all, free.",
        TEN_A_YEAR,
        119.98,
        800,
    ),
    Case(
        "0e",
        "40 units at a million US$: 800 − 40; facilities from nowhere are free.",
        {
            **CLINIC,
            "funding": "funder,year,usd\ngov,2027,1000000000",
            "services": CLINIC["services"].replace("health,Health,visit,0,0,1", "health,Health,visit,0,0,1000000"),
            "service_spare": "service,place,units",
        },
        760,
        800,
    ),
    Case(
        "0f",
        "3 ha cleared in 2027 take 30 homes in 2028: 4·30 − 0.03; land that nobody uses: 800 − 0.1.",
        MINED,
        119.97,
        799.9,
    ),
    Case("0g", "As (0c): in use no longer follows persons.", CLINIC, 400, 800),
    Case("0h", "20,000 US$ buy 20 homes: 4·20·2 − 0.02; if nothing is drawn, 100: 800 − 0.1.", POOR, 159.98, 799.9),
    Case(
        "0i",
        "The dear village's 100 households cost 8 and are worth 4 each; a floor of 0.5 asks b ≥ a/3 (see 15).",
        TWO_VILLAGES,
        800 / 3,
        400,
        Scenario(usd_per_person_year=1000, floors=Floors(origin=0.5)),
        2027,
    ),
    Case(
        "2",
        "30 % have chosen: 4·30·2; without the choice all 100 homes fill.",
        {
            "willingness": "programme,origin,solution,from_year,share,preference\np,,return,2027,0.3,1",
            "vacant_homes": "place,rooms,homes\nvillage,3,100",
        },
        240,
        800,
    ),
    Case(
        "3",
        "A village that takes 40: 4·40·2.",
        {"places": f"{PLACE_COLUMNS}\ncamp,C,40,46,p,0,,,\nvillage,V,40,47,p,0,,,40"},
        320,
        800,
    ),
    Case(
        "3",
        "A road of 2 million US$ to open the village, which then is opened for nothing.",
        {"places": f"{PLACE_COLUMNS}\ncamp,C,40,46,p,0,,,\nvillage,V,40,47,p,0,2000000,,"},
        798,
        800,
    ),
    Case(
        "3",
        "A year from the opening to the first settlers: 4·100·1.",
        {"places": f"{PLACE_COLUMNS}\ncamp,C,40,46,p,0,,,\nvillage,V,40,47,p,1,1000000,,"},
        399,
        800,
    ),
    Case(
        "4",
        "50 have chosen, 60 make the village viable: nobody goes; without it 4·50·2.",
        {
            "places": f"{PLACE_COLUMNS}\ncamp,C,40,46,p,0,,,\nvillage,V,40,47,p,0,,60,",
            "willingness": "programme,origin,solution,from_year,share,preference\np,,return,2027,0.5,1",
        },
        0,
        400,
    ),
    Case("5", "As (0d): without it nobody needs a home.", TEN_A_YEAR, 119.98, 800),
    Case(
        "5b",
        "Secured homes of the camp house the 40 who integrate, 4·40·2, not the 60 who would relocate there.",
        CAMP_TENURE,
        320,
        800,
    ),
    Case("6", "As (0d): without it 100 homes in 2027.", TEN_A_YEAR, 119.98, 799.9),
    Case(
        "6",
        "A total of 50 homes, 10 of them with open claims: 4·40·2 − 0.04.",
        {**NO_VACANT, "housing": "place,option,unit_cost_usd,units_total,unresolved_claims\nvillage,house,1000,50,10"},
        319.96,
        799.9,
    ),
    Case(
        "6",
        "The programme's builders finish 15 homes a year: 4·(15·2 + 15) − 0.03.",
        {**HOUSES, "capacities": "programme,resource,year,amount\np,build,2027,15"},
        179.97,
        799.9,
    ),
    Case("7", "As (0f).", MINED, 119.97, 799.9),
    Case(
        "8", "As (0f): without it 10 ha are cleared at once, for 100 homes in 2028: 4·100 − 0.1.", MINED, 119.97, 399.9
    ),
    Case("9", "As (0c).", CLINIC, 400, 800),
    Case(
        "10",
        "10 spare units have their staff, 5 nurses run 10 more: 20 units, 200 persons, 200·2.",
        NURSES,
        400,
        800,
    ),
    Case("11", "30 t a year, 1 t a home: 4·(30·2 + 30) = 360; homes from thin air: all.", ROAD, 360, 800),
    Case("12", "As (11), for a road without limit.", ROAD, 360, 800),
    Case("13", "As (0h): nobody pays, so nothing costs.", POOR, 159.98, 800),
    Case("14", "As (0h): as much as is wanted.", POOR, 159.98, 799.9),
    Case(
        "15",
        "cover(dear) = b/100 ≥ 0.5·(a + b)/200, so b ≥ a/3: 4·100 − (8 − 4)·100/3 = 800/3; without it b = 0.",
        TWO_VILLAGES,
        800 / 3,
        400,
        Scenario(usd_per_person_year=1000, floors=Floors(origin=0.5)),
        2027,
    ),
    Case(
        "16",
        "As (15), the dear village being another programme's.",
        TWO_PROGRAMMES,
        800 / 3,
        400,
        Scenario(usd_per_person_year=1000, floors=Floors(programme=0.5)),
        2027,
    ),
    Case(
        "17", "A pin: at most 25 households, 4·25·2.", {}, 200, 800, Scenario(pin=(Pin(place="village", at_most=25),))
    ),
    Case(
        "17",
        "A target of 200 persons makes 50 homes of 10,000 US$ worth it, less 100 US$ for each of 4·2 person-years.",
        {**NO_VACANT, "housing": "place,option,unit_cost_usd\nvillage,house,10000"},
        50 * (10_000 - 800),
        0,
        Scenario(mode="least_cost", target=(Target(scope="all", year=2028, persons=200),)),
    ),
)
