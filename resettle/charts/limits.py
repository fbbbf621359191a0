"""What limits the plan: person-years that ten per cent more of each limit would win."""

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
            x=rows["person_years"],
            y=[wrapped(str(label), 38) for label in rows["label"]],
            orientation="h",
            marker={
                "color": [GREY if key == CHOICE else BLUE for key in rows["key"]],
                "pattern": {**_pattern(), "shape": ["/" if key == CHOICE else "" for key in rows["key"]]},
            },
            text=[f"{value:+,.0f}" for value in rows["person_years"]],
            textposition="outside",
            cliponaxis=False,
            customdata=rows[["persons", "years"]].to_numpy(),
            hovertemplate="%{y}<br>10 % more in every year: %{x:+,.0f} person-years, "
            "%{customdata[0]:+,.0f} people by the end<br>at its limit: %{customdata[1]}<extra></extra>",
        )
    )
    span = float(rows["person_years"].abs().max()) if len(rows) else 1.0
    figure.update_xaxes(tickformat=",.0f", range=[min(0.0, float(rows["person_years"].min()) * 1.2), span * 1.25])
    title = "Person-years won by 10 % more of it in every year (at the margin)"
    return dressed(figure, height=120 + 46 * max(1, len(rows)), x_title=title)


def _pattern() -> dict[str, object]:
    pattern = fill(0)["pattern"]
    return dict(pattern) if isinstance(pattern, dict) else {}
