"""The price of fairness: people settled against how well the worst-served community is served, and how evenly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from resettle.charts.style import BLUE, COLOURS, MARKERS, VERMILLION, dressed, facet_titles, wrapped

if TYPE_CHECKING:
    import pandas as pd

FAIREST = "fairest"


def fairness_chart(steps: pd.DataFrame, by_programme: pd.DataFrame) -> go.Figure:
    """People settled against the cover of the worst-served community (%), a panel for each programme.

    ``steps`` and ``by_programme`` as ``resettle.insight.fairness_price.FairnessPrice`` has them: a point for each
    floor, joined in their order, and a star for the mode ``fairest``. Each panel has a scale of people of its own,
    from nought, since the programmes differ in size; cover is on one scale.
    """
    floors = steps.set_index("step")["floor"]
    names = list(dict.fromkeys(by_programme["title"]))
    figure = make_subplots(rows=1, cols=max(1, len(names)), subplot_titles=facet_titles(names), horizontal_spacing=0.12)
    for column, title in enumerate(names, start=1):
        rows = by_programme[by_programme["title"] == title]
        _points(figure, rows[rows["step"] != FAIREST], floors, column)
        _star(figure, rows[rows["step"] == FAIREST], column)
    figure.update_xaxes(ticksuffix=" %", rangemode="tozero", title_text="Cover of its worst-served community (%)")
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    return dressed(figure, height=420, y_title="People settled")


def _points(figure: go.Figure, rows: pd.DataFrame, floors: pd.Series, column: int) -> None:
    said = [f"{float(floor):.0%}" for floor in rows["step"].map(floors)]
    figure.add_scatter(
        x=100 * rows["worst"],
        y=rows["persons"],
        mode="lines+markers",
        name="floors of communities of origin, from 0 to 100 %",
        legendgroup="floors",
        showlegend=column == 1,
        line={"color": BLUE},
        marker={"symbol": MARKERS[0], "size": 9, "color": BLUE},
        customdata=list(zip(said, rows["worst_name"], strict=True)),
        hovertemplate="floor %{customdata[0]}: %{y:,.0f} people<br>worst served: %{customdata[1]}, "
        "covered to %{x:.1f} %<extra></extra>",
        row=1,
        col=column,
    )


def _star(figure: go.Figure, rows: pd.DataFrame, column: int) -> None:
    figure.add_scatter(
        x=100 * rows["worst"],
        y=rows["persons"],
        mode="markers",
        name="the fairest plan",
        legendgroup="fairest",
        showlegend=column == 1,
        marker={"symbol": "star", "size": 14, "color": VERMILLION},
        customdata=rows["worst_name"],
        hovertemplate="fairest: %{y:,.0f} people<br>worst served: %{customdata}, covered to %{x:.1f} %<extra></extra>",
        row=1,
        col=column,
    )


def evenness_chart(equity: pd.DataFrame, floors: pd.Series) -> go.Figure:
    """Gini coefficient between communities of origin by floor, a line for each programme.

    Parameters
    ----------
    equity : one kind and measure of ``resettle.insight.fairness_price.FairnessPrice.equity``
    floors : floor (part of 1) by step; the step of ``fairest`` is drawn at the right
    """
    figure = go.Figure()
    labels = [FAIREST if step == FAIREST else f"{float(floor):.0%}" for step, floor in floors.items()]
    at = dict(zip(floors.index, labels, strict=True))
    for position, (title, rows) in enumerate(equity.groupby("title", sort=False)):
        colour = COLOURS[position % len(COLOURS)]
        figure.add_scatter(
            x=rows["step"].map(at),
            y=rows["gini"],
            mode="lines+markers",
            name=wrapped(str(title), 44),
            line={"color": colour},
            marker={"symbol": MARKERS[position % len(MARKERS)], "size": 9, "color": colour},
            customdata=100 * rows["gap"],
            hovertemplate=f"{title}<br>%{{x}}: Gini %{{y:.3f}}, %{{customdata:.1f}} points between best and worst"
            "<extra></extra>",
        )
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=labels)
    figure.update_yaxes(rangemode="tozero", tickformat=".2f")
    return dressed(figure, height=380, x_title="Floor of communities of origin", y_title="Gini coefficient")
