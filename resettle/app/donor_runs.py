"""The estimates that the donor's page waits for: asked one after the other, and only their answers kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.guard import show_trouble
from resettle.app.plans import ESTIMATE
from resettle.app.words import donor as words
from resettle.errors import ResettleError
from resettle.insight.donor_money import with_givers, years_of
from resettle.insight.donor_questions import NEXT, answer, question_of_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.app.runs import PlanRun
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.donor_questions import Question
    from resettle.report.pack import Answers

_ANSWERS = "resettle.donor.answers"
MOST_DATASETS = 4


@dataclass(frozen=True)
class Answered:
    """Answers so far, and the run that is waited for next; None where all are there."""

    answers: Answers
    waiting_for: PlanRun | None
    question: Question | None


def answered(asked: Sequence[Question]) -> Answered:
    """The answers that are there, and the first question that is not answered yet, which is asked now."""
    baseline = state.opened().baseline
    kept = _kept(baseline)
    for question in asked:
        key = (question.kind, question.key, question.usd)
        if key in kept:
            continue
        run = _asked(question, baseline)
        if not run.done:
            return Answered(kept, run, question)
        trouble = run.trouble
        if run.found is not None:
            nothing = _nothing(baseline).found if question.of_givers else None
            kept[key] = answer(question, run.found, nothing)
        elif isinstance(trouble, ResettleError):
            kept[key] = str(trouble).splitlines()[0]
        else:
            kept[key] = words.FAILED
            if trouble is not None:
                show_trouble(trouble)
    return Answered(kept, None, None)


def _asked(question: Question, baseline: Scenario) -> PlanRun:
    """The run to wait for: where money is on top, first that without it, which the answer is a difference to."""
    if not question.of_givers:
        return state.run_of(question.scenario, aside=True)
    nothing = _nothing(baseline)
    if not nothing.done or nothing.found is None:
        return nothing
    return _ask(question.scenario, baseline, aside=question.kind != NEXT)


def _nothing(baseline: Scenario) -> PlanRun:
    return _ask(question_of_nothing(state.opened().dataset, baseline), baseline, aside=False)


def _ask(scenario: Scenario, baseline: Scenario, *, aside: bool) -> PlanRun:
    years = years_of(state.opened().dataset, baseline)
    dataset = _with_givers(state.opened().dataset.digest, years[0], years[-1], state.opened().dataset)
    return state.store().ask(dataset, scenario, ESTIMATE, state.session(), baseline=baseline, aside=aside)


@st.cache_resource(show_spinner=False, max_entries=MOST_DATASETS)
def _with_givers(digest: str, first_year: int, last_year: int, _dataset: Dataset) -> Dataset:
    """The dataset with givers, one for all sessions; ``digest`` tells datasets apart."""
    del digest
    return with_givers(_dataset, range(first_year, last_year + 1))


def _kept(baseline: Scenario) -> Answers:
    """The session's answers about its present dataset and baseline."""
    about = (state.opened().dataset.digest, baseline.digest)
    held = cast("tuple[object, Answers] | None", st.session_state.get(_ANSWERS))
    if held is None or held[0] != about:
        held = (about, {})
        st.session_state[_ANSWERS] = held
    return held[1]
