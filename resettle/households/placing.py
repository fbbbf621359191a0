"""Every household of a registry placed by a plan, or told why not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.households.draw import drawn
from resettle.households.filling import filled
from resettle.households.fitting import fitted

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

NO_CHOICE, LATER, NOT_PLANNED, IN_ORDER, REFUSED, SERVICES = (
    "no_choice",
    "later",
    "not_planned",
    "in_order",
    "refused",
    "services",
)
REASONS = {
    NO_CHOICE: "it has stated no choice yet: nobody is placed without one",
    LATER: "it has a choice that holds only after the last year of the plan",
    NOT_PLANNED: "the plan places nobody of its cohort by the solution it chose",
    IN_ORDER: "the plan places fewer of its cohort than have chosen, and the draw put others first",
    REFUSED: "it refuses every place that the plan has left for its cohort",
    SERVICES: "with households as large as they are, a service of the place would be used up",
}
"""Why a household is not placed, by key."""


@dataclass(frozen=True)
class Placed:
    """A registry placed by a plan.

    Attributes
    ----------
    placed : household, cohort, solution, place, year, persons, position (in the draw, from 0 to 1)
    waiting : household, cohort, solution, reason (a key of ``REASONS``), position
    open_slots : cohort, solution, place, year, households: what the plan has room for and nobody of the cohort may take
    seed : of the draw
    """

    placed: pd.DataFrame
    waiting: pd.DataFrame
    open_slots: pd.DataFrame
    seed: str


def place_households(plan: Plan, registry: Registry, seed: str) -> Placed:
    """Place each household where the plan has a place for one of its cohort, by the order of the draw.

    As many as the plan's table ``placements`` says for each cohort, solution, place and year, and no more: whoever has
    chosen, waits, refuses not the place, and stands first. Then services are held against the households' real
    persons, and the last in order wait where these would be overrun. Raises ResettleError where the plan is of other
    cohorts than the registry's.
    """
    households = registry.households.reset_index(drop=True)
    slots = _slots(plan, households)
    order = drawn(households, seed)
    told = households.assign(position=order["position"])
    put = filled(told, slots, seed)
    put, dropped = fitted(plan, told, put)
    placed = told.loc[put["row"], ["household", "cohort", "solution", "persons", "position"]].reset_index(drop=True)
    placed = placed.assign(place=put["place"].to_numpy(), year=put["year"].to_numpy(dtype=np.int64))
    columns = ["household", "cohort", "solution", "place", "year", "persons", "position"]
    placed = placed.sort_values(["year", "place", "cohort", "position", "household"], ignore_index=True)[columns]
    return Placed(placed, _waiting(plan, told, slots, put, dropped), _open_slots(slots, placed), seed)


def _slots(plan: Plan, households: pd.DataFrame) -> pd.DataFrame:
    slots = plan["placements"][["cohort", "solution", "place", "year", "households"]]
    unknown = slots[~slots["cohort"].isin(set(households["cohort"]))]
    if len(slots) and unknown["households"].sum() > 0.5 * slots["households"].sum():
        message = (
            "the plan is of other cohorts than the registry's. Make the dataset of the registry "
            "(`resettle households check REGISTRY --dataset-out DIR`), plan with it, and place by that plan."
        )
        raise ResettleError(message)
    programme = plan.dataset["places"].set_index("place")["programme"]
    return slots.assign(programme=slots["place"].map(programme)).reset_index(drop=True)


def _waiting(
    plan: Plan, households: pd.DataFrame, slots: pd.DataFrame, put: pd.DataFrame, dropped: np.ndarray
) -> pd.DataFrame:
    """Everyone not placed, with the first reason that holds."""
    rows = np.setdiff1d(np.arange(len(households)), put["row"].to_numpy(dtype=np.int64))
    left = households.iloc[rows]
    planned = pd.MultiIndex.from_frame(slots[["cohort", "solution"]].drop_duplicates())
    has_slot = pd.MultiIndex.from_frame(left[["cohort", "solution"]]).isin(planned)
    later = left["from_year"].fillna(0).to_numpy(dtype=np.int64) > plan.years[-1]
    reason = np.select(
        [
            (left["solution"] == "").to_numpy(dtype=bool),
            later,
            ~has_slot,
            np.isin(rows, dropped),
            _refuses_all(left, slots),
        ],
        [NO_CHOICE, LATER, NOT_PLANNED, SERVICES, REFUSED],
        default=IN_ORDER,
    )
    told = left[["household", "cohort", "solution", "position"]].assign(reason=reason)
    columns = ["household", "cohort", "solution", "reason", "position"]
    return told.sort_values("household", ignore_index=True)[columns]


def _refuses_all(left: pd.DataFrame, slots: pd.DataFrame) -> np.ndarray:
    """Whether a household refuses every place that the plan has for its cohort and solution."""
    offered = slots.groupby(["cohort", "solution"])["place"].agg(frozenset).to_dict()
    answer = np.zeros(len(left), dtype=bool)
    columns = left[["cohort", "solution", "refuses"]].to_numpy(dtype=object)
    for at in np.flatnonzero((left["refuses"] != "").to_numpy(dtype=bool)):
        cohort, solution, refuses = columns[at]
        named = frozenset(part.strip() for part in refuses.split(";"))
        answer[at] = offered.get((cohort, solution), frozenset()) <= named
    return answer


def _open_slots(slots: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    keys = ["cohort", "solution", "place", "year"]
    taken = placed.groupby(keys).size().rename("taken").reset_index()
    both = slots.merge(taken, on=keys, how="left").fillna({"taken": 0})
    left = both["households"] - both["taken"].astype("int64")
    return both.assign(households=left)[left > 0][[*keys, "households"]].reset_index(drop=True)
