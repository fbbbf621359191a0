"""What larger amounts of money bring: a curve for untied money and for every funder whose curve differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import COLOURS, MARKERS, dressed, wrapped

if TYPE_CHECKING:
    import pandas as pd

_MILLION = 1e6
_NAMED = 3


def next_million_chart(curve: pd.DataFrame) -> go.Figure:
    """Weighted person-years against money on top (million US$), a line for all whose curves are the same.

    ``curve`` as ``resettle.insight.next_million.NextMillion`` has it.
    """
    figure = go.Figure()
    for position, (titles, rows) in enumerate(_alike(curve)):
        name = ", ".join(titles[:_NAMED]) + (f" and {len(titles) - _NAMED} others" if len(titles) > _NAMED else "")
        colour = COLOURS[position % len(COLOURS)]
        figure.add_scatter(
            x=rows["usd"] / _MILLION,
            y=rows["result"],
            mode="lines+markers",
            name=wrapped(name[:1].upper() + name[1:], 60),
            line={"color": colour},
            marker={"symbol": MARKERS[position % len(MARKERS)], "size": 8, "color": colour},
            hovertemplate="%{x:,.0f} million US$: %{y:,.0f} weighted person-years<extra></extra>",
        )
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    figure.update_xaxes(tickformat=",.0f", rangemode="tozero")
    return dressed(
        figure, height=460, x_title="Money on top (million US$)", y_title="Person-years more, as the aim weighs them"
    )


def _alike(curve: pd.DataFrame) -> list[tuple[list[str], pd.DataFrame]]:
    """Titles whose curves are the same to a tenth of a person-year, with one of them, the highest first."""
    found: dict[tuple[float, ...], tuple[list[str], pd.DataFrame]] = {}
    for (_, _), rows in curve.groupby(["kind", "key"], sort=False):
        shape = tuple(rows["result"].round(1) + 0.0)
        found.setdefault(shape, ([], rows))[0].append(str(rows["title"].iloc[0]))
    return sorted(found.values(), key=lambda one: -float(one[1]["result"].max()))
