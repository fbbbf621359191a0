"""Attacks on what a donor gets: counts worked back from person-years, money, two amounts, and a registry's plan."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from resettle.inputs.scenario import Change, Scenario
from resettle.insight.donor import donor_facts
from resettle.insight.donor_masking import masked
from resettle.insight.donor_next import NextMoney, next_money, nothing_more, smallest_years
from resettle.insight.donor_questions import range_figures, range_row
from resettle.insight.gain_words import TOO_SMALL
from resettle.insight.overview import overview
from resettle.report.sentences import shown_millions, shown_persons, shown_years
from resettle.results.estimator import Estimator
from resettle.results.gain_ranges import Gain
from resettle.results.more_money import UNTIED as UNTIED_GRANT
from resettle.results.more_money import Grant, MoreMoney
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

PLAIN = Scenario(title="Baseline")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("attacked"))


@pytest.fixture(scope="module")
def nothing(dataset: Dataset) -> NextMoney:
    """An answer to fill with gains."""
    return nothing_more(1e6, Estimator(dataset, PLAIN).estimate(PLAIN))


def exact(count: float) -> Gain:
    return Gain(count, count, count)


def test_person_years_tell_no_single_people(nothing: NextMoney) -> None:
    """Attack: 60 people settled in the first of two years are 120 person-years; from 122 follow 61, by a division.

    What is shown is to the 20 that ten people make, so that person-years shown leave at least ten counts of people.
    """
    shown = {people: shown_years(nothing, exact(2.0 * people)).found for people in range(10, 200)}
    for years in set(shown.values()):
        alike = [people for people, other in shown.items() if other == years]
        assert len(alike) >= 9 or max(alike) == 199 or min(alike) == 10
    assert {years for years in shown.values() if not isinstance(years, str)} == {20.0 * tens for tens in range(1, 21)}


def test_two_amounts_of_money_do_not_subtract_to_single_people(nothing: NextMoney) -> None:
    """Attack: 10 million bring 40 people, 11 million 43: any two figures shown differ by 0, or by ten and more."""
    for show, each in ((lambda gain: shown_years(nothing, gain), 2.0), (shown_persons, 1.0)):
        cells = [show(exact(each * people)) for people in range(10, 120)]
        for one, other in pairwise(cells):
            for before, after in zip(one, other, strict=True):
                assert after == before or abs(float(after) - float(before)) >= 10 * each


def test_a_range_beside_a_masked_count_does_not_give_it(nothing: NextMoney) -> None:
    """All pairs of 1 to 9 people with their exact ranges are shown as one and the same, person-years too."""
    people = {shown_persons(exact(count)) for count in range(1, 10)}
    years = {shown_years(nothing, exact(2.0 * count)) for count in range(1, 10)}
    assert len(people) == len(years) == 1
    assert shown_persons(Gain(8.0, 8.0, 12.0)).found == TOO_SMALL


def test_person_years_are_masked_by_the_scenarios_own_weights(dataset: Dataset) -> None:
    """Attack: under a scenario in which need weighs threefold, 9 people of two years are 54, above the data's 20."""
    heavier = Scenario(title="Heavier", change=(Change(table="profiles", column="priority_weight", times=3.0),))
    plan = Estimator(dataset, heavier).estimate(heavier)
    assert smallest_years(plan) >= 10 * 2 * 3
    assert shown_years(nothing_more(1e6, plan), exact(54.0)).is_number is False


def test_money_beside_masked_people_does_not_give_them(dataset: Dataset) -> None:
    """Attack: homes cost 20,000 US$ for four. Of 8 people shown as fewer than 10 the money would tell two homes.

    Whether 4 or 8 people settle for 20,000 US$ a home, and whoever pays, all money that is shown is the same.
    """
    seen = overview(Estimator(dataset, PLAIN).estimate(PLAIN))
    shown = []
    for people in (4, 8):
        few = overview(seen.plan)
        share = people / 200
        few.__dict__["settled_by_year"] = seen.settled_by_year.assign(persons=seen.settled_by_year["persons"] * share)
        spent = seen.plan["spending"].assign(usd=seen.plan["spending"]["usd"] * share)
        money = seen.money_by_funder.assign(
            **{
                "spent_usd": seen.money_by_funder["spent_usd"] * share,
                "unused_usd": seen.money_by_funder["unused_usd"] + seen.money_by_funder["spent_usd"] * (1 - share),
            }
        )
        few.__dict__["money_by_funder"] = money
        object.__setattr__(few, "plan", replace(seen.plan, tables={**seen.plan.tables, "spending": spent}))
        facts = donor_facts(few, PLAIN, PLAIN)
        of_funders = facts.funders[["paid_usd", "unspent_usd"]].to_numpy().tolist()
        shown.append((facts.costs["usd"].tolist(), facts.programmes["usd"].tolist(), of_funders))
    assert shown[0] == shown[1]


def test_money_that_few_more_people_cost_does_not_give_them(dataset: Dataset) -> None:
    """Attack: homes cost 200,000 US$ for four. The unfunded need of 4 people is 0.2 million, of 8 people 0.4.

    Both are masked, so whether money for one home is missing or for two, all money that is shown is the same: the gap
    in all and of the programme, what it is spent on, and the difference to another scenario.
    """
    scenario = Scenario(title="Dear", change=(Change(table="housing", column="unit_cost_usd", times=10.0),))
    estimator, more = Estimator(dataset, scenario), MoreMoney(dataset, scenario)
    plan, figures = estimator.estimate(scenario), range_figures(dataset)
    shown = []
    for homes in (1, 2):
        bought = more.given(Grant(UNTIED_GRANT), 2e5 * homes)
        assert bought is not None
        found = next_money(bought, 2e5 * homes, plan, more.objective)
        assert shown_persons(found.in_all.persons).found == "fewer than 10"
        money = [shown_millions(one.usd) for one in (found.in_all, *found.programmes)]
        richer = scenario.model_copy(
            update={"change": (*scenario.change, Change(table="funding", column="usd", times=1 + 0.2 * homes))}
        )
        other = estimator.estimate(richer)
        row = range_row(plan, other, estimator.ranges(plan, figures), estimator.ranges(other, figures))
        assert shown_persons(row.in_all).found == "fewer than 10"
        shown.append((money, found.sectors, row.usd))
    assert shown[0] == shown[1]


def test_a_total_beside_one_masked_place_does_not_give_it() -> None:
    """Attack: the total, rounded by itself, less the other place as shown. It never gives a count from 1 to 9.

    For all pairs of a place of 10 to 104 people and one of 1 to 9: which small counts what is seen leaves. All nine,
    but where the other place is shown as 10: it has 10 to 14 then, and a total of 10 leaves 1 to 4.
    """
    pairs = np.array(list(product(range(10, 105), range(1, 10))))
    frame = pd.DataFrame({"large": pairs[:, 0], "small": pairs[:, 1], "all": pairs.sum(axis=1)}).astype(float)
    large, total = (masked(frame, name)[name] for name in ("large", "all"))
    possible = frame.assign(seen_large=large, seen_total=total).groupby(["seen_large", "seen_total"])["small"].nunique()
    assert possible.min() == 4
    assert (possible.drop(10.0, level="seen_large") == 9).all()


def test_a_plan_made_for_a_registry_is_shown_to_hundreds(dataset: Dataset) -> None:
    """Attack: persons to the nearest ten beside tables of households with noise of ±5.5 would undo it.

    Ten households of ten people are a hundred: counts of a plan whose cohorts are a registry's are shown to that.
    """
    cohorts = dataset["cohorts"].assign(source="registry")
    known = replace(dataset, tables={**dataset.tables, "cohorts": cohorts})
    seen = overview(Estimator(known, PLAIN).estimate(PLAIN))
    few = overview(seen.plan)
    few.__dict__["settled_by_year"] = seen.settled_by_year.assign(persons=seen.settled_by_year["persons"] * 0.3)
    shown = donor_facts(few, PLAIN, PLAIN)
    assert shown.smallest == 100
    assert donor_facts(seen, PLAIN, PLAIN).persons == (200.0, 0)
    assert set(shown.people[shown.people["hidden"] > 0]["persons"]) == {0.0}  # 60 people
    assert (shown.people["persons"] % 100 == 0).all()
    assert smallest_years(seen.plan) >= 200.0
