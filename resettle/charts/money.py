"""Money: what it is spent on by year, and what each funder has, pays and leaves unused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from resettle.charts.style import BLUE, GREY, dressed, facet_titles, fill, short, wrapped
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


def funders_chart(money: pd.DataFrame) -> go.Figure:
    """A bar for each funder over all years: what is paid, and what stays unused (million US$).

    ``money`` as ``resettle.insight.money.money_by_funder`` gives it; funders without money are left out.
    """
    sums = money.groupby(["funder", "title"], sort=False)[["given_usd", "spent_usd", "unused_usd"]].sum().reset_index()
    sums = sums[sums["given_usd"] > 0].sort_values("given_usd")
    labels = [wrapped(title, 34) for title in sums["title"]]
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
    for label, row in zip(labels, sums.to_dict("records"), strict=True):
        unused = row["unused_usd"] / row["given_usd"]
        text = f"{short(row['given_usd'], 'US$')}, {unused:.0%} unused"
        figure.add_annotation(
            x=row["given_usd"] / MILLION, y=label, text=text, showarrow=False, xanchor="left", xshift=6
        )
    figure.update_layout(barmode="stack")
    top = float(sums["given_usd"].max()) / MILLION if len(sums) else 1.0
    figure.update_xaxes(range=[0, top * 1.42], tickformat=",.0f")
    height = 140 + 44 * max(1, len(sums))
    dressed(figure, height=height, x_title="All years (million US$)", top=8)
    figure.update_yaxes(showgrid=False)
    return figure
