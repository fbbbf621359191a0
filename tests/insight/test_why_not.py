"""Why not: on villages where the one thing that holds is known, it is named with its number, and nothing else is.

100 households of 4 wish to return to the village (see ``tests.tiny``). That what is named is what holds is shown by a
plan from nothing of the dataset in which exactly the shortage is made up: then all 400 people settle.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from resettle.errors import ResettleError
from resettle.inputs.scenario import Opens, Pin, Scenario, Target
from resettle.insight.overview import overview
from resettle.insight.why_not import NO_PLACE, NOBODY_CHOSE, NOT_OPEN, SETTLED, WAITING, WhyNots
from resettle.insight.why_not_words import said_cohort, said_place, said_target
from resettle.results.make_plan import make_plan
from tests.hamlet import hamlet
from tests.tiny import tiny
from tests.why_not_cases import CASES, FREE_HOUSE, LAND, NO_HOMES, OPTIONS, PLACES, Case, built

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset


LIMIT = 1_000_000.0
"""The most that a scenario pays for a person-year unless it says otherwise, US$."""


def answers(dataset: Dataset, scenario: Scenario | None = None, *, estimate: bool = True) -> WhyNots:
    return WhyNots(overview(make_plan(dataset, scenario, estimate=estimate)).evidence)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_holds_is_named_and_nothing_else(tmp_path: Path, case: Case) -> None:
    found = answers(tiny(tmp_path, **case.tables), estimate=case.key != "community").place("village")
    assert found.matter == WAITING
    (held,) = found.held_by
    assert (held.shortage.key, held.shortage.equation) == (case.key, case.equation)
    assert held.shortage.short == pytest.approx(case.short)
    assert held.since == case.since


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_with_exactly_that_made_up_everybody_settles(tmp_path: Path, case: Case) -> None:
    """And with the tables as they were, fewer: so it was that which held."""
    before = make_plan(tiny(tmp_path / "before", **case.tables), estimate=True).summary.persons_settled
    after = make_plan(tiny(tmp_path / "after", **{**case.tables, **case.mended}), estimate=True).summary.persons_settled
    assert before < 400 or case.key == "community"
    assert after == pytest.approx(400)


def test_what_is_missing_is_told_beside_what_holds_it(tmp_path: Path) -> None:
    """Houses are missing, money holds them: the clinic fund's 100,000 US$ may not be spent on them."""
    found = answers(hamlet(tmp_path)).place("village")
    assert [(one.shortage.key, one.shortage.short, one.since) for one in found.missing] == [("homes", 50.0, 2027)]
    assert (found.persons, found.households) == (200.0, 50.0)


def test_money_that_lapses_is_not_kept_for_a_later_year(tmp_path: Path) -> None:
    """500,000 US$ in 2027, of which only 20 homes' 400,000 could be spent, and 400,000 in 2028: 60 homes wait.

    60 homes are 1.2 million US$, of which 100,000 were not used in their year and are gone for the plan, though not
    for the builders who had no more time: builders are short too.
    """
    tables = built(
        housing=FREE_HOUSE.replace(",0,", ",20000,").format(most=""),
        funders="funder,title,carries_over\ngov,Government,false",
        funding="funder,year,usd\ngov,2027,500000\ngov,2028,400000",
        build_capacity="place,year,homes\nvillage,2027,20\nvillage,2028,20",
    )
    held = {one.shortage.key: one.shortage.short for one in answers(tiny(tmp_path, **tables)).place("village").held_by}
    assert held == pytest.approx({"builders": 60.0, "money": 1_100_000.0})


def test_nobody_has_chosen(tmp_path: Path) -> None:
    dataset = tiny(tmp_path, willingness="programme,origin,solution,from_year,share,preference\np,,integrate,2027,1,1")
    found = answers(dataset).place("village")
    assert (found.matter, found.held_by) == (NOBODY_CHOSE, ())
    assert said_place(found, dataset, LIMIT).startswith("Nobody has chosen to return to Village")


def test_all_who_have_chosen_are_settled(tmp_path: Path) -> None:
    dataset = tiny(tmp_path)
    found = answers(dataset).place("village")
    assert (found.matter, found.chosen) == (SETTLED, 400.0)
    assert "All 400 people who have chosen Village by 2028 are settled" in said_place(found, dataset, LIMIT)


@pytest.mark.parametrize(
    ("tables", "scenario", "opens", "said"),
    [
        ({"places": f"{PLACES}2031,,0,,"}, Scenario(), 2031.0, "but it opens to them in 2031 (3)."),
        ({"places": f"{PLACES}never,,0,,"}, Scenario(), math.inf, "but it never opens to them (3)."),
        ({}, Scenario(opens=Opens(solution={"p": {"return": 2030}})), 2030.0, "but it opens to them in 2030 (3)."),
    ],
)
def test_it_opens_later(tmp_path: Path, tables: dict[str, str], scenario: Scenario, opens: float, said: str) -> None:
    """Homes for all stand there: neither they nor anything else is named."""
    dataset = tiny(tmp_path, **tables)
    found = answers(dataset, scenario).place("village")
    assert (found.matter, found.opens, found.persons) == (NOT_OPEN, opens, 400.0)
    assert (found.missing, found.held_by) == ((), ())
    assert said_place(found, dataset, LIMIT) == f"400 people have chosen Village by 2028 and wait, {said}"


def test_a_pin_is_named(tmp_path: Path) -> None:
    found = answers(tiny(tmp_path), Scenario(pin=(Pin(place="village", solution="return", at_most=20),)))
    (held,) = found.place("village").held_by
    assert (held.shortage.key, held.shortage.short) == ("pin", 80.0)
    assert "at most 20 households by the solution return in Village" in held.shortage.what


@pytest.mark.parametrize(
    "pin",
    [
        Pin(place="village", at_least=20),
        Pin(place="camp", at_most=0),
        Pin(solution="relocate", at_most=0),
        Pin(place="village", year=2028, at_most=100),
    ],
)
def test_a_pin_that_leaves_room_is_not_named(tmp_path: Path, pin: Pin) -> None:
    """50 homes stand for 100 households: that is what holds, whatever else is asked for."""
    found = answers(tiny(tmp_path, **CASES["homes"].tables), Scenario(pin=(pin,))).place("village")
    assert [one.shortage.key for one in found.held_by] == ["homes"]


def test_what_is_not_worth_it_is_not_called_short(tmp_path: Path) -> None:
    """A person-year is worth 1,000 US$; a house for 4 people in two years costs 20,000, and there is money for all.

    20,000 / (4·2) = 2,500 US$ a person-year.
    """
    dataset = tiny(tmp_path, **built(housing=FREE_HOUSE.replace(",0,", ",20000,").format(most="")))
    found = answers(dataset, Scenario(usd_per_person_year=1000)).place("village")
    assert [one.shortage.key for one in found.missing] == ["homes"]
    assert found.held_by == ()
    assert found.against is not None
    assert (found.against.key, found.against.short) == ("worth", 2500.0)
    said = said_place(found, dataset, 1000.0)
    assert "(US$ 2,500 weighted by need; the limit is US$ 1,000)" in said
    assert "homes" not in said


def test_a_site_that_is_not_ready_yet(tmp_path: Path) -> None:
    """It takes three years to open: nobody can live there within two."""
    found = answers(tiny(tmp_path, places=f"{PLACES},1,3,,")).place("village")
    assert [one.shortage.key for one in found.held_by] == ["site"]


RELOCATING = {
    "willingness": "programme,origin,solution,from_year,share,preference\np,,relocate,2027,1,1",
    "vacant_homes": f"{NO_HOMES}\nvillage,3,,50,",
}


def test_those_who_relocate_are_told_where_nobody_waits_for_the_place_alone(tmp_path: Path) -> None:
    dataset = tiny(tmp_path, **RELOCATING)
    found = answers(dataset).place("village")
    assert (found.relocating, found.households, found.chosen) == (True, 50.0, 0.0)
    assert [one.shortage.key for one in found.held_by] == ["homes"]
    assert "(50 households) who relocate and might settle there are not settled" in said_place(found, dataset, LIMIT)


def test_households_lost_by_rounding_at_each_place_do_not_wait(tmp_path: Path) -> None:
    """Land for 33.5 homes at the village and 66.5 at the camp: 33 + 66 whole households, and one is left over."""
    dataset = tiny(
        tmp_path,
        **built(
            housing_options=OPTIONS.format(kind="build", land=0.1, material=0),
            housing=f"{FREE_HOUSE.format(most='')}\ncamp,house,0,,,",
            land=f"{LAND}3.35,0,0,0\ncamp,6.65,0,0,0",
            willingness="programme,origin,solution,from_year,share,preference\np,,relocate,2027,1,1",
        ),
    )
    found = answers(dataset)
    assert found.cohort("c1").settled == 99.0
    assert found.place("village").matter == NOBODY_CHOSE


def test_an_earlier_year(tmp_path: Path) -> None:
    """20 homes a year: at the end of 2027 80 households wait."""
    found = answers(tiny(tmp_path, **CASES["builders"].tables)).place("village", 2027)
    assert (found.year, found.households) == (2027, 80.0)
    assert found.held_by[0].shortage.short == pytest.approx(80.0)


# Cohorts


def test_a_cohort_that_has_not_made_up_its_mind(tmp_path: Path) -> None:
    """40 of 100 households have chosen, and all of them are settled."""
    dataset = tiny(tmp_path, willingness="programme,origin,solution,from_year,share,preference\np,,return,2027,0.4,1")
    found = answers(dataset).cohort("c1")
    assert (found.chosen, found.settled, found.undecided) == (40.0, 40.0, 60.0)
    assert (found.places, len(found.relocating)) == ((), 0)
    assert "60 have chosen nothing by then, and nobody is placed against a choice (2)." in said_cohort(
        found, dataset, LIMIT
    )


def test_a_cohort_that_waits_for_homes(tmp_path: Path) -> None:
    dataset = tiny(tmp_path, **CASES["homes"].tables)
    found = answers(dataset).cohort("c1")
    assert found.by_solution.to_dict("records") == [
        {"solution": "return", "to": "village", "chosen": 100.0, "settled": 50.0, "waiting": 50.0}
    ]
    assert [one.shortage.key for one in found.places[0].held_by] == ["homes"]
    assert "50 of 100 who have chosen to return to Village wait." in said_cohort(found, dataset, LIMIT)


def test_a_cohort_that_relocates(tmp_path: Path) -> None:
    """Of two places, neither has homes left."""
    dataset = tiny(tmp_path, **RELOCATING)
    found = answers(dataset).cohort("c1")
    assert found.relocating.to_dict("records") == [
        {"key": "homes", "what": "homes with 3 rooms or more", "places": 2, "of": 2}
    ]
    assert "homes with 3 rooms or more (in 2 of 2 places)" in said_cohort(found, dataset, LIMIT)


def test_a_cohort_whose_origin_is_no_place(tmp_path: Path) -> None:
    cohorts = """cohort,programme,origin,current_place,size_class,profile,households,persons
        c1,p,elsewhere,camp,m,general,100,400"""
    dataset = tiny(tmp_path, cohorts=cohorts)
    (place,) = answers(dataset).cohort("c1").places
    assert (place.place, place.matter) == ("elsewhere", NO_PLACE)
    assert said_place(place, dataset, LIMIT) == "elsewhere is no place of this plan: nobody can settle there."


def test_a_cohort_that_is_settled_says_so(tmp_path: Path) -> None:
    dataset = tiny(tmp_path)
    assert said_cohort(answers(dataset).cohort("c1"), dataset, LIMIT).endswith("settled, to the last whole household.")


# Targets


def by_2027(persons: float, scope: str = "all", name: str = "") -> Scenario:
    return Scenario(target=(Target(scope=scope, name=name, year=2027, persons=persons),))


def test_a_target_that_is_met(tmp_path: Path) -> None:
    dataset = hamlet(tmp_path)
    found = answers(dataset, by_2027(200)).target("scenario 1")
    assert (found.short, len(found.held_by)) == (0.0, 0)
    assert said_target(found, dataset, LIMIT) == (
        "Target scenario 1: 200 people by the end of 2027. It is met: 200 people settle by then."
    )


@pytest.mark.parametrize(
    ("persons", "held"), [(220.0, {"money"}), (300.0, {"money", "all builders"})], ids=["5 homes", "25 homes"]
)
def test_a_target_is_held_by_what_its_own_shortage_needs(tmp_path: Path, persons: float, held: set[str]) -> None:
    """50 of 60 homes that could be built in 2027 are: the builders have time for 10 more, the money for none."""
    dataset = hamlet(tmp_path)
    found = answers(dataset, by_2027(persons, "programme", "p")).target("scenario 1")
    assert found.short == pytest.approx(persons - 200)
    assert set(found.held_by["key"]) == held
    assert found.held_by["persons"].tolist() == [200.0] * len(held)
    assert "money (Government) (14): 200 people wait where it is short, in 1 place" in said_target(
        found, dataset, LIMIT
    )


def test_a_target_beyond_what_people_have_chosen(tmp_path: Path) -> None:
    """500 are asked for, 400 have chosen; of a place's target only those who may settle there count."""
    dataset = tiny(tmp_path)
    found = answers(dataset, by_2027(500, "place", "village")).target("scenario 1")
    assert (found.short, found.chosen, len(found.held_by)) == (100.0, 400.0, 0)
    said = said_target(found, dataset, LIMIT)
    assert "Target scenario 1 (Village): 500 people" in said
    assert "Only 400 people who may settle there have chosen by then" in said
    assert "100 people short whatever is built (2)." in said


def test_a_target_of_those_who_relocate(tmp_path: Path) -> None:
    """They are counted once, though neither of two places has a home for them."""
    found = answers(tiny(tmp_path, **RELOCATING), by_2027(400)).target("scenario 1")
    assert found.held_by.to_dict("records") == [
        {"key": "homes", "equation": "(5)", "what": "homes with 3 rooms or more", "places": 2, "persons": 200.0}
    ]


@pytest.mark.parametrize(("kind", "name"), [("place", "vilage"), ("cohort", "c2"), ("target", "t1")])
def test_what_is_not_of_the_plan_is_refused(tmp_path: Path, kind: str, name: str) -> None:
    with pytest.raises(ResettleError, match=f"--{kind} {name}: found '{name}'; expected a {kind} of the plan"):
        getattr(answers(tiny(tmp_path)), kind)(name)
