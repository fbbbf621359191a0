"""Why not more people settle at a place, as far as one plan says: worked out once for all who look at that plan."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from resettle.insight.why_not import WhyNots

if TYPE_CHECKING:
    from resettle.insight.overview import Overview
    from resettle.insight.why_not_found import WhyNot

_FOUND: WeakKeyDictionary[Overview, dict[str, WhyNot]] = WeakKeyDictionary()


def why_not_at(seen: Overview, place: str) -> WhyNot:
    """What is short for those who wait there, by the last year; nothing is planned again.

    It goes when the plan goes. Raises ResettleError where there is no such place.
    """
    known = _FOUND.setdefault(seen, {})
    if place not in known:
        known[place] = WhyNots(seen.evidence).place(place)
    return known[place]
