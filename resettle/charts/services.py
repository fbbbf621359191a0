"""Services against their norm: how much of what stands the people settled need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import ONE_HUE, dressed

if TYPE_CHECKING:
    import pandas as pd


def services_chart(services: pd.DataFrame, year: int) -> go.Figure:
    """Heat map of places by services in one year: needed by the norm, in per cent of what is available.

    ``services`` as ``resettle.insight.services.services_against_norm`` gives it. 100 % means that every unit is
    taken; above 100 % means that the scenario accepts less than the norm.
    """
    rows = services[services["year"] == year]
    share = rows.pivot_table(index="name", columns="title", values="used_share", aggfunc="mean", sort=False) * 100
    said = rows.assign(
        text=[
            f"{needed:,.0f} of {available:,.0f} ({unit})"
            for needed, available, unit in zip(rows["needed_units"], rows["available_units"], rows["unit"], strict=True)
        ]
    ).pivot_table(index="name", columns="title", values="text", aggfunc="first", sort=False)
    figure = go.Figure(
        go.Heatmap(
            z=share.to_numpy(),
            x=list(share.columns),
            y=list(share.index),
            customdata=said.reindex(index=share.index, columns=share.columns).to_numpy(),
            zmin=0,
            zmax=max(100.0, float(share.max().max()) if len(share) else 100.0),
            colorscale=[list(step) for step in ONE_HUE],
            texttemplate="%{z:.0f}",
            xgap=2,
            ygap=2,
            colorbar={"title": {"text": "Needed, %<br>of available"}, "ticksuffix": " %", "thickness": 12},
            hovertemplate="%{y}, %{x}: %{z:.0f} % taken<br>%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(side="top", tickangle=-35)
    return dressed(figure, height=170 + 24 * len(share), y_title="Place")
