"""Overview: the baseline, solved, on the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import sentences, state
from resettle.app.components import sections
from resettle.app.components.best import best_of_baseline
from resettle.app.components.charted import charted
from resettle.app.components.closer import closer_section
from resettle.app.components.columns import for_people
from resettle.app.components.figures import show_figures
from resettle.app.components.on_map import map_section
from resettle.app.components.status import checks_table, show_status, solve_table
from resettle.app.components.tables import show_figures_table
from resettle.app.components.targets_shown import show_targets
from resettle.app.confidence import confidence_of
from resettle.app.guard import guarded, show_kept_trouble, show_problems
from resettle.app.plain import plain
from resettle.app.words import overview as words
from resettle.charts.provenance import confidence_chart
from resettle.insight.provenance import confidence_of_all

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.overview import Overview


@guarded
def draw() -> None:
    """The page."""
    opened = state.opened()
    st.title(plain(opened.dataset.settings.title))
    st.markdown(words.INTRO)
    show_kept_trouble()
    seen = best_of_baseline()
    if seen is None:
        st.markdown(words.FIRST_FIGURES)
        return
    by_table = confidence_of(opened.dataset)
    show_status(seen.plan)
    show_figures(seen, data=confidence_of_all(by_table))
    show_targets(seen, key="overview")
    sections.limits_sentence(seen)
    sections.people_section(seen, by_table)
    map_section(seen, by_table)
    sections.money_section(seen, by_table)
    closer_section(seen, by_table)
    _trust(seen, by_table)


def _trust(seen: Overview, by_table: pd.DataFrame) -> None:
    """Who is counted, where the data come from, how the plan was made and checked."""
    st.header(words.ABOUT)
    opened = state.opened()
    if opened.baseline.description.strip():
        st.markdown(plain(opened.baseline.description.strip()))
    for title, note in opened.dataset["programmes"][["title", "note"]].itertuples(index=False):
        if note:
            st.markdown(f"**{plain(title)}.** {plain(note)}")
    if not by_table.empty:
        charted(
            sentences.confidence_finding(confidence_of_all(by_table)),
            lambda: confidence_chart(by_table),
            *for_people("confidence", by_table),
            caption=words.CONFIDENCE_CAPTION,
            key="confidence",
            seen=seen,
        )
    with st.expander(words.HOW_MADE):
        st.table(solve_table(seen.plan.summary), hide_index=True)
    with st.expander(words.CHECKS_TITLE):
        show_figures_table(checks_table(seen.plan.summary), names=2, key="checks")
    if opened.dataset.warnings:
        with st.expander(words.WARNINGS_TITLE.format(count=len(opened.dataset.warnings))):
            show_problems(opened.dataset.warnings)


if __name__ == "__main__":
    draw()
