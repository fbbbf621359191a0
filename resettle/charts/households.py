"""Households placed by year, the programmes stacked; counts as everyone may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import dressed, fill

if TYPE_CHECKING:
    import pandas as pd


def households_chart(by_year: pd.DataFrame) -> go.Figure:
    """Bars by year and programme; where fewer than ten or none are placed there is no bar.

    ``by_year``: title (of the programme), year, households (<NA>: fewer than ten, or none).
    """
    figure = go.Figure()
    for position, (title, rows) in enumerate(by_year.groupby("title", sort=False)):
        figure.add_bar(
            x=rows["year"].tolist(),
            y=rows["households"].fillna(0).tolist(),
            name=str(title),
            marker=fill(position),
            hovertemplate="%{x}: %{y:,.0f} households<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(dtick=1)
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    return dressed(figure, x_title="Year", y_title="Households placed in the year")
