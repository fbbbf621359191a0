"""People settled by year: the programmes side by side, the same measures on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plotly.subplots import make_subplots

from resettle.charts.style import GREY, dressed, facet_titles, fill, short
from resettle.insight.people import SOLUTIONS

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

MEASURES = {"persons": "People settled so far (persons)", "share": "Settled so far (% of the programme's people)"}
SAID = {"return": "Return to the place of origin", "integrate": "Integrate where they live", "relocate": "Relocate"}
"""The three solutions in words."""
BEFORE = "Baseline, all solutions"


def people_chart(settled: pd.DataFrame, *, measure: str = "persons", before: pd.DataFrame | None = None) -> go.Figure:
    """Bars by year and solution, a panel for each programme, one scale.

    Parameters
    ----------
    settled : as ``resettle.insight.people.settled_by_year`` gives it
    measure : ``persons``, or ``share`` (drawn in per cent)
    before : the same of the baseline; its totals are drawn as a line
    """
    names = settled.drop_duplicates("programme")[["programme", "title"]]
    figure = make_subplots(
        rows=1, cols=len(names), shared_yaxes=True, horizontal_spacing=0.04, subplot_titles=facet_titles(names["title"])
    )
    factor = 100.0 if measure == "share" else 1.0
    for column, programme in enumerate(names["programme"], start=1):
        rows = settled[settled["programme"] == programme]
        for position, solution in enumerate(SOLUTIONS):
            _bars(figure, rows[rows["solution"] == solution], measure, factor, position, column)
        if before is not None:
            _before(figure, before[before["programme"] == programme], measure, factor, column)
        _total(figure, rows, measure, factor, column)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(dtick=1 if settled["year"].nunique() <= 6 else 3, tick0=int(settled["year"].min()))
    figure.update_yaxes(tickformat=",.0f", ticksuffix=" %" if measure == "share" else "", rangemode="tozero")
    return dressed(figure, height=400, x_title="Year", y_title=MEASURES[measure])


def _bars(figure: go.Figure, rows: pd.DataFrame, measure: str, factor: float, position: int, column: int) -> None:
    solution = SOLUTIONS[position]
    unit = " %" if measure == "share" else " persons"
    figure.add_bar(
        x=rows["year"],
        y=rows[measure] * factor,
        name=SAID[solution],
        legendgroup=solution,
        showlegend=column == 1,
        marker=fill(position),
        hovertemplate=f"{SAID[solution]}, by the end of %{{x}}: %{{y:,.{1 if measure == 'share' else 0}f}}{unit}"
        "<extra></extra>",
        row=1,
        col=column,
    )


def _before(figure: go.Figure, rows: pd.DataFrame, measure: str, factor: float, column: int) -> None:
    total = rows.groupby("year")[measure].sum() * factor
    figure.add_scatter(
        x=total.index,
        y=total,
        name=BEFORE,
        legendgroup="before",
        showlegend=column == 1,
        mode="lines+markers",
        line={"color": GREY, "dash": "dot", "width": 2},
        marker={"symbol": "line-ew-open", "size": 9, "color": GREY},
        hovertemplate="Baseline, by the end of %{x}: %{y:,.0f}<extra></extra>",
        row=1,
        col=column,
    )


def _total(figure: go.Figure, rows: pd.DataFrame, measure: str, factor: float, column: int) -> None:
    """The last year's total, written at its bar."""
    last = rows[rows["year"] == rows["year"].max()]
    total = float(last[measure].sum()) * factor
    text = f"{total:,.0f} %" if measure == "share" else short(total)
    figure.add_annotation(
        x=int(last["year"].iloc[0]), y=total, text=f"<b>{text}</b>", showarrow=False, yshift=10, row=1, col=column
    )
