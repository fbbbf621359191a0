"""All headline figures beside the baseline's, and beside the answer before the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.certain import differences_in_words
from resettle.app.components.folded import folded
from resettle.app.components.formats import WHOLE
from resettle.app.components.tables import number_columns
from resettle.app.plain import plain
from resettle.app.words import what_if as words
from resettle.insight.certainty_words import DIFFERENCES, quality_words
from resettle.insight.comparison import align_figures, headline_figures

if TYPE_CHECKING:
    from resettle.app.components.answer import Answer


def show_comparison(answer: Answer) -> None:
    """A table: figure, unit, baseline, now, difference; where there was an answer before, the difference to it.

    Levels are of the closest plans known, each named with its quality; differences are of estimates.
    """
    box = folded(words.ALL_FIGURES, "compared.open", icon=":material/table:")
    if box is None:
        return
    usual = answer.seen_baseline or answer.baseline
    levels = [(words.BEFORE, usual), (words.NOW, answer.seen)]
    each = [(name, headline_figures(one.plan)) for name, one in levels]
    table = align_figures(each, with_differences=False).rename(columns={"figure": words.FIGURE, "unit": words.UNIT})
    said = differences_in_words(answer.estimate, answer.baseline)
    table[words.DIFFERENCE] = table[words.FIGURE].map(said)
    if answer.earlier is not None:
        earlier = differences_in_words(answer.estimate, answer.earlier)
        table[words.EARLIER_DIFFERENCE] = table[words.FIGURE].map(earlier)
    formats = number_columns(table, {name: WHOLE for name, _ in levels})
    with box:
        st.dataframe(table, hide_index=True, column_config=formats, key="compared")
        st.caption(" · ".join(f"{plain(name)}: {quality_words(one.plan.summary)}" for name, one in levels))
        st.caption(DIFFERENCES)
