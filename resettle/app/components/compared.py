"""All headline figures beside the baseline's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.components.columns import WHOLE
from resettle.app.words import what_if as words
from resettle.insight.comparison import compare_figures

if TYPE_CHECKING:
    from resettle.insight.overview import Overview


def show_comparison(seen: Overview, before: Overview) -> None:
    """A table: figure, unit, baseline, now, difference."""
    table = compare_figures([(words.BEFORE, before.plan), (words.NOW, seen.plan)])
    table.columns = [words.FIGURE, words.UNIT, words.BEFORE, words.NOW, words.DIFFERENCE]
    st.subheader(words.ALL_FIGURES)
    formats = {name: st.column_config.NumberColumn(name, format=WHOLE) for name in table.columns[2:]}
    st.dataframe(table, hide_index=True, column_config=formats, key="compared")
