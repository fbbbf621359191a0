"""The smallest conflicting set of targets and pins, worked by hand on the hamlet: money for 50 homes, of 4 people."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Pin, Scenario, Target
from resettle.insight.conflict import (
    CONFLICT,
    NO_PLAN,
    NOTHING_ASKED,
    TOGETHER,
    Conflict,
    quotable_conflict,
    smallest_conflict,
)
from resettle.insight.repair import doubling
from resettle.results.raises import Raises
from tests.hamlet import hamlet, two_ways

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

MOST = 10.0


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


def raises(dataset: Dataset, scenario: Scenario) -> Raises:
    return Raises(dataset, scenario, doubling(dataset, scenario), MOST)


def conflict(dataset: Dataset, scenario: Scenario) -> Conflict:
    return smallest_conflict(lambda: raises(dataset, scenario), dataset, scenario, MOST)


def people(persons: float, year: int = 2028) -> Target:
    return Target(scope="all", year=year, persons=persons)


def at_least(households: float, year: int | None = None) -> Pin:
    return Pin(place="village", at_least=households, year=year)


def at_most(households: float, year: int | None = None) -> Pin:
    return Pin(place="village", at_most=households, year=year)


def test_two_pins_that_contradict_each_other(dataset: Dataset) -> None:
    """At least 30 and at most 20 in the village: one must give way by 10; the target of 40 people is met by 20."""
    found = conflict(dataset, Scenario(target=(people(40),), pin=(at_least(30), at_most(20))))
    assert found.ended == CONFLICT
    assert list(found.members["name"]) == ["pin 1", "pin 2"]
    assert found.members["alone"].tolist() == pytest.approx([0, 0])
    assert found.members["gives_way"].tolist() == pytest.approx([10, 10])
    assert (found.rest_together, found.always, found.asked) == (True, True, 3)
    assert quotable_conflict(found) == (
        "“at least 30 households in Village over all years” and “at most 20 households in Village over all years” "
        "cannot be met together; without any one of them the others can.\n"
        "Relaxing any one is enough: “at least 30 households in Village over all years” by 10 households, or "
        "“at most 20 households in Village over all years” by 10 households.\n"
        "10 times every capacity and all money would not help: what people have chosen, when places open, how long "
        "building takes, or the pins' own amounts rule it out."
    )


def test_what_money_could_reconcile(dataset: Dataset) -> None:
    """30 in 2027 and 40 in 2028 are 70 homes of 50: either alone is no trouble, and money makes them both."""
    found = conflict(dataset, Scenario(pin=(at_least(30, 2027), at_least(40, 2028))))
    assert list(found.members["name"]) == ["pin 1", "pin 2"]
    assert found.members["gives_way"].tolist() == pytest.approx([20, 20])
    assert not found.always
    assert "More capacity or money can help: ask what would meet the targets." in quotable_conflict(found)


def test_one_that_cannot_be_met_by_itself_is_the_smallest(dataset: Dataset) -> None:
    """300 people are 75 homes of 50; the two pins are in conflict too, which is said."""
    found = conflict(dataset, Scenario(target=(people(300),), pin=(at_least(30), at_most(20))))
    assert list(found.members["name"]) == ["scenario 1"]
    assert found.members["alone"].tolist() == pytest.approx([100])
    assert not found.rest_together
    said = quotable_conflict(found)
    assert said.startswith(
        "“300 people by the end of 2028” cannot be met with the present capacities and money: it falls short by 100 "
        "people."
    )
    assert "Other targets and pins conflict with one another too" in said


def test_three_of_which_any_two_go_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    """At least 30 each in 2027 and 2028 make 60 by the end, 59 at most are allowed; money is there for 80 homes."""
    dataset = two_ways(tmp_path_factory.mktemp("two_ways"))
    pins = (at_least(15, 2027), at_most(39), at_least(25, 2028), at_most(100), at_least(2))
    found = conflict(dataset, Scenario(pin=pins))
    assert list(found.members["name"]) == ["pin 1", "pin 2", "pin 3"]
    assert found.members["gives_way"].tolist() == pytest.approx([1, 1, 1])
    assert found.rest_together


def test_no_smaller_set_is_in_conflict(dataset: Dataset) -> None:
    """Against every set there is: the smallest that cannot be met has as many members as the one found."""
    pins = (at_least(30, 2027), at_most(45), at_least(20, 2028), at_most(10, 2028), at_most(28, 2027), at_least(48))
    scenario = Scenario(target=(people(190),), pin=pins)
    found = conflict(dataset, scenario)
    programme = raises(dataset, scenario)
    names = ["scenario 1", *(f"pin {number}" for number in range(1, 7))]
    sizes = [
        size
        for size in range(1, len(names) + 1)
        if any(programme.missed(chosen, chosen) is None for chosen in combinations(names, size))
    ]
    assert len(found.members) == min(sizes) == 2
    assert programme.missed(list(found.members["name"]), list(found.members["name"])) is None


def test_all_that_can_be_met_together(dataset: Dataset) -> None:
    found = conflict(dataset, Scenario(target=(people(80),), pin=(at_most(30), at_least(20))))
    assert found.ended == TOGETHER
    assert (
        quotable_conflict(found) == "All 3 targets and pins can be met together with the present capacities and money."
    )


def test_nothing_asked(dataset: Dataset) -> None:
    found = conflict(dataset, Scenario())
    assert found.ended == NOTHING_ASKED
    assert quotable_conflict(found) == "This scenario has no targets and no pins."


def test_a_scenario_without_a_plan_says_why(dataset: Dataset) -> None:
    found = conflict(dataset, Scenario(pin=(Pin(place="nowhere", at_most=1.0),)))
    assert found.ended == NO_PLAN
    assert "nowhere" in quotable_conflict(found)
