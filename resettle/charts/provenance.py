"""How much of the data is sourced, derived and assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import BLUE, GREY, SKY, dressed, fill
from resettle.insight.provenance import CONFIDENCES
from resettle.insight.table_words import TABLE_TITLES

if TYPE_CHECKING:
    import pandas as pd

SAID = {"sourced": "Sourced", "derived": "Derived from sources", "assumption": "Assumed"}
_LOOK = {"sourced": fill(0, colour=BLUE), "derived": fill(2, colour=SKY), "assumption": fill(1, colour=GREY)}


def confidence_chart(by_table: pd.DataFrame) -> go.Figure:
    """A bar for each table, its rows by confidence, in per cent.

    ``by_table`` as ``resettle.insight.provenance.confidence_by_table`` gives it.
    """
    figure = go.Figure()
    for confidence in CONFIDENCES:
        rows = by_table[by_table["confidence"] == confidence]
        figure.add_bar(
            x=rows["share"] * 100,
            y=[TABLE_TITLES.get(table, table) for table in rows["table"]],
            orientation="h",
            name=SAID[confidence],
            marker=_LOOK[confidence],
            customdata=rows["rows"],
            hovertemplate=f"%{{y}}: %{{x:.0f}} % {SAID[confidence].lower()} (%{{customdata:,}} rows)<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_yaxes(autorange="reversed")
    figure.update_xaxes(range=[0, 101], dtick=20, ticksuffix=" %")
    count = by_table["table"].nunique()
    dressed(figure, height=100 + 26 * max(1, count), x_title="Rows of the table (%)", top=8)
    figure.update_layout(legend_traceorder="normal")
    figure.update_yaxes(showgrid=False)
    return figure
