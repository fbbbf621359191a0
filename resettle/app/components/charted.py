"""A finding with its chart and, beside it, its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.words import general as words
from resettle.charts.style import CONFIG

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import plotly.graph_objects as go
    from streamlit.delta_generator import DeltaGenerator


def charted(
    finding: str,
    draw: Callable[[], go.Figure],
    table: pd.DataFrame,
    formats: dict[str, str],
    *,
    caption: str,
    key: str,
    heading: DeltaGenerator | None = None,
) -> None:
    """A heading that says the finding, the chart, its table in a second tab, and where the figures come from.

    Parameters
    ----------
    finding : heading, one sentence with its numbers
    draw : makes the figure; not called where the session wants tables only
    table : the chart's figures, columns named for people
    formats : number formats by column, as ``st.column_config.NumberColumn`` takes them
    caption : units, source and confidence
    key : for Streamlit
    heading : where the heading goes, when a control stands between it and the chart
    """
    (heading or st).subheader(finding)
    if state.is_light():
        _table(table, formats, key)
    else:
        chart, beside = st.tabs([words.CHART, words.TABLE])
        with chart:
            st.plotly_chart(draw(), key=f"chart.{key}", config=CONFIG, alt=f"{finding}. {caption}")
        with beside:
            _table(table, formats, key)
    st.caption(caption)


def _table(table: pd.DataFrame, formats: dict[str, str], key: str) -> None:
    columns = {name: st.column_config.NumberColumn(name, format=pattern) for name, pattern in formats.items()}
    st.dataframe(table, hide_index=True, column_config=columns, key=f"table.{key}")
