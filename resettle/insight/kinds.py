"""Kinds of limits: families that a planner allows or forbids to change together."""

from __future__ import annotations

from resettle.insight.limits import LINKS, SUPPLIES

MONEY = "money"
KINDS = {
    "build": "builders",
    "purchase": "purchase certificates",
    "tenure": "present homes secured",
    "offers": "homes on offer",
    "clearance": "clearance of mines",
    "staff": "staff of services",
    "supply": "building material and its transport",
    "size": "the most that places take",
    MONEY: "money",
}
"""Kinds by key, in words."""
_PLAIN = {
    "size": "size",
    "place builders": "build",
    "offers a year": "offers",
    "offers in all": "offers",
    "place clearance": "clearance",
    LINKS: "supply",
    SUPPLIES: "supply",
}
_BEGINNINGS = {
    "eq06_build_programme": "build",
    "eq06_purchase_programme": "purchase",
    "eq06_tenure_programme": "tenure",
    "eq08_programme": "clearance",
    "staff": "staff",
    "money": MONEY,
}


def kind_of(family: str) -> str:
    """The kind of a family that ``resettle.insight.lifting`` can lift, by its key."""
    return _PLAIN.get(family) or _BEGINNINGS[family.split(" ", 1)[0]]
