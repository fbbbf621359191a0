"""Turns: no session is starved by another's questions."""

from __future__ import annotations

import threading
import time
from functools import partial

from resettle.app.runs import PlanKey, PlanRun
from resettle.app.turns import Turns


def run_of(number: int, *sessions: str) -> PlanRun:
    run = PlanRun(PlanKey("data", str(number), "estimate", 0.0))
    run.looked_at.update(dict.fromkeys(sessions, time.monotonic()))
    return run


def served(questions: list[tuple[str, ...]]) -> list[int]:
    """The order in which runs get their turn that all waited while the only worker was busy."""
    turns, held, order = Turns("test", 1), threading.Event(), list[int]()
    done = threading.Event()
    turns.join(run_of(-1, "busy"), lambda: held.wait(30) and None)
    for number, sessions in enumerate(questions):
        turns.join(run_of(number, *sessions), partial(order.append, number))
    turns.join(run_of(99), done.set)
    held.set()
    assert done.wait(30)
    return order


def test_a_session_with_one_question_waits_for_one_of_anothers() -> None:
    """Four of a, then one of b: b's comes second."""
    assert served([("a",), ("a",), ("a",), ("a",), ("b",)]) == [0, 4, 1, 2, 3]


def test_three_sessions_in_turn() -> None:
    questions = [("a",), ("a",), ("b",), ("b",), ("c",), ("c",)]
    assert served(questions) == [0, 2, 4, 1, 3, 5]


def test_what_two_wait_for_comes_with_the_first_of_them() -> None:
    """After a's first, its second is b's too: it comes before c's second."""
    assert served([("a",), ("c",), ("c",), ("a", "b")]) == [0, 1, 3, 2]


def test_who_leaves_gets_no_turn() -> None:
    turns, held, order = Turns("test", 1), threading.Event(), list[int]()
    done = threading.Event()
    turns.join(run_of(-1, "busy"), lambda: held.wait(30) and None)
    gone = run_of(1, "a")
    turns.join(gone, partial(order.append, 1))
    turns.join(run_of(2, "a"), partial(order.append, 2))
    assert turns.leave(gone)
    assert not turns.leave(gone)
    assert len(turns) == 1
    turns.join(run_of(3), done.set)
    held.set()
    assert done.wait(30)
    assert order == [2]


def test_a_worker_outlives_what_goes_wrong() -> None:
    turns, done = Turns("test", 1), threading.Event()

    def goes_wrong() -> None:
        message = "unforeseen"
        raise RuntimeError(message)

    turns.join(run_of(1, "a"), goes_wrong)
    turns.join(run_of(2, "a"), done.set)
    assert done.wait(30)


def test_workers_do_not_keep_a_server_from_ending() -> None:
    turns, held, seen = Turns("test", 2), threading.Event(), threading.Event()

    def work() -> None:
        assert threading.current_thread().daemon
        seen.set()
        held.wait(30)

    turns.join(run_of(1, "a"), work)
    assert seen.wait(30)
    held.set()
