"""Prices held against what solving again finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import DECREASE, GREY, INCREASE, dressed, lying, wrapped

if TYPE_CHECKING:
    import pandas as pd

MOST = 30
_WIDEST = 300.0
_LINES = 3


def confirmed_chart(table: pd.DataFrame) -> go.Figure:
    """What a step more brings and a step less takes, in % of what the limit's price says; 100 % where it holds.

    ``table`` as ``resettle.insight.confirmed.confirmed`` gives it. By concavity a step more brings at most the price,
    a step less takes at least it; what lies beyond 300 % is drawn at the edge.
    """
    rows = table.head(MOST)
    names = [_name(str(name)) for name in rows["limit"]]
    figure = go.Figure()
    kinds = (
        ("more", "a step more brings", "circle", INCREASE),
        ("less", "a step less takes", "diamond-open", DECREASE),
    )
    for kind, said, symbol, colour in kinds:
        share = 100 * rows[f"{kind}_objective"] / rows["predicted_objective"]
        figure.add_scatter(
            x=share.clip(0.0, _WIDEST),
            y=names,
            mode="markers",
            name=said,
            marker={"symbol": symbol, "size": 11, "color": colour},
            customdata=list(zip(share, rows[f"{kind}_person_years"], rows[f"{kind}_persons"], strict=True)),
            hovertemplate=f"%{{y}}<br>{said} %{{customdata[0]:,.1f}} % of its price: %{{customdata[1]:,.1f}} "
            "person-years, %{customdata[2]:,.1f} people by the end<extra></extra>",
        )
    figure.add_vline(x=100, line={"color": GREY, "dash": "dash", "width": 1})
    lines = sum(name.count("<br>") + 1 for name in names)
    dressed(figure, height=150 + 18 * lines + 14 * len(names), x_title="In % of what the price says", top=8)
    lying(figure).update_xaxes(ticksuffix=" %", range=[-8, _WIDEST + 8])
    figure.update_yaxes(autorange=False, range=[len(names) - 0.4, -0.6])
    return figure


def _name(text: str) -> str:
    """In three lines at most; all of it stands in the table."""
    lines = wrapped(text, 48).split("<br>")
    return "<br>".join(lines[:_LINES]) + (" …" if len(lines) > _LINES else "")
