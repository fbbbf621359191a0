"""A finding with its chart and, beside it, its table; both can be taken along."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.components.names_apart import NAMED
from resettle.app.components.pictures import config_for, ground, table_button
from resettle.app.components.tables import number_columns
from resettle.app.once_a_plan import once_a_plan
from resettle.app.plain import plain
from resettle.app.words import general as words
from resettle.charts.markup import without_links
from resettle.inputs.formula_text import escaped_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pandas as pd
    import plotly.graph_objects as go
    from streamlit.delta_generator import DeltaGenerator

    from resettle.insight.overview import Overview


def charted(
    finding: str,
    draw: Callable[[], go.Figure],
    table: pd.DataFrame,
    formats: dict[str, str],
    *,
    caption: str,
    key: str,
    heading: DeltaGenerator | None = None,
    on_point: Callable[[], None] | None = None,
    zoom: bool = False,
    draw_table: Callable[[], None] | None = None,
    named: bool = False,
    seen: Overview | None = None,
    given: tuple[Hashable, ...] = (),
) -> None:
    """A heading that says the finding, the chart, its table in a second tab, and where the figures come from.

    Parameters
    ----------
    finding : heading, one sentence with its numbers; shown as it stands, since names in it are the dataset's
    draw : makes the figure; not called where the session wants tables only
    table : the chart's figures, columns named for people
    formats : number formats by column, as ``st.column_config.NumberColumn`` takes them
    caption : units, source and confidence
    key : for Streamlit, and the name of files that are saved
    heading : where the heading goes, when a control stands between it and the chart
    on_point : called when somebody clicks a point; what was clicked stands in the session under ``chart_key(key)``
    zoom : whether the chart has buttons to look nearer
    draw_table : draws the table, where that is not a grid
    named : whether it is a map whose points have names, which are kept apart in whatever window it is drawn
    seen : the plan that the chart is of; it is then drawn once for all who look at that plan
    given : what else such a chart depends on
    """
    (heading or st).subheader(plain(finding))
    if state.is_light():
        _table(table, formats, key, draw_table)
    else:
        chart, beside = st.tabs([words.CHART, words.TABLE])
        with chart, st.container(key=f"{NAMED}.{key}") if named else nullcontext():
            on_ground = partial(_on_ground, draw, ground(), is_clicked=on_point is not None)
            about = ("chart", key, ground(), on_point is not None, *given)
            figure = on_ground() if seen is None else once_a_plan(seen, about, on_ground)
            _chart(figure, f"{finding}. {caption}", key, on_point, zoom=zoom)
        with beside:
            _table(table, formats, key, draw_table)
    st.caption(plain(caption))


def chart_key(key: str) -> str:
    """Session key of a chart."""
    return f"chart.{key}"


def _on_ground(draw: Callable[[], go.Figure], colour: str, *, is_clicked: bool) -> go.Figure:
    """The figure as a page shows it."""
    figure = without_links(draw())
    figure.update_layout(paper_bgcolor=colour)
    if is_clicked:
        figure.update_layout(clickmode="event+select", dragmode="pan")
    return figure


def _chart(figure: go.Figure, said: str, key: str, on_point: Callable[[], None] | None, *, zoom: bool) -> None:
    config = config_for(key, int(figure.layout.height or 480), zoom=zoom)
    if on_point is None:
        st.plotly_chart(figure, key=chart_key(key), config=config, alt=said)
    else:
        st.plotly_chart(
            figure, key=chart_key(key), config=config, alt=said, on_select=on_point, selection_mode="points"
        )


def _table(
    table: pd.DataFrame, formats: dict[str, str], key: str, draw_table: Callable[[], None] | None = None
) -> None:
    if draw_table is not None:
        draw_table()
        table_button(table, key)
        return
    columns = number_columns(table, formats)
    # the table's own toolbar copies and saves it too: it gets no text that a spreadsheet would run
    st.dataframe(escaped_frame(table), hide_index=True, column_config=columns, key=f"table.{key}")
    table_button(table, key)
