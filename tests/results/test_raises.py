"""Limits raised by one linear programme, worked by hand on a hamlet with two ways to a home, and against plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle import Scenario, make_plan
from resettle.inputs.scenario import Change, Pin, Target
from resettle.results.raises import LARGEST, SHORT, SUM, USD, Raises
from tests.hamlet import hamlet, two_ways
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path


SIXTY = Scenario(mode="least_cost", target=(Target(scope="all", year=2027, persons=240),))
"""Of the two ways' hamlet: 60 homes, where builders and sellers have 20 each and there is money for just those."""


def doubled(**resources: str) -> dict[str, tuple[Change, ...]]:
    """Changes by family: one for the money, one for each resource of programme p."""
    changes: dict[str, tuple[Change, ...]] = {
        family: (Change(table="capacities", where={"resource": resource}, column="amount", times=2.0),)
        for family, resource in resources.items()
    }
    return {**changes, "money": (Change(table="funding", where={"funder": "gov"}, column="usd", times=2.0),)}


@pytest.fixture
def raises(tmp_path: Path) -> Raises:
    return Raises(two_ways(tmp_path), SIXTY, doubled(build="build", purchase="purchase"), 10.0)


def test_what_is_missed_as_things_are(raises: Raises) -> None:
    """40 homes for 160 people of the 240."""
    assert raises.short_with({}) == pytest.approx((80.0, 0.0))
    assert raises.families == ("build", "purchase", "money")
    assert raises.usd_of("money") == pytest.approx(1.2e6)
    assert raises.usd_of("build") == 0.0


def test_as_little_of_everything_as_can_be(raises: Raises) -> None:
    """20 homes more by builders, 400,000 US$ more: sums 1 + 1/3; by sellers 1 + 2/3."""
    found = raises.least((SUM,), short=0.0)
    assert found is not None
    assert found.times == pytest.approx({"build": 2.0, "money": 4 / 3}, abs=0.0011)
    assert found.usd == pytest.approx(0.4e6, rel=0.003)
    assert found.short.persons == pytest.approx(0.0, abs=0.01)


def test_what_rises_most_rises_as_little_as_can_be(raises: Raises) -> None:
    """10 more of each, 20,000 + 40,000 US$ ten times = 600,000 of 1,200,000 more: all by one half."""
    found = raises.least((LARGEST, SUM), short=0.0)
    assert found is not None
    assert found.times == pytest.approx({"build": 1.5, "purchase": 1.5, "money": 1.5}, abs=0.0021)


def test_as_little_money_as_can_be(raises: Raises) -> None:
    """60 homes built, none sold, cost the 1,200,000 US$ that there are: three times the builders, no more money."""
    found = raises.least((USD, SUM), short=0.0)
    assert found is not None
    assert (found.times, found.usd) == ({"build": pytest.approx(3.0, abs=0.0011)}, 0.0)


def test_the_last_hundredth_of_the_money_is_not_worth_any_capacity(tmp_path: Path) -> None:
    """All 100 homes built, 5 times 20, take 800,000 US$ more. A hundredth more, 8,000, pays for 0.4 of them sold.

    Told is 1.674 times the money, 808,800: 0.44 homes sold, builders 4.978 times.
    """
    everybody = Scenario(mode="least_cost", target=(Target(scope="all", year=2027, persons=400),))
    raises = Raises(two_ways(tmp_path), everybody, doubled(build="build", purchase="purchase"), 10.0)
    found = raises.least((USD, SUM), short=0.0)
    assert found is not None
    assert found.times == pytest.approx({"build": 4.978, "money": 1.674}, abs=0.0011)


def test_only_what_is_allowed(raises: Raises) -> None:
    """Sellers and money: 20 homes of 40,000 US$ more. Money alone: nobody to build or sell them."""
    found = raises.least((SUM,), ("purchase", "money"), short=0.0)
    assert found is not None
    assert found.times == pytest.approx({"purchase": 2.0, "money": 5 / 3}, abs=0.0011)
    alone = raises.least((SHORT, SUM), ("money",))
    assert alone is not None
    assert alone.times == {}
    assert alone.short.persons == pytest.approx(80.0, abs=0.011)
    assert raises.least((SUM,), ("money",), short=0.0) is None


def test_no_more_than_so_many_times(tmp_path: Path) -> None:
    """One and a half times of everything: 10 more of each, for all the 600,000 US$ more."""
    raises = Raises(two_ways(tmp_path), SIXTY, doubled(build="build"), 1.5)
    found = raises.least((SHORT, SUM))
    assert found is not None
    assert found.short.persons == pytest.approx(40.0, abs=0.011)
    assert found.times == pytest.approx({"build": 1.5, "money": 7 / 6}, abs=0.0011)


def test_a_hundredth_less_of_each_misses_it(raises: Raises) -> None:
    """Builders 1.98 times 20: 39.6 and 20 homes, 0.4 short, 1.6 people.

    Money 1,584,000 US$: 16,000 less than 40 homes of 20,000 and 20 of 40,000 cost, 0.4 of those sold, 1.6 people.
    """
    less = raises.short_with_less({"build": 2.0, "money": 4 / 3}, 0.01)
    assert {family: short.persons for family, short in less.items()} == pytest.approx(
        {"build": 1.6, "money": 1.6}, rel=1e-6
    )


def test_plans_from_nothing_agree(tmp_path: Path, raises: Raises) -> None:
    found = raises.least((LARGEST, SUM), short=0.0)
    assert found is not None
    changes = doubled(build="build", purchase="purchase")
    enough = [one.model_copy(update={"times": found.times[family]}) for family, each in changes.items() for one in each]
    dataset = two_ways(tmp_path / "again")
    assert make_plan(dataset, SIXTY.model_copy(update={"change": tuple(enough)}), estimate=True).summary.short < 0.01
    for number, one in enumerate(enough):
        less = list(enough)
        less[number] = one.model_copy(update={"times": 0.99 * float(one.times or 1.0)})
        lowered = make_plan(dataset, SIXTY.model_copy(update={"change": tuple(less)}), estimate=True)
        assert lowered.summary.short > 0.5


def test_what_was_asked_before_does_not_matter(raises: Raises) -> None:
    first = raises.least((SUM,), short=0.0)
    raises.least((USD, SUM), ("purchase", "money"), short=20.0)
    raises.short_with({"money": 3.0})
    raises.missed(["scenario 1"], ["scenario 1"])
    assert raises.least((SUM,), short=0.0) == first


def test_what_has_no_limit_is_left_out(tmp_path: Path) -> None:
    """Certificates are not limited in the hamlet with builders alone: nothing to raise."""
    offers = {"offers": (Change(table="housing", column="units_per_year", times=2.0),)}
    raises = Raises(hamlet(tmp_path), SIXTY, offers, 10.0)
    assert raises.families == ()
    assert raises.left_out == ("offers",)
    assert raises.short_with({}) == pytest.approx((40.0, 0.0))


def test_targets_and_pins_are_missed_each_by_itself(tmp_path: Path) -> None:
    """50 homes: at least 60 households in the village and at most 20 there are 40 apart, 30 with the most kept."""
    scenario = Scenario(pin=(Pin(place="village", at_least=60), Pin(place="village", at_most=20)))
    raises = Raises(hamlet(tmp_path), scenario, {}, 1.0)
    assert raises.wanted.names == ("pin 1", "pin 2")
    assert raises.missed(["pin 2"], ["pin 2"]) == {"pin 2": 0.0}
    assert raises.missed(["pin 1"], []) == pytest.approx({"pin 1": 10.0})
    assert raises.missed(["pin 1", "pin 2"], ["pin 2"]) == pytest.approx({"pin 1": 40.0, "pin 2": 0.0})
    assert raises.missed(["pin 1", "pin 2"], ["pin 1"]) is None


def test_what_changes_more_than_limits_is_left_out(tmp_path: Path) -> None:
    """Twice the cost of a home changes what each is paid; a year more to build it takes decisions away."""
    dearer = (Change(table="housing", column="unit_cost_usd", times=2.0),)
    slower = (Change(table="housing_options", column="lead_years", plus=1.0),)
    raises = Raises(two_ways(tmp_path), SIXTY, {"dearer": dearer, "slower": slower, **doubled(build="build")}, 10.0)
    assert raises.left_out == ("dearer", "slower")
    assert raises.families == ("build", "money")


def test_a_later_aim_leaves_the_sum_free(raises: Raises) -> None:
    """The sum first, then the largest: nothing is kept of a sum, so that the raises are even."""
    found = raises.least((SUM, LARGEST), short=0.0)
    assert found is not None
    assert max(found.times.values()) == pytest.approx(1.5, abs=0.0021)


def test_a_target_is_no_limit_to_raise(tmp_path: Path) -> None:
    """Twice the people asked for are not twice of what there is."""
    dataset = tiny(tmp_path, targets="target,scope,name,year,persons\nt,all,,2027,300")
    doubled_target = (Change(table="targets", column="persons", times=2.0),)
    raises = Raises(dataset, Scenario(), {"target": doubled_target}, 10.0)
    assert raises.left_out == ("target",)
    assert raises.wanted.names == ("t",)


def test_where_nothing_is_asked_for_nothing_is_raised_or_missed(tmp_path: Path) -> None:
    asked = Raises(hamlet(tmp_path), Scenario(), doubled(build="build"), 10.0)
    found = asked.least([SHORT, SUM])
    assert found is not None
    assert found.times == {}
    assert found.short.persons == found.short.households == 0.0
