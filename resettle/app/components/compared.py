"""All headline figures beside the baseline's, and beside the answer before the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.folded import folded
from resettle.app.components.formats import WHOLE
from resettle.app.components.tables import number_columns
from resettle.app.words import what_if as words
from resettle.insight.comparison import compare_figures

if TYPE_CHECKING:
    from resettle.app.components.answer import Answer


def show_comparison(answer: Answer) -> None:
    """A table: figure, unit, baseline, now, difference; where there was an answer before, that and its difference."""
    box = folded(words.ALL_FIGURES, "compared.open", icon=":material/table:")
    if box is None:
        return
    table = compare_figures([(words.BEFORE, answer.baseline.plan), (words.NOW, answer.seen.plan)])
    table.columns = [words.FIGURE, words.UNIT, words.BEFORE, words.NOW, words.DIFFERENCE]
    if answer.earlier is not None:
        pair = [(words.EARLIER, answer.earlier.plan), (words.NOW, answer.estimate.plan)]
        earlier = compare_figures(pair).set_index("figure").iloc[:, [1, 3]]
        earlier.columns = [words.EARLIER, words.EARLIER_DIFFERENCE]
        table = table.join(earlier, on=words.FIGURE)
    formats = number_columns(table, dict.fromkeys(map(str, table.columns[2:]), WHOLE))
    with box:
        st.dataframe(table, hide_index=True, column_config=formats, key="compared")
        if answer.earlier is not None:
            st.caption(words.EARLIER_NOTE)
