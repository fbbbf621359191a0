"""From the programme's fractions to whole households, split over equals in proportion.

Each class's running total at a place is rounded down, so that no capacity is overrun, and is less where a pin allows
no more in a year (``rounded_totals``). What a class gets in a year goes to its cohorts in the order of Webster's
(Sainte-Laguë) divisors, the apportionment that favours neither large nor small (Balinski and Young 1982, Fair
Representation); a cohort never gets more than have chosen it by then, rounded up, nor more than it has in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.rounded_totals import SLIVER, RunningTotals

if TYPE_CHECKING:
    from resettle.model.choice import ChoiceClasses

ORDER_OF_SOLUTIONS = ("return", "integrate", "relocate")


def placements(
    choices: ChoiceClasses, settle: pd.DataFrame, households: np.ndarray, pins: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Whole placements of cohorts: cohort, place, year, households, persons, solution.

    Parameters
    ----------
    choices
        The choice classes and their members.
    settle
        Index of x with ``class_``, ``place``, ``year`` and ``solution`` (and ``programme``, where there are pins).
    households
        Value of x for each row of ``settle``.
    pins
        Pins of (17) as ``resettle.model.pins.pin_rows`` has them; none where left out.
    """
    totals = RunningTotals.of(choices, settle, households)
    dealing = _Dealing.of(choices, totals)
    for year in range(len(totals.years)):
        room = totals.room(year, pins)
        wanted = totals.wanted(year)
        while True:
            seats = room.within(wanted, totals.flows[:, year])
            parts = dealing.deal(seats, year)
            undealt = seats - parts.by_pair(len(seats))
            if not undealt.any():
                break
            # Whoever could take them has all it may: they wait, and what pins held back for them need not.
            wanted = wanted - undealt
        dealing.keep(parts, year)
        totals.settle(seats)
    return dealing.table(choices.members)


@dataclass(frozen=True)
class _Parts:
    """Households that a member of a class gets at a pair's place in one year."""

    member: np.ndarray
    pair: np.ndarray
    households: np.ndarray

    def by_pair(self, pairs: int) -> np.ndarray:
        """Their sum at each pair of class and place."""
        return _sums(self.pair, self.households, pairs)


@dataclass
class _Dealing:
    """Members of the classes, cohorts as positions in their sorted names, and what each has got so far.

    Attributes
    ----------
    most : households of each member that have chosen its solution by each year, rounded up (a column a year)
    got : households of each member that have settled
    """

    totals: RunningTotals
    class_: np.ndarray
    cohort: np.ndarray
    solution: np.ndarray
    households: np.ndarray
    names: pd.Index
    most: np.ndarray
    got: np.ndarray
    dealt: list[tuple[int, _Parts]]

    @classmethod
    def of(cls, choices: ChoiceClasses, totals: RunningTotals) -> _Dealing:
        members = choices.members
        cohort, names = pd.factorize(members["cohort"], sort=True)
        class_ = pd.Index(choices.classes["class_"]).get_indexer(pd.Index(members["class_"]))
        most = _most_willing(choices, totals)[class_] * members["household_part"].to_numpy()[:, None]
        return cls(
            totals,
            class_,
            cohort,
            members["solution"].to_numpy(),
            members["households"].to_numpy(),
            pd.Index(names),
            np.ceil(most - SLIVER).astype(np.int64),
            np.zeros(len(members), dtype=np.int64),
            [],
        )

    def deal(self, seats: np.ndarray, year: int) -> _Parts:
        """Give a year's whole households of each pair, place by place, to the class's members in Webster's order."""
        has = _sums(self.cohort, self.got, len(self.names))
        left = (np.floor(self._of_cohorts() + SLIVER) - has).astype(np.int64)
        parts = []
        for solution in ORDER_OF_SOLUTIONS:
            mine = self.solution == solution
            free = np.minimum(self.most[:, year] - self.got, left[self.cohort])
            part = self._deal(seats, np.where(mine, np.maximum(free, 0), 0))
            left = left - _sums(self.cohort[part.member], part.households, len(self.names))
            parts.append(part)
        return _Parts(*(np.concatenate([getattr(part, name) for part in parts]) for name in _Parts.__annotations__))

    def _of_cohorts(self) -> np.ndarray:
        """Households of each cohort."""
        has = np.zeros(len(self.names))
        has[self.cohort] = self.households
        return has

    def _deal(self, seats: np.ndarray, free: np.ndarray) -> _Parts:
        """The seats of the classes that have free members, as far as these go."""
        class_of_pair = self.totals.class_
        classes = 1 + max(self.class_.max(initial=0), class_of_pair.max(initial=0))
        seats_of_class = _sums(class_of_pair, seats, classes)
        free = np.minimum(free, seats_of_class[self.class_])
        member = np.repeat(np.arange(len(free)), free)
        quotient = self.households[member] / (2 * (self.got[member] + _count(free)) + 1)
        member = member[np.lexsort((self.cohort[member], -quotient, self.class_[member]))]
        turns_of_class = _sums(self.class_, free, classes)
        pair = np.repeat(np.arange(len(seats)), seats)
        class_ = class_of_pair[pair]
        turn = _count(seats_of_class)
        taken = turn < turns_of_class[class_]
        first = np.cumsum(turns_of_class) - turns_of_class
        taker = member[first[class_[taken]] + turn[taken]]
        dealt, households = np.unique(taker * max(1, len(seats)) + pair[taken], return_counts=True)
        return _Parts(*np.divmod(dealt, max(1, len(seats))), households)

    def keep(self, parts: _Parts, year: int) -> None:
        """Settle what was dealt."""
        self.got = self.got + _sums(parts.member, parts.households, len(self.got))
        self.dealt.append((year, parts))

    def table(self, named: pd.DataFrame) -> pd.DataFrame:
        """Everything dealt, a row for each cohort, place, year and solution."""
        kept = [part for _, part in self.dealt]
        member, pair, households = (
            np.concatenate([np.zeros(0, dtype=np.int64), *(getattr(part, name) for part in kept)])
            for name in _Parts.__annotations__
        )
        counts = np.array([len(part.member) for part in kept], dtype=np.int64)
        year = np.repeat(np.array([year for year, _ in self.dealt], dtype=np.int64), counts)
        solution, solutions = pd.factorize(named["solution"], sort=True)
        place = self.totals.place[pair]
        order = np.lexsort((solution[member], year, place, self.cohort[member]))
        member, households, year, place = member[order], households[order], year[order], place[order]
        mean = (named["persons"] / named["households"]).to_numpy()
        return pd.DataFrame(
            {
                "cohort": self.names.take(self.cohort[member]),
                "place": self.totals.places.take(place),
                "year": np.asarray(self.totals.years, dtype=np.int64)[year],
                "households": households,
                "persons": households * mean[member],
                "solution": pd.Index(solutions).take(solution[member]),
            }
        )


def _most_willing(choices: ChoiceClasses, totals: RunningTotals) -> np.ndarray:
    """Households of each class that have chosen this solution by each year.

    A class that was decided more than that is dealt it all the same: to judge the decision, not to hide it, is the
    checker's work.
    """
    wide = choices.willing.pivot(index="class_", columns="year", values="willing")
    willing = wide.reindex(index=choices.classes["class_"], columns=totals.years).ffill(axis=1).to_numpy(dtype=float)
    decided = np.zeros(willing.shape)
    np.add.at(decided, totals.class_, totals.exact)
    return np.asarray(np.fmax(willing, decided))


def _count(lengths: np.ndarray) -> np.ndarray:
    """0, 1, 2 … for each of the lengths, one after the other."""
    return np.asarray(np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths))


def _sums(at: np.ndarray, households: np.ndarray, length: int) -> np.ndarray:
    """Whole sums at each of so many positions."""
    return np.asarray(np.bincount(at, households, length), dtype=np.int64)
