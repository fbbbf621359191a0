"""The three charts of a donor's page, drawn from figures as shown; nothing masked is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.people import SAID, people_chart
from resettle.charts.style import BLUE, COLOURS, GREY, dressed, fill, wrapped
from resettle.insight.donor_masking import count_text, difference_text
from resettle.insight.donor_next import OTHER
from resettle.insight.people import SOLUTIONS
from resettle.report import words
from resettle.report.sentences import millions

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.donor import DonorFacts
    from resettle.insight.donor_next import NextMoney

MOST_PLACES = 12
"""Places in the chart; the table has them all."""


def people_figure(facts: DonorFacts) -> go.Figure:
    """People settled by year and solution, the programmes side by side on one scale."""
    figure = people_chart(facts.people)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    keys = [(programme, solution) for programme in facts.programmes["programme"] for solution in SOLUTIONS]
    for bar, (programme, solution) in zip(bars, keys, strict=True):
        rows = facts.people[(facts.people["programme"] == programme) & (facts.people["solution"] == solution)]
        bar.customdata = [count_text(row["persons"], row["hidden"]) for row in rows.to_dict("records")]
        bar.hovertemplate = f"{SAID[solution]}, by the end of %{{x}}: %{{customdata}} persons<extra></extra>"
    return figure


def funders_figure(facts: DonorFacts) -> go.Figure:
    """A bar for each funder: all its money in per cent, paid and unspent, earmarked and free."""
    rows = facts.funders[facts.funders["given_usd"] > 0].iloc[::-1]
    labels = [wrapped(str(title), 32) for title in rows["title"]]
    figure = go.Figure()
    for name, column, tied, colour in (
        (words.PAID_TIED, "paid_usd", True, BLUE),
        (words.PAID_FREE, "paid_usd", False, BLUE),
        (words.UNSPENT_TIED, "unspent_usd", True, GREY),
        (words.UNSPENT_FREE, "unspent_usd", False, GREY),
    ):
        chosen = rows["earmarked"] == tied
        if chosen.any():
            share = 100 * (rows[column] / rows["given_usd"]).where(chosen, 0.0)
            figure.add_bar(
                x=share,
                y=labels,
                orientation="h",
                name=name,
                marker=fill(1 if tied else 0, colour=colour),
                customdata=rows[column] / 1e6,
                hovertemplate=f"%{{y}}<br>{name}: %{{customdata:,.1f}} million US$ (%{{x:.0f}} %)<extra></extra>",
            )
    for label, usd in zip(labels, rows["given_usd"], strict=True):
        text = f"{millions(usd, 0)} m US$"
        figure.add_annotation(x=101, y=label, text=text, showarrow=False, xanchor="left")
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(range=[0, 135], tickvals=[0, 25, 50, 75, 100], ticksuffix=" %")
    dressed(figure, height=140 + 44 * max(1, len(rows)), x_title=words.SHARE_OF_MONEY, top=8)
    figure.update_yaxes(showgrid=False)
    return figure


def next_figure(more: NextMoney, year: int) -> go.Figure:
    """A bar for each place with people more or fewer, by programme; small ones together."""
    rows = _told(more).iloc[::-1]
    labels = [wrapped(name, 30) for name in _names(rows)]
    figure = go.Figure()
    for position, (programme, title) in enumerate(
        more.people[["programme", "title"]].itertuples(index=False, name=None)
    ):
        own = rows["programme"] == programme
        figure.add_bar(
            x=rows["persons"].where(own),
            y=labels,
            orientation="h",
            name=wrapped(str(title), 60),
            marker=fill(position, colour=COLOURS[position % len(COLOURS)]),
            customdata=[difference_text(row["persons"], row["hidden"]) for row in rows.to_dict("records")],
            hovertemplate="%{y}: %{customdata} persons<extra></extra>",
        )
    for label, row in zip(labels, rows.to_dict("records"), strict=True):
        right = row["persons"] >= 0
        figure.add_annotation(
            x=row["persons"],
            y=label,
            text=difference_text(row["persons"], row["hidden"]),
            showarrow=False,
            xanchor="left" if right else "right",
            xshift=6 if right else -6,
        )
    figure.update_layout(barmode="relative", legend_traceorder="normal")
    span = float(rows["persons"].abs().max()) if len(rows) else 1.0
    low = float(rows["persons"].min()) if len(rows) else 0.0
    figure.update_xaxes(range=[min(0.0, low) - 0.25 * span, float(rows["persons"].max()) + 0.25 * span])
    figure.update_xaxes(tickformat=",.0f")
    dressed(figure, height=150 + 32 * max(1, len(rows)), x_title=words.PLACES_AXIS.format(year=year), top=8)
    figure.update_yaxes(showgrid=False)
    return figure


def has_places(more: NextMoney) -> bool:
    """Whether there is a place, or places together, with people more or fewer to draw."""
    return bool((more.places["persons"] != 0).any())


def _told(more: NextMoney) -> pd.DataFrame:
    rows = more.places[more.places["persons"] != 0]
    named = rows[rows["name"] != OTHER]
    kept = named.head(MOST_PLACES).index.union(rows[rows["name"] == OTHER].index)
    return rows.loc[kept].sort_values("persons", ascending=False, kind="stable")


def _names(rows: pd.DataFrame) -> list[str]:
    """Labels; several programmes' other places are told apart."""
    others = (rows["name"] == OTHER).sum()
    return [
        f"{row['name']} ({row['title']})" if row["name"] == OTHER and others > 1 else str(row["name"])
        for row in rows.to_dict("records")
    ]
