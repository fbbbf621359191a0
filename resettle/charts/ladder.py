"""What stops the plan next: people settled as one limit after the other is lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import dressed, fill, lying, wrapped

if TYPE_CHECKING:
    import pandas as pd


def ladder_chart(steps: pd.DataFrame, by_programme: pd.DataFrame, as_it_is: str) -> go.Figure:
    """Bars from the top down: the plan as it is, then with each limit lifted on top; people by programme.

    Parameters
    ----------
    steps, by_programme : as ``resettle.insight.ladder.Ladder`` has them
    as_it_is : name of the first bar
    """
    good = steps[steps["why"] == ""]
    labels = {
        int(row["step"]): wrapped(
            f"{row['step']}. {row['label']}, × {row['times']:g}" if row["label"] else as_it_is, 44
        )
        for row in good.to_dict("records")
    }
    figure = go.Figure()
    for position, (title, rows) in enumerate(by_programme.groupby("title", sort=False)):
        figure.add_bar(
            x=rows["persons"],
            y=rows["step"].map(labels),
            orientation="h",
            name=wrapped(str(title), 44),
            marker=fill(position),
            hovertemplate=f"%{{y}}<br>{title}: %{{x:,.0f}} people settled<extra></extra>",
        )
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    lines = sum(name.count("<br>") + 1 for name in labels.values())
    dressed(figure, height=150 + 16 * lines + 16 * len(labels), x_title="People settled", top=8)
    lying(figure).update_xaxes(tickformat=",.0f", rangemode="tozero", nticks=6)
    return figure
