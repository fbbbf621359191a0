"""Plans nearly as good as the best: how many people each place may have among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.charts.style import BLUE, GREY, dressed, lying, stacked_panels, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import plotly.graph_objects as go

_ROW_PIXELS = 26


def alternatives_chart(by_place: pd.DataFrame, titles: Mapping[str, str]) -> go.Figure:
    """A line from the least to the most people over all plans for each place, and a mark where the best plan is.

    Parameters
    ----------
    by_place : as ``resettle.insight.alternatives.Alternatives`` has it
    titles : programme of the place to its title; a panel for each, one scale
    """
    parts = [(title, by_place[by_place["programme"] == programme]) for programme, title in titles.items()]
    parts = [(title, rows) for title, rows in parts if len(rows)]
    figure, height = stacked_panels([title for title, _ in parts], [len(rows) for _, rows in parts], _ROW_PIXELS)
    for row, (_, rows) in enumerate(parts, start=1):
        _panel(figure, rows, row)
    dressed(figure, height=height + 130, top=figure.layout.margin.t)
    lying(figure).update_xaxes(tickformat=",.0f", rangemode="tozero", nticks=6)
    figure.update_xaxes(title_text="People settled by the last year", row=len(parts), col=1)
    return figure


def _panel(figure: go.Figure, rows: pd.DataFrame, row: int) -> None:
    names = [wrapped(str(name), 26) for name in rows["name"]]
    lines: list[tuple[float | None, str | None]] = []
    for name, least, most in zip(names, rows["least"], rows["most"], strict=True):
        lines += [(float(least), name), (float(most), name), (None, None)]
    figure.add_scatter(
        x=[at for at, _ in lines],
        y=[name for _, name in lines],
        mode="lines",
        name="least to most over all plans",
        legendgroup="range",
        showlegend=row == 1,
        line={"color": GREY, "width": 7},
        hoverinfo="skip",
        row=row,
        col=1,
    )
    figure.add_scatter(
        x=rows["best"],
        y=names,
        mode="markers",
        name="the best plan",
        legendgroup="best",
        showlegend=row == 1,
        marker={"symbol": "diamond", "size": 10, "color": BLUE},
        customdata=rows[["least", "most"]].to_numpy(),
        hovertemplate="%{y}<br>best plan: %{x:,.0f} people; over all plans %{customdata[0]:,.0f} to "
        "%{customdata[1]:,.0f}<extra></extra>",
        row=row,
        col=1,
    )
