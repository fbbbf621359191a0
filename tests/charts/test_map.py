"""The map: points at their coordinates, equal scales, both names, and nothing from outside."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from resettle.charts.map import CHOSEN, KM_A_DEGREE, LARGEST_POINT, map_chart

PLACES = pd.DataFrame(
    [
        ("p1", "First", "Erste, Première", 40.0, 46.0, "a", 900.0),
        ("p2", "Second", "Zweite", 39.0, 47.0, "b", 100.0),
    ],
    columns=["place", "name", "other_names", "latitude", "longitude", "programme", "persons"],
)
NODES = pd.DataFrame(
    [("p1", 40.0, 46.0, True), ("p2", 39.0, 47.0, True), ("port", 41.0, 48.0, False)],
    columns=["node", "latitude", "longitude", "is_place"],
)
LINKS = pd.DataFrame(
    [
        ("port-p1", "port", "p1", "road", "", "", "", True, 500.0, 41.0, 48.0, 40.0, 46.0),
        ("p1-p2", "p1", "p2", "rail", "coast", "Coast line", "2029", False, 0.0, 40.0, 46.0, 39.0, 47.0),
    ],
    columns=[
        *("link", "from_node", "to_node", "mode", "corridor", "corridor_title", "opens", "is_open", "tonnes"),
        *("from_latitude", "from_longitude", "to_latitude", "to_longitude"),
    ],
)
TITLES = {"a": "Programme A", "b": "Programme B"}


def traces() -> dict[str, object]:
    return {trace.name: trace for trace in map_chart(PLACES, NODES, LINKS, TITLES).data if trace.name}


def test_points_stand_at_their_coordinates_with_all_their_names() -> None:
    first = traces()["Programme A"]
    assert (list(first.x), list(first.y)) == ([46.0], [40.0])
    assert first.customdata.tolist() == [["p1", "First", "Erste, Première", 900.0]]
    assert "customdata[2]" in first.hovertemplate


def test_areas_are_in_proportion_to_people() -> None:
    """900 to 100 people: areas 9 to 1, diameters 3 to 1."""
    drawn = traces()
    assert drawn["Programme A"].marker.size[0] / drawn["Programme B"].marker.size[0] == pytest.approx(3.0)
    assert drawn["Programme A"].marker.symbol != drawn["Programme B"].marker.symbol


def test_a_closed_corridor_is_dotted() -> None:
    corridor = traces()["Corridor, not open"]
    assert corridor.line.dash == "dot"
    assert list(corridor.x) == [46.0, 47.0, None]


def test_a_kilometre_is_as_long_northwards_as_eastwards() -> None:
    """At 40° (the middle of 39 and 41) a degree of longitude is cos 40° of one of latitude."""
    axis = map_chart(PLACES, NODES, LINKS, TITLES).layout.yaxis
    assert axis.scaleanchor == "x"
    assert axis.scaleratio == pytest.approx(1 / math.cos(math.radians(40)))


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    bar = traces()["scale"]
    said = float(bar.text[1].removesuffix(" km"))
    km = (bar.x[1] - bar.x[0]) * KM_A_DEGREE * math.cos(math.radians(40))
    assert km == pytest.approx(said)


def test_nothing_is_fetched() -> None:
    """Only plain scatter: maps of plotly's would load topology or tiles."""
    figure = map_chart(PLACES, NODES, LINKS, TITLES)
    assert {trace.type for trace in figure.data} == {"scatter"}
    assert "http" not in figure.to_json()


def test_maps_of_several_years_are_on_one_scale() -> None:
    """Where the largest point stands for 3,600 people, 900 have half its diameter."""
    drawn = {trace.name: trace for trace in map_chart(PLACES, NODES, LINKS, TITLES, largest=3600.0).data if trace.name}
    assert drawn["Programme A"].marker.size[0] == pytest.approx(LARGEST_POINT / 2)


def test_the_place_that_is_looked_at_is_ringed() -> None:
    drawn = {trace.name: trace for trace in map_chart(PLACES, NODES, LINKS, TITLES, chosen="p2").data if trace.name}
    assert (list(drawn[CHOSEN].x), list(drawn[CHOSEN].y)) == ([47.0], [39.0])


def test_without_supplies_nothing_stands_beside_the_places() -> None:
    """All nodes are places: there is no supply or junction to draw."""
    figure = map_chart(PLACES, NODES[NODES["is_place"]], LINKS.iloc[:0], TITLES)
    assert [trace.name for trace in figure.data] == ["Programme A", "Programme B", "scale"]
