"""What limits the plan: how many person-years ten per cent more of each limit would add."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from resettle.charts.style import BLUE, GREY, dressed, fill, wrapped
from resettle.insight.limits import CHOICE
from resettle.insight.limits_words import bar_text

MILLION = 1e6


def limits_chart(limits: pd.DataFrame, *, most: int = 8) -> go.Figure:
    """A bar for each family of limits, the strongest first; what people have chosen in grey, since it is no lever.

    ``limits`` as ``resettle.insight.limits.limits`` gives it: bars are the measure by which it is ranked, person-years
    or, for ``least_cost``, US$ saved. The figure stands under the limit's name, where there is room on a telephone too.
    """
    chosen = limits["key"] == CHOICE
    rows = pd.concat([limits[~chosen].head(most - int(chosen.any())), limits[chosen]]).iloc[::-1]
    by_cost = bool((rows["usd_less"] > 0).any())
    size = rows["usd_less"] / MILLION if by_cost else rows["person_years"]
    figure = go.Figure(
        go.Bar(
            x=size,
            y=[f"{wrapped(str(row['label']), 38)}<br><b>{bar_text(row)}</b>" for row in rows.to_dict("records")],
            orientation="h",
            marker={
                "color": [GREY if key == CHOICE else BLUE for key in rows["key"]],
                "pattern": {**_pattern(), "shape": ["/" if key == CHOICE else "" for key in rows["key"]]},
            },
            customdata=rows[["person_years", "persons", "years"]].to_numpy(),
            hovertemplate="%{y}<br>10 % more in every year: %{customdata[0]:+,.0f} person-years, "
            "%{customdata[1]:+,.0f} people by the end<br>at its limit: %{customdata[2]}<extra></extra>",
        )
    )
    least, most_of_all = (float(size.min()), float(size.max())) if len(rows) else (0.0, 1.0)
    title = "Saved by 10 % more (million US$)" if by_cost else "Person-years by 10 % more"
    dressed(figure, height=80 + 46 * max(1, len(rows)), x_title=title, top=8)
    figure.update_xaxes(tickformat=",.0f", nticks=5, range=[min(0.0, least), max(0.0, most_of_all) * 1.05])
    figure.update_yaxes(showgrid=False)
    return figure


def _pattern() -> dict[str, object]:
    pattern = fill(0)["pattern"]
    return dict(pattern) if isinstance(pattern, dict) else {}
