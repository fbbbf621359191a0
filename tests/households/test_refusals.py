"""Many refusals: as many placed as can be, true reasons, and a checker that finds who could be added."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from benchmarks.household_optimum import Exact
from resettle.households.augmenting import matched_in_order
from resettle.households.changing import HOMES, REFUSAL, SERVICE, changes_of_waiting
from resettle.households.placing import Asked, Placed, place_households
from resettle.households.reasons import (
    EXCHANGED,
    IN_ORDER,
    LATER,
    NO_CHOICE,
    NOT_PLANNED,
    PLACES_EARLIER,
    REFUSED,
    REFUSES_OPEN,
    SERVICES,
    SERVICES_LESS,
)
from resettle.households.trying import is_placed_by
from resettle.households.verify_placing import verify_placing
from tests.households.refusing_families import refusing_families

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

ASKED = Asked("seed", "5e" * 32)
Case = tuple["Plan", "Registry", Placed, Placed]


@pytest.fixture(scope="module", params=[(1, 1.0), (2, 0.7), (3, 0.7)], ids=["ample", "scarce", "scarce too"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """500 families, 20 places, three services with room as said; placed within cohorts and across them."""
    seed, room = request.param
    plan, registry = refusing_families(tmp_path_factory.mktemp("families"), seed, room=room)
    within, across = (place_households(plan, registry, replace(ASKED, across=way)) for way in (False, True))
    return plan, registry, within, across


def findings(plan: Plan, registry: Registry, placed: Placed, *, across: bool = False) -> pd.DataFrame:
    return verify_placing(plan, registry, placed.placed, placed.waiting, placed.open_slots, across=across)


def test_as_many_are_placed_as_a_whole_number_programme_places_but_for_a_hundredth(case: Case) -> None:
    """The optimum by HiGHS over single households may choose whom to place in spite of the draw."""
    plan, registry, within, across = case
    exact = Exact(plan, registry)
    best = exact.best(np.ones(len(exact.columns)))
    assert best.gap <= 1e-6
    assert 0.99 * len(best.taken) <= len(within.placed) <= len(best.taken)
    assert len(across.placed) >= len(within.placed)


def test_the_checker_finds_nothing_to_add(case: Case) -> None:
    plan, registry, within, across = case
    assert findings(plan, registry, within).empty
    assert findings(plan, registry, across, across=True).empty


def accepted(plan: Plan, registry: Registry, household: str) -> pd.DataFrame:
    """Places of the plan for a household's cohort and solution that it does not refuse, once its choice holds."""
    own = registry.households.set_index("household").loc[household]
    slots = plan["placements"]
    slots = slots[(slots["cohort"] == own["cohort"]) & (slots["solution"] == own["solution"])]
    slots = slots[slots["year"] >= (0 if pd.isna(own["from_year"]) else own["from_year"])]
    return slots[~slots["place"].isin(own["refuses"].split(";"))]


def used(plan: Plan, registry: Registry, placed: pd.DataFrame, place: str) -> pd.Series:
    """Units in use of each service at a place, by hand: needs times persons; the case has one year."""
    own = placed.merge(registry.households[["household", "profile"]], on="household")
    needs = own[own["place"] == place].merge(plan.dataset["service_needs"], on="profile")
    return (needs["units_per_person"] * needs["persons"]).groupby(needs["service"]).sum()


def lacks(plan: Plan, registry: Registry, placed: pd.DataFrame, household: str, place: str) -> set[str]:
    """Services of which a place has too little left for a household: of what is there and what the plan builds."""
    own = registry.households.set_index("household").loc[household]
    needs = plan.dataset["service_needs"]
    needs = needs[needs["profile"] == own["profile"]].set_index("service")["units_per_person"] * own["persons"]
    spare = plan.dataset["service_spare"]
    there = spare[spare["place"] == place].set_index("service")["units"].reindex(needs.index).fillna(0.0)
    built = plan["facilities"]
    there += built[built["place"] == place].groupby("service")["units"].sum().reindex(needs.index).fillna(0.0)
    left = there - used(plan, registry, placed, place).reindex(needs.index).fillna(0.0)
    return set(needs.index[(needs > left + 1e-6) & (needs > 0)])


def test_every_reason_is_true(case: Case) -> None:
    """Each is worked out again from the registry, the plan's counts and who is placed where."""
    plan, registry, within, _ = case
    position = registry.households.set_index("household").index.to_series()
    position = within.draw.set_index("household")["position"].reindex(position)
    waits_open = within.open_slots[["cohort", "solution", "place"]].apply(tuple, axis=1)
    for row in within.waiting.to_dict("records"):
        household, reason = row["household"], row["reason"]
        own = accepted(plan, registry, household)
        there = within.placed[(within.placed["cohort"] == row["cohort"]) & within.placed["place"].isin(own["place"])]
        after = there[position[there["household"]].to_numpy() > position[household]]
        opened = [key[2] for key in waits_open if key[:2] == (row["cohort"], row["solution"])]
        open_to_it = sorted(set(opened) & set(own["place"]))
        if reason == REFUSED:
            assert own.empty
        elif reason == REFUSES_OPEN:
            assert opened
            assert not open_to_it
            assert after.empty
            assert len(there) == own["households"].sum()
        elif reason == IN_ORDER:
            assert not opened
            assert after.empty
            assert len(there) == own["households"].sum() > 0
        elif reason == SERVICES:
            named = {tuple(part.split(":")) for part in row["services"].split(";")}
            for place in open_to_it:
                short = lacks(plan, registry, within.placed, household, place)
                assert short
                assert {(place, service) for service in short} <= named
        else:
            assert reason == SERVICES_LESS
            assert not open_to_it
            assert len(after)
            persons = registry.households.set_index("household")["persons"]
            assert (persons[after["household"]] < persons[household]).all()
    assert not set(within.waiting["reason"]) & {NO_CHOICE, LATER, NOT_PLANNED, PLACES_EARLIER, EXCHANGED}


def test_the_checker_finds_somebody_who_was_left_out(case: Case) -> None:
    """One placed household waits instead, and its place is open."""
    plan, registry, within, _ = case
    gone = within.placed.iloc[[7]]
    wrong = replace(
        within,
        placed=within.placed.drop(index=7).reset_index(drop=True),
        waiting=pd.concat(
            [within.waiting, gone.assign(reason=REFUSED, standing=2, services="")[within.waiting.columns]]
        ),
        open_slots=pd.concat(
            [within.open_slots, gone[["cohort", "solution", "place", "year"]].assign(households=1)], ignore_index=True
        ),
    )
    assert set(findings(plan, registry, wrong)["rule"]) == {"an open place"}


def test_the_checker_finds_one_who_waits_before_a_later_equal(case: Case) -> None:
    """Of a cohort the first is made to wait, and one that waits behind it has its place."""
    plan, registry, within, _ = case
    refuses = registry.households.set_index("household")["refuses"]
    pairs = (
        (late, one)
        for late in within.placed.sort_values(["position", "household"]).to_dict("records")
        for one in within.waiting[within.waiting["cohort"] == late["cohort"]].to_dict("records")
        if one["position"] > late["position"] and late["place"] not in refuses[one["household"]].split(";")
    )
    late, waits = next(pairs)
    placed = within.placed.copy()
    at = placed.index[placed["household"] == late["household"]][0]
    persons = registry.households.set_index("household")["persons"][waits["household"]]
    placed.loc[at, ["household", "position", "persons"]] = [waits["household"], waits["position"], persons]
    waiting = within.waiting.copy()
    at = waiting.index[waiting["household"] == waits["household"]][0]
    waiting.loc[at, ["household", "position"]] = [late["household"], late["position"]]
    found = findings(plan, registry, replace(within, placed=placed, waiting=waiting))
    assert late["household"] in found[found["rule"] == "the order of the draw"]["where"].tolist()


def test_what_is_said_to_bring_a_place_brings_it(case: Case) -> None:
    """A refused place taken off, or more homes: placed again with it. Every twentieth who waits is tried."""
    plan, registry, within, _ = case
    changes = changes_of_waiting(plan, registry, within, across=False)
    assert set(changes) == set(within.waiting["household"])
    tried = [
        (household, change)
        for household in within.waiting["household"].iloc[::20]
        for change in changes[household]
        if change.kind in (REFUSAL, HOMES, SERVICE)
    ]
    cured = [bool(is_placed_by(plan, registry, ASKED, household, change)) for household, change in tried]
    assert len(tried) > 3
    assert np.mean(cured) > 0.9


def rank(accepts: list[tuple[int, ...]], capacity: list[int]) -> int:
    """The most that can be matched, by trying every household at every slot."""
    best = 0
    stack = [(0, tuple(capacity), 0)]
    while stack:
        at, left, count = stack.pop()
        best = max(best, count)
        if at < len(accepts):
            stack.append((at + 1, left, count))
            for slot in accepts[at]:
                if left[slot]:
                    fewer = tuple(one - (number == slot) for number, one in enumerate(left))
                    stack.append((at + 1, fewer, count + 1))
    return best


@pytest.mark.parametrize("seed", range(60))
def test_the_matching_is_the_greedy_one_and_its_years_the_first(seed: int) -> None:
    """Against exhaustive search: each in order is placed where all before it that are placed still can be.

    And each in order has the earliest year that it can have while all of them are placed.
    """
    random = np.random.default_rng(seed)
    slots, households = int(random.integers(1, 5)), int(random.integers(1, 7))
    capacity = random.integers(0, 3, slots).tolist()
    year = random.integers(0, 3, slots).tolist()
    accepts = [
        tuple(sorted(np.flatnonzero(random.random(slots) < 0.5).tolist(), key=lambda slot: (year[slot], slot)))
        for _ in range(households)
    ]
    found = matched_in_order(accepts, capacity, year)
    basis: list[int] = []
    for household in range(households):
        if rank([accepts[one] for one in [*basis, household]], capacity) > len(basis):
            basis.append(household)
    assert np.flatnonzero(found >= 0).tolist() == basis
    assert (np.bincount(found[found >= 0], minlength=slots) <= capacity).all()
    fixed = dict(enumerate(accepts))
    for household in basis:
        assert found[household] in accepts[household]
        for now in sorted(set(year)):
            tried = fixed | {household: tuple(slot for slot in accepts[household] if year[slot] == now)}
            if rank([tried[one] for one in basis], capacity) == len(basis):
                fixed = tried
                break
        assert year[found[household]] == now


def test_a_household_moves_to_a_later_year_rather_than_that_another_is_left_out() -> None:
    """A takes 2027 or 2028, B, after it, 2027 alone: both are placed, A in 2028."""
    assert matched_in_order([(0, 1), (0,)], [1, 1], [2027, 2028]).tolist() == [1, 0]
