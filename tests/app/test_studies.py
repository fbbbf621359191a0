"""Studies in the background: shared, stopped, ended where nobody waits, their trouble told."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from resettle.app import studies
from resettle.app.studies import MOST_KEPT, StudyStore
from resettle.inputs.scenario import Pin, Scale, Scenario
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resettle.app.studies import StudyRun
    from resettle.app.study import Study
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan


def until(holds: Callable[[], bool], what: str) -> None:
    give_up = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < give_up, what
        time.sleep(0.02)


def ended(run: StudyRun) -> StudyRun:
    """The run when it has ended, one way or the other."""
    until(lambda: run.done, "the run did not end")
    return run


def people(study: Study) -> float:
    """People settled with half of the builders."""
    half = study.scenario.model_copy(update={"scale": Scale(build=0.5)})
    return study.estimate(half).summary.persons_settled


def own_plan(study: Study) -> Plan:
    """The estimate of the study's own scenario."""
    return study.estimate(study.scenario)


def title(study: Study) -> str:
    """What the scenario is called: no calculation at all."""
    return study.scenario.title


def held(study: Study, began: Path, let_go: Path) -> None:
    """Works until it is let go, then asks for a plan."""
    began.touch()
    while not let_go.exists():
        study.go_on()
        time.sleep(0.01)
    study.estimate(study.scenario)


@pytest.fixture
def began(tmp_path: Path) -> Path:
    return tmp_path / "began"


@pytest.fixture
def let_go(tmp_path: Path) -> Path:
    return tmp_path / "let go"


def test_the_answer_is_that_of_plans_from_nothing(small: Dataset) -> None:
    run = ended(StudyStore().ask(small, Scenario(title="mine"), "people", people, "a"))
    expected = make_plan(small, Scenario(scale=Scale(build=0.5)), estimate=True).summary.persons_settled
    assert run.found == pytest.approx(expected)
    assert run.plans == 1
    assert run.took_seconds > 0


def test_the_same_question_is_one_run_and_is_known(small: Dataset) -> None:
    store = StudyStore()
    first = store.ask(small, Scenario(title="one"), "people", people, "a")
    assert store.ask(small, Scenario(title="two"), "people", people, "b") is first
    assert store.known(small, Scenario(), "people") is first
    assert store.known(small, Scenario(), "people", "other detail") is None
    assert store.known(small, Scenario(scale=Scale(build=2)), "people") is None
    ended(first)


def test_a_dataset_that_is_let_go_of_leaves_nothing(small: Dataset, began: Path, let_go: Path) -> None:
    store = StudyStore()
    answered = ended(store.ask(small, Scenario(title="mine"), "title", title, "a"))
    assert store.known(small, Scenario(), "title") is answered
    run = store.ask(small, Scenario(), "held", partial(held, began=began, let_go=let_go), "a")
    until(began.exists, "it did not begin")
    waits = store.ask(small, Scenario(), "people", people, "a")
    store.let_go("another dataset")
    assert store.known(small, Scenario(), "title") is answered
    store.let_go(small.digest)
    assert store.known(small, Scenario(), "title") is None
    assert waits.future.cancelled()
    let_go.touch()
    assert ended(run).found is None


def test_trouble_is_told_and_can_be_asked_again(small: Dataset) -> None:
    store = StudyStore()
    refused = Scenario(pin=(Pin(place="nowhere", at_most=1),))
    run = ended(store.ask(small, refused, "people", own_plan, "a"))
    assert "nowhere" in str(run.trouble)
    store.forget(run)
    assert store.known(small, refused, "people") is None


def test_it_is_stopped_between_two_plans_unless_others_wait(small: Dataset, began: Path, let_go: Path) -> None:
    store = StudyStore()
    work = partial(held, began=began, let_go=let_go)
    run = store.ask(small, Scenario(), "held", work, "a")
    store.ask(small, Scenario(), "held", work, "b")
    until(began.exists, "it did not begin")
    assert not store.stop(run, "a")
    del run.looked_at["b"]
    assert store.stop(run, "a")
    let_go.touch()
    assert ended(run).found is None
    assert run.trouble is None
    assert store.known(small, Scenario(), "held") is None


def test_one_asked_again_is_not_lost_when_the_one_stopped_ends(small: Dataset, began: Path, let_go: Path) -> None:
    store = StudyStore()
    work = partial(held, began=began, let_go=let_go)
    first = store.ask(small, Scenario(), "held", work, "a")
    until(began.exists, "it did not begin")
    assert store.stop(first, "a")
    second = store.ask(small, Scenario(), "held", work, "a")
    let_go.touch()
    ended(first)
    assert store.known(small, Scenario(), "held") is second
    ended(second)


def test_one_that_waits_for_its_turn_is_taken_out_of_the_line(small: Dataset, began: Path, let_go: Path) -> None:
    store = StudyStore()
    first = store.ask(small, Scenario(), "held", partial(held, began=began, let_go=let_go), "a")
    until(began.exists, "it did not begin")
    second = store.ask(small, Scenario(), "people", people, "b")
    assert second.started_at is None
    assert store.stop(second, "b")
    assert second.future.cancelled()
    let_go.touch()
    ended(first)


def test_it_ends_where_nobody_has_looked_for_long(
    small: Dataset, monkeypatch: pytest.MonkeyPatch, began: Path, let_go: Path
) -> None:
    """It stays known as one that was left, so that who comes back is told, and is worked out when asked again."""
    store = StudyStore()
    work = partial(held, began=began, let_go=let_go)
    run = store.ask(small, Scenario(), "held", work, "a")
    until(began.exists, "it did not begin")
    with monkeypatch.context() as patched:
        patched.setattr(studies, "ASKED_SECONDS", 0.0)
        assert ended(run).future.cancelled()
    assert store.known(small, Scenario(), "held") is run
    let_go.touch()
    again = store.ask(small, Scenario(), "held", work, "a")
    assert again is not run
    assert ended(again).trouble is None


def test_only_so_many_answers_are_kept(small: Dataset) -> None:
    store = StudyStore()
    for number in range(MOST_KEPT + 3):
        ended(store.ask(small, Scenario(), "number", title, "a", str(number)))
    assert store.known(small, Scenario(), "number", "0") is None
    assert store.known(small, Scenario(), "number", str(MOST_KEPT + 2)) is not None
