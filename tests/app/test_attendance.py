"""Who is still there: closed windows wait for nothing, and a run that they alone waited for shall end."""

from __future__ import annotations

import time

import pytest

from resettle.app import attendance, runs
from resettle.app.attendance import Attendance
from resettle.app.runs import PlanKey, PlanRun
from resettle.workers.worker import Wish


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Attendance:
    """Nobody is waited for, and everybody is looked at each time."""
    made = Attendance()
    monkeypatch.setattr(attendance, "GONE_SECONDS", -1.0)
    monkeypatch.setattr(attendance, "_BETWEEN_LOOKS", -1.0)
    monkeypatch.setattr(runs, "ATTENDANCE", made)
    return made


def plan_run(quality: str, *sessions: str) -> PlanRun:
    run = PlanRun(PlanKey("data", "scenario", quality, 0.0))
    run.looked_at.update(dict.fromkeys(sessions, time.monotonic()))
    return run


def test_one_without_a_connection_has_gone_until_it_is_back(hall: Attendance) -> None:
    connected = [True]
    hall.note("a", lambda: connected[0])
    assert not hall.has_gone("a")
    connected[0] = False
    assert hall.has_gone("a")
    connected[0] = True
    assert not hall.has_gone("a")


def test_a_page_that_is_loaded_again_has_not_gone(hall: Attendance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance, "GONE_SECONDS", 60.0)
    hall.note("a", lambda: False)
    assert not hall.has_gone("a")


def test_of_one_that_was_never_noted_nothing_is_known(hall: Attendance) -> None:
    assert not hall.has_gone("nobody")


def test_a_run_goes_on_while_one_of_its_sessions_is_there(hall: Attendance) -> None:
    there = {"a": True, "b": True}
    for name in there:
        hall.note(name, lambda name=name: there[name])
    run = plan_run("plan", "a", "b")
    there["a"] = False
    assert run.wish() is Wish.GO_ON
    assert run.waiting() == ["b"]
    there["b"] = False
    assert run.wish() is Wish.END


@pytest.mark.parametrize(("quality", "wish"), [("estimate", Wish.END), ("plan", Wish.STOP)])
def test_a_plan_that_is_stopped_gives_its_best_an_estimate_has_none(hall: Attendance, quality: str, wish: Wish) -> None:
    hall.note("a", lambda: True)
    run = plan_run(quality, "a")
    run.stop.set()
    assert run.wish() is wish


def test_what_is_asked_with_a_button_waits_longer(hall: Attendance, monkeypatch: pytest.MonkeyPatch) -> None:
    from resettle.app.studies import StudyKey, StudyRun

    monkeypatch.setattr(runs, "ABANDONED_SECONDS", 0.0)
    study, plan = StudyRun(StudyKey("data", "scenario", "money", "")), plan_run("plan")
    for run in (study, plan):
        run.looked_at["a"] = time.monotonic() - 1.0
    assert study.wish() is Wish.GO_ON
    assert plan.wish() is Wish.END
