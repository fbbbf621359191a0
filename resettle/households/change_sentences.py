"""Changes that could bring a waiting household a place, in words: *brings* only where placing again has shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.households import words
from resettle.households.changing import EARLIER, HOMES, PLAN, REFUSAL, SERVICE, STATE, WAIT, Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.plan import Plan

_OTHERS = {STATE: words.STATE, WAIT: words.WAIT, PLAN: words.PLAN, EARLIER: words.EARLIER}


def sentences(plan: Plan, size_class: str, tried: Sequence[tuple[Change, bool | None]]) -> list[str]:
    """A sentence for each change, and what it costs whom.

    ``tried``: the change, and whether the household had a place with it: True, False (it is left out), or None where
    nobody tried.
    """
    names = plan.dataset["places"].set_index("place")["name"]
    rooms = float(plan.dataset["size_classes"].set_index("size_class")["rooms"][size_class])
    lines = []
    for change, cures in tried:
        if cures is False:
            continue
        fields = {"name": names.get(change.place, change.place), "year": change.year, "homes": change.homes}
        fields |= {"rooms": rooms, "before": change.homes - 1, "services": services_in_words(plan, change)}
        lines.append(_sentence(change, cures=bool(cures)).format(**fields))
        lines += [words.HOMES_COST] if change.kind == HOMES else []
    return [words.WHAT_WOULD_CHANGE, *lines] if lines else [words.NOTHING]


def services_in_words(plan: Plan, change: Change) -> str:
    """Units of services, each by its title; blank where the change is about none."""
    if not change.services:
        return ""
    services = plan.dataset["services"].set_index("service")
    return " and ".join(
        words.SERVICE_UNITS.format(
            units=units, unit=services.loc[service, "unit"], service=services.loc[service, "title"]
        )
        for service, units in change.services
    )


def _sentence(change: Change, *, cures: bool) -> str:
    if change.kind in _OTHERS:
        return _OTHERS[change.kind]
    if change.kind == HOMES and change.homes == 1:
        return words.HOME_WOULD if cures else words.HOME_MAY
    would, may = {
        REFUSAL: (words.REFUSAL_WOULD, words.REFUSAL_MAY),
        HOMES: (words.HOMES_WOULD, words.HOMES_MAY),
        SERVICE: (words.SERVICE_WOULD, words.SERVICE_MAY),
    }[change.kind]
    return would if cures else may
