"""A donor's figures, worked out by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Change, Opens, Scale, Scenario
from resettle.insight.donor import donor_facts, range_scenarios
from resettle.insight.donor_money import UNTIED, earmark_texts, givers, is_earmarked, plenty
from resettle.insight.donor_questions import (
    NEED,
    NEXT,
    RANGE,
    Question,
    answer_of_money,
    only_programme,
    questions,
    range_figures,
    range_row,
)
from resettle.insight.overview import overview
from resettle.results.estimator import Estimator
from resettle.results.more_money import MoreMoney
from tests.hamlet import hamlet
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.insight.donor_next import NextMoney
    from resettle.insight.overview import Overview

PLAIN = Scenario()


class Asked:
    """The hamlet, and what more money brings to it."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.estimator = Estimator(dataset, PLAIN)
        self.seen = overview(self.estimator.estimate(PLAIN))
        self._more = MoreMoney(dataset, PLAIN)

    def brings(self, giver: str, usd: float, kind: str = NEXT) -> NextMoney:
        """What so much more money of a giver brings."""
        found = answer_of_money(Question(kind, giver, usd, PLAIN), self._more, self.seen.plan)
        assert found is not None
        return found


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


def test_plenty_is_more_than_all_that_there_is() -> None:
    assert plenty(2e6) == 1.2e9
    assert plenty(1e15) <= 1e15 * 100


# What it brings


def test_what_400_000_more_bring(asked: Asked) -> None:
    """20 homes more: 10 in 2027, when builders finish 60, and 10 in 2028. 80 people; 40·2 + 40·1 = 120 person-years."""
    more = asked.brings(UNTIED, 4e5)
    assert more.brings
    assert more.in_all.persons == pytest.approx((80.0, 80.0, 80.0), abs=0.01)
    assert more.in_all.person_years == pytest.approx((120.0, 120.0, 120.0), abs=0.01)
    assert more.in_all.usd.found == pytest.approx(400_000.0)
    assert more.limit == "builders (Programme)"
    ((village,), (homes,)) = more.places, more.sectors
    assert (village.name, village.gain.found) == ("Village", pytest.approx(80.0))
    assert (homes.name, homes.gain.found) == ("homes", pytest.approx(400_000.0))


def test_two_homes_more_are_eight_people_and_no_place_is_named(asked: Asked) -> None:
    more = asked.brings(UNTIED, 4e4)
    assert more.brings
    assert more.in_all.persons.found == pytest.approx(8.0)
    assert more.places == ()


def test_tied_money_that_pays_for_nothing_needed_brings_nothing(asked: Asked) -> None:
    more = asked.brings("clinics", 4e5)
    assert not more.brings
    assert (more.in_all.persons.found, more.in_all.person_years.found, more.sectors) == (0.0, 0.0, ())


def test_the_need_is_what_money_alone_could_do(asked: Asked) -> None:
    """The other 50 homes: 1 million US$, 200 people."""
    need = asked.brings(UNTIED, plenty(1.1e6), NEED)
    assert need.programmes[0].usd.found == pytest.approx(1_000_000.0)
    assert need.in_all.persons.found == pytest.approx(200.0)


def test_who_waits_and_what_limits_a_programme(asked: Asked) -> None:
    """200 of 400 people who have chosen are not settled; beside money nothing limits the hamlet."""
    row = donor_facts(asked.seen, PLAIN).programmes.iloc[0]
    assert (row["waiting"], row["waiting_hidden"], row["limit"]) == (200.0, 0, "")


def test_the_baseline_and_a_changed_scenario_are_told_apart(asked: Asked) -> None:
    """What a lever was moved in keeps the baseline's title, which is not its own."""
    usual = Scenario(title="Today's pace")
    moved = Scenario(title="Today's pace", scale=Scale(build=2.0))
    assert donor_facts(asked.seen, usual, usual).is_baseline
    assert (donor_facts(asked.seen, moved, usual).is_baseline, donor_facts(asked.seen, moved, usual).scenario) == (
        False,
        "",
    )
    assert donor_facts(asked.seen, moved).scenario == "Today's pace"


# Questions


WILLING = Scenario(title="Fewer", change=(Change(table="willingness", column="share", times=0.5),))
POORER = Scenario(scale=Scale(funding=0.7))
BUILDERS = Scenario(scale=Scale(build=2.0))
BOTH = Scenario(scale=Scale(funding=0.7), opens=Opens(place={"village": 2028}))


def test_the_range_is_of_choices_and_money_alone() -> None:
    beside = {"willing": WILLING, "poorer": POORER, "builders": BUILDERS, "both": BOTH, "same": Scenario(title="x")}
    assert list(range_scenarios(beside, PLAIN)) == ["willing", "poorer"]


def test_questions_in_their_order(asked: Asked) -> None:
    """The first amount untied, the need, the givers, the other amounts, the range."""
    found = questions(asked.dataset, PLAIN, {"poorer": POORER}, [5e7, 1e7], 1.1e6)
    assert [(one.kind, one.key, one.usd) for one in found] == [
        (NEXT, UNTIED, 5e7),
        (NEED, UNTIED, plenty(1.1e6)),
        (NEXT, "clinics", 5e7),
        (NEXT, UNTIED, 1e7),
        (RANGE, "poorer", 0.0),
    ]
    assert [one.is_of_money for one in found] == [True, True, True, True, False]
    assert not any(one.kind == RANGE for one in questions(asked.dataset, PLAIN, {"b": BUILDERS}, [1e7], 1.1e6))


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


def test_a_scenario_of_the_range_is_kept_as_differences(asked: Asked) -> None:
    """Half the money settles 100 people fewer, for 0.5 million US$ less."""
    other, figures = asked.estimator.estimate(Scenario(scale=Scale(funding=0.5))), range_figures(asked.dataset)
    ranges = [asked.estimator.ranges(plan, figures) for plan in (asked.seen.plan, other)]
    row = range_row(asked.seen.plan, other, *ranges)
    assert row.in_all.is_known
    assert row.in_all.found == pytest.approx(-100.0)
    assert row.programmes["p"].found == pytest.approx(-100.0)
    assert row.usd == -500_000.0
