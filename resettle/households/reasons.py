"""Why each household waits, worked out from who has which place in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.households.cohort_places import CohortPlaces, People, cohort_places
from resettle.households.service_room import ServiceRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.households.fitting import ServiceUse

NO_CHOICE, LATER, NOT_PLANNED, PLACES_EARLIER = "no_choice", "later", "not_planned", "places_earlier"
REFUSED, REFUSES_OPEN = "refused", "refuses_open"
IN_ORDER, PROMISED, EXCHANGED = "in_order", "promised", "exchanged"
SERVICES, SERVICES_LESS = "services", "services_less"
REASONS = {
    NO_CHOICE: "it has stated no choice yet: nobody is placed without one",
    LATER: "it has a choice that holds only after the last year of the plan",
    NOT_PLANNED: "the plan places nobody of its cohort by the solution it chose",
    PLACES_EARLIER: "its choice holds only after the years in which the plan has places for its cohort",
    IN_ORDER: "every place of its cohort that it would take went to households before it in the draw",
    PROMISED: "every place of its cohort that it would take went to households before it, or was promised earlier",
    EXCHANGED: "the places that it would take were exchanged with households of other cohorts",
    REFUSED: "it refuses every place that the plan has for its cohort once its choice holds",
    REFUSES_OPEN: "it refuses every place that is left open for its cohort, and the others are taken",
    SERVICES: "a place of its cohort that it would take is open, but a service there has too little left for it",
    SERVICES_LESS: "a household after it has a place that it would take, and needs less of a scarce service there",
}
"""Why a household is not placed, by key."""
WAITING = ["household", "cohort", "solution", "reason", "position", "standing", "services"]
BETWEEN = ";"


def waiting_table(
    last_year: int,
    households: pd.DataFrame,
    slots: pd.DataFrame,
    put: pd.DataFrame,
    use: ServiceUse,
    *,
    across: bool = False,
) -> pd.DataFrame:
    """``WAITING`` of everyone who is not placed.

    services: which have too little left where that is the reason, as ``place:service`` with ``;`` between.

    Parameters
    ----------
    last_year : of the plan
    households, slots, put, use, across : as in ``completing.completed``
    """
    rows = np.setdiff1d(np.arange(len(households)), put["row"].to_numpy(dtype=np.int64))
    reason = pd.Series(NOT_PLANNED, index=rows, dtype=object)
    services = pd.Series("", index=rows, dtype=object)
    people, room = People(households, across=across), ServiceRoom(use, put)
    for own in cohort_places(people, slots, put, every=True):
        for row in own.waiting:
            reason[row], services[row] = _reason(people, own, room, row)
    silent = (people.solution[rows] == "").astype(bool)
    reason[~silent & (people.from_year[rows] > last_year)] = LATER
    reason[silent] = NO_CHOICE
    services[~reason.isin([SERVICES, SERVICES_LESS]).to_numpy(dtype=bool)] = ""
    told = households.iloc[rows][["household", "cohort", "solution", "position", "standing"]]
    told = told.assign(reason=reason.to_numpy(), services=services.to_numpy())
    return told.sort_values("household", ignore_index=True)[WAITING]


def _reason(people: People, own: CohortPlaces, room: ServiceRoom, row: int) -> tuple[str, str]:
    """The reason of one who has chosen, and services that are short."""
    if not own.in_time(people, row):
        return PLACES_EARLIER, ""
    accepts = own.accepted(people, row)
    if not accepts:
        return REFUSED, ""
    cohort, order = people.cohort[row], people.order
    free = [slot for slot in own.in_time(people, row) if own.is_open(slot) and own.has_quota(cohort, own.year[slot])]
    after = [
        slot
        for slot in accepts
        if any(order[one] > order[row] and people.cohort[one] == cohort for one in own.members[slot])
    ]
    for reason, slots in ((SERVICES, [slot for slot in free if slot in accepts]), (SERVICES_LESS, after)):
        if slots:
            return reason, _short(own, room, row, slots)
    if free:
        return REFUSES_OPEN, ""
    if own.many and any(order[one] > order[row] and people.cohort[one] == cohort for one in _placed(own)):
        return EXCHANGED, ""
    later = (people.drawn[one] > people.drawn[row] for slot in accepts for one in own.promised[slot])
    return (PROMISED if any(later) else IN_ORDER), ""


def _short(own: CohortPlaces, room: ServiceRoom, row: int, slots: list[int]) -> str:
    named = {
        f"{own.place[slot]}:{service}": None
        for slot in slots
        for service in room.short(row, own.place[slot], own.year[slot])
    }
    return BETWEEN.join(named)


def _placed(own: CohortPlaces) -> Iterator[int]:
    for members in own.members:
        yield from members
