"""Homes by rooms against the households that need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plotly.subplots import make_subplots

from resettle.charts.style import GREY, VERMILLION, dressed, facet_titles, fill
from resettle.insight.homes import KIND_TITLES, KINDS

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def homes_chart(homes: pd.DataFrame, households: pd.DataFrame) -> go.Figure:
    """Bars of homes with so many rooms or more by kind, marks for the households that need them; a panel a programme.

    ``homes`` and ``households`` as ``resettle.insight.homes`` gives them.
    """
    names = homes.drop_duplicates("programme")[["programme", "title"]]
    figure = make_subplots(
        rows=1, cols=len(names), shared_yaxes=True, horizontal_spacing=0.04, subplot_titles=facet_titles(names["title"])
    )
    for column, programme in enumerate(names["programme"], start=1):
        for position, kind in enumerate(KINDS):
            rows = homes[(homes["programme"] == programme) & (homes["kind"] == kind)]
            figure.add_bar(
                x=_or_more(rows),
                y=rows["homes"],
                name=KIND_TITLES[kind],
                legendgroup=kind,
                showlegend=column == 1,
                marker=fill(position),
                hovertemplate=f"{KIND_TITLES[kind]}, %{{x}} rooms: %{{y:,.0f}}<extra></extra>",
                row=1,
                col=column,
            )
        _marks(figure, households[households["programme"] == programme], column)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(type="category")
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    return dressed(figure, height=420, x_title="Rooms, this number or more", y_title="Homes and households (number)")


def _marks(figure: go.Figure, rows: pd.DataFrame, column: int) -> None:
    marks = (
        ("settled", "Households settled that need them", VERMILLION, "diamond"),
        ("all_households", "All households that need them", GREY, "line-ew"),
    )
    for key, name, colour, symbol in marks:
        figure.add_scatter(
            x=_or_more(rows),
            y=rows[key],
            mode="markers",
            name=name,
            legendgroup=key,
            showlegend=column == 1,
            marker={"symbol": symbol, "size": 13, "color": colour, "line": {"width": 2.5, "color": colour}},
            hovertemplate=f"{name} (%{{x}}): %{{y:,.0f}}<extra></extra>",
            row=1,
            col=column,
        )


def _or_more(rows: pd.DataFrame) -> list[str]:
    return [f"{rooms} or more" for rooms in rows["rooms"]]
