"""Rules about the supply network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding, nearest, quoted

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.inspection import Inspection


def links_and_supplies_together(looked_at: Inspection) -> None:
    """Links and supplies come together, or not at all."""
    if looked_at["links"].empty != looked_at["supplies"].empty:
        missing, given = ("links", "supplies") if looked_at["links"].empty else ("supplies", "links")
        hint = f"Add {missing}, or leave out {given} too: material then moves free."
        looked_at.table_error(missing, "", Finding("no rows", f"rows, since there are {given}", hint))


def nodes_known(looked_at: Inspection) -> None:
    """A link joins two places, supplies, or names that other links continue from."""
    links = looked_at["links"]
    if looked_at["supplies"].empty:
        return
    known = set(looked_at["places"]["place"]) | set(looked_at["supplies"]["node"])
    expected = "a place, a supply, or a name in other links"
    starts, ends = known | set(links["to_node"]), known | set(links["from_node"])
    looked_at.errors(
        "links",
        "from_node",
        links[~links["from_node"].isin(starts)],
        lambda row: Finding(quoted(row["from_node"]), expected, nearest(row["from_node"], starts)),
    )
    looked_at.errors(
        "links",
        "to_node",
        links[~links["to_node"].isin(ends)],
        lambda row: Finding(quoted(row["to_node"]), expected, nearest(row["to_node"], ends)),
    )
    looked_at.errors(
        "links",
        "to_node",
        links[links["from_node"] == links["to_node"]],
        lambda row: Finding(quoted(row["to_node"]), "another node than the link comes from"),
    )


def places_reached(looked_at: Inspection) -> None:
    """A place that no supply reaches in the horizon can build nothing that needs material."""
    if looked_at["links"].empty or looked_at["supplies"].empty:
        return
    reached = _reached(looked_at)
    needing = _places_that_build(looked_at)
    places = looked_at["places"]
    looked_at.warnings(
        "places",
        "place",
        places[~places["place"].isin(reached) & places["place"].isin(needing)],
        lambda row: Finding(
            f"{row['place']!r}, which no supply reaches",
            "links from a supply that are open in the horizon",
            "It can build nothing that needs material.",
        ),
    )


def no_free_circles(looked_at: Inspection) -> None:
    """Material that goes round for nothing only hides mistakes: circles of links without a cost are named."""
    links = looked_at["links"]
    free = links[links["usd_per_tonne"].fillna(0.0) == 0.0]
    in_circle = _circle(free)
    if in_circle:
        nodes = ", ".join(sorted(in_circle)[:8]) + (", …" if len(in_circle) > 8 else "")
        found = f"a circle of links without a cost ({nodes})"
        looked_at.table_warning(
            "links", "usd_per_tonne", Finding(found, "no such circle", "Give one of its links a cost.")
        )


def _reached(looked_at: Inspection) -> set[str]:
    """Nodes that material can come to over links that are open in the horizon and carry something."""
    _, last = looked_at.horizon
    corridors = looked_at["corridors"]
    closed = set(corridors.loc[corridors["opens_year"] > last, "corridor"])
    links = looked_at["links"]
    links = links[~links["corridor"].isin(closed) & (links["tonnes_per_year"].fillna(1.0) > 0)]
    supplies = looked_at["supplies"]
    reached = set(supplies.loc[supplies["tonnes_per_year"].fillna(1.0) > 0, "node"])
    frontier = set(reached)
    while frontier:
        frontier = set(links.loc[links["from_node"].isin(frontier), "to_node"]) - reached
        reached |= frontier
    return reached


def _places_that_build(looked_at: Inspection) -> set[str]:
    """Places that may build something that needs material: any where a service needs it, else by their options."""
    if (looked_at["services"]["material_t"] > 0).any():
        return set(looked_at["places"]["place"])
    options, housing = looked_at["housing_options"], looked_at["housing"]
    heavy = options.loc[options["material_t"] > 0, "option"]
    return set(housing.loc[housing["option"].isin(heavy), "place"])


def _circle(links: pd.DataFrame) -> set[str]:
    """Nodes on circles or between two of them; empty without one."""
    pairs = set(zip(links["from_node"], links["to_node"], strict=True))
    while True:
        starts, ends = {start for start, _ in pairs}, {end for _, end in pairs}
        kept = {(start, end) for start, end in pairs if start in ends and end in starts}
        if kept == pairs:
            return starts
        pairs = kept
