"""Donor: what the money does, read-only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import donor_sections as sections
from resettle.app import state
from resettle.app.assumed_words import changes_table
from resettle.app.components.progress import show_failed, watch
from resettle.app.components.study import watch_study
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
    opened, scenario = state.opened(), state.scenario()
    st.title(plain(opened.dataset.settings.title))
    st.markdown(words.INTRO.format(banner=said.BANNER))
    show_kept_trouble()
    estimate = state.run_of(scenario, ESTIMATE)
    if not estimate.done:
        watch(estimate)
        st.markdown(words.FIRST_FIGURES)
        return
    if estimate.found is None:
        show_failed(estimate)
        return
    asked = _questions(donor_facts(estimate.found, scenario, opened.baseline))
    known = answered(asked, estimate.found)
    seen, plan = _best_known(estimate.found, known)
    facts = donor_facts(seen, scenario, opened.baseline)
    differences = changes_table(opened.dataset, opened.baseline, scenario).itertuples(index=False, name=None)
    pack = packed(facts, seen, scenario, asked, known.answers, datetime.now(UTC).date(), tuple(differences))
    sections.scenario_section(pack)
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
        watch_study(known.waiting_for)
        if pack.untied is not None:
            st.caption(words.ANSWERED_LATER.format(left=pack.pending))
    sections.next_section(pack)
    sections.tied_section(pack)


def _questions(facts: DonorFacts) -> list[Question]:
    opened, chosen = state.opened(), _amount()
    amounts = [MILLION * amount for amount in sorted(AMOUNTS, key=lambda amount: amount != chosen)]
    given = float(facts.funders["given_usd"].sum())
    return questions(opened.dataset, state.scenario(), opened.scenarios, amounts, given)


def _best_known(estimate: Overview, known: Answered) -> tuple[Overview, PlanRun | None]:
    """The closest plan with whole facilities that is known, else the estimate; and the plan's run while it is awaited.

    It is asked for when the questions are answered: an answer comes before another decimal.
    """
    scenario = state.scenario()
    run = state.known_run(scenario, PLAN) if known.waiting_for is not None else state.run_of(scenario, PLAN)
    return state.closest_plan(scenario) or estimate, run if run is not None and not run.done else None


def _amount() -> int:
    return cast("int", st.session_state.setdefault(_AMOUNT, AMOUNTS[0]))


@guarded_change
def _take_amount() -> None:
    st.session_state[_AMOUNT] = st.session_state[_WIDGET]


if __name__ == "__main__":
    draw()
