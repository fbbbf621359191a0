"""What limits the plan: by how much ten per cent more of each limit would raise its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.style import BLUE, GREY, dressed, fill, wrapped
from resettle.insight.limits import CHOICE

if TYPE_CHECKING:
    import pandas as pd


def limits_chart(limits: pd.DataFrame, *, most: int = 8) -> go.Figure:
    """A bar for each family of limits, the strongest first; what people have chosen in grey, since it is no lever.

    ``limits`` as ``resettle.insight.limits.limits`` gives it.
    """
    rows = limits.head(most).iloc[::-1]
    figure = go.Figure(
        go.Bar(
            x=100 * rows["worth"],
            y=[wrapped(str(label), 38) for label in rows["label"]],
            orientation="h",
            marker={
                "color": [GREY if key == CHOICE else BLUE for key in rows["key"]],
                "pattern": {**_pattern(), "shape": ["/" if key == CHOICE else "" for key in rows["key"]]},
            },
            text=[f"+{100 * worth:.1f} %" for worth in rows["worth"]],
            textposition="outside",
            cliponaxis=False,
            customdata=rows[["person_years", "persons", "years"]].to_numpy(),
            hovertemplate="%{y}<br>10 % more in every year: result %{x:+.2f} %, %{customdata[0]:+,.0f} person-years, "
            "%{customdata[1]:+,.0f} people by the end<br>at its limit: %{customdata[2]}<extra></extra>",
        )
    )
    span = 100 * float(rows["worth"].max()) if len(rows) else 1.0
    title = "Rise of the plan's result (%)"
    dressed(figure, height=80 + 46 * max(1, len(rows)), x_title=title, top=8)
    figure.update_xaxes(tickformat=".1f", ticksuffix=" %", range=[0, span * 1.2])
    figure.update_yaxes(showgrid=False)
    return figure


def _pattern() -> dict[str, object]:
    pattern = fill(0)["pattern"]
    return dict(pattern) if isinstance(pattern, dict) else {}
