"""One place: who settles there from where, and its homes against need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plotly.subplots import make_subplots

from resettle.charts.people import SAID
from resettle.charts.style import BLUE, VERMILLION, dressed, fill, lying, stacked_panels, wrapped
from resettle.insight.people import SOLUTIONS

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

MOST_NAMED = 8
_ROW_PIXELS = 34
_PANELS = (("origin_name", "By community of origin"), ("from_name", "By where they live now"))


def arrivals_chart(arrivals: pd.DataFrame) -> go.Figure:
    """Persons by community of origin, and by present place, as bars by solution; the largest by name, then all others.

    ``arrivals`` as ``resettle.insight.place.arrivals`` gives it.
    """
    panels = [(title, _rows(arrivals, column)) for column, title in _PANELS]
    counts = [rows["label"].nunique() for _, rows in panels]
    figure, height = stacked_panels([title for title, _ in panels], counts, _ROW_PIXELS)
    for row, (_, rows) in enumerate(panels, start=1):
        for position, solution in enumerate(SOLUTIONS):
            of_it = rows[rows["solution"] == solution]
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
        order = list(dict.fromkeys(rows["label"]))
        figure.update_yaxes(categoryorder="array", categoryarray=order, row=row, col=1)
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    dressed(figure, height=height + 150, top=figure.layout.margin.t)
    lying(figure).update_xaxes(tickformat=",.0f", rangemode="tozero", nticks=5)
    figure.update_xaxes(title_text="People settled over the horizon (persons)", row=len(panels), col=1)
    return figure


def _rows(arrivals: pd.DataFrame, column: str) -> pd.DataFrame:
    """Persons by label and solution, the largest labels first and the others together at the end."""
    total = arrivals.groupby(column, sort=False)["persons"].sum().sort_values(ascending=False, kind="stable")
    first = list(total.index[:MOST_NAMED])
    others = f"All others ({len(total) - len(first)})"
    label = arrivals[column].where(arrivals[column].isin(first), others)
    named = arrivals.assign(label=[wrapped(str(name), 26) for name in label])
    order = {wrapped(str(name), 26): position for position, name in enumerate([*first, others])}
    rows = named.groupby(["label", "solution"], sort=False)["persons"].sum().reset_index()
    return rows.sort_values("label", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def place_homes_chart(homes: pd.DataFrame) -> go.Figure:
    """Homes of one place (bars) and households settled there that need them (marks) by year, a panel for each rooms.

    ``homes`` as ``resettle.insight.place.homes_at_place`` gives it.
    """
    thresholds = sorted(set(homes["rooms"]))
    across = 2 if len(thresholds) > 1 else 1
    down = -(-len(thresholds) // across)
    figure = make_subplots(
        rows=down,
        cols=across,
        shared_xaxes=True,
        shared_yaxes="all",
        horizontal_spacing=0.05,
        vertical_spacing=0.14,
        subplot_titles=[f"{rooms}+ rooms" for rooms in thresholds],
    )
    for position, rooms in enumerate(thresholds):
        rows = homes[homes["rooms"] == rooms]
        at = {"row": position // across + 1, "col": position % across + 1}
        _homes_of(figure, rows, int(rooms), at, legend=position == 0)
    dressed(figure, height=150 + 190 * down)
    figure.update_xaxes(dtick=1 if homes["year"].nunique() <= 4 else 3, tick0=int(homes["year"].min()))
    figure.update_xaxes(title_text="Year", row=down)
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    for row in range(1, down + 1):
        figure.update_yaxes(title_text="Number", row=row, col=1)
    return figure


def _homes_of(figure: go.Figure, rows: pd.DataFrame, rooms: int, at: dict[str, int], *, legend: bool) -> None:
    """One panel: homes of so many rooms or more, and who needs them."""
    figure.add_bar(
        x=rows["year"],
        y=rows["homes"],
        name="Homes ready or vacant",
        legendgroup="homes",
        showlegend=legend,
        marker=fill(0, colour=BLUE),
        hovertemplate=f"Homes, {rooms} or more rooms, %{{x}}: %{{y:,.0f}}<extra></extra>",
        **at,
    )
    figure.add_scatter(
        x=rows["year"],
        y=rows["households"],
        name="Households settled that need them",
        legendgroup="households",
        showlegend=legend,
        mode="markers",
        marker={"symbol": "diamond", "size": 9, "color": VERMILLION, "line": {"width": 1, "color": "white"}},
        hovertemplate=f"Households that need {rooms} or more rooms, %{{x}}: %{{y:,.0f}}<extra></extra>",
        **at,
    )
