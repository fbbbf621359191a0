"""Pins in whole households: at_most and exactly never exceeded, at_least short by what the table says."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as asking
from hypothesis import strategies as st

from resettle.inputs.scenario import Pin, Scenario, Target
from resettle.model.choice import ChoiceClasses
from resettle.results.make_plan import make_plan
from resettle.results.rounded_totals import SLIVER, RunningTotals
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

YEARS = (2027, 2028, 2029)


def villages(path: Path, homes: list[list[float]], settings: dict[str, object] | None = None, **tables: str) -> Dataset:
    """Households in one camp that move to any of several villages, whose vacant homes come year by year, in parts."""
    names = [f"v{number}" for number in range(len(homes))]
    places = "\n".join(f"{name},V,40,47,p,0" for name in names)
    vacant = "\n".join(
        f"{name},3,{year},{more}"
        for name, by_year in zip(names, homes, strict=True)
        for year, more in zip(YEARS, by_year, strict=True)
    )
    return tiny(
        path,
        settings={"last_year": YEARS[-1], **(settings or {})},
        places=f"place,name,latitude,longitude,programme,site_lead_years\ncamp,C,40,46,p,0\n{places}",
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,nowhere,camp,m,general,400,1600
            c2,p,nowhere,camp,m,general,150,450
            c3,p,elsewhere,camp,m,general,50,250""",
        willingness="programme,origin,solution,from_year,share,preference\np,,relocate,2027,1,1",
        vacant_homes=f"place,rooms,from_year,homes\n{vacant}",
        **tables,
    )


def settled(plan: Plan, pin: Pin) -> int:
    """Households that a pin counts, from the placements alone (all are of programme p and relocate)."""
    rows = plan["placements"]
    rows = rows[(rows["place"] == pin.place) | (pin.place == "")]
    rows = rows[rows["year"] == pin.year] if pin.year is not None else rows
    return int(rows["households"].sum())


def test_the_last_to_come_wait_where_a_pin_is_full(tmp_path: Path) -> None:
    """Three villages with 0.6 homes in 2027 and 0.6 more in 2028: 0.6 and 1.2 so far, rounded down 0 and 1.

    In 2028 the programme settles 3 × 0.6 = 1.8, which the pin of 2 allows; the rounded totals would be 3. Two settle,
    and the third in 2029, when no pin is in the way and nothing else changes.
    """
    plan = make_plan(villages(tmp_path, [[0.6, 0.6, 0.0]] * 3), Scenario(pin=(Pin(year=2028, at_most=2),)))
    by_year = plan["placements"].groupby("year")["households"].sum()
    assert by_year.to_dict() == {2028: 2, 2029: 1}
    assert plan["unrounded"].groupby("year")["households"].sum().to_dict() == pytest.approx({2027: 1.8, 2028: 1.8})


@pytest.mark.parametrize("carries_over", ["true", "false"])
def test_who_moves_late_is_paid_for(tmp_path: Path, carries_over: str) -> None:
    """The same at 100 US$ a move: 180 in each of two years in the programme, 200 in 2028 and 100 in 2029 in the plan.

    The government's 180 a year pays for 1.8 moves; where its money lapses, a second funder makes up the 20 in 2028 and
    pays the rest in 2029, when nothing was planned to be paid.
    """
    dataset = villages(
        tmp_path,
        [[0.6, 0.6, 0.0]] * 3,
        settings={"usd_per_household_move": 100.0},
        funders=f"funder,title,carries_over\ngov,Government,{carries_over}\nother,Other,true",
        funding="funder,year,usd\ngov,2027,180\ngov,2028,180\ngov,2029,0\nother,2027,0\nother,2028,20\nother,2029,100",
    )
    plan = make_plan(dataset, Scenario(pin=(Pin(year=2028, at_most=2),)))
    assert plan["placements"].groupby("year")["households"].sum().to_dict() == {2028: 2, 2029: 1}
    assert plan["spending"].groupby("year")["usd"].sum().to_dict() == pytest.approx({2028: 200.0, 2029: 100.0})


def test_what_an_at_least_pin_lacks_is_told_in_whole_households(tmp_path: Path) -> None:
    """Three villages with 1.5 homes: 4.5 households in the programme, 3 in the plan. At least 4 is short by 1, 3 by 0.

    To the programme 4 is met. A target of 10 persons: 3 households have 4 persons each of c1 (Webster's first three
    seats are c1's, 400 > 150 > 400/3), so 12: nothing is short.
    """
    homes = [[1.5, 0.0, 0.0]] * 3
    scenario = Scenario(pin=(Pin(at_least=4), Pin(at_least=3)), target=(Target(scope="all", year=2029, persons=10.0),))
    plan = make_plan(villages(tmp_path, homes), scenario)
    short = plan["shortfalls"].set_index("target")["persons"]
    assert short.to_dict() == {"scenario 1": 0.0, "pin 1 at_least": 1.0, "pin 2 at_least": 0.0}
    assert plan.summary.short == 1.0


@pytest.mark.parametrize("seed", range(8))
def test_random_pins_on_random_villages(tmp_path: Path, seed: int) -> None:
    """at_most and exactly are never exceeded; at_least and exactly lack what the table says; the checker agrees."""
    chance = random.Random(seed)
    homes = [[chance.choice([0.0, chance.uniform(0, 4)]) for _ in YEARS] for _ in range(chance.randint(3, 7))]
    pins = []
    for _ in range(chance.randint(2, 5)):
        bound = chance.choice(["at_most", "at_most", "exactly", "at_least"])
        place = chance.choice(["", *(f"v{number}" for number in range(len(homes)))])
        number = chance.choice([float(chance.randint(0, 6)), round(chance.uniform(0, 6), 2)])
        pins.append(Pin.model_validate({"place": place, "year": chance.choice([None, *YEARS]), bound: number}))
    plan = make_plan(villages(tmp_path, homes), Scenario(pin=tuple(pins)), estimate=chance.random() < 0.5)
    short = plan["shortfalls"].set_index("target")["persons"]
    for number, pin in enumerate(pins, start=1):
        found = settled(plan, pin)
        for bound in ("at_most", "exactly"):
            most = getattr(pin, bound)
            assert most is None or found <= most, (pin, found)
        for bound in ("at_least", "exactly"):
            least = getattr(pin, bound)
            if least is not None:
                assert short[f"pin {number} {bound}"] == pytest.approx(max(0.0, least - found), abs=1e-6)
    assert plan.summary.verification["clean"]


@asking(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_running_totals_wait_only_for_a_full_pin(seed: int) -> None:
    """Whatever the flows: settled so far at most the total rounded down; less only where a pin of the year is full."""
    chance = np.random.default_rng(seed)
    pairs, horizon = int(chance.integers(2, 12)), 4
    flows = chance.uniform(0, 2.5, (pairs, horizon)) * (chance.random((pairs, horizon)) < 0.7)
    years = list(range(2027, 2027 + horizon))
    names = [f"c{pair}" for pair in range(pairs)]
    places = [f"d{number}" for number in chance.integers(0, 3, pairs)]
    settle = pd.DataFrame(
        [(name, place, year, "relocate", "p") for name, place in zip(names, places, strict=True) for year in years],
        columns=["class_", "place", "year", "solution", "programme"],
    )
    pins = _pins_that_hold(chance, flows, np.array(places), years)
    choices = ChoiceClasses(pd.DataFrame({"class_": names}), pd.DataFrame(), pd.DataFrame())
    totals = RunningTotals.of(choices, settle, flows.ravel())
    for year in range(horizon):
        due = np.floor(flows[:, : year + 1].sum(axis=1) + SLIVER).astype(int)
        seats = totals.room(year, pins).within(totals.wanted(year), totals.flows[:, year])
        assert (seats >= 0).all()
        totals.settle(seats)
        assert (totals.settled <= due).all()
        full = np.zeros(pairs, dtype=bool)
        for pin in pins[pins["first"] == years[year]].itertuples():
            counted = np.array([pin.place in ("", place) for place in places])
            assert seats[counted].sum() <= float(str(pin.limit))
            full |= counted & (seats[counted].sum() == np.floor(float(str(pin.limit))))
        assert (full | (totals.settled == due)).all()


def _pins_that_hold(
    chance: np.random.Generator, flows: np.ndarray, places: np.ndarray, years: list[int]
) -> pd.DataFrame:
    """Pins at or a little above what the flows have in a year, at a place or everywhere."""
    rows = []
    for number in range(int(chance.integers(1, 6))):
        year, place = int(chance.integers(0, len(years))), str(chance.choice(["", "d0", "d1", "d2"]))
        counted = (places == place) | (place == "")
        limit = float(np.ceil(flows[counted, year].sum())) + float(chance.choice([0.0, 0.5]))
        rows.append((f"pin {number}", "<=", place, "", "p", years[year], years[year], limit))
    return pd.DataFrame(rows, columns=["name", "sense", "place", "solution", "programme", "first", "final", "limit"])
