"""Places: the twelve return districts, the host cities and districts, the provinces of Armenia."""

from __future__ import annotations

import math
from dataclasses import dataclass

from build.constants import ASSUMED
from build.table import ASSUMPTION, SOURCED, Row, kept

EARTH_RADIUS_KM = 6371.0088
RETURN = "Return districts"
CITIES = "Host cities"
DISTRICTS = "Host districts"
ARMENIA = "Provinces of Armenia"


@dataclass(frozen=True)
class Place:
    """A place as the tables need it; `other_names` holds every name in use besides `name`."""

    key: str
    name: str
    other_names: str
    region: str
    latitude: float
    longitude: float
    pcode: str
    source: str
    note: str = ""


PLACES = tuple(
    Place(
        row["place"],
        row["name"],
        row["other_names"],
        row["region"],
        float(row["latitude"]),
        float(row["longitude"]),
        row["pcode"],
        row["source"],
        row["note"],
    )
    for row in kept("places")
)
"""The list kept by hand in kept/places.csv."""

BY_KEY = {place.key: place for place in PLACES}
RETURN_DISTRICTS = tuple(place.key for place in PLACES if place.region == RETURN)
HOST_CITIES = tuple(place.key for place in PLACES if place.region == CITIES)
HOST_DISTRICTS = tuple(place.key for place in PLACES if place.region == DISTRICTS)
HOSTS = HOST_CITIES + HOST_DISTRICTS
PROVINCES = tuple(place.key for place in PLACES if place.region == ARMENIA)

SITE_COST_USD = {"gubadli": 40_000_000, "kalbajar": 60_000_000, "khojavend": 40_000_000}
"""Trunk road, power and administration where few or no returns are reported: assumptions."""
SMALLEST_COMMUNITY = 640
"""Households that fill one school of 300 places: 300 / 0.125 / 3.76 = 638."""

COLUMNS = (
    "place",
    "name",
    "other_names",
    "country",
    "region",
    "latitude",
    "longitude",
    "pcode",
    "programme",
    "opens_year",
    "site_cost_usd",
    "site_lead_years",
    "min_households",
    "max_households",
    "source",
    "confidence",
    "note",
)


def rows() -> list[Row]:
    """Places with coordinates of their centres; site costs where few or no returns are reported."""
    return [_row(place) for place in PLACES]


def great_circle_km(one: str, other: str) -> float:
    """Great-circle distance between the centres of two places."""
    a, b = BY_KEY[one], BY_KEY[other]
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    across = math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half + math.cos(lat1) * math.cos(lat2) * across))


def _row(place: Place) -> Row:
    site = SITE_COST_USD.get(place.key)
    note = place.note
    if site:
        note = (
            "Site cost assumed, no figure found (few or no returns are reported here); smallest "
            "community = 300 school places / 0.125 / 3.76 = 638 households, rounded."
        )
    if place.region != ARMENIA and place.pcode:
        note = f"{note} Code is ISO 3166-2; OCHA P-codes were not found.".strip()
    assumed = bool(site) or place.source == ASSUMED
    return {
        "place": place.key,
        "name": place.name,
        "other_names": place.other_names,
        "country": "ARM" if place.region == ARMENIA else "AZE",
        "region": place.region,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "pcode": place.pcode,
        "programme": "armenia_integration" if place.region == ARMENIA else "great_return",
        "site_cost_usd": site,
        "site_lead_years": 1 if site else 0,
        "min_households": SMALLEST_COMMUNITY if site else None,
        "source": place.source,
        "confidence": ASSUMPTION if assumed else SOURCED,
        "note": note,
    }
