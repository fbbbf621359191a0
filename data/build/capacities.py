"""What each programme, and each district's builders, can do in a year."""

from __future__ import annotations

from build.constants import ASSUMED, RESIDENTIAL_PACE_HA, YEARS
from build.table import ASSUMPTION, DERIVED, Row

COLUMNS = ("programme", "resource", "year", "amount", "source", "confidence", "note")
PLACE_COLUMNS = ("place", "year", "homes", "source", "confidence", "note")

BUILD_2027 = 6_500
BUILD_GROWTH = 1.08
CERTIFICATES_A_YEAR = 3_300
TITLES_A_YEAR = {"great_return": 6_000, "armenia_integration": 1_500}
ARMENIA_BUILD = 300
STAFF = {
    "great_return": {
        "school": (500, 300),
        "kindergarten": (350, 220),
        "primary_health": (150, 80),
        "hospital": (200, 100),
    },
    "armenia_integration": {
        "school": (120, 30),
        "kindergarten": (120, 30),
        "primary_health": (60, 15),
        "hospital": (60, 15),
    },
}
"""Staff who can be found by 2027, and how many more each year: assumptions."""

PLANNED_HOMES = {
    "aghdam": 8_902,
    "fuzuli": 7_060,
    "kalbajar": 3_450,
    "jabrayil": 3_429,
    "zangilan": 2_880,
    "lachin": 2_880,
    "khojavend": 2_743,
    "gubadli": 2_195,
    "shusha": 960,
}
"""Homes of the first programme: 15,962 in Aghdam and Fuzuli (split 29:23 by schools planned), 3,450 in Kalbajar, the
remaining 15,088 by schools and kindergartens planned (110 in six districts)."""
REPAIR_CREWS = {"khojaly": 1_500, "aghdara": 950, "khankendi": 800}
"""Homes a year in 2027: 2,450 houses for repair in 2025, 11 settlements in Khojaly, 7 in Aghdara; Khankendi
assumed."""
PLACE_SLACK = 1.6
"""Builders may gather in a district beyond its share: assumed."""


def rows() -> list[Row]:
    """Return the yearly limits of the two programmes."""
    found: list[Row] = []
    for step, year in enumerate(YEARS):
        found.append(
            _row(
                "great_return",
                "build",
                year,
                round(BUILD_2027 * BUILD_GROWTH**step),
                "returned_2026",
                ASSUMPTION,
                f"24,000 persons a year (October 2025 - January 2026) / 3.76 = 6,383; 34,500 / 5 = 6,900; so 6,500, "
                f"x 1.08 a year, {step} times (growth assumed).",
            )
        )
    found.append(
        _row(
            "great_return",
            "tenure",
            2027,
            TITLES_A_YEAR["great_return"],
            ASSUMED,
            ASSUMPTION,
            "Titles a year assumed; no figure found.",
        )
    )
    found.append(
        _row(
            "great_return",
            "clearance",
            2027,
            round(RESIDENTIAL_PACE_HA),
            "clearance_2025",
            DERIVED,
            "65,500 ha a year x 14,713 / 280,000 = 3,442 ha of housing plots.",
        )
    )
    found.append(
        _row(
            "armenia_integration",
            "build",
            2027,
            ARMENIA_BUILD,
            ASSUMED,
            ASSUMPTION,
            "Building capacity was not found: 300 a year assumed.",
        )
    )
    found.append(
        _row(
            "armenia_integration",
            "purchase",
            2027,
            CERTIFICATES_A_YEAR,
            "certificates_2025",
            DERIVED,
            "(1,612 - 1,044 used) / 63 days x 365 = 3,291, about 3,300 a year.",
        )
    )
    found.append(
        _row(
            "armenia_integration",
            "tenure",
            2027,
            TITLES_A_YEAR["armenia_integration"],
            ASSUMED,
            ASSUMPTION,
            "Titles a year assumed; no figure found.",
        )
    )
    for programme, services in STAFF.items():
        for service, (first, more) in services.items():
            found += [
                _row(
                    programme,
                    f"staff:{service}",
                    year,
                    first + more * step,
                    ASSUMED,
                    ASSUMPTION,
                    f"{first} in 2027 and {more} more each year (assumed).",
                )
                for step, year in enumerate(YEARS)
            ]
    return found


def build_capacity() -> list[Row]:
    """Return homes that a return district's builders finish in a year; elsewhere only the programme limits."""
    planned = sum(PLANNED_HOMES.values())
    found: list[Row] = []
    for place, homes in PLANNED_HOMES.items():
        first = BUILD_2027 * homes / planned * PLACE_SLACK
        note = f"6,500 x {homes:,} of {planned:,} homes planned x 1.6 (builders may gather, assumed) x 1.08 a year."
        found += _place_rows(place, first, "homes_planned", note)
    for place, first in REPAIR_CREWS.items():
        source = ASSUMED if place == "khankendi" else "repairs_2025"
        found += _place_rows(
            place,
            first,
            source,
            f"{first} in 2027 (2,450 repairs in 2025, 11:7 by settlements; Khankendi assumed) x 1.08 a year.",
        )
    return found


def _place_rows(place: str, first: float, source: str, note: str) -> list[Row]:
    return [
        {
            "place": place,
            "year": year,
            "homes": round(first * BUILD_GROWTH**step),
            "source": source,
            "confidence": ASSUMPTION,
            "note": note,
        }
        for step, year in enumerate(YEARS)
    ]


def _row(programme: str, resource: str, year: int, amount: float, source: str, confidence: str, note: str) -> Row:
    return {
        "programme": programme,
        "resource": resource,
        "year": year,
        "amount": amount,
        "source": source,
        "confidence": confidence,
        "note": note,
    }
