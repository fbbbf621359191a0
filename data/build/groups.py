"""Programmes, size classes, profiles, and who wants what by when."""

from __future__ import annotations

from build.constants import (
    ARMENIA_PERSONS,
    ASSUMED,
    PERSONS_MAX,
    PERSONS_MIN,
    REGISTERED_IDPS,
    REGISTERED_IN_ARMENIA,
    RETURN_PERSONS,
    SIZE_CLASSES,
)
from build.table import ASSUMPTION, SOURCED, Row

PROGRAMME_COLUMNS = ("programme", "title", "short_title", "source", "confidence", "note")
SIZE_COLUMNS = ("size_class", "persons_min", "persons_max", "rooms", "source", "confidence", "note")
PROFILE_COLUMNS = ("profile", "title", "priority_weight", "source", "confidence", "note")
WILLINGNESS_COLUMNS = (
    "programme",
    "origin",
    "solution",
    "from_year",
    "share",
    "preference",
    "source",
    "confidence",
    "note",
)
SOLUTION_COLUMNS = ("programme", "solution", "opens_year", "source", "confidence", "note")

_WEIGHTS = {
    "general": ("General", 1.0, ""),
    "badly_housed": (
        "Badly housed (public buildings, makeshift homes, others' property)",
        1.5,
        "They go first by rule",
    ),
    "older_or_disabled": ("With an older or disabled member", 1.3, "Protection need"),
    "single_caregiver": ("Single caregiver with children", 1.3, "Protection need"),
}

_SHARES: dict[tuple[str, str], tuple[dict[int, float], str]] = {
    ("great_return", "return"): (
        {2027: 0.35, 2029: 0.45, 2031: 0.55, 2033: 0.60},
        "Middle of the planning band 0.30 / 0.60 / 0.90: no survey can be trusted. The rise over time is assumed.",
    ),
    ("great_return", "integrate"): (
        {2027: 0.10, 2029: 0.15, 2031: 0.20},
        "Assumed: half of those who do not choose to return by the end of the horizon.",
    ),
    ("armenia_integration", "integrate"): (
        {2027: 0.35, 2029: 0.45, 2031: 0.50},
        "Assumed: no survey of the people displaced in September 2023 was found.",
    ),
    ("armenia_integration", "relocate"): (
        {2027: 0.15, 2029: 0.20, 2031: 0.25},
        "Assumed: a certificate may be used in any province, so some move within Armenia.",
    ),
    ("armenia_integration", "return"): (
        {2027: 0.10, 2029: 0.15, 2031: 0.20},
        "Placeholder, not a finding: who has chosen to return is placed nowhere else while return is closed.",
    ),
}


def programmes() -> list[Row]:
    """Return the two programmes."""
    titles = {
        "great_return": (
            "Return and integration of IDPs in Azerbaijan",
            "Azerbaijan: return and integration",
            "great_return_target",
            f"{RETURN_PERSONS:,} people is a planning figure, wider than the register ({REGISTERED_IDPS:,} in 2023): "
            "the scenario registered_idps has the register's.",
        ),
        "armenia_integration": (
            "People displaced from Karabakh in September 2023, in Armenia",
            "Armenia: integration",
            "decision_710",
            f"{ARMENIA_PERSONS:,} people is a planning figure; {REGISTERED_IN_ARMENIA:,} were registered in 2024: "
            "the scenario registered_in_armenia has them.",
        ),
    }
    return [
        {
            "programme": key,
            "title": title,
            "short_title": short,
            "source": source,
            "confidence": SOURCED,
            "note": note,
        }
        for key, (title, short, source, note) in titles.items()
    ]


def size_classes() -> list[Row]:
    """Return the rooms that a household of each size needs."""
    note = "Used for both programmes."
    return [
        {
            "size_class": key,
            "persons_min": PERSONS_MIN[key],
            "persons_max": PERSONS_MAX[key],
            "rooms": rooms,
            "source": "resolution_65",
            "confidence": SOURCED,
            "note": note if key != "s6_up" else f"{note} 12 is an assumed top.",
        }
        for rooms, key in enumerate(SIZE_CLASSES, start=1)
    ]


def profiles() -> list[Row]:
    """Return the need profiles, the same for both programmes."""
    return [
        {
            "profile": key,
            "title": title,
            "priority_weight": weight,
            "source": ASSUMED,
            "confidence": ASSUMPTION,
            "note": f"{note}; the weight is assumed, the same in both programmes.".lstrip("; ").capitalize(),
        }
        for key, (title, weight, note) in _WEIGHTS.items()
    ]


def willingness() -> list[Row]:
    """Return the cumulative shares; in great_return homes are given where families are registered: no relocate."""
    return [
        {
            "programme": programme,
            "solution": solution,
            "from_year": year,
            "share": share,
            "preference": 1.0,
            "source": "intentions_az" if solution == "return" and programme == "great_return" else ASSUMED,
            "confidence": ASSUMPTION,
            "note": note,
        }
        for (programme, solution), (shares, note) in _SHARES.items()
        for year, share in shares.items()
    ]


def solutions() -> list[Row]:
    """Return of the people displaced in September 2023 is closed until a scenario opens it."""
    note = "Closed by default, opened by one switch; both governments' and the displaced people's positions differ."
    return [
        {
            "programme": "armenia_integration",
            "solution": "return",
            "opens_year": "never",
            "source": "positions_2025",
            "confidence": ASSUMPTION,
            "note": note,
        },
    ]
