"""The programme kept with its objective held near the best: worked by hand on two equal villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.inputs.scenario import Scenario
from resettle.results.near_best import NearBest
from tests.tiny import tiny

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

PLACES = """place,name,latitude,longitude,programme,site_lead_years
    camp,Camp,40.0,46.0,p,0
    east,East,40.0,47.0,p,0
    west,West,40.0,45.0,p,0"""
MOVING = "from_place,to_place,usd_per_household\ncamp,east,100000\ncamp,west,0"


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """100 households of 4 relocate to East, where moving costs 100,000 US$ each, or to West, where it costs nothing."""
    return tiny(
        tmp_path_factory.mktemp("twins"),
        places=PLACES,
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,east,camp,m,general,100,400""",
        willingness="programme,origin,solution,from_year,share,preference\np,,relocate,2027,1,1",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims\neast,3,,100,0\nwest,3,,100,0",
        travel=MOVING,
    )


def at(near: NearBest, place: str) -> np.ndarray:
    """Weights: persons at one place count."""
    return (near.settle["place"] == place).to_numpy(dtype=float)


def test_as_many_go_the_dear_way_as_may_be_given_up(twins: Dataset) -> None:
    """800 person-years are the best, nothing spent; 2 % are 16, at a million US$ each: 160 moves, all 100 afford it.

    With 1 %, 8 million US$: 80 households, 320 people, in East.
    """
    near = NearBest(twins, Scenario(), within=0.01)
    assert near.nearest.objective == pytest.approx(800.0)
    one = near.towards(at(near, "east"))
    assert one is not None
    assert one.persons @ at(near, "east") == pytest.approx(320.0, rel=1e-3)
    assert one.objective >= 800.0 * 0.99 - 1e-6


def test_people_may_come_later_for_what_may_be_given_up(twins: Dataset) -> None:
    """A person who settles in 2028 has one year instead of two: 2 % of 800 person-years are 16 people."""
    near = NearBest(twins, Scenario(), within=0.02)
    late = (near.settle["year"] == 2028).to_numpy(dtype=float)
    one = near.towards(late)
    assert one is not None
    assert one.persons @ late == pytest.approx(16.0, rel=1e-3)
    assert one.persons.sum() == pytest.approx(400.0)


def test_the_plan_is_checked_and_says_how_far_it_is_from_the_best(twins: Dataset) -> None:
    near = NearBest(twins, Scenario(), within=0.01)
    one = near.towards(at(near, "east"))
    assert one is not None
    plan = near.plan(one)
    assert plan.summary.verification["clean"] is True
    assert plan.summary.bound == pytest.approx(800.0)
    assert plan.summary.gap == pytest.approx(0.01, rel=0.05)
    assert plan.summary.cost_usd == pytest.approx(8e6, rel=1e-2)


def test_nothing_asked_for_has_no_answer(twins: Dataset) -> None:
    near = NearBest(twins, Scenario())
    assert near.towards(np.zeros(len(near.settle))) is None


def test_the_answer_does_not_depend_on_what_was_asked_before(twins: Dataset) -> None:
    near = NearBest(twins, Scenario(), within=0.01)
    first = near.towards(at(near, "east"))
    near.towards(at(near, "west"), 1.0)
    again = near.towards(at(near, "east"))
    assert first is not None
    assert again is not None
    assert np.array_equal(first.persons, again.persons)


@pytest.mark.parametrize("mode", ["least_cost", "fairest"])
def test_other_aims_stay_near_their_own_best(twins: Dataset, mode: str) -> None:
    """At least cost, where more is worse, and for the fairest plan, whose worst cover is held."""
    near = NearBest(twins, Scenario(mode=mode))
    one = near.towards(at(near, "east"))
    assert one is not None
    best = near.nearest.objective
    assert abs(one.objective - best) <= 0.02 * abs(best) + 1e-6
    assert near.plan(one).summary.verification["clean"] is True


def test_an_aim_that_weighs_nobody_and_no_money_has_no_plan(twins: Dataset) -> None:
    near = NearBest(twins, Scenario())
    assert near.towards(np.zeros(len(near.settle))) is None
