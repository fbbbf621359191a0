"""Places as points, links as lines, nodes without coordinates at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resettle.insight.overview import Overview


def test_places_have_their_people(seen: Overview) -> None:
    assert seen.places_on_map.set_index("place")["persons"].to_dict() == {"camp": 0.0, "village": 400.0}


def test_a_node_without_coordinates_lies_outside_the_places(seen: Overview) -> None:
    """The port leads to both places, so its direction is their middle; it is drawn, and marked as no place."""
    nodes = seen.nodes_on_map.set_index("node")
    port = nodes.loc["port"]
    assert not port["is_place"]
    outside_east_west = not 46.0 <= port["longitude"] <= 47.0
    outside_north_south = abs(port["latitude"] - 40.0) > 0.1
    assert outside_east_west or outside_north_south


def test_links_say_their_corridor(seen: Overview) -> None:
    links = seen.links_on_map.set_index("link")
    assert links.loc["port-village", ["corridor_title", "opens"]].tolist() == ["Coast line", "2028"]
    assert links.loc["port-camp", ["corridor_title", "opens"]].tolist() == ["", ""]
    assert links.loc["port-village", "to_longitude"] == 47.0
    assert links["from_latitude"].notna().all()


def test_a_year_of_its_own(seen: Overview) -> None:
    """Everybody is there by 2027; the coast line opens in 2028."""
    places, first = seen.map_of(2027)
    later = seen.map_of(2028)[1]
    assert places.set_index("place")["persons"].to_dict() == {"camp": 0.0, "village": 400.0}
    opened = [links.set_index("link")["is_open"].to_dict() for links in (first, later)]
    assert opened == [{"port-village": False, "port-camp": True}, {"port-village": True, "port-camp": True}]
