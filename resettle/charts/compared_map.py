"""The map of differences: how many people more or fewer settle in each place; no borders, no tiles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.map import KM_A_DEGREE, LARGEST_POINT, nearest_round
from resettle.charts.map_names import PLOT_WIDTH, Point, positions
from resettle.charts.style import DECREASE, GREY, INCREASE, dressed

if TYPE_CHECKING:
    import pandas as pd

MORE, FEWER, SAME = "More people", "Fewer people", "The same"
HALF_A_PERSON = 0.5
"""Differences below are none."""
_SMALLEST, _SAME_SIZE, _PAD = 8.0, 6.0, 0.12
_BETWEEN_NAMES = " / "
_MOST_NAMES = 8
"""Places that are named on the map, the most different ones; all are in the hover text and the table."""


def compared_map_chart(places: pd.DataFrame, *, width: float = PLOT_WIDTH) -> go.Figure:
    """Points sized by the difference, triangles up for more and down for fewer, small circles for the same.

    ``places`` as ``resettle.insight.compared.places_compared`` gives it, the most different first; ``width``: pixels
    that the plot will have.
    """
    figure = go.Figure()
    size = places["difference"].abs()
    largest = max(1.0, float(size.max()) if len(size) else 1.0)
    diameter = [max(_SMALLEST, LARGEST_POINT * math.sqrt(value / largest)) for value in size]
    same = size < HALF_A_PERSON
    sized = places.assign(diameter=diameter).assign(name=places["name"].str.replace(_BETWEEN_NAMES, "<br>"))
    sized["diameter"] = sized["diameter"].where(~same, _SAME_SIZE)
    span = _span(places)
    points = [
        Point(*row) for row in sized[["longitude", "latitude", "diameter", "name"]].itertuples(index=False, name=None)
    ]
    at = positions(points[:_MOST_NAMES], span["width"] * (1 + 2 * _PAD), width)
    sized["at"] = [*at, *([""] * (len(sized) - len(at)))]
    for name, symbol, colour, chosen in (
        (SAME, "circle-open", GREY, same),
        (MORE, "triangle-up", INCREASE, ~same & (places["difference"] > 0)),
        (FEWER, "triangle-down", DECREASE, ~same & (places["difference"] < 0)),
    ):
        _points(figure, sized[chosen], name, symbol, colour)
    dressed(figure, height=560, top=8)
    _frame(figure, span)
    return figure


def _points(figure: go.Figure, rows: pd.DataFrame, name: str, symbol: str, colour: str) -> None:
    figure.add_scatter(
        x=rows["longitude"],
        y=rows["latitude"],
        mode="markers+text",
        name=name,
        text=[title if at and name != SAME else "" for title, at in zip(rows["name"], rows["at"], strict=True)],
        textposition=[at or "top center" for at in rows["at"]],
        textfont={"size": 12},
        marker={
            "size": rows["diameter"].tolist(),
            "symbol": symbol,
            "color": colour,
            "opacity": 0.85,
            "line": {"width": 1, "color": "white" if name != SAME else colour},
        },
        customdata=rows[["place", "name", "other_names", "before", "after", "difference"]].to_numpy(),
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]:,.0f} → %{customdata[4]:,.0f} "
        "people settled (%{customdata[5]:+,.0f})<extra></extra>",
    )


def _span(places: pd.DataFrame) -> dict[str, float]:
    west, east = float(places["longitude"].min()), float(places["longitude"].max())
    south, north = float(places["latitude"].min()), float(places["latitude"].max())
    return {"west": west, "south": south, "north": north, "east": east, "width": max(east - west, 0.2)}


def _frame(figure: go.Figure, span: dict[str, float]) -> None:
    """Equal scales at the middle latitude, graticule with degrees, scale bar."""
    middle, pad = (span["south"] + span["north"]) / 2, _PAD * span["width"]
    step = 1.0 if span["width"] > 2.5 else 0.5
    grid = {"gridcolor": "rgba(128,128,128,0.22)", "showgrid": True, "zeroline": False, "dtick": step}
    figure.update_xaxes(
        range=[span["west"] - pad, span["east"] + pad], title_text="Longitude (° E)", ticksuffix="°", **grid
    )
    figure.update_yaxes(
        range=[span["south"] - pad, span["north"] + pad],
        title_text="Latitude (° N)",
        ticksuffix="°",
        scaleanchor="x",
        scaleratio=1 / math.cos(math.radians(middle)),
        **grid,
    )
    km_a_degree = KM_A_DEGREE * math.cos(math.radians(middle))
    length = nearest_round(span["width"] * km_a_degree / 5, (5, 10, 20, 25, 50, 100, 200))
    figure.add_scatter(
        x=[span["west"], span["west"] + length / km_a_degree],
        y=[span["south"] - 0.6 * pad] * 2,
        mode="lines+text",
        line={"color": GREY, "width": 4},
        text=["", f"{length:,.0f} km"],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        name="scale",
    )
