"""Services that stand unused: with the homes that stand empty, and a little where people live now."""

from __future__ import annotations

from build.cohorts import persons_at
from build.constants import ASSUMED, PERSONS_MEAN, SIZE_CLASSES
from build.places import HOSTS, PROVINCES
from build.services import NORMS
from build.table import ASSUMPTION, Row
from build.vacant import by_place

COLUMNS = ("service", "place", "from_year", "units", "source", "confidence", "note")

HOST_SPARE = 0.05
"""Spare places in hosts and provinces, over what all displaced people there would need: assumed."""
PLANNED_JOBS = 600
"""Araz Valley: 700 planned - 100 there = 600."""


def rows() -> list[Row]:
    """Return spare units by service and place."""
    return [*_with_vacant_homes(), _planned_jobs(), *_where_people_live()]


def _with_vacant_homes() -> list[Row]:
    found = []
    for place, homes in by_place().items():
        people = sum(n * PERSONS_MEAN[size] for n, size in zip(homes, SIZE_CLASSES, strict=True))
        note = f"Built with the homes that stand empty there: about {people:,.0f} people x norm (assumed)."
        found += [_spare(service, place, people, note) for service in NORMS if service != "jobs"]
    return found


def _planned_jobs() -> Row:
    return {
        "service": "jobs",
        "place": "jabrayil",
        "from_year": 2028,
        "units": PLANNED_JOBS,
        "source": "parks_2025",
        "confidence": ASSUMPTION,
        "note": "Araz Valley zone: 700 planned - 100 there = 600; the year is assumed.",
    }


def _where_people_live() -> list[Row]:
    found = []
    for programme, places in (("great_return", HOSTS), ("armenia_integration", PROVINCES)):
        for place in places:
            people = persons_at(programme)[place]
            note = f"{people:,} displaced people here x norm x 0.05 (assumed)."
            found += [_spare(service, place, people * HOST_SPARE, note) for service in NORMS]
    return found


def _spare(service: str, place: str, people: float, note: str) -> Row:
    return {
        "service": service,
        "place": place,
        "units": round(people * NORMS[service]),
        "source": ASSUMED,
        "confidence": ASSUMPTION,
        "note": note,
    }
