"""Homes in the provinces of Armenia: purchase certificates, own-house building, and tenure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build.capacities import CERTIFICATES_A_YEAR
from build.cohorts import households_at
from build.constants import AMD_PER_USD, ARMENIA_HOUSEHOLDS, FLAT_MIX, PERSONS_MEAN, SIZE_CLASSES
from build.home_prices import TENURE_USD, home

if TYPE_CHECKING:
    from build.table import Row

MILLION_AMD = {
    "yerevan": 3,
    "kotayk": 4,
    "ararat": 4,
    "armavir": 4,
    "aragatsotn": 4,
    "lori": 4,
    "shirak": 4,
    "gegharkunik": 5,
    "syunik": 5,
    "tavush": 5,
    "vayots_dzor": 5,
}
"""Certificate a person. Yerevan's 3m is sourced; the lists of 443 (4m) and 242 settlements (5m) go by settlement and
were not retrieved, so one level a province is an assumption (remote and border provinces 5m)."""
MARKET_SLACK = 1.5
"""A province's market takes half more than its part of the families: assumed."""
REGIONAL_HOME_AMD = 16_500_000
HOUSE_FACTOR = {2: 0.8, 3: 1.0, 4: 1.25}
OWNERS = 8_277
OWNERS_TAKING_PART = 0.85


def certificates_and_houses(place: str) -> list[Row]:
    """Certificates for each household size, houses outside Yerevan, and titles for families who own a home."""
    share = households_at("armenia_integration")[place] / ARMENIA_HOUSEHOLDS
    found = [_certificate(place, rooms, size, share) for rooms, size in enumerate(SIZE_CLASSES, start=1)]
    if place != "yerevan":
        found += [_house(place, rooms) for rooms in HOUSE_FACTOR]
    note = (
        f"8,277 families owned a home (2024-03) x 0.85 who take part (assumed) x {share:.3f} of families; "
        "cost of titling and small works assumed."
    )
    total = round(OWNERS * OWNERS_TAKING_PART * share)
    return [*found, home(place, "tenure", TENURE_USD, "owners_2024", note, units_total=total)]


def _certificate(place: str, rooms: int, size: str, share: float) -> Row:
    level, persons = MILLION_AMD[place], PERSONS_MEAN[size]
    known = "sourced" if place == "yerevan" else "level by province assumed"
    note = (
        f"AMD {level}m a person ({known}) x {persons} persons (assumed) / 380; what the family adds is its own. "
        f"A year: 3,300 x {share:.3f} of families x {FLAT_MIX[size]:.3f} of this size x 1.5 (market, assumed)."
    )
    yearly = max(1, round(CERTIFICATES_A_YEAR * share * FLAT_MIX[size] * MARKET_SLACK))
    usd = level * 1e6 * persons / AMD_PER_USD
    return home(place, f"certificate_{rooms}", usd, "certificates_2026", note, units_per_year=yearly)


def _house(place: str, rooms: int) -> Row:
    factor = HOUSE_FACTOR[rooms]
    note = f"Own-house building: AMD 16.5m (middle of 15-18m for a regional flat) / 380 x {factor} (rooms, assumed)."
    return home(place, f"house_{rooms}", REGIONAL_HOME_AMD / AMD_PER_USD * factor, "regional_prices_2024", note)
