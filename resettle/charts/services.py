"""Services against their norm: how much of what stands the people settled need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from resettle.charts.style import ONE_HUE, dressed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def services_chart(services: pd.DataFrame, year: int, titles: Mapping[str, str]) -> go.Figure:
    """Heat map of places by services in one year: needed by the norm, in per cent of what is available.

    Parameters
    ----------
    services : as ``resettle.insight.services.services_against_norm`` gives it
    year : that is drawn
    titles : programme to its title; a panel for each, one scale

    100 % means that every unit is taken; above 100 %, that the scenario accepts less than the norm.
    """
    rows = services[services["year"] == year]
    rows = rows.assign(said=_said(rows))
    programmes = [programme for programme in titles if (rows["programme"] == programme).any()]
    counts = [rows.loc[rows["programme"] == programme, "place"].nunique() for programme in programmes]
    figure = make_subplots(
        rows=len(programmes),
        cols=1,
        shared_xaxes=True,
        row_heights=counts,
        vertical_spacing=0.06,
        subplot_titles=[titles[programme] for programme in programmes],
    )
    for row, programme in enumerate(programmes, start=1):
        figure.add_trace(_heat(rows[rows["programme"] == programme]), row=row, col=1)
    most = max(100.0, 100 * float(rows["used_share"].max()))
    bar = {"title": {"text": "Needed, %<br>of available"}, "ticksuffix": " %", "thickness": 12}
    scale = [list(step) for step in ONE_HUE]
    figure.update_layout(coloraxis={"cmin": 0, "cmax": most, "colorscale": scale, "colorbar": bar})
    dressed(figure, height=170 + 26 * sum(counts))
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(tickangle=-35)
    return figure


def _heat(rows: pd.DataFrame) -> go.Heatmap:
    share = rows.pivot_table(index="name", columns="title", values="used_share", aggfunc="mean", sort=False) * 100
    units = rows.pivot_table(index="name", columns="title", values="said", aggfunc="first", sort=False)
    return go.Heatmap(
        z=share.to_numpy(),
        x=list(share.columns),
        y=list(share.index),
        customdata=units.reindex(index=share.index, columns=share.columns).to_numpy(),
        coloraxis="coloraxis",
        texttemplate="%{z:.0f}",
        xgap=2,
        ygap=2,
        hovertemplate="%{y}, %{x}: %{z:.0f} % taken<br>%{customdata}<extra></extra>",
    )


def _said(rows: pd.DataFrame) -> list[str]:
    """Needed and available units of each row, in words."""
    parts = zip(rows["needed_units"], rows["available_units"], rows["unit"], strict=True)
    return [f"{needed:,.1f} of {available:,.1f} ({unit})" for needed, available, unit in parts]
