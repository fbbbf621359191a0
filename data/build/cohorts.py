"""Cohorts: origin x present place x size class x profile, fitted to the margins and made whole."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from build import margins
from build.constants import (
    ARMENIA_HOUSEHOLDS,
    PERSONS_MAX,
    PERSONS_MEAN,
    PERSONS_MIN,
    PROFILES,
    RETURN_HOUSEHOLDS,
    SIZE_CLASSES,
)
from build.fitting import Cell, fit
from build.places import BY_KEY, HOST_CITIES, great_circle_km
from build.rounding import whole
from build.table import ASSUMPTION, Row

if TYPE_CHECKING:
    from collections.abc import Mapping


class Cohort(NamedTuple):
    """Households alike in all that the plan looks at."""

    programme: str
    origin: str
    current_place: str
    size_class: str
    profile: str
    households: int
    persons: int


COLUMNS = (
    "cohort",
    "programme",
    "origin",
    "current_place",
    "size_class",
    "profile",
    "households",
    "persons",
    "source",
    "confidence",
    "note",
)

FRONT_LINE = {
    "tartar_front_line": {"tartar": 1.0, "barda": 0.3, "goranboy": 0.1},
    "aghjabadi_front_line": {"aghjabadi": 1.0, "barda": 0.2},
}
"""Seeds of the two origins outside the twelve districts: near their homes."""
CITY_DRAW = 0.25
"""A city draws from everywhere at least this much."""
DECAY_KM = 100.0
LEAST_SEED = 0.22
"""Host districts so far from an origin that exp(-km / 100) is below this (about 150 km) have none of its people."""
CONVOY_PAIRS = frozenset(
    {
        ("khankendi", "aghjabadi"),
        ("khankendi", "barda"),
        ("khankendi", "goranboy"),
        ("khankendi", "aghdam_host"),
        ("khankendi", "tartar"),
        ("aghdara", "aghdam_host"),
        ("aghdara", "barda"),
        ("aghdara", "aghjabadi"),
        ("aghdara", "tartar"),
        ("aghdam", "aghdam_host"),
        ("aghdam", "aghjabadi"),
        ("aghdam", "yevlakh"),
        ("aghdam", "barda"),
        ("khojavend", "beylagan"),
        ("khojavend", "bilasuvar"),
        ("khojaly", "goranboy"),
        ("khojaly", "barda"),
        ("jabrayil", "bilasuvar"),
        ("jabrayil", "saatli"),
        ("jabrayil", "beylagan"),
        ("fuzuli", "fuzuli_host"),
    }
)
"""Pairs seen in the published convoys (Fuzuli's is assumed); they weigh three times as much in the seed."""

PROFILE_BY_SIZE = {
    "general": {"s1": 0.5, "s2_3": 1.0, "s4_5": 1.2, "s6_up": 1.0},
    "badly_housed": {"s1": 1.0, "s2_3": 1.0, "s4_5": 1.0, "s6_up": 1.0},
    "older_or_disabled": {"s1": 3.0, "s2_3": 1.2, "s4_5": 0.7, "s6_up": 0.9},
    "single_caregiver": {"s1": 0.0, "s2_3": 1.5, "s4_5": 0.9, "s6_up": 0.5},
}
"""Seed of profile by size: assumptions; a caregiver never lives alone."""


def rows() -> list[Row]:
    """All cohorts: persons exact by origin (great_return) and by province (armenia_integration)."""
    note = "Fitted to the margins of data/build/margins.py; the joint distribution is assumed."
    found: list[Row] = []
    for cohort in _cohorts():
        row: Row = cohort._asdict() | {"cohort": "-".join(cohort[:5])}
        source = "origins_1998" if cohort.programme == "great_return" else "unhcr_armenia"
        found.append(row | {"source": source, "confidence": ASSUMPTION, "note": note})
    return found


def households_at(programme: str) -> dict[str, int]:
    """Households of a programme by present place."""
    totals: Counter[str] = Counter()
    for cohort in _cohorts():
        if cohort.programme == programme:
            totals[cohort.current_place] += cohort.households
    return totals


def persons_at(programme: str) -> dict[str, int]:
    """Persons of a programme by present place."""
    totals: Counter[str] = Counter()
    for cohort in _cohorts():
        if cohort.programme == programme:
            totals[cohort.current_place] += cohort.persons
    return totals


@cache
def _cohorts() -> tuple[Cohort, ...]:
    return (*_great_return(), *_armenia())


def _great_return() -> list[Cohort]:
    origins, hosts = margins.return_origins(), margins.return_hosts()
    ways: dict[Cell, float] = {(o, h): seed for o in origins for h in hosts if (seed := _way(o, h)) > 0}
    cells = _fitted("great_return", ways, origins, hosts)
    return _made_whole("great_return", cells, 0, origins, RETURN_HOUSEHOLDS)


def _armenia() -> list[Cohort]:
    provinces, origins = margins.provinces(), margins.ARMENIAN_ORIGINS
    ways: dict[Cell, float] = {(o, p): 1.0 for o in origins for p in provinces}
    cells = _fitted("armenia_integration", ways, origins, provinces)
    return _made_whole("armenia_integration", cells, 1, provinces, ARMENIA_HOUSEHOLDS)


def _way(origin: str, host: str) -> float:
    """Seed of origin by present place: nearer is likelier, cities draw from everywhere."""
    if origin in FRONT_LINE:
        return FRONT_LINE[origin].get(host, 0.0)
    near = math.exp(-great_circle_km(origin, host) / DECAY_KM)
    seen = 3.0 if (origin, host) in CONVOY_PAIRS else 1.0
    if host in HOST_CITIES:
        return max(near, CITY_DRAW) * seen
    return near * seen if near * seen >= LEAST_SEED else 0.0


def _fitted(
    programme: str, ways: Mapping[Cell, float], origins: Mapping[str, float], present: Mapping[str, float]
) -> dict[Cell, float]:
    """Shares of households over origin, present place, size class and profile."""
    seed = {
        (*way, size, profile): value * PROFILE_BY_SIZE[profile][size]
        for way, value in ways.items()
        for size in SIZE_CLASSES
        for profile in PROFILES
    }
    margin = [_shares(origins), _shares(present), margins.size_mix(programme), margins.PROFILE_SHARES[programme]]
    return fit(seed, margin)


def _shares(amounts: Mapping[str, float]) -> dict[str, float]:
    total = math.fsum(amounts.values())
    return {key: value / total for key, value in amounts.items()}


def _made_whole(
    programme: str, cells: Mapping[Cell, float], dimension: int, persons: Mapping[str, int], households: int
) -> list[Cohort]:
    """Whole households and whole persons, exact for each group of the dimension."""
    counts = dict(zip(persons, whole(list(persons.values()), households), strict=True))
    found: list[Cohort] = []
    for group, group_persons in persons.items():
        members = [cell for cell in cells if cell[dimension] == group]
        homes = whole([cells[cell] for cell in members], counts[group])
        people = _people([(cell[2], n) for cell, n in zip(members, homes, strict=True)], group_persons)
        for cell, n, m in zip(members, homes, people, strict=True):
            if n:
                found.append(Cohort(programme, cell[0], cell[1], cell[2], cell[3], n, m))
    rank = {key: i for i, key in enumerate([*BY_KEY, *FRONT_LINE])}
    sizes, profiles = SIZE_CLASSES.index, PROFILES.index
    return sorted(
        found, key=lambda c: (rank[c.origin], rank[c.current_place], sizes(c.size_class), profiles(c.profile))
    )


def _people(parts: list[tuple[str, int]], total: int) -> list[int]:
    """Persons of each part: its smallest households, and a share of what is left by the class means."""
    least = [n * PERSONS_MIN[size] for size, n in parts]
    over = [n * (PERSONS_MEAN[size] - PERSONS_MIN[size]) for size, n in parts]
    people = [a + b for a, b in zip(least, whole(over, total - sum(least)), strict=True)]
    for (size, n), persons in zip(parts, people, strict=True):
        if not n * PERSONS_MIN[size] <= persons <= n * PERSONS_MAX[size]:
            message = f"{persons} persons do not fit {n} households of class {size}"
            raise ValueError(message)
    return people
