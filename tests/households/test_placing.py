"""Placing by hand on a village with a hundred households, and on the small case against rules and an exact optimum."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from scipy import optimize

from resettle import make_plan
from resettle.errors import ResettleError
from resettle.households.aggregate import with_registry
from resettle.households.explaining import explained
from resettle.households.measures import measures
from resettle.households.placing import Asked, Placed, place_households
from resettle.households.reasons import IN_ORDER, LATER, NO_CHOICE, PLACES_EARLIER, REFUSED, SERVICES
from resettle.households.synthetic import synthesise
from resettle.households.verify_placing import verify_placing
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

ASKED = Asked("seed", "5e" * 32)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


@pytest.fixture(scope="module")
def plan(dataset: Dataset) -> Plan:
    """50 of 100 households settle in 2027, for the money that there is."""
    return make_plan(dataset, estimate=True)


@pytest.fixture(scope="module")
def registry(dataset: Dataset) -> Registry:
    return synthesise(dataset, 1)


@pytest.fixture(scope="module")
def small_plan(small: Dataset, made_up: Registry) -> Plan:
    return make_plan(with_registry(small, made_up), estimate=True)


def changed(registry: Registry, **columns: object) -> Registry:
    return replace(registry, households=registry.households.assign(**columns))


def findings(plan: Plan, registry: Registry, placed: Placed) -> list[str]:
    return verify_placing(plan, registry, placed.placed, placed.waiting, placed.open_slots)["rule"].tolist()


def test_as_many_as_the_plan_says_the_first_in_the_draw(plan: Plan, registry: Registry) -> None:
    placed = place_households(plan, registry, ASKED)
    assert len(placed.placed) == 50
    assert placed.placed["year"].eq(2027).all()
    assert placed.waiting["reason"].eq(IN_ORDER).all()
    assert placed.placed["position"].max() < placed.waiting["position"].min()
    assert placed.open_slots.empty
    assert findings(plan, registry, placed) == []


def test_row_order_does_not_matter(plan: Plan, registry: Registry) -> None:
    shuffled = replace(registry, households=registry.households.sample(frac=1.0, random_state=2))
    first, again = place_households(plan, registry, ASKED), place_households(plan, shuffled, ASKED)
    pd.testing.assert_frame_equal(first.placed, again.placed)
    pd.testing.assert_frame_equal(first.waiting, again.waiting)


def test_nobody_without_a_choice_or_before_it_holds_or_where_it_is_refused(plan: Plan, registry: Registry) -> None:
    """Of 100: 20 have stated none, 20 choose from 2028, 20 after the horizon, 20 refuse the village; 20 are left.

    The plan's places are of 2027, so the draw put nobody before those who choose from 2028.
    """
    at = registry.households.index
    year = pd.array(np.select([at < 40, at < 60], [2028, 2029], default=0), dtype="Int64")
    asked = changed(
        registry,
        solution=registry.households["solution"].where(at >= 20, ""),
        from_year=pd.Series(year).where((at >= 20) & (at < 60)).astype("Int64").to_numpy(dtype=object),
        refuses=np.where((at >= 60) & (at < 80), "village", ""),
    )
    asked = changed(asked, from_year=asked.households["from_year"].astype("Int64"))
    placed = place_households(plan, asked, ASKED)
    assert sorted(placed.placed["household"]) == asked.households["household"].iloc[80:].tolist()
    reasons = placed.waiting["reason"].value_counts().to_dict()
    assert reasons == {NO_CHOICE: 20, LATER: 20, REFUSED: 20, PLACES_EARLIER: 20}
    assert placed.open_slots["households"].tolist() == [30]
    assert findings(plan, asked, placed) == []


def test_a_plan_of_other_cohorts_is_told(plan: Plan, registry: Registry) -> None:
    with pytest.raises(ResettleError, match="the plan is of other cohorts"):
        place_households(plan, changed(registry, cohort="another"), ASKED)


def test_the_small_case_keeps_every_rule(small_plan: Plan, made_up: Registry) -> None:
    placed = place_households(small_plan, made_up, ASKED)
    assert findings(small_plan, made_up, placed) == []
    slots = small_plan["placements"]["households"].sum()
    assert len(placed.placed) >= 0.98 * slots
    left = (placed.waiting["reason"] == SERVICES).sum()
    assert left <= 0.02 * slots
    table = measures(small_plan, made_up, placed).set_index("measure")
    assert table.loc["households placed", "value"] == len(placed.placed)
    assert table.loc["households placed", "of"] == slots


def test_wishes_are_met_as_an_exact_assignment_meets_them(small_plan: Plan, made_up: Registry) -> None:
    """For each cohort, solution and year: the placed and their places, dealt anew to the largest sum of wishes.

    As many wishes by their weight as the exact optimum over the same households and places.
    """
    placed = place_households(small_plan, made_up, ASKED).placed
    wishes = made_up.households.set_index("household")["wishes"]
    refuses = made_up.households.set_index("household")["refuses"]
    several = 0
    for _, rows in placed.groupby(["cohort", "solution", "year"]):
        if rows["place"].nunique() < 2:
            continue
        several += 1
        worth = np.array(
            [[_worth(wishes[one], refuses[one], place) for place in rows["place"]] for one in rows["household"]]
        )
        lines, columns = optimize.linear_sum_assignment(worth, maximize=True)
        assert np.trace(worth) == pytest.approx(worth[lines, columns].sum())
    assert several > 0


def _worth(wishes: str, refuses: str, place: str) -> float:
    if place in refuses.split(";"):
        return -1e6
    order = wishes.split(";")
    return {0: 4.0, 1: 3.0, 2: 2.0}[order.index(place)] if place in order else 0.0


def test_services_are_held_against_real_persons(tmp_path: Path) -> None:
    """Visits for 200 people, by the mean 50 households of 4; of households of 2 to 6 a few more or fewer fit."""
    dataset = hamlet(tmp_path)
    tables = dict(dataset.tables)
    tables["service_needs"] = pd.DataFrame(
        {
            "service": ["health"],
            "profile": ["general"],
            "units_per_person": [1.0],
            "source": "s1",
            "confidence": "assumption",
        }
    ).reindex(columns=dataset["service_needs"].columns, fill_value="")
    tables["service_spare"] = pd.DataFrame(
        {
            "service": ["health"],
            "place": ["village"],
            "from_year": [np.nan],
            "units": [200.0],
            "source": "s1",
            "confidence": "assumption",
        }
    ).reindex(columns=dataset["service_spare"].columns, fill_value="")
    tables["services"] = dataset["services"].assign(module_size=1.0, lead_years=9)
    with_visits = replace(dataset, tables=tables)
    plan = make_plan(with_visits, estimate=True)
    registry = synthesise(with_visits, 5)
    for seed in range(8):
        placed = place_households(plan, registry, replace(ASKED, seed=str(seed)))
        assert placed.placed["persons"].sum() <= 200
        assert placed.placed["persons"].sum() > 190
        assert findings(plan, registry, placed) == []


def test_why_a_household_is_where_it_is(plan: Plan, registry: Registry) -> None:
    placed = place_households(plan, registry, ASKED)
    there, waits = str(placed.placed["household"].iloc[0]), str(placed.waiting["household"].iloc[0])
    said = explained(plan, registry, placed, there)
    assert said.startswith(f"Household {there} is placed in Village in 2027.")
    assert "100 households of its cohort did, and the plan has places for 50 of them by 2028" in said
    said = explained(plan, registry, placed, waits, ASKED)
    assert said.startswith(f"Household {waits} is not placed yet: every place of its cohort that it would take went to")
    before = (placed.waiting["position"] < placed.waiting["position"].iloc[0]).sum()
    assert f"{before + 1} more homes of 3 rooms or more for its cohort in Village by 2027 bring it a place" in said
    assert f"{before} of its cohort wait before it" in said
    assert "may bring it a place" in explained(plan, registry, placed, waits)
    with pytest.raises(ResettleError, match="no household of this id"):
        explained(plan, registry, placed, "nobody")


WRONGS = {
    "once": lambda frame: pd.concat([frame, frame.head(1)]),
    "the stated choice": lambda frame: frame.assign(solution="integrate"),
    "the registry's persons": lambda frame: frame.assign(persons=frame["persons"] + 1),
    "the registry's cohort": lambda frame: frame.assign(cohort="another"),
    "its own cohort's places": lambda frame: frame.assign(slot="another"),
    "as many of a cohort": lambda frame: frame.assign(year=2028),
    "rooms (5)": lambda frame: frame.assign(place="camp"),
    "return leads to its place": lambda frame: frame.assign(place="camp"),
    "the plan's tables": lambda frame: frame.assign(year=2028),
}


@pytest.mark.parametrize("rule", WRONGS)
def test_the_checker_finds_what_is_wrong(plan: Plan, registry: Registry, rule: str) -> None:
    placed = place_households(plan, registry, ASKED)
    wrong = replace(placed, placed=WRONGS[rule](placed.placed))
    assert rule in findings(plan, registry, wrong)


def test_the_checker_finds_a_refused_place_a_year_too_early_and_no_reason(plan: Plan, registry: Registry) -> None:
    placed = place_households(plan, registry, ASKED)
    refusing = changed(registry, refuses="village", from_year=pd.array([2028] * 100, dtype="Int64"))
    found = findings(plan, refusing, placed)
    assert found.count("refused places") == 50
    assert found.count("the choice holds") == 50
    silent = replace(placed, waiting=placed.waiting.assign(reason=""))
    assert findings(plan, registry, silent).count("a reason") == 50
    unstated = changed(registry, solution="")
    assert findings(plan, unstated, replace(placed, placed=placed.placed.assign(solution=""))).count("a choice") == 50
