"""The cheapest repair, worked by hand on the hamlet.

All 100 households (400 people) by the end of 2027 need 100 homes of builders who finish 60, and 2 million US$ of 1
million: 5/3 times the builders and twice the money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Pin, Scale, Scenario, Target
from resettle.insight.repair import MET, NO_PLAN, OUT_OF_REACH, REPAIRED, Repair, cheapest_repair, quotable_repair
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def by_2027(persons: float) -> Scenario:
    """So many people by the end of 2027."""
    return Scenario(mode="least_cost", target=(Target(scope="all", year=2027, persons=persons),))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


@pytest.fixture(scope="module")
def estimates(dataset: Dataset) -> Estimator:
    return Estimator(dataset, by_2027(400))


@pytest.fixture(scope="module")
def repair(estimates: Estimator) -> Repair:
    return cheapest_repair(estimates, by_2027(400))


def test_only_what_is_needed_and_no_more_of_it(repair: Repair) -> None:
    found = repair.levers.set_index("lever")["times"].to_dict()
    assert repair.ended == REPAIRED
    assert found == pytest.approx({"funding": 2.0, "build": 5 / 3}, rel=0.006)
    assert (repair.short, repair.short_at_most) == (pytest.approx(200.0), 0.0)
    assert (repair.usd_before, repair.usd) == pytest.approx((1e6, 2e6), rel=1e-3)


def test_a_plan_from_nothing_meets_the_target_with_it_and_not_with_less(dataset: Dataset, repair: Repair) -> None:
    found = repair.levers.set_index("lever")["times"].to_dict()
    enough = by_2027(400).model_copy(update={"scale": Scale(**found)})
    assert make_plan(dataset, enough, estimate=True).summary.short <= 0.5
    for lever in found:
        less = by_2027(400).model_copy(update={"scale": Scale(**{**found, lever: 0.98 * found[lever]})})
        assert make_plan(dataset, less, estimate=True).summary.short > 0.5


def test_it_can_be_quoted(repair: Repair) -> None:
    said = quotable_repair(repair)
    assert said.startswith("The targets, missed by 200 people as things are, are met with 2.0")
    assert "times the money and 1.6" in said
    assert "instead of 1.0 million US$" in said


def test_met_as_it_is(estimates: Estimator) -> None:
    """200 people are 50 homes of 20,000 US$: all the money there is."""
    found = cheapest_repair(estimates, by_2027(200))
    assert found.ended == MET
    assert found.levers.empty
    assert quotable_repair(found) == "Every target can be met with what there is, for 1.0 million US$ at least."


def test_more_people_than_have_chosen_are_out_of_reach(estimates: Estimator) -> None:
    found = cheapest_repair(estimates, by_2027(500))
    assert (found.ended, found.short, found.short_at_most) == (OUT_OF_REACH, pytest.approx(300), pytest.approx(100))
    assert "with 10 times of every capacity and all money still by 100 people" in quotable_repair(found)


def test_a_scenario_without_a_plan_says_why(estimates: Estimator) -> None:
    found = cheapest_repair(estimates, Scenario(pin=(Pin(place="nowhere", at_most=1.0),)))
    assert found.ended == NO_PLAN
    assert "nowhere" in quotable_repair(found)
