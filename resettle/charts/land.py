"""Land: what is cleared by place and year against what the teams can clear; one place's land against its use."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from resettle.charts.cells import Cells, cells_chart
from resettle.charts.style import BLUE, GREEN, ORANGE, dressed, fill

AT_LIMIT = "▲"
"""Mark of a year in which the teams clear all that they can."""
ALL_PLACES = "All places"


def clearance_chart(land: pd.DataFrame, of_programme: pd.DataFrame) -> go.Figure:
    """Hectares cleared by place and year; darker where it is more of what the teams can clear.

    ``land`` and ``of_programme`` as ``resettle.insight.land`` gives them; a panel for each programme with mines,
    its sum first. Row labels say how much of the contaminated land is cleared in all.
    """
    panels = []
    for programme, rows in of_programme.groupby("programme", sort=False):
        places = land[(land["programme"] == programme) & (land["contaminated_ha"] > 0)]
        panels.append(_panel(str(rows["title"].iloc[0]), rows, places))
    return cells_chart(panels, most=100.0, x_title=f"Year (cells in ha; {AT_LIMIT} limit)")


def _panel(title: str, total: pd.DataFrame, places: pd.DataFrame) -> Cells:
    cleared = places.groupby("place", sort=False)["cleared_ha"].sum()
    first = places.drop_duplicates("place").set_index("place")
    labels = {
        place: f"{first['name'][place]}<br>{cleared[place]:,.0f} of {first['contaminated_ha'][place]:,.0f} ha"
        for place in cleared.index
    }
    everything = f"{ALL_PLACES}<br>{cleared.sum():,.0f} of {first['contaminated_ha'].sum():,.0f} ha"
    rows = [
        *((everything, *row) for row in total[["year", "cleared_ha", "can_clear_ha"]].itertuples(index=False)),
        *(
            (labels[place], *row)
            for place, *row in places[["place", "year", "cleared_ha", "can_clear_ha"]].itertuples(index=False)
        ),
    ]
    return _cells(title, rows)


def _cells(title: str, rows: list[tuple[str, int, float, float]]) -> Cells:
    frame = pd.DataFrame(rows, columns=["label", "year", "cleared", "limit"])
    limited = frame["limit"].notna() & (frame["limit"] > 0)
    frame["shade"] = (100 * frame["cleared"] / frame["limit"].where(limited)).fillna(0.0).where(frame["cleared"] > 0)
    full = limited & (frame["cleared"] > 0) & (frame["cleared"] >= frame["limit"] * (1 - 1e-6))
    frame["text"] = [
        "" if not cleared > 0 else f"{cleared:,.0f}{' ' + AT_LIMIT if mark else ''}"
        for cleared, mark in zip(frame["cleared"], full, strict=True)
    ]
    frame["said"] = [
        f"{cleared:,.0f} ha" + (f" of {limit:,.0f} ha that can be cleared" if has else ", no limit given")
        for cleared, limit, has in zip(frame["cleared"], frame["limit"], limited, strict=True)
    ]
    shade, text, said = (
        frame.pivot(index="label", columns="year", values=name).reindex(list(dict.fromkeys(frame["label"])))
        for name in ("shade", "text", "said")
    )
    return Cells(title, shade, text, said)


def place_land_chart(land: pd.DataFrame) -> go.Figure:
    """One place's land by year: under buildings (bars), cleared in the year (bars), usable by then (line); hectares.

    ``land``: the rows of one place of ``resettle.insight.land.land_by_place``.
    """
    figure = go.Figure()
    bars = (("used_ha", "Under homes and facilities", BLUE, 0), ("cleared_ha", "Cleared in the year", ORANGE, 1))
    for column, name, colour, position in bars:
        figure.add_bar(
            x=land["year"],
            y=land[column],
            name=name,
            marker=fill(position, colour=colour),
            hovertemplate=f"{name}, %{{x}}: %{{y:,.0f}} ha<extra></extra>",
        )
    if land["usable_ha"].notna().any():
        name = "Ready, or cleared by the year before"
        figure.add_scatter(
            x=land["year"],
            y=land["usable_ha"],
            name=name,
            mode="lines+markers",
            line={"color": GREEN, "width": 2.5},
            marker={"symbol": "diamond", "size": 9},
            hovertemplate=f"{name}, %{{x}}: %{{y:,.0f}} ha<extra></extra>",
        )
    figure.update_layout(barmode="group")
    figure.update_xaxes(dtick=1 if land["year"].nunique() <= 6 else 3, tick0=int(land["year"].min()))
    figure.update_yaxes(tickformat=",.0f", rangemode="tozero")
    return dressed(figure, height=360, x_title="Year", y_title="Land (ha)", top=16)
