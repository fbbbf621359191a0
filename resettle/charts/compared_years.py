"""Small multiples by year: a panel for each scenario, both programmes in each, one scale for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plotly.subplots import make_subplots

from resettle.charts.style import COLOURS, GREY, MARKERS, dressed, short, wrapped

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

PANELS_A_ROW = 2
_PANEL_HEIGHT = 210
_TITLE_WIDTH = 18
"""Letters in a line of a panel's title: two panels stand side by side on a narrow page too."""
_TITLE_SIZE, _LINE = 13, 18
_BETWEEN, _AROUND = 44, 130
_ROOM_ABOVE, _BESIDE = 1.15, 0.5


def compared_years_chart(
    table: pd.DataFrame, *, axis: str, first: str, factor: float = 1.0, digits: int = 0
) -> go.Figure:
    """Lines by programme, a panel a scenario; in the others the first scenario's lines, dotted and grey.

    Parameters
    ----------
    table : as ``resettle.insight.compared`` gives it: scenario, programme, title, year, value
    axis : title of the upright axis, with its unit
    first : what the dotted lines are called in the legend
    factor : values are shown times this
    digits : after the point, in the text under the pointer
    """
    names = list(dict.fromkeys(table["scenario"]))
    titles = [wrapped(name, _TITLE_WIDTH) for name in names]
    lines = _LINE * max(title.count("<br>") + 1 for title in titles)
    rows = -(-len(names) // PANELS_A_ROW)
    inside = rows * _PANEL_HEIGHT + (rows - 1) * (lines + _BETWEEN)
    figure = make_subplots(
        rows=rows,
        cols=min(PANELS_A_ROW, len(names)),
        shared_yaxes="all",
        shared_xaxes="all",
        horizontal_spacing=0.1,
        vertical_spacing=(lines + _BETWEEN) / inside if rows > 1 else 0.0,
        subplot_titles=titles,
    )
    figure.update_annotations(font={"size": _TITLE_SIZE})
    shown = table.assign(value=table["value"] * factor)
    for number, name in enumerate(names):
        at = {"row": number // PANELS_A_ROW + 1, "col": number % PANELS_A_ROW + 1}
        if number:
            _reference(figure, shown[shown["scenario"] == names[0]], first, at, in_legend=number == 1)
        _lines(figure, shown[shown["scenario"] == name], digits, at, in_legend=number == 0)
    years = sorted(table["year"].unique())
    figure.update_xaxes(
        tickvals=sorted({int(years[0]), int(years[len(years) // 2]), int(years[-1])}),
        tickangle=0,
        showticklabels=True,
        range=[int(years[0]) - _BESIDE, int(years[-1]) + _BESIDE],
    )
    top = max(float(shown["value"].max()), 1.0)
    figure.update_yaxes(tickformat=",.0f", range=[0.0, _ROOM_ABOVE * top])
    dressed(figure, height=inside + lines + _AROUND, y_title=axis, top=lines + 12)
    figure.update_layout(legend={"y": -_BETWEEN / inside})
    return figure


def _reference(figure: go.Figure, rows: pd.DataFrame, name: str, at: dict[str, int], *, in_legend: bool) -> None:
    for number, (_, line) in enumerate(rows.groupby("programme", sort=False)):
        figure.add_scatter(
            x=line["year"],
            y=line["value"],
            mode="lines",
            name=name,
            legendgroup="first",
            showlegend=in_legend and number == 0,
            line={"color": GREY, "dash": "dot", "width": 2},
            hoverinfo="skip",
            **at,
        )


def _lines(figure: go.Figure, rows: pd.DataFrame, digits: int, at: dict[str, int], *, in_legend: bool) -> None:
    for number, (programme, line) in enumerate(rows.groupby("programme", sort=False)):
        title = str(line["title"].iloc[0])
        colour = COLOURS[number % len(COLOURS)]
        last = line["year"] == line["year"].max()
        figure.add_scatter(
            x=line["year"],
            y=line["value"],
            mode="lines+markers+text",
            name=title,
            legendgroup=str(programme),
            showlegend=in_legend,
            line={"color": colour, "width": 2.5},
            marker={"symbol": MARKERS[number % len(MARKERS)], "size": 7, "color": colour},
            text=[short(value) if at_end else "" for value, at_end in zip(line["value"], last, strict=True)],
            textposition="top left",
            cliponaxis=False,
            hovertemplate=f"{title}, %{{x}}: %{{y:,.{digits}f}}<extra></extra>",
            **at,
        )
