"""Places, links and corridors as points and lines; no borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

_BEYOND = 1.25
"""How far outside the places' extent a node without coordinates is drawn, in half extents."""
_APART = 0.12
"""Nodes at the edge are kept at least so far apart, in radians."""


def places_on_map(evidence: Evidence, year: int | None = None) -> pd.DataFrame:
    """Every place with the persons who have settled there by the end of a year (none named: the last).

    Columns: place, name, other_names, latitude, longitude, programme, persons.
    """
    given, placed = evidence.given, evidence.plan["placements"]
    placed = placed if year is None else placed[placed["year"] <= year]
    persons = placed.groupby("place")["persons"].sum()
    places = given["places"][["place", "name", "other_names", "latitude", "longitude", "programme"]]
    return places.assign(persons=places["place"].map(persons).fillna(0.0))


def nodes_on_map(evidence: Evidence) -> pd.DataFrame:
    """Where the ends of links are drawn: node, latitude, longitude, is_place.

    A supply or junction has no coordinates in the data: it is drawn at the map's edge, in the direction of the
    places it leads to (``is_place`` false).
    """
    places, links = evidence.given["places"], evidence.given["links"]
    known = places.set_index("place")[["longitude", "latitude"]].to_numpy(dtype=float)
    at = {str(place): point for place, point in zip(places["place"], known, strict=True)}
    ends = [*links["from_node"], *links["to_node"]]
    unplaced = sorted({str(node) for node in ends} - set(at))
    centre = (known.max(axis=0) + known.min(axis=0)) / 2
    half = np.maximum((known.max(axis=0) - known.min(axis=0)) / 2, 0.1)
    angles = {node: _angle(node, links, at, centre, half) for node in unplaced}
    for node, angle in _spread(angles).items():
        direction = np.array([np.cos(angle), np.sin(angle)])
        at[node] = centre + _BEYOND * half * direction / np.abs(direction).max()
    rows = [(node, float(point[1]), float(point[0]), node not in unplaced) for node, point in at.items()]
    return pd.DataFrame(rows, columns=["node", "latitude", "longitude", "is_place"])


def links_on_map(evidence: Evidence, nodes: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    """Every link with its ends and what the plan carries on it, in one year or (none named) in all.

    Columns: link, from_node, to_node, mode, corridor, corridor_title, opens (year, ``never`` or blank), is_open
    (whether its corridor is open by then), tonnes, from_latitude, from_longitude, to_latitude, to_longitude.
    ``nodes`` as ``nodes_on_map`` gives them.
    """
    given = evidence.given
    links = given["links"][["link", "from_node", "to_node", "mode", "corridor"]]
    carried = evidence.plan["shipments"]
    tonnes = (carried if year is None else carried[carried["year"] == year]).groupby("link")["tonnes"].sum()
    by = evidence.years[-1] if year is None else year
    corridors = given["corridors"].set_index("corridor")
    opens = corridors["opens_year"].map(lambda year: "never" if np.isinf(year) else f"{year:.0f}")
    at = nodes.set_index("node")
    first = links["corridor"].map(corridors["opens_year"]).fillna(-np.inf).astype(float)
    return links.assign(
        is_open=first <= by,
        corridor_title=links["corridor"].map(corridors["title"]).fillna(""),
        opens=links["corridor"].map(opens).fillna("").replace("nan", ""),
        tonnes=links["link"].map(tonnes).fillna(0.0),
        from_latitude=links["from_node"].map(at["latitude"]),
        from_longitude=links["from_node"].map(at["longitude"]),
        to_latitude=links["to_node"].map(at["latitude"]),
        to_longitude=links["to_node"].map(at["longitude"]),
    )


def _angle(node: str, links: pd.DataFrame, at: dict[str, np.ndarray], centre: np.ndarray, half: np.ndarray) -> float:
    """Direction, from the centre, of the places that a node leads to (through other nodes where it must)."""
    seen, border = {node}, {node}
    while border:
        touching = links[links["from_node"].isin(border) | links["to_node"].isin(border)]
        border = {str(end) for end in [*touching["from_node"], *touching["to_node"]]} - seen
        seen |= border
        points = [(at[end] - centre) / half for end in sorted(border) if end in at]
        if points:
            east, north = np.mean(points, axis=0)
            return float(np.arctan2(north, east))
    return float(np.pi / 2)


def _spread(angles: dict[str, float]) -> dict[str, float]:
    """The same directions, pushed apart where two nodes would lie on each other."""
    spread: dict[str, float] = {}
    last = -np.inf
    for node, angle in sorted(angles.items(), key=lambda item: item[1]):
        last = max(angle, last + _APART)
        spread[node] = last
    return spread
