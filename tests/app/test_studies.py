"""Studies in the background: shared, stopped, ended where nobody waits, their trouble told."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from resettle.app import runs
from resettle.app.studies import MOST_KEPT, StudyStore
from resettle.inputs.scenario import Pin, Scale, Scenario
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.app.studies import Study, StudyRun
    from resettle.inputs.dataset import Dataset


def ended(run: StudyRun) -> StudyRun:
    """The run when it has ended, one way or the other."""
    give_up = time.monotonic() + 60
    while not run.done:
        assert time.monotonic() < give_up, "the run did not end"
        time.sleep(0.02)
    return run


def people(study: Study) -> float:
    """People settled with half of the builders."""
    half = study.scenario.model_copy(update={"scale": Scale(build=0.5)})
    return study.estimate(half).summary.persons_settled


def held(study: Study, began: threading.Event, let_go: threading.Event) -> None:
    """Works until it is let go, then asks for a plan."""
    began.set()
    let_go.wait(30)
    study.estimate(study.scenario)


def test_the_answer_is_that_of_plans_from_nothing(small: Dataset) -> None:
    run = ended(StudyStore(Estimator).ask(small, Scenario(title="mine"), "people", people, "a"))
    expected = make_plan(small, Scenario(scale=Scale(build=0.5)), estimate=True).summary.persons_settled
    assert run.found == pytest.approx(expected)
    assert run.plans == 1
    assert run.took_seconds > 0


def test_the_same_question_is_one_run_and_is_known(small: Dataset) -> None:
    store = StudyStore(Estimator)
    first = store.ask(small, Scenario(title="one"), "people", people, "a")
    assert store.ask(small, Scenario(title="two"), "people", people, "b") is first
    assert store.known(small, Scenario(), "people") is first
    assert store.known(small, Scenario(), "people", "other detail") is None
    assert store.known(small, Scenario(scale=Scale(build=2)), "people") is None
    ended(first)


def test_a_dataset_that_is_let_go_of_leaves_nothing(small: Dataset) -> None:
    store, began, let_go = StudyStore(Estimator), threading.Event(), threading.Event()
    answered = store.ask(small, Scenario(), "no plan", lambda _: "answer", "a")
    ended(answered)
    run = store.ask(small, Scenario(), "held", partial(held, began=began, let_go=let_go), "a")
    assert began.wait(30)
    waits = store.ask(small, Scenario(), "people", people, "a")
    store.let_go(small.digest)
    assert store.known(small, Scenario(), "no plan") is None
    assert waits.future.cancelled()
    let_go.set()
    assert ended(run).found is None


def test_trouble_is_told_and_can_be_asked_again(small: Dataset) -> None:
    store = StudyStore(Estimator)
    refused = Scenario(pin=(Pin(place="nowhere", at_most=1),))
    run = ended(store.ask(small, refused, "people", lambda study: study.estimate(study.scenario), "a"))
    assert "nowhere" in str(run.trouble)
    store.forget(run)
    assert store.known(small, refused, "people") is None


def test_it_is_stopped_between_two_plans_unless_others_wait(small: Dataset) -> None:
    store, began, let_go = StudyStore(Estimator), threading.Event(), threading.Event()
    work = partial(held, began=began, let_go=let_go)
    run = store.ask(small, Scenario(), "held", work, "a")
    store.ask(small, Scenario(), "held", work, "b")
    assert began.wait(30)
    assert not store.stop(run, "a")
    del run.looked_at["b"]
    assert store.stop(run, "a")
    let_go.set()
    assert ended(run).found is None
    assert run.trouble is None
    assert store.known(small, Scenario(), "held") is None


def test_one_asked_again_is_not_lost_when_the_one_stopped_ends(small: Dataset) -> None:
    store, began, let_go = StudyStore(Estimator), threading.Event(), threading.Event()
    work = partial(held, began=began, let_go=let_go)
    first = store.ask(small, Scenario(), "held", work, "a")
    assert began.wait(30)
    assert store.stop(first, "a")
    second = store.ask(small, Scenario(), "held", work, "a")
    let_go.set()
    ended(first)
    assert store.known(small, Scenario(), "held") is second
    ended(second)


def test_one_that_waits_for_its_turn_is_taken_out_of_the_line(small: Dataset) -> None:
    store, began, let_go = StudyStore(Estimator), threading.Event(), threading.Event()
    first = store.ask(small, Scenario(), "held", partial(held, began=began, let_go=let_go), "a")
    assert began.wait(30)
    second = store.ask(small, Scenario(), "people", people, "b")
    assert second.started_at is None
    assert store.stop(second, "b")
    assert second.future.cancelled()
    let_go.set()
    ended(first)


def test_it_ends_where_nobody_has_looked_for_long(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    store, began, let_go = StudyStore(Estimator), threading.Event(), threading.Event()
    run = store.ask(small, Scenario(), "held", partial(held, began=began, let_go=let_go), "a")
    assert began.wait(30)
    monkeypatch.setattr(runs, "ABANDONED_SECONDS", 0.0)
    let_go.set()
    assert ended(run).future.cancelled()


def test_only_so_many_answers_are_kept(small: Dataset) -> None:
    store = StudyStore(Estimator)
    for number in range(MOST_KEPT + 3):
        ended(store.ask(small, Scenario(), "number", lambda study: study.scenario.title, "a", str(number)))
    assert store.known(small, Scenario(), "number", "0") is None
    assert store.known(small, Scenario(), "number", str(MOST_KEPT + 2)) is not None
