"""Prices of new homes: one contract in Fuzuli, spread over rooms and places."""

from __future__ import annotations

from build.constants import AZN_PER_USD
from build.table import ASSUMPTION, Row

FLAT_AZN = 113_008
"""AZN 13.9m / 123 flats, Fuzuli 2022; building works only."""
ROOM_FACTOR = {1: 0.60, 2: 0.87, 3: 1.09, 4: 1.36}
"""Cost by rooms over the mean flat, by floor area (assumed); over Aghdam's mix they average 1.0."""
TENURE_USD = 2_000
"""Titling and small works (assumed, the same in both programmes)."""


def new_home_usd(rooms: int, factor: float = 1.0) -> float:
    """Cost of a new home of so many rooms, times a factor of the place."""
    return FLAT_AZN / AZN_PER_USD * ROOM_FACTOR[rooms] * factor


def home(place: str, option: str, usd: float, source: str, note: str, **limits: float) -> Row:
    """One row of `housing`; every cost leans on an assumption somewhere, so the row is one."""
    row: Row = {
        "place": place,
        "option": option,
        "unit_cost_usd": round(usd, -2),
        "source": source,
        "confidence": ASSUMPTION,
        "note": note,
    }
    return row | limits
