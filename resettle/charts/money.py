"""Money: what it is spent on by year, and what each funder has, pays and leaves unused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from resettle.charts.style import BLUE, GREY, VERMILLION, dressed, facet_titles, fill, short, wrapped
from resettle.insight.money import HEADS

if TYPE_CHECKING:
    import pandas as pd

MILLION = 1e6
SAID = {
    "homes": "Homes",
    "services": "Schools, health and other services (building)",
    "land and sites": "Clearance and opening of sites",
    "moving and transport": "Moving and transport",
    "running": "Running of services",
}
"""The heads of spending in words."""


def spending_chart(spending: pd.DataFrame) -> go.Figure:
    """Bars by year and head (million US$), a panel for each programme, one scale.

    ``spending`` as ``resettle.insight.money.spending_by_year`` gives it.
    """
    names = spending.drop_duplicates("programme")[["programme", "title"]]
    figure = make_subplots(
        rows=1, cols=len(names), shared_yaxes=True, horizontal_spacing=0.04, subplot_titles=facet_titles(names["title"])
    )
    for column, programme in enumerate(names["programme"], start=1):
        for position, head in enumerate(HEADS):
            rows = spending[(spending["programme"] == programme) & (spending["head"] == head)]
            figure.add_bar(
                x=rows["year"],
                y=rows["usd"] / MILLION,
                name=SAID[head],
                legendgroup=head,
                showlegend=column == 1,
                marker=fill(position),
                hovertemplate=f"{SAID[head]}, %{{x}}: %{{y:,.1f}} million US$<extra></extra>",
                row=1,
                col=column,
            )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(dtick=1 if spending["year"].nunique() <= 6 else 3, tick0=int(spending["year"].min()))
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    return dressed(figure, height=400, x_title="Year", y_title="Spent in the year (million US$)")


def funders_chart(money: pd.DataFrame, needed: pd.DataFrame | None = None) -> go.Figure:
    """A bar for each funder over all years: what is paid, and what stays unused (million US$).

    Parameters
    ----------
    money : as ``resettle.insight.money.money_by_funder`` gives it; funders without money are left out
    needed : as ``resettle.insight.money.still_needed`` gives it: a further bar for each programme, of no funder
    """
    sums = money.groupby(["funder", "title"], sort=False)[["given_usd", "spent_usd", "unused_usd"]].sum().reset_index()
    sums = sums[sums["given_usd"] > 0].sort_values("given_usd")
    labels = [_told(*row) for row in sums[["title", "given_usd", "unused_usd"]].itertuples(index=False)]
    figure = go.Figure()
    parts = (("spent_usd", "Paid", fill(0, colour=BLUE)), ("unused_usd", "Unused", fill(1, colour=GREY)))
    for column, name, marker in parts:
        millions = sums[column] / MILLION
        figure.add_bar(
            x=millions,
            y=labels,
            orientation="h",
            name=name,
            marker=marker,
            hovertemplate=f"%{{y}}<br>{name}: %{{x:,.1f}} million US$<extra></extra>",
        )
    asked = 0 if needed is None else _needed(figure, needed)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(rangemode="tozero", tickformat=",.0f", nticks=5)
    height = 140 + 58 * max(1, len(sums) + asked)
    dressed(figure, height=height, x_title="All years (million US$)", top=8)
    figure.update_yaxes(showgrid=False)
    return figure


def _told(title: str, given: float, unused: float) -> str:
    return f"{wrapped(title, 26)}<br><b>{short(given, 'US$')}, {unused / given:.0%} unused</b>"


def _needed(figure: go.Figure, needed: pd.DataFrame) -> int:
    """Bars of what the people left out would cost; returns how many."""
    rows = needed[needed["usd"] > 0]
    labels = [
        f"{wrapped(title, 26)}<br><b>not funded: {short(usd, 'US$')}</b>"
        for title, usd in rows[["title", "usd"]].itertuples(index=False)
    ]
    figure.add_bar(
        x=rows["usd"] / MILLION,
        y=labels,
        orientation="h",
        name="Would be needed besides",
        marker=fill(3, colour=VERMILLION),
        hovertemplate="%{y}<br>%{x:,.1f} million US$ at the plan's own cost a person<extra></extra>",
    )
    return len(rows)
