"""Textbook problems written as datasets, their optimum worked by hand or by trying everything."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scenario, Target
from tests.solving import best, second_opinion
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

SOLVERS = pytest.mark.parametrize("solver", ["highs", "cbc"])
ONE_YEAR = {"last_year": 2027}
EVERYBODY = Target(scope="all", year=2027, persons=400)
NO_VACANT = "place,rooms,from_year,homes,unresolved_claims"


# (a) Capacitated facility location

SITES = {"a": (900.0, 4), "b": (700.0, 3), "c": (500.0, 2)}
DEMAND = {"k1": 2, "k2": 2, "k3": 1, "k4": 1}
COST = {
    "k1": {"a": 90.0, "b": 310.0, "c": 40.0},
    "k2": {"a": 120.0, "b": 80.0, "c": 260.0},
    "k3": {"a": 210.0, "b": 60.0, "c": 150.0},
    "k4": {"a": 75.0, "b": 330.0, "c": 180.0},
}


def facility_location(path: Path) -> Dataset:
    sites = "\n".join(f"{site},{site},40,47,p,{usd},0,{most}" for site, (usd, most) in SITES.items())
    camps = "\n".join(f"{camp},{camp},40,46,q,,0," for camp in DEMAND)
    travel = "\n".join(f"{camp},{site},{usd}" for camp, to in COST.items() for site, usd in to.items())
    return tiny(
        path,
        settings=ONE_YEAR,
        programmes="programme,title\np,P\nq,Q",
        places=f"place,name,latitude,longitude,programme,site_cost_usd,site_lead_years,max_households\n{sites}\n{camps}",
        profiles="profile,title,priority_weight\n" + "\n".join(f"of {camp},x,1" for camp in DEMAND),
        cohorts="cohort,programme,origin,current_place,size_class,profile,households,persons\n"
        + "\n".join(f"{camp},p,elsewhere,{camp},m,of {camp},{n},{4 * n}" for camp, n in DEMAND.items()),
        willingness="programme,origin,solution,from_year,share,preference\np,,relocate,2027,1,0",
        vacant_homes="place,rooms,homes\n" + "\n".join(f"{site},3,100" for site in SITES),
        travel=f"from_place,to_place,usd_per_household\n{travel}",
    )


def cheapest_location() -> float:
    """Every way to send each of the 6 households to one of the 3 sites, within what a site takes: 3**6 = 729."""
    households = [camp for camp, number in DEMAND.items() for _ in range(number)]
    costs = []
    for chosen in product(SITES, repeat=len(households)):
        if all(chosen.count(site) <= most for site, (_, most) in SITES.items()):
            opened = sum(SITES[site][0] for site in set(chosen))
            costs.append(opened + sum(COST[camp][site] for camp, site in zip(households, chosen, strict=True)))
    return min(costs)


@SOLVERS
def test_facility_location_is_the_cheapest_of_all_assignments(tmp_path: Path, solver: str) -> None:
    """Site costs are the facilities', moving costs the assignment's; a preference of 0 leaves cost alone to decide."""
    scenario = Scenario(mode="least_cost", target=(Target(scope="all", year=2027, persons=24),))
    found = best(facility_location(tmp_path), scenario, whole=True, solver=solver)
    assert found.total("short") == pytest.approx(0.0, abs=1e-6)
    assert found.objective == pytest.approx(cheapest_location(), rel=1e-6)


# (b) Building over years

BUILDERS = {
    "vacant_homes": NO_VACANT,
    "housing": "place,option,unit_cost_usd\nvillage,house,1000",
    "build_capacity": "place,year,homes\nvillage,2027,10\nvillage,2028,20\nvillage,2029,30",
    "profiles": "profile,title,priority_weight\ngeneral,G,1\nurgent,U,2",
    "cohorts": """cohort,programme,origin,current_place,size_class,profile,households,persons
        c1,p,village,camp,m,general,100,400
        c2,p,village,camp,m,urgent,15,60""",
}


@SOLVERS
def test_who_waits_when_builders_are_few(tmp_path: Path, solver: str) -> None:
    """Homes: 10, 20, 30. The 15 urgent households come first: 10, then 5 beside 15 others, then 30 others.

    Person-years 4·(2·10·3 + (2·5 + 15)·2 + 30·1) = 4·(60 + 50 + 30) = 560; cost 60 homes of 1,000 US$, at a million
    US$ a person-year: 0.06.
    """
    found = best(tiny(tmp_path, settings={"last_year": 2029}, **BUILDERS), solver=solver)
    assert found.objective == pytest.approx(560 - 0.06, rel=1e-9)
    assert found.total("settle", profile="urgent", year=2027) == pytest.approx(10)
    assert found.total("settle", profile="general", year=2028) == pytest.approx(15)
    assert found.total("settle", profile="general", year=2029) == pytest.approx(30)


@SOLVERS
def test_homes_that_take_a_year(tmp_path: Path, solver: str) -> None:
    """Ready a year later: 10 homes in 2028, 20 in 2029, and the 30 of 2029 would be too late.

    Person-years 4·(2·10·2 + (2·5 + 15)·1) = 4·65 = 260; cost 30 homes: 0.03.
    """
    options = "option,title,kind,rooms,lead_years\nhouse,House,build,3,1"
    found = best(tiny(tmp_path, settings={"last_year": 2029}, **BUILDERS, housing_options=options), solver=solver)
    assert found.objective == pytest.approx(260 - 0.03, rel=1e-9)
    assert found.total("build") == pytest.approx(30)


# (c) School modules

SCHOOL = {
    "services": """service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year
        school,School,place,30,0,240000,0""",
    "service_needs": "service,profile,units_per_person\nschool,general,0.1",
}


@SOLVERS
@pytest.mark.parametrize(
    ("whole", "objective", "persons"),
    [
        pytest.param(False, 80.0, 400.0, id="fractions"),
        pytest.param(True, 60.0, 300.0, id="whole"),
    ],
)
def test_whole_schools_and_fractions(
    tmp_path: Path, solver: str, whole: bool, objective: float, persons: float
) -> None:
    """A school of 30 places serves 300 persons and costs 240,000 US$: at 1,000 US$ a person-year, 240 of them.

    In fractions everybody (400) settles with 4/3 schools: 400 − 320 = 80. Whole: one school 300 − 240 = 60, two
    400 − 480 = −80, none 0.
    """
    found = best(
        tiny(tmp_path, settings=ONE_YEAR, **SCHOOL), Scenario(usd_per_person_year=1000), whole=whole, solver=solver
    )
    assert found.objective == pytest.approx(objective, rel=1e-6)
    assert found.total("settle") * 4 == pytest.approx(persons, rel=1e-6)


# (d) Transport


@SOLVERS
@pytest.mark.parametrize(
    ("opens", "cost"),
    [pytest.param("never", 2450.0, id="corridor closed"), pytest.param("2027", 1910.0, id="corridor open")],
)
def test_material_takes_the_cheapest_ways(tmp_path: Path, solver: str, opens: str, cost: float) -> None:
    """100 homes need 1 t each, at 2 US$ a tonne from the hub: 200 US$.

    By the hill 10 + 5 = 15 US$ a tonne, at most 50 t; straight 30 US$; by the corridor 12 US$, at most 30 t.
    Closed: 50·15 + 50·30 = 2,250, with the price 2,450. Open: 30·12 + 50·15 + 20·30 = 360 + 750 + 600 = 1,710, with
    the price 1,910.
    """
    dataset = tiny(
        tmp_path,
        settings=ONE_YEAR,
        vacant_homes=NO_VACANT,
        willingness="programme,origin,solution,from_year,share,preference\np,,return,2027,1,0",
        housing_options="option,title,kind,rooms,lead_years,material_t\nhouse,House,build,3,0,1",
        housing="place,option,unit_cost_usd\nvillage,house,0",
        supplies="node,tonnes_per_year,usd_per_tonne\nhub,,2",
        corridors=f"corridor,title,opens_year\nk,Corridor,{opens}",
        links="""link,from_node,to_node,tonnes_per_year,usd_per_tonne,corridor
            up,hub,hill,,10,
            down,hill,village,50,5,
            straight,hub,village,1000,30,
            rail,hub,village,30,12,k""",
    )
    found = best(dataset, Scenario(mode="least_cost", target=(EVERYBODY,)), solver=solver)
    assert found.objective == pytest.approx(cost, rel=1e-6)
    assert found.total("carry", link="down") == pytest.approx(50)


# (e) Budgets


@SOLVERS
@pytest.mark.parametrize(
    ("carries_over", "objective"),
    [pytest.param("true", 100 - 0.06, id="carried over"), pytest.param("false", 80 - 0.045, id="lapsed")],
)
def test_money_carried_over_or_lapsed(tmp_path: Path, solver: str, carries_over: str, objective: float) -> None:
    """30,000 US$ a year, homes at 3,000 US$; builders finish 5 in 2027 and any number in 2028.

    2027: 5 homes, 15,000 US$ unspent. Carried over, 2028 has 45,000: 15 homes, 4·(5·2 + 15·1) = 100 person-years for
    60,000 US$. Lapsed, 30,000: 10 homes, 4·(5·2 + 10) = 80 person-years for 45,000 US$.
    """
    dataset = tiny(
        tmp_path,
        vacant_homes=NO_VACANT,
        housing="place,option,unit_cost_usd\nvillage,house,3000",
        build_capacity="place,year,homes\nvillage,2027,5\nvillage,2028,",
        funders=f"funder,title,carries_over\ngov,Government,{carries_over}",
        funding="funder,year,usd\ngov,2027,30000",
    )
    assert best(dataset, solver=solver).objective == pytest.approx(objective, rel=1e-9)


# Two solvers, one problem


@pytest.mark.parametrize("mode", ["most_people", "least_cost"])
def test_both_solvers_find_the_same_estimate(small: Dataset, mode: str) -> None:
    """One number, whoever computes it."""
    scenario = Scenario(mode=mode, target=(Target(scope="all", year=2029, persons=4000),))
    assert second_opinion(small, scenario).objective == pytest.approx(best(small, scenario).objective, rel=1e-6)


def test_both_solvers_find_plans_within_their_gaps(small: Dataset) -> None:
    """Each plan lies below the other's bound, so that they differ by the gaps at most."""
    first, second = best(small, whole=True, gap=0.01).solved, second_opinion(small, whole=True, gap=0.01)
    assert second.objective is not None
    assert second.bound is not None
    assert first.objective <= second.bound * (1 + 1e-6)
    assert second.objective <= first.bound * (1 + 1e-6)


def test_a_plan_by_the_second_solver_stands_in_solve_too(small: Dataset) -> None:
    """`solver="cbc"` from end to end, with its whole numbers held for the prices."""
    found = best(small, whole=True, solver="cbc", gap=0.01).solved
    assert found.status in ("optimal", "within_gap")
    assert found.objective >= found.bound * (1 - 0.01 - 1e-6)
