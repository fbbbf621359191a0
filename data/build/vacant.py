"""Homes finished but not yet lived in when the plan begins."""

from __future__ import annotations

from build.constants import ASSUMED, FLAT_MIX
from build.homes_in_districts import CLAIMED
from build.rounding import whole
from build.table import ASSUMPTION, Row

COLUMNS = ("place", "rooms", "from_year", "homes", "unresolved_claims", "source", "confidence", "note")

FINISHED = 6_000
"""About a year's building of the first programme, finished by the end of 2026 and handed over in 2027."""
BY_DISTRICT = {
    "aghdam": 0.30,
    "fuzuli": 0.20,
    "jabrayil": 0.15,
    "kalbajar": 0.08,
    "lachin": 0.06,
    "zangilan": 0.08,
    "shusha": 0.10,
    "khojaly": 0.03,
}
"""Assumed; leans on the dwellings reported built or under way (Aghdam 1,268 flats with 103 families in 2026-02)."""

REPAIRED = frozenset({"khojaly"})
"""Where finished homes are repaired houses of families who left in 2023, so claims may be open on them."""


def by_place() -> dict[str, list[int]]:
    """Return vacant homes of each district, by one to four rooms."""
    totals = whole(list(BY_DISTRICT.values()), FINISHED)
    return {place: whole(list(FLAT_MIX.values()), total) for place, total in zip(BY_DISTRICT, totals, strict=True)}


def rows() -> list[Row]:
    """Return the vacant homes, mixed by rooms as the flats of Aghdam."""
    return [
        {
            "place": place,
            "rooms": rooms,
            "homes": homes,
            "unresolved_claims": round(homes * CLAIMED) if place in REPAIRED else 0,
            "source": ASSUMED,
            "confidence": ASSUMPTION,
            "note": f"6,000 homes finished at the end of 2026 (assumed) x {BY_DISTRICT[place]} here (assumed), "
            "by rooms as 114, 464, 536, 154 of 1,268 in Aghdam."
            + (" Repaired houses: 0.8 counted as claimed (assumed)." if place in REPAIRED else ""),
        }
        for place, mix in by_place().items()
        for rooms, homes in enumerate(mix, start=1)
    ]
