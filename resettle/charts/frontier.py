"""Money and people: the best plan for each amount of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import COLOURS, GREY, MARKERS, dressed, wrapped

if TYPE_CHECKING:
    import pandas as pd

BILLION = 1e9
ALL = "All programmes"
_OWN, _KNEE = "these assumptions", "knee"


def frontier_chart(points: pd.DataFrame, by_programme: pd.DataFrame) -> go.Figure:
    """People settled by the last year against money available (billion US$), in all and of each programme.

    ``points`` and ``by_programme`` as ``resettle.insight.frontier.Frontier`` has them. Marked are the scenario's own
    money and the knee, below which a further million adds most person-years.
    """
    good = points[points["why"] == ""]
    figure = go.Figure()
    _line(figure, good, "persons", ALL, 0)
    money = good.set_index("share")["usd_available"]
    for position, (title, rows) in enumerate(by_programme.groupby("title", sort=False), start=1):
        known = rows[rows["share"].isin(money.index)]
        _line(figure, known.assign(usd_available=known["share"].map(money)), "persons", str(title), position)
    _mark(figure, good[good["own"]], _OWN, "bottom left")
    _mark(figure, good[good["knee"]], _KNEE, "top left")
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    figure.update_xaxes(tickformat=",.1f", rangemode="tozero")
    return dressed(figure, height=440, x_title="Money available, all years (billion US$)", y_title="People settled")


def _line(figure: go.Figure, rows: pd.DataFrame, column: str, name: str, position: int) -> None:
    colour = GREY if name == ALL else COLOURS[(position - 1) % len(COLOURS)]
    figure.add_scatter(
        x=rows["usd_available"] / BILLION,
        y=rows[column],
        mode="lines+markers",
        name=wrapped(name, 44),
        line={"color": colour, "dash": "dot" if name == ALL else "solid"},
        marker={"symbol": MARKERS[position % len(MARKERS)], "size": 8, "color": colour},
        hovertemplate=f"{name}<br>%{{x:,.2f}} billion US$: %{{y:,.0f}} people<extra></extra>",
    )


def _mark(figure: go.Figure, row: pd.DataFrame, text: str, side: str) -> None:
    """A line across the chart at one plan's money, with a word."""
    if len(row):
        figure.add_vline(
            x=float(row["usd_available"].iloc[0]) / BILLION,
            line={"color": GREY, "dash": "dash", "width": 1},
            annotation={"text": text, "font": {"size": 12}},
            annotation_position=side,
        )
