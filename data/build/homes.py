"""Homes: what an option costs at each place, and how many there can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build.homes_in_armenia import certificates_and_houses
from build.homes_in_districts import flats_and_houses, repairs
from build.homes_in_hosts import flats, titles
from build.places import HOSTS, PROVINCES, RETURN_DISTRICTS

if TYPE_CHECKING:
    from build.table import Row

COLUMNS = (
    "place",
    "option",
    "unit_cost_usd",
    "units_per_year",
    "units_total",
    "unresolved_claims",
    "source",
    "confidence",
    "note",
)


def rows() -> list[Row]:
    """Return every option at every place that offers it."""
    found: list[Row] = []
    for place in RETURN_DISTRICTS:
        found += [*flats_and_houses(place), *repairs(place)]
    for place in HOSTS:
        found += [*flats(place), *titles(place)]
    for place in PROVINCES:
        found += certificates_and_houses(place)
    return found
