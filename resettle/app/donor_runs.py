"""What the donor's page waits for: asked one after the other, and only the answers kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components.study import studies
from resettle.app.guard import show_trouble
from resettle.app.words import donor as words
from resettle.errors import ResettleError
from resettle.insight.donor_questions import answer_of_money, range_figures, range_row
from resettle.report import words as said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.app.studies import StudyRun
    from resettle.app.study import Study
    from resettle.insight.donor_questions import Question
    from resettle.insight.overview import Overview
    from resettle.report.pack import Answers, Kept
    from resettle.results.plan import Plan

_ANSWERS = "resettle.donor.answers"
_MONEY = "donor money"


@dataclass(frozen=True)
class Answered:
    """Answers so far, and the run that is waited for next; None where all are there."""

    answers: Answers
    waiting_for: StudyRun | None


def answered(asked: Sequence[Question], estimate: Overview) -> Answered:
    """The answers that are there, and the first question that is not answered yet, which is asked now.

    ``estimate`` is the one of the scenario that is asked about.
    """
    kept = _kept(estimate)
    for question in asked:
        key = (question.kind, question.key, question.usd)
        if key in kept:
            continue
        run = _ask(question, estimate)
        if not run.done:
            return Answered(kept, run)
        kept[key] = _answer(run)
    return Answered(kept, None)


def _ask(question: Question, estimate: Overview) -> StudyRun:
    dataset, scenario = state.opened().dataset, state.scenario()
    work = partial(_work, question=question, estimate=estimate.plan)
    # a scenario of the range is told apart by what it asks, not by its name
    detail = f"{question.kind} {question.key} {question.usd} {question.scenario.digest}"
    return studies().ask(dataset, scenario, _MONEY, work, state.session(), detail)


def _work(study: Study, question: Question, estimate: Plan) -> Kept:
    """In the background: the study's scenario with more money in it, or beside another scenario."""
    if question.is_of_money:
        return answer_of_money(question, study.more_money(), estimate) or said.NO_OPTIMUM
    figures, other = range_figures(estimate.dataset), study.estimate(question.scenario)
    return range_row(estimate, other, study.ranges(estimate, figures), study.ranges(other, figures))


def _answer(run: StudyRun) -> Kept:
    """What is kept of a run that has ended: its answer, or why there is none."""
    trouble = run.trouble
    if run.found is not None:
        return cast("Kept", run.found)
    if isinstance(trouble, ResettleError):
        return str(trouble).splitlines()[0]
    if trouble is not None:
        show_trouble(trouble)
    return words.FAILED


def _kept(estimate: Overview) -> Answers:
    """The session's answers about its present dataset and scenario."""
    about = (state.opened().dataset.digest, estimate.plan.scenario.digest)
    held = cast("tuple[object, Answers] | None", st.session_state.get(_ANSWERS))
    if held is None or held[0] != about:
        held = (about, {})
        st.session_state[_ANSWERS] = held
    return held[1]
