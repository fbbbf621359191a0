"""Numbers as they stand in sentences that somebody may quote: people, money, shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resettle.results.shortfall import Shortfall

_MILLION, _BILLION = 1e6, 1e9
LEVER_NAMES = {
    "build": "builders",
    "purchase": "purchase certificates",
    "tenure": "present homes secured",
    "clearance": "clearance of mines",
    "staff": "staff",
    "funding": "money",
    "vacant": "vacant homes",
    "spare": "unused places of services",
    "willingness": "choices stated",
    "unit_cost": "cost of homes",
    "supply": "building material and its transport",
}
"""What a lever of ``scale`` multiplies, in a word or two."""


def people(persons: float) -> str:
    """``1,234 people``; ``1 person``."""
    whole = round(persons)
    return "1 person" if whole == 1 else f"{whole:,.0f} people"


def households(count: float) -> str:
    """``1,234 households``; ``1 household``."""
    whole = round(count)
    return "1 household" if whole == 1 else f"{whole:,.0f} households"


def missed(short: Shortfall) -> str:
    """``839 people (of targets) and 1,678 households (of pins)``; one of the two where the other is nothing."""
    if round(short.households) == 0:
        return people(short.persons)
    if round(short.persons) == 0:
        return households(short.households)
    return f"{people(short.persons)} (of targets) and {households(short.households)} (of pins)"


def money(usd: float) -> str:
    """``3.2 billion US$``, ``45.6 million US$`` or ``12,000 US$``, with the digits that matter."""
    if abs(usd) >= _BILLION:
        return f"{usd / _BILLION:,.2f} billion US$"
    if abs(usd) >= _MILLION:
        return f"{usd / _MILLION:,.1f} million US$"
    return f"{usd:,.0f} US$"


def per_cent(share: float) -> str:
    """``38 %``; one digit more where it is small."""
    digits = 1 if 0 < abs(share) < 0.1 else 0
    return f"{100 * share:,.{digits}f} %"


def more_or_fewer(persons: float) -> str:
    """``1,234 people more``, ``12 people fewer``, ``as many people``."""
    if round(persons) == 0:
        return "as many people"
    return f"{people(abs(persons))} {'more' if persons > 0 else 'fewer'}"


def listed(parts: list[str], most: int = 0) -> str:
    """``a``, ``a and b``, ``a, b and c``; with at most so many named, ``a, b and 3 others``."""
    if most and len(parts) > most + 1:
        parts = [*parts[:most], f"{len(parts) - most} others"]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
