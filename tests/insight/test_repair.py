"""The cheapest repair, worked by hand on the hamlets of tests.hamlet.

All 100 households (400 people) by the end of 2027 need 100 homes of builders who finish 60, and 2 million US$ of 1
million: 5/3 times the builders and twice the money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Pin, Scenario, Target
from resettle.insight.repair import MET, NEARER, NO_PLAN, OUT_OF_REACH, REPAIRED, Repair, cheapest_repair, doubling
from resettle.insight.repair_words import quotable_repair
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from resettle.results.raises import Raises
from tests.hamlet import hamlet, two_ways
from tests.two_programmes import TARGET, two_programmes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

BUILDERS, MONEY = "eq06_build_programme Programme", "money gov"
SELLERS = "eq06_purchase_programme Programme"


def by_2027(persons: float) -> Scenario:
    """So many people by the end of 2027."""
    return Scenario(title="Soon", target=(Target(scope="all", year=2027, persons=persons),))


def repaired(dataset: Dataset, scenario: Scenario, may: Collection[str] | None = None, most: float = 10.0) -> Repair:
    def raisable(times: float, reference: Plan) -> Raises:
        return Raises(dataset, scenario, doubling(dataset, scenario), times, reference=reference)

    estimates = Estimator(dataset, scenario)
    if may is None:
        return cheapest_repair(raisable, estimates, dataset, scenario, most=most)
    return cheapest_repair(raisable, estimates, dataset, scenario, may=may, most=most)


def times_of(repair: Repair, way: str) -> dict[str, float]:
    rows = repair.raises[repair.raises["way"] == way]
    return dict(zip(rows["family"], rows["times"], strict=True))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


@pytest.fixture(scope="module")
def repair(dataset: Dataset) -> Repair:
    return repaired(dataset, by_2027(400))


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Repair:
    """60 homes by 2027 where 20 are built and 20 sold a year."""
    return repaired(two_ways(tmp_path_factory.mktemp("two_ways")), by_2027(240))


def test_only_what_is_needed_and_no_more_of_it(repair: Repair) -> None:
    assert repair.ended == REPAIRED
    assert times_of(repair, "least_money") == pytest.approx({MONEY: 2.0, BUILDERS: 5 / 3}, abs=0.0011)
    assert repair.planned == pytest.approx((200.0, 0.0))
    assert repair.short == pytest.approx((200.0, 0.0), abs=0.01)
    assert repair.short_at_most == pytest.approx((0.0, 0.0), abs=0.01)


def test_it_is_planned_and_meets_the_target(repair: Repair) -> None:
    """100 homes of 20,000 US$."""
    best = repair.ways.iloc[0]
    assert (best["way"], best["reaches"], best["persons"]) == ("least_money", True, 400)
    assert best["spent_usd"] == pytest.approx(2e6)
    assert best["usd"] == pytest.approx(1e6)
    assert best["planned_short_persons"] == pytest.approx(0.0, abs=0.01)


def test_a_hundredth_less_of_any_part_misses_it(repair: Repair) -> None:
    """1.650 times 60 builders: 99.02 homes; 1.98 million US$: 99 homes."""
    less = repair.raises[repair.raises["way"] == "least_money"].set_index("family")["less_short_persons"]
    assert less[MONEY] == pytest.approx(4.0, abs=0.01)
    assert less[BUILDERS] == pytest.approx(4 * (100 - 0.99 * 1.667 * 60), abs=0.01)


def test_the_scenario_plans_from_nothing_and_any_part_less_does_not(dataset: Dataset, repair: Repair) -> None:
    scenario = repair.scenarios["least_money"]
    assert scenario.title == "Soon: repaired, the least extra money, to 1%"
    assert make_plan(dataset, scenario, estimate=True).summary.short < 0.01
    for number, change in enumerate(scenario.change):
        less = list(scenario.change)
        less[number] = change.model_copy(update={"times": 0.99 * float(change.times or 1.0)})
        cheaper = scenario.model_copy(update={"change": tuple(less)})
        assert make_plan(dataset, cheaper, estimate=True).summary.short > 0.5


def test_ways_that_do_not_reach_it_say_how_far_they_come(repair: Repair) -> None:
    """Money alone: 60 homes, 40 people missed twice over; builders alone: nothing, since money is used up."""
    table = repair.ways.set_index("way")
    assert table.loc["money_only", "short_persons"] == pytest.approx(160.0, abs=0.02)
    assert times_of(repair, "money_only") == pytest.approx({MONEY: 1.2}, abs=0.0011)
    assert "no_money" not in table.index
    assert not table.loc["money_only", "reaches"]


def test_ways_differ_and_stand_by_the_money_they_add(ways: Repair) -> None:
    """Three times the builders need no money; twice and 1/3 more money is the least sum; half more of all is even."""
    reaching = ways.ways[ways.ways["reaches"]]
    assert list(reaching["way"]) == ["least_money", "least", "even"]
    assert times_of(ways, "least_money") == pytest.approx({BUILDERS: 3.0}, abs=0.0011)
    assert times_of(ways, "least") == pytest.approx({BUILDERS: 2.0, MONEY: 4 / 3}, abs=0.0021)
    assert times_of(ways, "even") == pytest.approx({BUILDERS: 1.5, SELLERS: 1.5, MONEY: 1.5}, abs=0.0031)


def test_only_the_kinds_that_may_be_raised(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = repaired(two_ways(tmp_path_factory.mktemp("kinds")), by_2027(240), may=("purchase", "money"))
    assert times_of(found, "least_money") == pytest.approx({SELLERS: 2.0, MONEY: 5 / 3}, abs=0.0021)


def test_no_more_than_so_many_times(dataset: Dataset) -> None:
    """1.5 times: 75 homes of 90 builders for 1.5 million US$; 25 households are missed still."""
    found = repaired(dataset, by_2027(400), most=1.5)
    assert (found.ended, found.short_at_most) == (NEARER, pytest.approx((100.0, 0.0), abs=0.01))
    assert times_of(found, "least_money") == pytest.approx({MONEY: 1.5, BUILDERS: 1.25}, abs=0.0011)
    assert "The least that stays missed is 100 people, with 1.5 times the money (Government)" in quotable_repair(found)


def test_it_can_be_quoted(repair: Repair) -> None:
    said = quotable_repair(repair)
    assert said.startswith(
        "The estimate falls short of its targets and pins by 200 people.\nThey are all met with 2 times the money "
        "(Government) and 1.67 times the builders (Programme). That is 1.0 million US$ more money over the years, all "
        "of them raised alike; the plan spends 2.0 million US$.\nNo programme has fewer people settled by the end of "
        "any year, and no place or group by the end of the last, than in the present estimate"
    )
    assert "Extra money, no more capacity: 160 people would stay missed." in said


def test_met_as_it_is(dataset: Dataset) -> None:
    """200 people are 50 homes of 20,000 US$: all the money there is."""
    found = repaired(dataset, by_2027(200))
    assert found.ended == MET
    assert found.raises.empty
    assert quotable_repair(found) == "The estimate meets every target and pin."


def test_where_it_can_only_be_met_later_it_says_who_loses(dataset: Dataset) -> None:
    """60 households are to come in 2028, but most people has the 50 that can be paid for come in 2027.

    With those kept, 50 of the 100 are left for 2028: 10 short, with 100 homes of 20,000 US$, twice the money. The pin
    is met where 10 of the 50 (40 people) come a year later; by the end nobody has fewer.
    """
    found = repaired(dataset, Scenario(pin=(Pin(place="village", year=2028, at_least=60),)))
    assert (found.ended, found.planned, found.short_at_most) == (
        NEARER,
        pytest.approx((0.0, 60.0)),
        pytest.approx((0.0, 10.0), abs=0.01),
    )
    assert times_of(found, "least_money") == pytest.approx({MONEY: 2.0}, abs=0.0011)
    assert not found.ways.loc[0, "takes"]
    assert times_of(found, "taking") == pytest.approx({MONEY: 2.0}, abs=0.0011)
    assert found.fewer[["way", "kind", "year", "fewer"]].values.tolist() == [["taking", "programme", 2027, 40.0]]
    said = quotable_repair(found)
    assert said.startswith("The estimate falls short of its targets and pins by 60 households.")
    assert (
        "With fewer people settled elsewhere nothing would be missed. Against the present estimate this way has 40 "
        "fewer people of Programme by the end of 2027." in said
    )


def test_more_people_than_have_chosen_come_as_near_as_choices_allow(dataset: Dataset) -> None:
    """400 have chosen; 500 are asked for."""
    found = repaired(dataset, by_2027(500))
    assert (found.ended, found.not_chosen) == (NEARER, 100.0)
    assert times_of(found, "least_money") == pytest.approx({MONEY: 2.0, BUILDERS: 5 / 3}, abs=0.0011)
    assert "100 people of the targets have not chosen by then" in quotable_repair(found)


def test_out_of_reach(dataset: Dataset) -> None:
    found = repaired(dataset, by_2027(400), may=("staff",))
    assert (found.ended, found.short_at_most) == (OUT_OF_REACH, pytest.approx((200.0, 0.0), abs=0.01))
    assert "With 10 times everything that may be raised, and nobody settled fewer, 200 people" in quotable_repair(found)


def test_nobody_else_pays_for_a_target(tmp_path: Path) -> None:
    """See ``two_programmes``: unrestricted, 150 people of q would give way and no money be needed.

    With q's 400 kept, 15 homes near of 20,000 US$ more: 0.3 million, 1.15 times the money. The aim stays most people.
    """
    found = repaired(two_programmes(tmp_path), TARGET)
    assert (found.ended, found.planned) == (REPAIRED, pytest.approx((60.0, 0.0)))
    assert found.short == pytest.approx((60.0, 0.0), abs=0.01)
    assert times_of(found, "least_money") == pytest.approx({MONEY: 1.15}, abs=0.0011)
    assert set(found.scenarios["least_money"].model_dump(exclude_defaults=True)) >= {"targets_first", "safeguard"}
    assert found.scenarios["least_money"].mode == "most_people"
    assert found.fewer.empty
    plan = make_plan(two_programmes(tmp_path / "again"), found.scenarios["least_money"], estimate=True)
    assert {name: sum(of.values()) for name, of in plan.summary.persons.items()} == {"p": 300.0, "q": 400.0}


def test_who_would_pay_for_a_target_is_named_before_it_is_opened(tmp_path: Path) -> None:
    """Nothing but staff may be raised, which does not help: q's 37.5 households would have to give way, 150 people.

    Whole households: q settles 62 of 62.5, 152 people fewer than 400.
    """
    found = repaired(two_programmes(tmp_path), TARGET, may=("staff",))
    assert (found.ended, list(found.ways["way"])) == (NEARER, ["taking"])
    assert found.scenarios["taking"].mode == "most_people"
    assert found.fewer[["kind", "name", "fewer"]].values.tolist() == [
        ["programme", "Far programme", 152.0],
        ["place", "Far", 152.0],
        ["origin", "Far", 152.0],
        ["size", "m", 152.0],
        ["profile", "General", 152.0],
    ]
    said = quotable_repair(found)
    assert "60 people stay missed whatever is raised, up to 10 times if nobody is to have fewer people settled" in said
    assert (
        "With fewer people settled elsewhere nothing would be missed. Against the present estimate this way has 152 "
        "fewer people of Far programme by the end of 2027, 152 fewer people in Far" in said
    )


def test_persons_and_households_are_never_added_up(dataset: Dataset) -> None:
    """Money for 50 homes: 300 people are 75 of them (100 people missed); 60 in 2028 are missed by all 60.

    Money is worth more in 2027, when a household is worth 8 person-years and 4 of the target.
    """
    scenario = Scenario(
        target=(Target(scope="all", year=2027, persons=300),), pin=(Pin(place="village", year=2028, at_least=60),)
    )
    found = repaired(dataset, scenario)
    assert found.planned == pytest.approx((100.0, 60.0))
    assert "by 100 people (of targets) and 60 households (of pins)." in quotable_repair(found)


def test_a_scenario_without_a_plan_says_why(dataset: Dataset) -> None:
    found = repaired(dataset, Scenario(pin=(Pin(place="nowhere", at_most=1.0),)))
    assert found.ended == NO_PLAN
    assert "nowhere" in quotable_repair(found)
