"""The store of plans: shared runs, stops, bounds, failures."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from resettle.app import attendance
from resettle.app.plans import ESTIMATE, PLAN, PlanStore
from resettle.app.turns import MOST_WAITING, FullError
from resettle.errors import ScenarioError
from resettle.inputs.scenario import Pin, Scale, Scenario

if TYPE_CHECKING:
    from resettle.app.runs import PlanRun
    from resettle.inputs.dataset import Dataset


def ended(run: PlanRun) -> PlanRun:
    """The run when it has ended, one way or the other."""
    give_up = time.monotonic() + 120
    while not run.done:
        assert time.monotonic() < give_up, "the run did not end"
        time.sleep(0.05)
    return run


def test_the_same_question_is_one_run(small: Dataset) -> None:
    store = PlanStore()
    first = store.ask(small, Scenario(title="one"), ESTIMATE, "a")
    second = store.ask(small, Scenario(title="other words"), ESTIMATE, "b")
    assert second is first or second.found is first.found
    found = ended(first).found
    assert found is not None
    assert found.plan.scenario.title == ""
    assert store.ask(small, Scenario(), ESTIMATE, "c").found is found


def test_a_refused_scenario_is_told_to_who_waits(small: Dataset) -> None:
    run = ended(PlanStore().ask(small, Scenario(pin=(Pin(place="nowhere", at_most=1),)), ESTIMATE, "a"))
    assert run.found is None
    assert isinstance(run.trouble, ScenarioError)


def test_a_failed_run_can_be_asked_for_again(small: Dataset) -> None:
    store = PlanStore()
    refused = Scenario(pin=(Pin(place="nowhere", at_most=1),))
    run = ended(store.ask(small, refused, ESTIMATE, "a"))
    assert store.ask(small, refused, ESTIMATE, "a") is run
    store.forget(run)
    assert store.ask(small, refused, ESTIMATE, "a") is not run


def test_a_dataset_that_is_let_go_of_leaves_nothing(small: Dataset) -> None:
    store = PlanStore()
    first = ended(store.ask(small, Scenario(), ESTIMATE, "a"))
    store.let_go("another dataset")
    assert store.ask(small, Scenario(), ESTIMATE, "b").found is first.found
    store.let_go(small.digest)
    again = store.ask(small, Scenario(), ESTIMATE, "b")
    assert again.found is not first.found
    store.let_go(small.digest)
    assert again.abandoned
    ended(again)
    assert store.ask(small, Scenario(), ESTIMATE, "b") is not again


def test_forgetting_one_that_was_stopped_leaves_the_one_asked_anew(small: Dataset) -> None:
    store = PlanStore()
    first = store.ask(small, Scenario(), PLAN, "a")
    assert store.stop(first, "a")
    second = store.ask(small, Scenario(), PLAN, "a")
    store.forget(first)
    assert store.ask(small, Scenario(), PLAN, "a") is second
    ended(second)


def test_only_so_many_plans_are_kept(small: Dataset) -> None:
    store = PlanStore(most_kept=1)
    first, second = (Scenario(scale=Scale(build=factor)) for factor in (1.0, 2.0))
    kept = ended(store.ask(small, first, ESTIMATE, "a")).found
    ended(store.ask(small, second, ESTIMATE, "a"))
    time.sleep(0.1)
    assert ended(store.ask(small, first, ESTIMATE, "a")).found is not kept


def test_nobody_stops_a_plan_that_others_wait_for(small: Dataset) -> None:
    store = PlanStore()
    run = store.ask(small, Scenario(), PLAN, "a")
    store.ask(small, Scenario(), PLAN, "b")
    if not run.done:
        assert not store.stop(run, "a")
        store.leave(run, "b")
        assert store.stop(run, "a")
        assert run.stop.is_set()
    ended(run)


def test_the_last_to_leave_ends_the_run(small: Dataset) -> None:
    store = PlanStore()
    run = store.ask(small, Scenario(), PLAN, "a")
    store.leave(run, "a")
    assert run.done or run.stop.is_set()
    again = store.ask(small, Scenario(), PLAN, "a")
    assert ended(again).found is not None


@pytest.mark.parametrize("quality", [ESTIMATE, PLAN])
def test_the_plan_is_the_command_lines(small: Dataset, quality: str) -> None:
    """The same scenario gives the same plan here and in Python, to the last household."""
    from resettle import make_plan
    from resettle.app.runs import FIRST_GAP

    found = ended(PlanStore().ask(small, Scenario(), quality, "a")).found
    assert found is not None
    plan = make_plan(small, estimate=quality == ESTIMATE, gap=FIRST_GAP)
    assert found.plan.summary.digests == plan.summary.digests


def test_a_run_that_nobody_waits_for_never_gets_its_turn(small: Dataset) -> None:
    """A session that moves a lever again before the first answer has one question in the line: the newest."""
    store = PlanStore()
    busy = [store.ask(small, Scenario(scale=Scale(staff=1 + n / 10)), PLAN, "other") for n in range(2)]
    runs = []
    for step in range(20):
        if runs:
            store.leave(runs[-1], "a")
        runs.append(store.ask(small, Scenario(scale=Scale(build=1 + step / 100)), PLAN, "a"))
    assert store.waiting(PLAN) <= 1 + len(busy)
    assert all(run.future.cancelled() for run in runs[:-1] if run.started_at is None)
    assert ended(runs[-1]).found is not None
    for run in busy:
        ended(run)


def test_levers_of_many_sessions_at_once(small: Dataset) -> None:
    """Five sessions move four levers each, from threads of their own: each is answered its own last question."""
    store = PlanStore()
    answers: dict[str, float] = {}

    def move_levers(session: str, number: int) -> None:
        run = None
        for step in range(4):
            if run is not None:
                store.leave(run, session)
            scale = Scale(build=1 + number / 10, funding=1 + step / 10)
            run = store.ask(small, Scenario(scale=scale), ESTIMATE, session, baseline=Scenario())
        assert run is not None
        found = ended(run).found
        assert found is not None
        answers[session] = found.plan.scenario.scale.build

    threads = [threading.Thread(target=move_levers, args=(f"s{number}", number)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert answers == {f"s{number}": pytest.approx(1 + number / 10) for number in range(5)}
    assert store.waiting(ESTIMATE) == 0


def test_the_plan_has_the_dataset_that_was_asked_about(small: Dataset) -> None:
    """Not a copy of it that has travelled: what is known of a dataset stays known."""
    found = ended(PlanStore().ask(small, Scenario(), ESTIMATE, "a")).found
    assert found is not None
    assert found.plan.dataset is small


def test_runs_of_sessions_that_have_gone_get_no_turn(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty windows opened and closed: whoever comes then is next, and what was under way ends."""
    monkeypatch.setattr(attendance, "GONE_SECONDS", 0.0)
    store, there = PlanStore(), threading.Event()
    there.set()
    runs = []
    for number in range(40):
        attendance.ATTENDANCE.note(f"gone {number}", there.is_set)
        runs.append(store.ask(small, Scenario(scale=Scale(build=1 + number / 100)), PLAN, f"gone {number}"))
    there.clear()
    began = time.monotonic()
    assert ended(store.ask(small, Scenario(scale=Scale(build=2)), PLAN, "new")).found is not None
    assert time.monotonic() - began < 60
    assert sum(run.found is not None for run in runs) < 5
    for run in runs:
        ended(run)


def test_one_session_cannot_fill_the_line(small: Dataset) -> None:
    store = PlanStore()
    runs: list[PlanRun] = []

    def ask_without_end() -> None:
        for number in range(MOST_WAITING + 3):
            runs.append(store.ask(small, Scenario(scale=Scale(build=1 + number / 100)), PLAN, "a"))

    with pytest.raises(FullError, match="already waiting"):
        ask_without_end()
    assert len(runs) >= MOST_WAITING
    assert store.ask(small, Scenario(scale=Scale(build=3)), PLAN, "b").key not in {run.key for run in runs}
    for run in runs:
        store.leave(run, "a")
