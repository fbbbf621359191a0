"""Services that stand unused: with the homes that stand empty, and a little where people live now."""

from __future__ import annotations

from build.cohorts import persons_at
from build.constants import ASSUMED, PERSONS_MEAN, SIZE_CLASSES
from build.places import HOSTS, PROVINCES
from build.services import NORMS
from build.table import ASSUMPTION, Row
from build.vacant import by_place

COLUMNS = ("service", "place", "from_year", "units", "source", "confidence", "note")

OPEN_FROM = 2028
HOST_SPARE = 0.05
"""Spare places in hosts and provinces, over what all displaced people there would need: assumed."""
PLANNED_JOBS = 600
"""Araz Valley: 700 planned - 100 there = 600."""
PLANNED_BEDS = {"aghdam": (390, "beds_aghdam"), "fuzuli": (180, "norm_fuzuli"), "aghdara": (80, "norm_aghdara")}
"""Hospitals of the towns' plans, taken as open from 2028 (assumed); Aghdam's may serve its neighbours too."""


def rows() -> list[Row]:
    """Return spare units by service and place."""
    return [*_with_vacant_homes(), *_planned(), *_where_people_live()]


def _with_vacant_homes() -> list[Row]:
    found = []
    for place, homes in by_place().items():
        people = sum(n * PERSONS_MEAN[size] for n, size in zip(homes, SIZE_CLASSES, strict=True))
        note = f"Built with the homes that stand empty there: about {people:,.0f} people x norm (assumed)."
        found += [_spare(service, place, people, note) for service in NORMS]
    return found


def _planned() -> list[Row]:
    beds = [
        ("hospital", place, units, source, f"{units} beds in the town's plan; open from {OPEN_FROM} is assumed.")
        for place, (units, source) in PLANNED_BEDS.items()
    ]
    jobs = (
        "jobs",
        "jabrayil",
        PLANNED_JOBS,
        "parks_2025",
        "Araz Valley: 700 planned - 100 = 600; the year is assumed.",
    )
    return [
        {
            "service": service,
            "place": place,
            "from_year": OPEN_FROM,
            "units": units,
            "source": source,
            "confidence": ASSUMPTION,
            "note": note,
        }
        for service, place, units, source, note in (*beds, jobs)
    ]


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
