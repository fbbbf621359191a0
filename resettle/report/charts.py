"""The charts of a donor's page, drawn from figures as shown; nothing masked is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from resettle.charts.map import map_chart
from resettle.charts.people import SAID, people_chart
from resettle.charts.style import BLUE, GREY, INCREASE, dressed, fill, wrapped
from resettle.insight.donor_masking import count_text
from resettle.insight.donor_next import NextMoney
from resettle.insight.gain_words import signed_count
from resettle.insight.people import SOLUTIONS
from resettle.report import words
from resettle.report.sentences import millions, shown_years

if TYPE_CHECKING:
    from resettle.insight.donor import DonorFacts
    from resettle.insight.gain_words import ShownGain
    from resettle.report.pack import Pack

_NO_LINKS = pd.DataFrame(
    {"corridor": pd.Series(dtype="str"), "tonnes": pd.Series(dtype=float), "is_open": pd.Series(dtype=bool)}
)


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
        text = f"US$ {millions(usd, 0)} million"
        figure.add_annotation(x=101, y=label, text=text, showarrow=False, xanchor="left")
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(range=[0, 145], tickvals=[0, 25, 50, 75, 100], ticksuffix=" %")
    dressed(figure, height=140 + 44 * max(1, len(rows)), x_title=words.SHARE_OF_MONEY, top=8)
    figure.update_yaxes(showgrid=False)
    return figure


def amounts_figure(pack: Pack) -> go.Figure:
    """Person-years that each amount brings, with their range; none of those that are too small to tell."""
    rows = _amounts(pack)
    amounts = [usd / 1e6 for usd, _ in rows]
    found = [float(shown.found) for _, shown in rows]
    figure = go.Figure()
    figure.add_scatter(
        x=amounts,
        y=found,
        mode="lines+markers+text",
        name=words.MORE_YEARS,
        line={"color": GREY, "dash": "dot"},
        marker={"symbol": "diamond", "size": 11, "color": INCREASE},
        text=[signed_count(one) for one in found],
        textposition="top left",
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [float(shown.most) - float(shown.found) for _, shown in rows],
            "arrayminus": [float(shown.found) - float(shown.least) for _, shown in rows],
            "color": GREY,
        },
        hovertemplate="US$ %{x:,.0f} million: %{y:+,.0f} person-years<extra></extra>",
    )
    figure.update_layout(showlegend=False)
    top = 1.25 * max(0.0, *(float(shown.most) for _, shown in rows))
    low = 1.25 * min(0.0, *(float(shown.least) for _, shown in rows))
    figure.update_yaxes(tickformat=",.0f", range=[low, top])
    figure.update_xaxes(tickformat=",.0f", range=[0.0, 1.08 * amounts[-1]], tickvals=[0.0, *amounts])
    year = words.YEARS_AXIS.format(year=pack.facts.last_year)
    return dressed(figure, height=340, x_title=words.AMOUNTS_AXIS, y_title=year, top=16)


def has_amounts(pack: Pack) -> bool:
    """Whether there are two amounts at least whose person-years exceed their noise."""
    return len(_amounts(pack)) > 1


def map_figure(facts: DonorFacts, *, width: float) -> go.Figure:
    """Places as points sized by the people settled there, as shown; no links, no borders.

    ``width`` in pixels: names that find no room are left to the table.
    """
    places = facts.places
    nodes = places[["place", "latitude", "longitude"]].rename(columns={"place": "node"}).assign(is_place=True)
    figure = map_chart(places, nodes, _NO_LINKS, dict(_titles(facts)), width=width)
    for trace in figure.data:
        if trace.customdata is not None:
            rows = places.set_index("place").loc[[str(row[0]) for row in trace.customdata]]
            trace.customdata = [
                (str(row["name"]), str(row["other_names"]), count_text(row["persons"], row["hidden"]))
                for row in rows.to_dict("records")
            ]
            trace.hovertemplate = (
                "<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]} people settled<extra></extra>"
            )
    return figure


def _titles(facts: DonorFacts) -> list[tuple[str, str]]:
    return [(str(key), str(title)) for key, title in facts.programmes[["programme", "title"]].to_numpy()]


def _amounts(pack: Pack) -> list[tuple[float, ShownGain]]:
    """Amounts whose person-years are numbers with a range."""
    found = [
        (usd, shown_years(one, one.in_all.person_years)) for usd, one in pack.amounts if isinstance(one, NextMoney)
    ]
    return [
        (usd, shown)
        for usd, shown in found
        if shown.is_number and not isinstance(shown.least, str) and not isinstance(shown.most, str)
    ]
