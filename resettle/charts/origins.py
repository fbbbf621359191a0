"""How far each community of origin is served: all programmes on one scale, the least served marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.charts.style import BLUE, VERMILLION, dressed, fill, lying, stacked_panels, wrapped

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

OF_ALL, OF_CHOSEN = "Settled, % of all people of the community", "Settled, % of those who have chosen"
LEAST = "least served"
_ROW_PIXELS = 34


def origins_chart(coverage: pd.DataFrame) -> go.Figure:
    """Bars for the share of all people settled, marks for the share of those who have chosen; per cent.

    ``coverage`` as ``resettle.insight.origins.coverage_by_origin`` gives it.
    """
    parts = [(str(rows["title"].iloc[0]), rows) for _, rows in coverage.groupby("programme", sort=False)]
    counts = [len(rows) for _, rows in parts]
    figure, height = stacked_panels([title for title, _ in parts], counts, _ROW_PIXELS)
    for row, (_, rows) in enumerate(parts, start=1):
        _panel(figure, rows, row)
    dressed(figure, height=height + 150, top=figure.layout.margin.t)
    lying(figure).update_xaxes(range=[0, 104], dtick=20, ticksuffix=" %")
    figure.update_xaxes(title_text="Settled by the last year (%)", row=len(parts), col=1)
    return figure


def _panel(figure: go.Figure, rows: pd.DataFrame, row: int) -> None:
    labels = [
        wrapped(name, 26) + (f"<br><b>▼ {LEAST}</b>" if worst else "")
        for name, worst in zip(rows["name"], rows["worst"], strict=True)
    ]
    told = rows[["persons", "of_persons", "chosen"]].to_numpy()
    figure.add_bar(
        x=100 * rows["share"],
        y=labels,
        orientation="h",
        name=OF_ALL,
        legendgroup="all",
        showlegend=row == 1,
        marker=fill(0, colour=BLUE),
        text=[f"{share:.0%}" for share in rows["share"]],
        textposition="inside",
        insidetextanchor="start",
        customdata=told,
        hovertemplate="%{y}<br>%{customdata[0]:,.0f} of all %{customdata[1]:,.0f} people: %{x:.1f} %<extra></extra>",
        row=row,
        col=1,
    )
    figure.add_scatter(
        x=100 * rows["share_of_chosen"],
        y=labels,
        mode="markers",
        name=OF_CHOSEN,
        legendgroup="chosen",
        showlegend=row == 1,
        marker={"symbol": "diamond", "size": 12, "color": VERMILLION, "line": {"width": 1, "color": "white"}},
        customdata=told,
        hovertemplate="%{y}<br>%{customdata[0]:,.0f} of %{customdata[2]:,.0f} who have chosen: %{x:.1f} %"
        "<extra></extra>",
        row=row,
        col=1,
    )
