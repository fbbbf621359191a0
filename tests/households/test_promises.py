"""A later placing: promises kept, withdrawals, late arrivals, requests; on the hamlet by hand and on the small case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle import make_plan
from resettle.households.aggregate import with_registry
from resettle.households.findings import RegistryError
from resettle.households.moving import EXCHANGED, MOVED, NOBODY, THERE, WAITS
from resettle.households.placing import Asked, Placed, place_households
from resettle.households.reasons import IN_ORDER, NO_CHOICE, REFUSED
from resettle.households.requests import read_requests
from resettle.households.synthetic import synthesise
from resettle.households.verify_placing import verify_placing
from tests.hamlet import hamlet
from tests.two_years import two_years

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

ASKED = Asked("seed", "5e" * 32)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """50 of 100 households settle in 2027."""
    return make_plan(hamlet(tmp_path_factory.mktemp("hamlet")), estimate=True)


@pytest.fixture(scope="module")
def registry(plan: Plan) -> Registry:
    return synthesise(plan.dataset, 1)


@pytest.fixture(scope="module")
def first(plan: Plan, registry: Registry) -> Placed:
    return place_households(plan, registry, ASKED)


def later(plan: Plan, registry: Registry, first: Placed, **asked: object) -> Placed:
    return place_households(plan, registry, replace(ASKED, seed="later", earlier=first.earlier(), **asked))


def requests(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["household", "request", "value"])


def became(placed: Placed) -> dict[str, int]:
    return {str(key): int(count) for key, count in placed.changes["change"].value_counts().items()}


def test_nothing_changes_where_nobody_asks(plan: Plan, registry: Registry, first: Placed) -> None:
    again = later(plan, registry, first)
    pd.testing.assert_frame_equal(again.placed, first.placed)
    assert became(again) == {"kept": 50}


def test_who_withdraws_is_followed_by_the_next_in_order_and_by_nobody_else(
    plan: Plan, registry: Registry, first: Placed
) -> None:
    goes = first.placed["household"].iloc[7]
    follows = first.waiting.sort_values(["position", "household"])["household"].iloc[0]
    again = later(plan, registry, first, requests=requests((goes, "withdraw", "")))
    expected = {*first.placed["household"], follows} - {goes}
    assert set(again.placed["household"]) == expected
    assert became(again) == {"kept": 49, "asked": 1}
    assert again.waiting.set_index("household").loc[goes, "reason"] == NO_CHOICE
    assert again.answers["answer"].tolist() == ["granted: it has no choice now and is placed nowhere"]


def test_late_arrivals_stand_behind_those_who_waited(plan: Plan, registry: Registry, first: Placed) -> None:
    """70 of 100 were in the first draw, so 50 are placed and 20 wait; 30 come late and 25 leave: 20 + 5 follow."""
    known = replace(registry, households=registry.households.head(70))
    drawn = place_households(plan, known, ASKED)
    leave = requests(*[(household, "withdraw", "") for household in drawn.placed["household"].head(25)])
    again = later(plan, registry, drawn, requests=leave)
    new = set(again.placed["household"]) - set(drawn.placed["household"])
    assert set(drawn.waiting["household"]) <= new
    assert len(new - set(drawn.waiting["household"])) == 5
    assert became(again) == {"kept": 25, "asked": 25}
    assert set(again.draw["round"]) == {1, 2}
    late = again.draw[again.draw["round"] == 2]
    assert set(late["household"]) == set(registry.households["household"].tail(30))


def test_who_came_to_the_second_draw_stands_before_who_came_to_the_third(plan: Plan, registry: Registry) -> None:
    """60, then 80, then all 100 of the registry: of the 50 who wait at the end, none of an earlier draw could go first.

    49 leave after the third draw; their places go to the 10 who waited first, then to the 20 of the second draw, then
    to 19 of the third.
    """
    placed = place_households(plan, replace(registry, households=registry.households.head(60)), ASKED)
    placed = later(plan, replace(registry, households=registry.households.head(80)), placed)
    placed = later(plan, registry, placed)
    leave = requests(*[(household, "withdraw", "") for household in placed.placed["household"].head(49)])
    last = later(plan, registry, placed, requests=leave)
    number = last.draw.set_index("household")["round"]
    new = set(last.placed["household"]) - set(placed.placed["household"])
    assert number.reindex(sorted(new)).value_counts().to_dict() == {1: 10, 2: 20, 3: 19}


def test_where_the_plan_has_fewer_places_the_last_in_order_lose_theirs_and_no_more(
    plan: Plan, registry: Registry, first: Placed
) -> None:
    """The plan has 50 places and then 44: six promises cannot be kept, those of the last six in the order."""
    tables = dict(plan.tables)
    tables["placements"] = plan["placements"].assign(households=44, persons=176.0)
    again = later(replace(plan, tables=tables), registry, first)
    last = first.placed.sort_values(["position", "household"])["household"].tail(6)
    lost = again.changes[again.changes["change"] == "not asked"]
    assert set(lost["household"]) == set(last)
    assert (lost["place"] == "").all()
    assert again.waiting.set_index("household").loc[last.tolist(), "reason"].eq(IN_ORDER).all()
    regained = later(plan, registry, replace(again, placed=again.placed))
    assert set(regained.placed["household"]) == set(first.placed["household"])


def test_a_place_that_is_refused_now_is_kept_from_it_for_good(plan: Plan, registry: Registry, first: Placed) -> None:
    household = first.placed["household"].iloc[0]
    again = later(plan, registry, first, requests=requests((household, "not_place", "village")))
    assert again.waiting.set_index("household").loc[household, "reason"] == REFUSED
    assert became(again) == {"kept": 49, "asked": 1}


def test_a_refused_place_is_one_whatever_blanks_stand_around_it(plan: Plan, registry: Registry, first: Placed) -> None:
    household = first.placed["household"].iloc[0]
    refuses = ["camp; village" if one == household else "" for one in registry.households["household"]]
    again = later(plan, replace(registry, households=registry.households.assign(refuses=refuses)), first)
    assert again.waiting.set_index("household").loc[household, "reason"] == REFUSED
    assert became(again) == {"kept": 49, "asked": 1}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, Registry, Placed]:
    """40 of 80 households, all alike, settle in 2027 and 30 in 2028."""
    plan = make_plan(two_years(tmp_path_factory.mktemp("years")), estimate=True)
    registry = synthesise(plan.dataset, 1)
    return plan, registry, place_households(plan, registry, ASKED)


def test_who_asks_to_be_with_another_moves_where_a_place_is_free(years: tuple[Plan, Registry, Placed]) -> None:
    """One of 2028 withdraws, so a place of 2028 is free: a household of 2027 can join its kin of 2028."""
    plan, registry, first = years
    early, late = (first.placed[first.placed["year"] == year]["household"].tolist() for year in (2027, 2028))
    asked = requests((late[0], "withdraw", ""), (early[0], "with_household", late[1]))
    again = later(plan, registry, first, requests=asked)
    there = again.placed.set_index("household")["year"]
    assert again.answers["answer"].tolist()[1] == MOVED
    assert there[early[0]] == there[late[1]] == 2028
    assert became(again) == {"kept": 68, "asked": 2}
    assert verify_placing(plan, registry, again.placed, again.waiting, again.open_slots)["rule"].tolist() == []


def test_without_a_free_place_an_equal_is_moved_only_where_that_is_let(years: tuple[Plan, Registry, Placed]) -> None:
    plan, registry, first = years
    early, late = (first.placed[first.placed["year"] == year]["household"].tolist() for year in (2027, 2028))
    asked = requests((early[0], "with_household", late[0]))
    kept = later(plan, registry, first, requests=asked)
    assert (
        kept.answers["answer"].iloc[0].startswith("not granted: places for its cohort there are promised to others; ")
    )
    assert became(kept) == {"kept": 70}
    moved = later(plan, registry, first, requests=asked, exchange=True)
    there = moved.placed.set_index("household")["year"]
    assert moved.answers["answer"].iloc[0] == EXCHANGED
    assert there[early[0]] == there[late[0]] == 2028
    assert became(moved) == {"kept": 68, "asked": 1, "not asked": 1}
    forward = moved.changes[moved.changes["change"] == "not asked"].iloc[0]
    assert (forward["earlier_year"], forward["year"]) == (2028, 2027)


def test_nobody_who_keeps_a_promise_is_moved_for_kins_sake(years: tuple[Plan, Registry, Placed]) -> None:
    """One of 2027 and one of 2028 are kin since; without a request both stay, and so does everybody else."""
    plan, registry, first = years
    early, late = (first.placed[first.placed["year"] == year]["household"].iloc[0] for year in (2027, 2028))
    kin = [late if one == early else "" for one in registry.households["household"]]
    again = later(plan, replace(registry, households=registry.households.assign(kin=kin)), first, kin_years=1)
    assert became(again) == {"kept": 70}


def test_other_answers(years: tuple[Plan, Registry, Placed]) -> None:
    plan, registry, first = years
    early, late = (first.placed[first.placed["year"] == year]["household"].tolist() for year in (2027, 2028))
    waits = first.waiting["household"].iloc[0]
    asked = requests((early[0], "with_household", early[1]), (waits, "with_household", early[2]))
    assert later(plan, registry, first, requests=asked).answers["answer"].tolist() == [THERE, WAITS]
    from_2028 = registry.households.assign(
        from_year=pd.array(
            [2028 if one == late[0] else None for one in registry.households["household"]], dtype="Int64"
        )
    )
    asked = requests((late[0], "with_household", early[0]))
    tied = later(plan, replace(registry, households=from_2028), first, requests=asked)
    assert tied.answers["answer"].tolist() == [NOBODY]
    assert tied.placed.set_index("household").loc[late[0], "year"] == 2028


def test_the_small_case_twice(small: Dataset, made_up: Registry) -> None:
    """Every tenth of the placed withdraws, and every promise of the others is kept."""
    plan = make_plan(with_registry(small, made_up), estimate=True)
    first = place_households(plan, made_up, ASKED)
    leave = requests(*[(household, "withdraw", "") for household in first.placed["household"].iloc[::10]])
    again = later(plan, made_up, first, requests=leave)
    assert became(again) == {"kept": len(first.placed) - len(leave), "asked": len(leave)}
    assert len(again.placed) > len(first.placed) - len(leave)


def test_requests_are_checked_cell_by_cell(plan: Plan, registry: Registry, tmp_path: Path) -> None:
    one, other = registry.households["household"].iloc[:2]
    file = tmp_path / "requests.csv"
    rows = [
        "household,request,value",
        f"{one},withdraw,",
        "nobody,withdraw,",
        f"{one},withdrew,",
        f"{one},not_place,nowhere",
        f"{one},with_household,{one}",
        f"{one},withdraw,now",
        f"{other},with_household,{one}",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(RegistryError) as refusal:
        read_requests(file, registry, plan.dataset)
    assert refusal.value.findings[["row", "column"]].to_numpy().tolist() == [
        [3, "household"],
        [4, "request"],
        [5, "value"],
        [6, "value"],
        [7, "value"],
    ]
    file.write_text("\n".join([rows[0], rows[1], rows[7]]), encoding="utf-8")
    assert read_requests(file, registry, plan.dataset)["request"].tolist() == ["withdraw", "with_household"]
    file.write_text("household,wish\nx,y", encoding="utf-8")
    with pytest.raises(RegistryError, match="found no such column"):
        read_requests(file, registry, plan.dataset)
