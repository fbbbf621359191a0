"""Homes in the host cities and districts of Azerbaijan: flats, and tenure of the present home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build.cohorts import households_at
from build.home_prices import ROOM_FACTOR, TENURE_USD, home, new_home_usd

if TYPE_CHECKING:
    from build.table import Row

HOST_FACTOR = 0.6
"""AZN 52,910 a family in Absheron in 2020, with price rises, over 113,008: assumed."""
REHOUSED = 300_000 / 644_000
"""IDPs who had been rehoused by 2018: 644,000 - 344,000 with outstanding needs."""


def flats(place: str) -> list[Row]:
    """New flats near where people live now."""
    return [
        home(
            place,
            f"flat_{rooms}",
            new_home_usd(rooms, HOST_FACTOR),
            "flat_absheron",
            f"AZN 113,008 / 1.7 x {factor} (rooms, assumed) x 0.6: AZN 52,910 in Absheron in 2020 and price rises "
            "(assumed).",
        )
        for rooms, factor in ROOM_FACTOR.items()
    ]


def titles(place: str) -> list[Row]:
    """Homes that the displaced live in and could be given title to."""
    homes = households_at("great_return")[place]
    note = (
        f"{homes:,} households here x 300,000 / 644,000 rehoused by 2018 = {homes * REHOUSED:,.0f}; "
        "cost of titling and small works assumed."
    )
    return [home(place, "tenure", TENURE_USD, "idmc_2018", note, units_total=round(homes * REHOUSED))]
