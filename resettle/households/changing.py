"""What could bring a waiting household a place: found from who has which place, to be tried by placing again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.cohort_places import People, cohort_places
from resettle.households.fitting import ServiceUse
from resettle.households.promises import KEPT, in_order
from resettle.households.reasons import LATER, NO_CHOICE, NOT_PLANNED, PLACES_EARLIER, SERVICES, SERVICES_LESS
from resettle.households.service_room import ServiceRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.households.cohort_places import CohortPlaces
    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

REFUSAL, HOMES, SERVICE = "refusal", "homes", "service"
STATE, WAIT, PLAN, EARLIER = "state", "wait", "plan", "earlier"
KINDS = (REFUSAL, HOMES, SERVICE, STATE, WAIT, PLAN, EARLIER)
"""A refused place taken off; more homes; more of a service; a choice stated; a plan that reaches the year; a plan that
has homes for the cohort; a choice that holds earlier."""
MOST_REFUSALS = 3
_OF_REASON = {NO_CHOICE: STATE, LATER: WAIT, NOT_PLANNED: PLAN, PLACES_EARLIER: EARLIER}


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes
    ----------
    kind : of ``KINDS``
    place, year : of the home that it would bring
    homes : how many more, for those before it in the draw and for it
    services : services that are short, by name of the service, in units
    """

    kind: str
    place: str = ""
    year: int = 0
    homes: int = 0
    services: tuple[tuple[str, float], ...] = ()


def changes_of_waiting(
    plan: Plan, registry: Registry, placed: Placed, *, across: bool, only: str = ""
) -> dict[str, list[Change]]:
    """Changes that could bring each waiting household a place, by id; of one household alone with ``only``."""
    households, put = _as_placed(registry, placed)
    slots = plan["placements"][["cohort", "solution", "place", "year", "households"]]
    people, use = People(households, across=across), ServiceUse(plan, households)
    reason = dict(zip(placed.waiting["household"].tolist(), placed.waiting["reason"].tolist(), strict=True))
    ids = households["household"].tolist()
    found = {household: _by_reason(why) for household, why in reason.items() if not only or household == only}
    if only and reason.get(only, NO_CHOICE) in _OF_REASON:
        return found
    room = ServiceRoom(use, put)
    for own in cohort_places(people, slots, put, every=True):
        if only and not any(ids[row] == only for row in own.waiting):
            continue
        before: dict[str, int] = {}
        for row in own.waiting:
            cohort, household = str(people.cohort[row]), ids[row]
            if household in found and reason[household] not in _OF_REASON:
                found[household] = list(_changes(people, own, room, row, before.get(cohort, 0), reason[household]))
            before[cohort] = before.get(cohort, 0) + bool(own.accepted(people, row))
    return found


def _by_reason(reason: str) -> list[Change]:
    return [Change(_OF_REASON[reason])] if reason in _OF_REASON else []


def _as_placed(registry: Registry, placed: Placed) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Households with their standing in the draw, and row, place, year, slot of who is placed."""
    households = in_order(registry.households.sort_values("household", ignore_index=True), placed.draw)
    promised = households["household"].isin(placed.changes["household"]).to_numpy(dtype=bool)
    waits = placed.waiting.set_index("household")["standing"].reindex(households["household"]).to_numpy(dtype=float)
    standing = np.where(promised, KEPT, households["standing"].to_numpy())
    households = households.assign(standing=np.where(np.isnan(waits), standing, waits).astype(np.int64))
    row = pd.Series(np.arange(len(households)), index=households["household"].to_numpy(dtype=object))
    put = placed.placed[["place", "year", "slot"]].assign(row=row.reindex(placed.placed["household"]).to_numpy())
    return households, put


def _changes(
    people: People, own: CohortPlaces, room: ServiceRoom, row: int, before: int, reason: str
) -> Iterator[Change]:
    """Changes for one household, ``before`` whom so many of its cohort wait who would take some place."""
    accepts = own.accepted(people, row)
    if reason in (SERVICES, SERVICES_LESS):
        yield from _services(own, room, row, accepts)
    yield from _refusals(people, own, room, row, accepts)
    if accepts:
        slot = max(accepts, key=lambda slot: (_times(own, room, row, slot) > before, -own.year[slot], -slot))
        yield Change(HOMES, own.place[slot], own.year[slot], before + 1)


def _times(own: CohortPlaces, room: ServiceRoom, row: int, slot: int) -> float:
    """How many such households services at a place have room for."""
    units = room.units(row)
    left = room.left(own.place[slot], own.year[slot])
    return float(np.min(left[units > 0] / units[units > 0], initial=np.inf))


def _services(own: CohortPlaces, room: ServiceRoom, row: int, accepts: tuple[int, ...]) -> Iterator[Change]:
    """The open place that is least short of services, else any that is short."""
    short = {slot: room.short(row, own.place[slot], own.year[slot]) for slot in accepts}
    short = {slot: lacking for slot, lacking in short.items() if lacking}
    if short:
        slot = min(short, key=lambda slot: (not own.is_open(slot), len(short[slot]), sum(short[slot].values()), slot))
        yield Change(SERVICE, own.place[slot], own.year[slot], services=tuple(short[slot].items()))


def _refusals(
    people: People, own: CohortPlaces, room: ServiceRoom, row: int, accepts: tuple[int, ...]
) -> Iterator[Change]:
    """Refused places where one of its cohort is open to it, or held by somebody after it in the draw."""
    named: set[str] = set()
    for slot in own.in_time(people, row):
        place, year = own.place[slot], own.year[slot]
        if slot in accepts or place in named or len(named) == MOST_REFUSALS:
            continue
        opened = own.is_open(slot) and own.has_quota(people.cohort[row], year) and not room.short(row, place, year)
        after = (
            one
            for one in own.members[slot]
            if people.order[one] > people.order[row] and people.cohort[one] == people.cohort[row]
        )
        if opened or any(room.change([(row, place, year)], [(one, place, year)], count=False) for one in after):
            named.add(place)
            yield Change(REFUSAL, place, year)
