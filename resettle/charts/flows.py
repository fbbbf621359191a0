"""Where people live now and where they settle: the largest flows as bars, the same number for every programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.charts.people import SAID
from resettle.charts.style import dressed, fill, lying, stacked_panels
from resettle.insight.flows import REST
from resettle.insight.people import SOLUTIONS

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

_ROW_PIXELS = 42


def flows_chart(flows: pd.DataFrame) -> go.Figure:
    """A bar for each pair of places, by solution; what all other pairs add to is written, since it would dwarf them.

    ``flows`` as ``resettle.insight.flows.largest_flows`` gives it.
    """
    parts = [(str(rows["title"].iloc[0]), rows) for _, rows in flows.groupby("programme", sort=False)]
    labels = [_labels(rows) for _, rows in parts]
    counts = [len(set(names)) for names in labels]
    figure, height = stacked_panels([title for title, _ in parts], counts, _ROW_PIXELS)
    for row, ((_, rows), names) in enumerate(zip(parts, labels, strict=True), start=1):
        _bars(figure, rows, names, row)
        _others(figure, rows, names, row)
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    dressed(figure, height=height + 150, top=figure.layout.margin.t)
    lying(figure).update_xaxes(tickformat=",.0f", rangemode="tozero", nticks=5)
    figure.update_xaxes(title_text="People settled over the horizon (persons)", row=len(parts), col=1)
    return figure


def label_of(from_name: str, to_name: str) -> str:
    """A flow in words: from, to; or that people stay in the place."""
    if from_name == to_name:
        return f"{from_name}<br>(within the place)"
    return f"{from_name}<br>→ {to_name}"


def _labels(rows: pd.DataFrame) -> list[str]:
    found = zip(rows["place"], rows["from_name"], rows["to_name"], rows["pairs"], strict=True)
    return [
        f"All others<br>({pairs:,} pairs of places)" if place == REST else label_of(came, went)
        for place, came, went, pairs in found
    ]


def _bars(figure: go.Figure, rows: pd.DataFrame, labels: list[str], row: int) -> None:
    named = rows.assign(label=labels)
    drawn = named[named["place"] != REST]
    order = list(dict.fromkeys(labels))
    figure.update_yaxes(categoryorder="array", categoryarray=order, row=row, col=1)
    for position, solution in enumerate(SOLUTIONS):
        of_it = drawn[drawn["solution"] == solution]
        figure.add_bar(
            x=of_it["persons"],
            y=of_it["label"],
            orientation="h",
            name=SAID[solution],
            legendgroup=solution,
            showlegend=row == 1,
            marker=fill(position),
            hovertemplate=f"%{{y}}<br>{SAID[solution]}: %{{x:,.0f}} persons<extra></extra>",
            row=row,
            col=1,
        )


def _others(figure: go.Figure, rows: pd.DataFrame, labels: list[str], row: int) -> None:
    """The row of all other flows: its number in words, and no bar."""
    others = rows[rows["place"] == REST]
    if others.empty:
        return
    label = labels[rows.index.get_loc(others.index[0])]
    share = others["persons"].sum() / rows["persons"].sum()
    figure.add_scatter(
        x=[0.0],
        y=[label],
        mode="text",
        text=[f"{others['persons'].sum():,.0f} ({share:.0%}), not drawn"],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        name="others",
        row=row,
        col=1,
    )
