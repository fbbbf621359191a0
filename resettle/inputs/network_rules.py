"""Rules about the supply network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import nearest

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection


def links_and_supplies_together(looked_at: Inspection) -> None:
    """Links and supplies come together, or not at all."""
    links, supplies = looked_at.tables["links"].empty, looked_at.tables["supplies"].empty
    if links != supplies:
        missing, given = ("links", "supplies") if links else ("supplies", "links")
        hint = f"Add {missing}, or leave out {given}: material then moves free."
        looked_at.error(missing, None, "", "no rows", f"rows, since there are {given}", hint)


def nodes_known(looked_at: Inspection) -> None:
    """A node that a link comes from can be reached: it is a place, a supply, or the end of another link."""
    links = looked_at.tables["links"]
    places, supplies = set(looked_at.tables["places"]["place"]), set(looked_at.tables["supplies"]["node"])
    starts, ends = places | supplies | set(links["to_node"]), places | supplies | set(links["from_node"])
    for column, valid in (("from_node", starts), ("to_node", ends)):
        for row, value in links.loc[~links[column].isin(valid), column].items():
            expected = "a place, a supply, or a name in other links"
            looked_at.error("links", row, column, value, expected, nearest(value, valid))
    for row in links.index[links["from_node"] == links["to_node"]]:
        looked_at.error("links", row, "to_node", links.loc[row, "to_node"], "another node than it comes from")


def places_reached(looked_at: Inspection) -> None:
    """A place that no supply reaches can build nothing that needs material."""
    links = looked_at.tables["links"]
    if links.empty:
        return
    reached = set(looked_at.tables["supplies"]["node"])
    frontier = set(reached)
    while frontier:
        frontier = set(links.loc[links["from_node"].isin(frontier), "to_node"]) - reached
        reached |= frontier
    places = looked_at.tables["places"]
    for row, place in places.loc[~places["place"].isin(reached), "place"].items():
        hint = "It can build nothing that needs material."
        looked_at.warn("places", row, "place", place, "a place that a supply reaches by links", hint)


def no_cycles(looked_at: Inspection) -> None:
    """Material that goes in a circle for nothing only hides mistakes: circles of free links are named."""
    links = looked_at.tables["links"]
    free = links[links["usd_per_tonne"].fillna(0.0) == 0.0]
    following = {str(node): set(ends) for node, ends in free.groupby("from_node")["to_node"]}
    while following:
        ends = {node for node, targets in following.items() if not targets & set(following)}
        if not ends:
            nodes = ", ".join(sorted(following)[:8])
            hint = "Give the links a cost."
            looked_at.warn(
                "links", None, "usd_per_tonne", f"a circle of free links among {nodes}", "no such circle", hint
            )
            return
        following = {node: targets - ends for node, targets in following.items() if node not in ends}
