"""Overview: the baseline, solved, on the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import sentences, state
from resettle.app.components import sections
from resettle.app.components.charted import charted
from resettle.app.components.columns import for_people
from resettle.app.components.figures import show_figures
from resettle.app.components.progress import show_failed, watch
from resettle.app.components.status import checks_table, show_status, solve_table
from resettle.app.guard import guarded, show_kept_trouble, show_problems
from resettle.app.plans import ESTIMATE, PLAN
from resettle.app.runs import FINER_GAP, FIRST_GAP
from resettle.app.words import overview as words
from resettle.charts.provenance import confidence_chart
from resettle.insight.provenance import confidence_by_table, confidence_of_all

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.overview import Overview


@guarded
def draw() -> None:
    """The page."""
    opened = state.opened()
    st.title(opened.dataset.settings.title)
    st.markdown(words.INTRO)
    show_kept_trouble()
    seen = _best_known()
    if seen is None:
        st.markdown(words.FIRST_FIGURES)
        return
    by_table = confidence_by_table(opened.dataset)
    show_status(seen.plan)
    show_figures(seen)
    sections.limits_section(seen)
    sections.people_section(seen, by_table)
    sections.money_section(seen, by_table)
    sections.homes_section(seen, by_table)
    sections.services_section(seen, by_table)
    sections.map_section(seen, by_table)
    _trust(seen, by_table)


def _best_known() -> Overview | None:
    """The best plan of the baseline so far; what is still being made is shown with its progress."""
    baseline = state.opened().baseline
    estimate = state.run_of(baseline, ESTIMATE)
    if not estimate.done:
        watch(estimate)
        return None
    if estimate.found is None:
        show_failed(estimate)
        return None
    plan = state.run_of(baseline, PLAN, FIRST_GAP)
    finer = state.known_run(baseline, PLAN, FINER_GAP)
    for run in (plan, finer):
        if run is not None and not run.done:
            watch(run)
        elif run is not None and run.found is None:
            show_failed(run)
    if plan.found is not None and finer is None and plan.found.plan.summary.gap > FINER_GAP:
        label = words.SEARCH_ON.format(goal=FINER_GAP)
        st.button(label, key="finer", help=words.SEARCH_ON_HELP, on_click=_search_on)
    best = [run.found for run in (finer, plan, estimate) if run is not None and run.found is not None]
    return best[0]


def _search_on() -> None:
    state.run_of(state.opened().baseline, PLAN, FINER_GAP)


def _trust(seen: Overview, by_table: pd.DataFrame) -> None:
    """Who is counted, where the data come from, how the plan was made and checked."""
    st.header(words.ABOUT)
    opened = state.opened()
    if opened.baseline.description.strip():
        st.markdown(opened.baseline.description.strip())
    for title, note in opened.dataset["programmes"][["title", "note"]].itertuples(index=False):
        if note:
            st.markdown(f"**{title}.** {note}")
    if not by_table.empty:
        charted(
            sentences.confidence_finding(confidence_of_all(by_table)),
            lambda: confidence_chart(by_table),
            *for_people("confidence", by_table),
            caption=words.CONFIDENCE_CAPTION,
            key="confidence",
        )
    if len(seen.plan["shortfalls"]):
        st.subheader(words.SHORTFALLS_TITLE)
        st.table(seen.plan["shortfalls"])
    with st.expander(words.HOW_MADE):
        st.table(solve_table(seen.plan.summary))
    with st.expander(words.CHECKS_TITLE):
        st.table(checks_table(seen.plan.summary))
    if opened.dataset.warnings:
        with st.expander(words.WARNINGS_TITLE.format(count=len(opened.dataset.warnings))):
            show_problems(opened.dataset.warnings)


if __name__ == "__main__":
    draw()
