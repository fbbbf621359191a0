"""Every household of a registry placed by a plan, or told why not yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.households.completing import completed
from resettle.households.dealing import Dealing
from resettle.households.exchanging import exchanged_across, with_slots
from resettle.households.filling import filled
from resettle.households.fitting import ServiceUse, fitted
from resettle.households.kin_years import brought_together
from resettle.households.moving import Moving
from resettle.households.promises import (
    CHANGES,
    SLOT,
    Earlier,
    changes,
    draw_all,
    in_order,
    keeping,
    refuse_other_ids,
    slots_left,
)
from resettle.households.reasons import waiting_table
from resettle.households.requests import COLUMNS, with_requests

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

AT = ("place", "slot")


@dataclass(frozen=True)
class Placed:
    """A registry placed by a plan.

    Attributes
    ----------
    placed : household, cohort, solution, place, year, persons, position (in the draw, from 0 to 1), slot (the cohort
        whose place of the plan it has: its own, unless places are exchanged across cohorts)
    waiting : household, cohort, solution, reason (a key of ``reasons.REASONS``), position, standing (1: it lost a
        promise; else one more than the number of its draw), services (which have too little left, as ``place:service``)
    open_slots : cohort, solution, place, year, households: what the plan has room for and nobody of the cohort may take
    draw : household, ticket, group, position, equals, round: the order, of all draws so far
    answers : household, request, value, answer: what was asked
    changes : of each household that was promised a place earlier, what became of it (``promises.changes``)
    """

    placed: pd.DataFrame
    waiting: pd.DataFrame
    open_slots: pd.DataFrame
    draw: pd.DataFrame
    answers: pd.DataFrame
    changes: pd.DataFrame

    def earlier(self) -> Earlier:
        """What a later placing has to keep."""
        return Earlier(self.placed[["household", "cohort", *SLOT]], self.draw)


@dataclass(frozen=True)
class Asked:
    """How a registry is placed.

    Attributes
    ----------
    seed : of the draw (``draw.seed_of``)
    secret : of whoever holds the registry (``secret``); the same in every later placing
    earlier : what was promised, to be kept
    requests : household, request, value: what single households ask for now (``requests``)
    exchange : whether, for a household that asks to be with another, one equal who has not asked may be moved
    across : whether those who relocate exchange places with others of their programme, size class and year; else with
        those of their cohort alone
    kin_years : most years that a household is moved later to be with kin; None: no exchange for kin's sake
    releases : file of what was published with the secret (``ledger``); blank: it is in the placement's own folder
    """

    seed: str
    secret: str
    earlier: Earlier | None = None
    requests: pd.DataFrame | None = None
    exchange: bool = False
    across: bool = False
    kin_years: int | None = None
    releases: str = ""


def place_households(plan: Plan, registry: Registry, asked: Asked) -> Placed:
    """Place each household where the plan has a place for one of its cohort, by the order of the draw.

    Promises that hold are kept. Then as many as the plan's table ``placements`` says for each cohort, solution, place
    and year, and no more: whoever has chosen, waits, refuses not the place, and stands first. Then services are held
    against the households' real persons, and the last in order wait where these would be overrun. Raises ResettleError
    where the plan is of other cohorts than the registry's.
    """
    requests = pd.DataFrame(columns=COLUMNS) if asked.requests is None else asked.requests
    registry = with_requests(registry, requests)
    households = registry.households.sort_values("household", ignore_index=True)  # no row order decides anything
    slots = _slots(plan, households)
    if asked.earlier is not None:
        refuse_other_ids(households, asked.earlier)
    draw = draw_all(households, asked.seed, asked.secret, asked.earlier)
    told = in_order(households, draw)
    kept, told, answers = _kept(told, slots, requests, asked)
    use = ServiceUse(plan, told)
    put = _put(told, slots, kept, use, asked)
    own = ["household", "cohort", "solution", "persons", "position"]
    placed = told.loc[put["row"], own].reset_index(drop=True)
    placed = placed.assign(year=put["year"].to_numpy(dtype=np.int64), **{name: put[name].to_numpy() for name in AT})
    columns = ["household", "cohort", "solution", "place", "year", "persons", "position", "slot"]
    placed = placed.sort_values(["year", "place", "cohort", "position", "household"], ignore_index=True)[columns]
    waiting = waiting_table(plan.years[-1], told, slots, put, use, across=asked.across)
    open_slots = _open_slots(slots, placed)
    changed = pd.DataFrame(columns=CHANGES)
    if asked.earlier is not None:
        changed = changes(registry, placed, asked.earlier, frozenset(requests["household"]))
    return Placed(placed, waiting, open_slots, draw, answers, changed)


def _put(
    households: pd.DataFrame, slots: pd.DataFrame, kept: pd.DataFrame, use: ServiceUse, asked: Asked
) -> pd.DataFrame:
    """Row, place, year, slot of everybody who is placed."""
    dealing = Dealing(households, use, asked.seed, across=False)
    new = filled(households, slots_left(slots, households, kept), kept, dealing)
    put = fitted(use, pd.concat([kept, new], ignore_index=True))
    put = completed(households, slots, put, use)
    if asked.across:
        put = exchanged_across(households, put, use, Dealing(households, use, asked.seed, across=True))
        put = completed(households, slots, put, use, across=True)
    if asked.kin_years is not None:
        put = brought_together(households, put, asked.kin_years, use)
        put = completed(households, slots, put, use, across=asked.across)
    return with_slots(households, slots, put) if asked.across else put


def _kept(
    told: pd.DataFrame, slots: pd.DataFrame, requests: pd.DataFrame, asked: Asked
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Promises kept, after who asked to be with another was moved; the households; the answers."""
    none = np.zeros(0, dtype=np.int64)
    kept = pd.DataFrame({"row": none, "place": [], "year": none, "slot": []})
    if asked.earlier is not None:
        kept, told = keeping(told, slots, asked.earlier)
    if requests.empty:
        return kept, told, requests.assign(answer=pd.Series(dtype="str"))
    moving = Moving(told, slots, kept, exchange=asked.exchange)
    answers = moving.answers(requests)
    return moving.kept, told, answers


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


def _open_slots(slots: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    keys = ["cohort", "solution", "place", "year"]
    taken = placed.groupby(SLOT).size().rename("taken").reset_index().rename(columns={"slot": "cohort"})
    both = slots.merge(taken, on=keys, how="left").fillna({"taken": 0})
    left = both["households"] - both["taken"].astype("int64")
    return both.assign(households=left)[left > 0][[*keys, "households"]].reset_index(drop=True)
