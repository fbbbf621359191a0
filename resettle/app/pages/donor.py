"""Donor: what the money does, read-only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import donor_sections as sections
from resettle.app import state
from resettle.app.components.progress import show_failed, watch
from resettle.app.donor_runs import Answered, answered
from resettle.app.guard import guarded, guarded_change, show_kept_trouble
from resettle.app.plain import plain
from resettle.app.plans import ESTIMATE, PLAN
from resettle.app.words import donor as words
from resettle.insight.donor import DonorFacts, donor_facts
from resettle.insight.donor_questions import questions
from resettle.report import sentences
from resettle.report import words as said
from resettle.report.pack import Pack, packed

if TYPE_CHECKING:
    from resettle.app.runs import PlanRun
    from resettle.insight.donor_questions import Question
    from resettle.insight.overview import Overview

MILLION = 1e6
# The next money that is asked about, in million US$. (A text on its own would be written on the page.)
AMOUNTS = (10, 50, 100)
_AMOUNT = "resettle.donor.amount"
_WIDGET = "donor.amount"


@guarded
def draw() -> None:
    """The page."""
    opened = state.opened()
    st.title(plain(opened.dataset.settings.title))
    st.markdown(words.INTRO.format(banner=said.BANNER))
    show_kept_trouble()
    estimate = state.run_of(opened.baseline, ESTIMATE)
    if not estimate.done:
        watch(estimate)
        st.markdown(words.FIRST_FIGURES)
        return
    if estimate.found is None:
        show_failed(estimate)
        return
    asked = _questions(donor_facts(estimate.found, opened.baseline))
    known = answered(asked)
    seen, plan = _best_known(estimate.found, known)
    facts = donor_facts(seen, opened.baseline)
    pack = packed(facts, seen, opened.baseline, asked, known.answers, datetime.now(UTC).date())
    st.caption(plain(sentences.made_text(facts)))
    if plan is not None:
        watch(plan)
    sections.figures_section(pack)
    _next(pack, known)
    sections.plan_section(pack)
    sections.range_section(pack)
    sections.trust_section(pack)
    sections.take_home_section(pack)


def _next(pack: Pack, known: Answered) -> None:
    """The donor's question: an amount is chosen in one click, the answer stands below it."""
    heading = st.container()
    st.session_state[_WIDGET] = _amount()
    st.segmented_control(
        words.HOW_MUCH,
        AMOUNTS,
        required=True,
        format_func=lambda amount: words.MILLION.format(amount=amount),
        key=_WIDGET,
        on_change=_take_amount,
    )
    heading.header(plain(said.NEXT_HEADING.format(amount=sentences.amount_text(pack.usd))))
    if known.waiting_for is not None:
        watch(known.waiting_for)
        if pack.untied is not None:
            st.caption(words.ANSWERED_LATER.format(left=pack.pending))
    sections.next_section(pack)
    sections.tied_section(pack)


def _questions(facts: DonorFacts) -> list[Question]:
    opened, chosen = state.opened(), _amount()
    amounts = [MILLION * amount for amount in sorted(AMOUNTS, key=lambda amount: amount != chosen)]
    given = float(facts.funders["given_usd"].sum())
    return questions(opened.dataset, opened.baseline, opened.scenarios, amounts, given)


def _best_known(estimate: Overview, known: Answered) -> tuple[Overview, PlanRun | None]:
    """The plan with whole facilities where it is known, else the estimate; and the plan's run while it is awaited.

    It is asked for when the questions are answered: an answer comes before another decimal.
    """
    baseline = state.opened().baseline
    run = state.known_run(baseline, PLAN) if known.waiting_for is not None else state.run_of(baseline, PLAN)
    if run is None:
        return estimate, None
    if not run.done:
        return estimate, run
    return (run.found if run.found is not None else estimate), None


def _amount() -> int:
    return cast("int", st.session_state.setdefault(_AMOUNT, AMOUNTS[0]))


@guarded_change
def _take_amount() -> None:
    st.session_state[_AMOUNT] = st.session_state[_WIDGET]


if __name__ == "__main__":
    draw()
