"""From the programme's fractions to whole households, split over equals in proportion.

Each class's running total at a place is rounded down, so that no capacity is overrun. What a class gets goes to its
cohorts in the order of Webster's (Sainte-Laguë) divisors, the apportionment that favours neither large nor small
(Balinski and Young 1982, Fair Representation); a cohort never gets more than it has over all its solutions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from resettle.model.choice import ChoiceClasses

ORDER_OF_SOLUTIONS = ("return", "integrate", "relocate")
_SLIVER = 1e-5


def placements(choices: ChoiceClasses, settle: pd.DataFrame, households: np.ndarray) -> pd.DataFrame:
    """Whole placements of cohorts: cohort, place, year, households, persons, solution.

    Parameters
    ----------
    choices
        The choice classes and their members.
    settle
        Index of x with ``class_``, ``place``, ``year`` and ``solution``.
    households
        Value of x for each row of ``settle``.
    """
    slots, members = _Slots.rounded_down(choices, settle, households), _Members.of(choices)
    wanted = _most_willing(choices, members, slots)
    left = np.floor(choices.members["households"].to_numpy(dtype=float) + _SLIVER).astype(np.int64)
    parts = []
    for solution in ORDER_OF_SOLUTIONS:
        chosen = (choices.members["solution"] == solution).to_numpy()
        free = np.where(chosen, np.maximum(np.minimum(left, wanted), 0), 0)
        part = _deal(slots, members, free)
        left = left - _sums(members.cohort[part.member], part.households, len(members.names))[members.cohort]
        parts.append(part)
    return _with_persons(parts, slots, members, choices.members)


@dataclass(frozen=True)
class _Slots:
    """Whole households of a class at a place in a year; names as positions in sorted lists."""

    class_: np.ndarray
    place: np.ndarray
    year: np.ndarray
    households: np.ndarray
    places: pd.Index

    @classmethod
    def rounded_down(cls, choices: ChoiceClasses, settle: pd.DataFrame, households: np.ndarray) -> _Slots:
        """Differences of the rounded running totals, in the order of class, year and place."""
        class_ = pd.Index(choices.classes["class_"]).get_indexer(pd.Index(settle["class_"]))
        place, places = pd.factorize(settle["place"], sort=True)
        year = settle["year"].to_numpy(dtype=np.int64)
        order = np.lexsort((year, place, class_))
        stock = class_[order] * max(1, len(places)) + place[order]
        flows = pd.Series(np.maximum(households[order], 0.0))
        running = np.floor(flows.groupby(stock).cumsum().to_numpy() + _SLIVER)
        begins = np.r_[True, stock[1:] != stock[:-1]][: len(stock)]
        before = np.where(begins, 0.0, np.r_[0.0, running[:-1]][: len(stock)])
        whole = (running - before).round().astype(np.int64)
        rows = order[whole > 0]
        in_turn = np.lexsort((place[rows], year[rows], class_[rows]))
        rows = rows[in_turn]
        return cls(class_[rows], place[rows], year[rows], whole[whole > 0][in_turn], pd.Index(places))


@dataclass(frozen=True)
class _Members:
    """Members of the choice classes; cohorts as positions in their sorted names."""

    class_: np.ndarray
    cohort: np.ndarray
    households: np.ndarray
    names: pd.Index

    @classmethod
    def of(cls, choices: ChoiceClasses) -> _Members:
        members = choices.members
        cohort, names = pd.factorize(members["cohort"], sort=True)
        class_ = pd.Index(choices.classes["class_"]).get_indexer(pd.Index(members["class_"]))
        return cls(class_, cohort, members["households"].to_numpy(), pd.Index(names))


@dataclass(frozen=True)
class _Dealt:
    """Households of a slot that a member has got."""

    member: np.ndarray
    slot: np.ndarray
    households: np.ndarray


def _most_willing(choices: ChoiceClasses, members: _Members, slots: _Slots) -> np.ndarray:
    """Households of each member that have chosen this solution by the last year, rounded up.

    A class that was decided more than that is dealt it all the same: to judge the decision, not to hide it, is the
    checker's work.
    """
    willing = choices.willing.groupby("class_")["willing"].max().reindex(choices.classes["class_"]).to_numpy()
    decided = _sums(slots.class_, slots.households, len(willing))
    mine = np.fmax(willing, decided)[members.class_] * choices.members["household_part"].to_numpy()
    return np.asarray(np.ceil(mine - _SLIVER)).astype(np.int64)


def _deal(slots: _Slots, members: _Members, free: np.ndarray) -> _Dealt:
    """Give each class's whole households, year by year and place by place, to its members in Webster's order."""
    classes = 1 + max(members.class_.max(initial=0), slots.class_.max(initial=0))
    seats_of_class = _sums(slots.class_, slots.households, classes)
    free = np.minimum(free, seats_of_class[members.class_])
    member = np.repeat(np.arange(len(free)), free)
    quotient = members.households[member] / (2 * _count(free) + 1)
    member = member[np.lexsort((members.cohort[member], -quotient, members.class_[member]))]
    turns_of_class = _sums(members.class_, free, classes)
    slot = np.repeat(np.arange(len(slots.class_)), slots.households)
    turn = _count(seats_of_class)
    class_ = slots.class_[slot]
    taken = turn < turns_of_class[class_]
    first = np.cumsum(turns_of_class) - turns_of_class
    taker = member[first[class_[taken]] + turn[taken]]
    dealt, households = np.unique(taker * max(1, len(slots.class_)) + slot[taken], return_counts=True)
    return _Dealt(*np.divmod(dealt, max(1, len(slots.class_))), households)


def _count(lengths: np.ndarray) -> np.ndarray:
    """0, 1, 2 … for each of the lengths, one after the other."""
    return np.asarray(np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths))


def _sums(at: np.ndarray, households: np.ndarray, length: int) -> np.ndarray:
    """Whole sums at each of so many positions."""
    return np.asarray(np.bincount(at, households, length), dtype=np.int64)


def _with_persons(parts: list[_Dealt], slots: _Slots, members: _Members, named: pd.DataFrame) -> pd.DataFrame:
    member, slot = np.concatenate([part.member for part in parts]), np.concatenate([part.slot for part in parts])
    households = np.concatenate([part.households for part in parts])
    solution, solutions = pd.factorize(named["solution"], sort=True)
    keys = (solution[member], slots.year[slot], slots.place[slot], members.cohort[member])
    order = np.lexsort(keys)
    member, slot, households = member[order], slot[order], households[order]
    mean = (named["persons"] / named["households"]).to_numpy()
    return pd.DataFrame(
        {
            "cohort": members.names.take(members.cohort[member]),
            "place": slots.places.take(slots.place[slot]),
            "year": slots.year[slot],
            "households": households,
            "persons": households * mean[member],
            "solution": pd.Index(solutions).take(solution[member]),
        }
    )
