"""A donor's figures, worked out by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Change, Opens, Scale, Scenario, apply
from resettle.insight.donor import donor_facts, need_shown, range_scenarios
from resettle.insight.donor_money import UNTIED, earmark_texts, givers, is_earmarked, plenty, with_givers, with_money
from resettle.insight.donor_next import OTHER, NextMoney, next_money
from resettle.insight.donor_questions import (
    BASELINE,
    NEED,
    NEXT,
    RANGE,
    Need,
    Question,
    RangeRow,
    answer,
    only_programme,
    question_of_nothing,
    questions,
)
from resettle.insight.overview import overview
from resettle.results.estimator import Estimator
from tests.hamlet import hamlet
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.insight.overview import Overview

PLAIN = Scenario()


class Asked:
    """The hamlet with its givers; estimates made when asked for, each once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._estimator = Estimator(with_givers(dataset, dataset.years), PLAIN)
        self._found: dict[tuple[str, float], Overview] = {}

    def with_money(self, giver: str, usd: float) -> Overview:
        """The estimate with so much more money of a giver."""
        if (giver, usd) not in self._found:
            plan = self._estimator.estimate(with_money(PLAIN, giver, usd, 2027))
            self._found[giver, usd] = overview(plan)
        return self._found[giver, usd]

    def brings(self, giver: str, usd: float) -> NextMoney:
        """What it brings."""
        programme = only_programme(self.dataset, giver)
        return next_money(self.with_money(UNTIED, 0.0), self.with_money(giver, usd), usd, programme)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(hamlet(tmp_path_factory.mktemp("hamlet")))


# Figures of a plan


def test_people_money_and_cost_of_the_village(seen: Overview) -> None:
    """400 of 400 people for 800,000 US$ of homes; 5,000 US$ of clinics are below what is shown: 2,000 US$ each."""
    facts = donor_facts(seen, Scenario(title="As it is"))
    row = facts.programmes.iloc[0]
    assert (row["persons"], row["of_persons"], row["share"]) == (400.0, 400.0, 1.0)
    assert (facts.spent_usd, facts.usd_per_person) == (800_000.0, 2_000.0)
    costs = facts.costs.set_index("sector")["usd"]
    assert (costs["housing"], costs["health"]) == (800_000.0, 0.0)
    assert facts.persons == (400.0, 0)
    assert (facts.last_year, facts.base_year, facts.scenario) == (2028, 2026, "As it is")


def test_money_by_funder_with_its_earmark(seen: Overview) -> None:
    """2 million US$ given, 805,000 paid, 1,195,000 left: 2.0, 0.8 and 1.2 million as shown; it may pay for anything."""
    row = donor_facts(seen, PLAIN).funders.iloc[0]
    assert (row["given_usd"], row["paid_usd"], row["unspent_usd"]) == (2_000_000.0, 800_000.0, 1_200_000.0)
    assert row["earmark"] == ""


def test_a_village_of_eight_people_is_masked(seen: Overview) -> None:
    """Where nobody is shown, no share and no cost a person is: they would tell how many there are."""
    few = seen.settled_by_year.assign(persons=seen.settled_by_year["persons"] / 50)
    small = overview(seen.plan)
    small.__dict__["settled_by_year"] = few
    facts = donor_facts(small, PLAIN)
    assert facts.persons == (0.0, 1)
    assert math.isnan(facts.usd_per_person)
    assert facts.programmes["usd_per_person"].isna().all()
    assert facts.costs["usd_per_person"].isna().all()


# Money that is not there yet


def test_givers_are_untied_money_and_every_set_of_earmarks(asked: Asked) -> None:
    assert [(giver.key, giver.funders) for giver in givers(asked.dataset)] == [
        (UNTIED, ("gov",)),
        ("clinics", ("clinics",)),
    ]
    assert earmark_texts(asked.dataset) == {"gov": "", "clinics": "health (Programme)"}
    assert only_programme(asked.dataset, "clinics") == "p"
    assert only_programme(asked.dataset, UNTIED) == ""


def test_givers_without_money_change_nothing(asked: Asked) -> None:
    """200 people settle with and without them."""
    assert asked.with_money(UNTIED, 0.0).plan.summary.persons_settled == pytest.approx(200.0)


def test_a_horizon_of_one_year_has_money_in_it(asked: Asked) -> None:
    """The money comes in the first planned year; the year after says 0, or it would come again every year."""
    funding = with_givers(asked.dataset, range(2028, 2029))["funding"]
    assert funding.loc[funding["funder"] == "next money: untied", "year"].tolist() == [2028]
    funding = with_givers(asked.dataset, range(2027, 2031))["funding"]
    assert funding.loc[funding["funder"] == "next money: untied", "year"].tolist() == [2027, 2028]


def test_the_lever_on_money_does_not_touch_what_comes_on_top(asked: Asked) -> None:
    halved = Scenario(scale=Scale(funding=0.5))
    given = apply(with_givers(asked.dataset, asked.dataset.years), with_money(halved, UNTIED, 4e5, 2027))
    usd = given["funding"].set_index(["funder", "year"])["usd"]
    assert usd["gov", 2027] == 500_000.0
    assert (usd["next money: untied", 2027], usd["next money: untied", 2028]) == (400_000.0, 0.0)
    assert usd["next money: clinics", 2027] == 0.0


def test_plenty_is_more_than_all_that_there_is() -> None:
    assert plenty(2e6) == 1.2e9
    assert plenty(1e15) <= 1e15 * 100


# What it brings


def test_what_400_000_more_bring(asked: Asked) -> None:
    """20 homes more: 10 in 2027, when builders finish 60, and 10 in 2028. 80 people; 40·2 + 40·1 = 120 person-years."""
    more = asked.brings(UNTIED, 4e5)
    assert more.brings
    assert more.persons == (80.0, 0)
    assert more.person_years == 120.0
    assert more.spent_usd == 400_000.0
    assert (more.peak_year, more.peak_persons) == (2027, 40.0)
    assert more.limit == "builders (Programme)"
    places = more.places.set_index("name")
    assert (places.loc["Village", "persons"], places.loc["Village", "usd"]) == (80.0, 400_000.0)
    assert (places.loc[OTHER, "persons"], places.loc[OTHER, "hidden"], places.loc[OTHER, "usd"]) == (0.0, 0, 0.0)
    assert more.sectors.set_index("sector")["usd"].to_dict() == {
        **dict.fromkeys(more.sectors["sector"], 0.0),
        "housing": 400_000.0,
    }


def test_two_homes_more_are_eight_people_and_masked(asked: Asked) -> None:
    """40,000 US$: 8 people at one place. Neither the place nor the programme nor the sum says how many."""
    more = asked.brings(UNTIED, 4e4)
    assert more.brings
    assert more.persons == (0.0, 1)
    assert more.places["persons"].tolist() == [0.0]


def test_tied_money_that_pays_for_nothing_needed_brings_nothing(asked: Asked) -> None:
    more = asked.brings("clinics", 4e5)
    assert not more.brings
    assert (more.persons, more.person_years, more.spent_usd) == ((0.0, 0), 0.0, 0.0)
    assert (more.sectors["usd"] == 0).all()


def test_the_need_is_what_money_alone_could_do(asked: Asked) -> None:
    """The other 50 homes: 1 million US$, 200 people."""
    before, after = asked.with_money(UNTIED, 0.0), asked.with_money(UNTIED, plenty(1.1e6))
    assert need_shown(before, after)["usd"].tolist() == [1_000_000.0]
    assert need_shown(after, before)["usd"].tolist() == [0.0]
    asked_for = Question(NEED, UNTIED, plenty(1.1e6), PLAIN)
    need = answer(asked_for, after, before)
    assert isinstance(need, Need)
    assert need.brings.persons == (200.0, 0)


# Questions


WILLING = Scenario(title="Fewer", change=(Change(table="willingness", column="share", times=0.5),))
POORER = Scenario(scale=Scale(funding=0.7))
BUILDERS = Scenario(scale=Scale(build=2.0))
BOTH = Scenario(scale=Scale(funding=0.7), opens=Opens(place={"village": 2028}))


def test_the_range_is_of_choices_and_money_alone() -> None:
    beside = {"willing": WILLING, "poorer": POORER, "builders": BUILDERS, "both": BOTH, "same": Scenario(title="x")}
    assert list(range_scenarios(beside, PLAIN)) == ["willing", "poorer"]


def test_questions_in_their_order(asked: Asked) -> None:
    """The first amount untied, the need, the range with its baseline, the other amounts, the givers."""
    found = questions(asked.dataset, PLAIN, {"poorer": POORER}, [5e7, 1e7], 1.1e6)
    assert [(one.kind, one.key, one.usd) for one in found] == [
        (NEXT, UNTIED, 5e7),
        (NEED, UNTIED, plenty(1.1e6)),
        (RANGE, BASELINE, 0.0),
        (RANGE, "poorer", 0.0),
        (NEXT, UNTIED, 1e7),
        (NEXT, "clinics", 5e7),
    ]
    assert [one.of_givers for one in found] == [True, True, False, False, True, True]
    assert not any(one.kind == RANGE for one in questions(asked.dataset, PLAIN, {"b": BUILDERS}, [1e7], 1.1e6))


def test_nothing_on_top_is_a_scenario_of_its_own(asked: Asked) -> None:
    assert question_of_nothing(asked.dataset, PLAIN).digest != PLAIN.digest


def test_a_scenario_of_the_range_is_kept_as_its_people_and_money(asked: Asked) -> None:
    row = answer(Question(RANGE, "fewer_chose", 0.0, PLAIN), asked.with_money(UNTIED, 0.0), None)
    assert isinstance(row, RangeRow)
    assert (row.title, row.persons, row.usd) == ("fewer_chose", 200.0, 1_000_000.0)


def test_a_state_s_money_for_its_own_programme_is_not_earmarked(tmp_path: Path) -> None:
    """Rules of a programme alone tie money to no purpose; a sector or a place does."""
    dataset = hamlet_of_four(tmp_path)
    assert {funder: is_earmarked(dataset, funder) for funder in ("gov", "clinics", "bank", "free")} == {
        "gov": False,
        "clinics": True,
        "bank": True,
        "free": False,
    }


def hamlet_of_four(folder: Path) -> Dataset:
    """A state for its own programme, one fund for a sector, one for a place, and money for anything."""
    return tiny(
        folder,
        funders="""funder,title,carries_over
            gov,Government,true
            clinics,Clinic fund,true
            bank,Bank,true
            free,Free money,true""",
        funding="funder,year,usd\ngov,2027,1\nclinics,2027,1\nbank,2027,1\nfree,2027,1",
        earmarks="funder,programme,sector,place\ngov,p,,\nclinics,p,health,\nbank,p,,village",
    )
