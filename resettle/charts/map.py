"""The map: places as points, links and corridors as lines, a scale bar and a graticule; no borders, no tiles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.charts.map_names import PLOT_WIDTH, Point, positions
from resettle.charts.style import COLOURS, GREEN, GREY, MARKERS, VERMILLION, dressed, short

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd

KM_A_DEGREE = 6371.0088 * math.pi / 180
LARGEST_POINT = 34.0
"""Diameter in pixels of the point with most people; areas are in proportion."""
CHOSEN = "The place that is looked at"
_EDGE_POINT = 9.0
_PAD = 0.08
_BETWEEN_NAMES = " / "


def map_chart(
    places: pd.DataFrame,
    nodes: pd.DataFrame,
    links: pd.DataFrame,
    titles: dict[str, str],
    *,
    largest: float | None = None,
    chosen: str | None = None,
    width: float = PLOT_WIDTH,
) -> go.Figure:
    """Points sized by persons settled, links as lines as wide as what they carry, corridors by name.

    Parameters
    ----------
    places, nodes, links : as ``resettle.insight.geography`` gives them
    titles : programme to its title
    largest : persons that the largest point stands for, so that maps of several years can be held against each other;
        the most of any place here, where none is named
    chosen : a place that is ringed
    width : pixels that the plot will have: names that find no room are left to the hover text
    """
    figure = go.Figure()
    carrying = (links["corridor"] == "") & (links["tonnes"] > 0)
    _lines(figure, links[(links["corridor"] == "") & ~carrying], "Link that carries nothing", GREY, 1.0, "solid", 0.35)
    _lines(figure, links[carrying], "Link that carries building material", GREY, 2.4, "solid", 0.9)
    closed = ~links["is_open"]
    _lines(figure, links[(links["corridor"] != "") & ~closed], "Corridor, open", GREEN, 3.2, "solid", 1.0)
    _lines(figure, links[(links["corridor"] != "") & closed], "Corridor, not open", GREEN, 2.0, "dot", 0.9)
    largest = max(1.0, float(places["persons"].max()) if largest is None else largest)
    sized = places.assign(diameter=[max(6.0, LARGEST_POINT * math.sqrt(p / largest)) for p in places["persons"]])
    edge = nodes[~nodes["is_place"]]
    edge = edge.assign(name=edge["node"].str.replace("_", " ").str.title())
    written = _positions_of_names(sized, edge, nodes, width)
    _edge_nodes(figure, edge.assign(at=edge["node"].map(written)))
    sized = sized.assign(at=sized["place"].map(written))
    for position, (programme, rows) in enumerate(sized.groupby("programme", sort=False)):
        _points(figure, rows, titles.get(str(programme), str(programme)), position)
    if chosen is not None:
        _ring(figure, sized[sized["place"] == chosen])
    dressed(figure, height=640, top=8)
    _frame(figure, nodes)
    return figure


def _positions_of_names(places: pd.DataFrame, edge: pd.DataFrame, nodes: pd.DataFrame, width: float) -> dict[str, str]:
    """Where each place and node is named, by its key: those with most people first, blank where there is no room."""
    by_people = places.sort_values("persons", ascending=False, kind="stable")
    points = [
        *(Point(*row) for row in _named(edge.assign(diameter=_EDGE_POINT))),
        *(Point(*row) for row in _named(by_people)),
    ]
    wide = float(nodes["longitude"].max() - nodes["longitude"].min()) * (1 + 2 * _PAD)
    return dict(zip([*edge["node"], *by_people["place"]], positions(points, wide, width), strict=True))


def _named(rows: pd.DataFrame) -> list[tuple[float, float, float, str]]:
    """Longitude, latitude, diameter, name in lines."""
    columns = [rows[name].astype(float).tolist() for name in ("longitude", "latitude", "diameter")]
    return list(zip(*columns, _lines_of(rows["name"]), strict=True))


def _lines_of(names: pd.Series) -> list[str]:
    return [str(name).replace(_BETWEEN_NAMES, "<br>") for name in names]


def _points(figure: go.Figure, rows: pd.DataFrame, title: str, position: int) -> None:
    figure.add_scatter(
        x=rows["longitude"],
        y=rows["latitude"],
        mode="markers+text",
        name=title,
        text=[name if at else "" for name, at in zip(_lines_of(rows["name"]), rows["at"], strict=True)],
        textposition=[at or "top center" for at in rows["at"]],
        textfont={"size": 12},
        marker={
            "size": rows["diameter"].tolist(),
            "color": COLOURS[position % len(COLOURS)],
            "symbol": MARKERS[position % len(MARKERS)],
            "opacity": 0.82,
            "line": {"width": 1, "color": "white"},
        },
        customdata=rows[["place", "name", "other_names", "persons"]].to_numpy(),
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]:,.0f} people settled"
        "<extra></extra>",
    )


def _ring(figure: go.Figure, rows: pd.DataFrame) -> None:
    figure.add_scatter(
        x=rows["longitude"],
        y=rows["latitude"],
        mode="markers",
        name=CHOSEN,
        marker={
            "size": (rows["diameter"] + 12).tolist(),
            "symbol": "circle-open",
            "color": VERMILLION,
            "line": {"width": 4, "color": VERMILLION},
        },
        hoverinfo="skip",
    )


def _lines(
    figure: go.Figure, links: pd.DataFrame, name: str, colour: str, width: float, dash: str, opacity: float
) -> None:
    """Lines of one look as one trace, and an invisible point at the middle of each for its hover text."""
    if links.empty:
        return
    ends = links[["from_longitude", "to_longitude", "from_latitude", "to_latitude"]].to_numpy(dtype=float)
    x: list[float | None] = []
    y: list[float | None] = []
    for west, east, south, north in ends.tolist():
        x += [west, east, None]
        y += [south, north, None]
    line = {"color": colour, "width": width, "dash": dash}
    figure.add_scatter(x=x, y=y, mode="lines", name=name, opacity=opacity, line=line, hoverinfo="skip")
    figure.add_scatter(
        x=ends[:, :2].mean(axis=1),
        y=ends[:, 2:].mean(axis=1),
        mode="markers",
        marker={"size": 14, "opacity": 0, "color": colour},
        showlegend=False,
        text=[_said(row) for row in links.to_dict("records")],
        hovertemplate="%{text}<extra></extra>",
    )


def _said(link: Mapping[Hashable, object]) -> str:
    corridor = f"<br>{link['corridor_title']}: opens {link['opens'] or 'from the start'}" if link["corridor"] else ""
    return f"{link['from_node']} → {link['to_node']} ({link['mode']}){corridor}<br>{link['tonnes']:,.0f} t carried"


def _edge_nodes(figure: go.Figure, edge: pd.DataFrame) -> None:
    if edge.empty:
        return
    figure.add_scatter(
        x=edge["longitude"],
        y=edge["latitude"],
        mode="markers+text",
        name="Supply or junction without coordinates (direction only)",
        text=[name if at else "" for name, at in zip(edge["name"], edge["at"], strict=True)],
        textposition=[at or "top center" for at in edge["at"]],
        textfont={"size": 12},
        customdata=edge["name"],
        marker={"symbol": "square-open", "size": _EDGE_POINT, "color": GREY, "line": {"width": 2}},
        hovertemplate="%{customdata}: no coordinates in the data, drawn in its direction<extra></extra>",
    )


def _frame(figure: go.Figure, nodes: pd.DataFrame) -> None:
    """Equal scales at the middle latitude, graticule with degrees, scale bar."""
    west, east = float(nodes["longitude"].min()), float(nodes["longitude"].max())
    south, north = float(nodes["latitude"].min()), float(nodes["latitude"].max())
    middle = (south + north) / 2
    step = 1.0 if east - west > 2.5 else 0.5
    pad = _PAD * max(east - west, 0.5)
    grid = {"gridcolor": "rgba(128,128,128,0.22)", "showgrid": True, "zeroline": False, "dtick": step}
    figure.update_xaxes(range=[west - pad, east + pad], title_text="Longitude (° E)", ticksuffix="°", **grid)
    figure.update_yaxes(
        range=[south - pad, north + pad],
        title_text="Latitude (° N)",
        ticksuffix="°",
        scaleanchor="x",
        scaleratio=1 / math.cos(math.radians(middle)),
        **grid,
    )
    _scale_bar(figure, west, south - 0.5 * pad, middle, east - west)


def _scale_bar(figure: go.Figure, west: float, at: float, latitude: float, span: float) -> None:
    km_a_degree = KM_A_DEGREE * math.cos(math.radians(latitude))
    length = nearest_round(span * km_a_degree / 5, (5, 10, 20, 25, 50, 100, 200))
    figure.add_scatter(
        x=[west, west + length / km_a_degree],
        y=[at, at],
        mode="lines+text",
        line={"color": GREY, "width": 4},
        text=["", f"{length:,.0f} km"],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        name="scale",
    )


def nearest_round(length: float, steps: Sequence[float]) -> float:
    """The round number nearest to a length."""
    return min(steps, key=lambda step: abs(step - length))


def size_of_largest(places: pd.DataFrame) -> str:
    """What the largest point stands for, for a caption."""
    return short(float(places["persons"].max()), "people")
