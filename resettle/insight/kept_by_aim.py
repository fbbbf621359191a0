"""How many people who have chosen wait because of the aim itself, over all places of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.insight.why_not import WhyNots

if TYPE_CHECKING:
    from resettle.insight.shortages import Shortage
    from resettle.results.verification.evidence import Evidence


class KeptByAim(NamedTuple):
    """Persons who wait because of the aim, and the cause in it that asks for least (the cheapest person-year)."""

    persons: float
    against: Shortage


def kept_by_aim(evidence: Evidence) -> KeptByAim | None:
    """Those who wait by the last year for places where the aim keeps them; None where it keeps nobody.

    Who relocates and might settle in several places is counted once, and only where the aim keeps them from each.
    """
    answers = WhyNots(evidence)
    found = [answers.place(str(place)) for place in evidence.given["places"]["place"]]
    kept = [one for one in found if one.against is not None]
    if not kept:
        return None
    named = sum(one.persons for one in kept if not one.relocating)
    elsewhere = [one for one in found if one.relocating]
    relocating = [one.persons for one in elsewhere] if all(one.against is not None for one in elsewhere) else [0.0]
    persons = named + max(relocating, default=0.0)
    causes = [one.against for one in kept if one.against is not None]
    return KeptByAim(persons, min(causes, key=lambda cause: cause.short)) if persons > 0 else None
