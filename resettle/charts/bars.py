"""Bars that lie: a name, a figure, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import DECREASE, INCREASE, dressed, fill, lying, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence


def bars_chart(
    names: Sequence[str], values: Sequence[float], texts: Sequence[str], said: Sequence[str], *, x_title: str
) -> go.Figure:
    """A bar for each name, from the top down; below nought with another colour and pattern.

    Parameters
    ----------
    names, values : of the bars
    texts : written at their ends
    said : hover text without the name
    x_title : of the values, with their unit
    """
    labels = [wrapped(name, 44) for name in names]
    below = [value < 0 for value in values]
    pattern = fill(1)["pattern"]
    shapes = ["/" if is_below else "" for is_below in below]
    figure = go.Figure(
        go.Bar(
            x=list(values),
            y=labels,
            orientation="h",
            marker={
                "color": [DECREASE if is_below else INCREASE for is_below in below],
                "pattern": {**(pattern if isinstance(pattern, dict) else {}), "shape": shapes},
            },
            text=list(texts),
            textposition="outside",
            cliponaxis=False,
            customdata=list(said),
            hovertemplate="%{y}<br>%{customdata}<extra></extra>",
        )
    )
    lines = sum(label.count("<br>") + 1 for label in labels)
    dressed(figure, height=96 + 18 * lines + 16 * len(labels), x_title=x_title, top=8)
    most, least = max([*values, 0.0]), min([*values, 0.0])
    room = 0.18 * ((most - least) or 1.0)
    lying(figure).update_xaxes(tickformat=",.4~g", range=[least - (room if least < 0 else 0), most + room])
    return figure
