"""From the programme's fractions to whole households, split over equals in proportion.

Each class's running total at a place is rounded down, so that no capacity is overrun. What a class gets goes to its
cohorts in the order of Webster's (Sainte-Laguë) divisors, the apportionment that favours neither large nor small
(Balinski and Young 1982, Fair Representation); a cohort never gets more than it has over all its solutions.
"""

from __future__ import annotations

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
    slots = _rounded_down(settle, households)
    members = choices.members.assign(has=np.floor(choices.members["households"] + _SLIVER).astype(int))
    given = pd.Series(0, index=members["cohort"].unique())
    parts = []
    for solution in ORDER_OF_SOLUTIONS:
        chosen = members[members["solution"] == solution]
        wanted = _most_willing(choices, chosen, slots)
        left = chosen["has"].to_numpy() - given.reindex(chosen["cohort"]).to_numpy()
        free = np.maximum(np.minimum(left, wanted.to_numpy()), 0)
        part = _deal(slots[slots["solution"] == solution], chosen.assign(free=free))
        given = given.add(part.groupby("cohort")["households"].sum(), fill_value=0).astype(int)
        parts.append(part)
    return _with_persons(pd.concat(parts, ignore_index=True), choices.members)


def _rounded_down(settle: pd.DataFrame, households: np.ndarray) -> pd.DataFrame:
    """Whole households per class, place and year: differences of the rounded running totals."""
    flows = settle[["class_", "place", "year", "solution"]].assign(households=np.maximum(households, 0.0))
    flows = flows.sort_values(["class_", "place", "year"])
    running = np.floor(flows.groupby(["class_", "place"])["households"].cumsum() + _SLIVER)
    before = running.groupby([flows["class_"], flows["place"]]).shift(fill_value=0.0)
    flows["households"] = (running - before).round().astype(int)
    return flows.loc[flows["households"] > 0]


def _most_willing(choices: ChoiceClasses, members: pd.DataFrame, slots: pd.DataFrame) -> pd.Series:
    """Households of each member that have chosen this solution by the last year, rounded up.

    A class that was decided more than that is dealt it all the same: to judge the decision, not to hide it, is the
    checker's work.
    """
    willing = choices.willing.groupby("class_")["willing"].max()
    decided = slots.groupby("class_")["households"].sum()
    most = pd.concat([willing, decided]).groupby(level=0).max()
    mine = members["class_"].map(most).astype(float) * members["household_part"]
    return pd.Series(np.ceil(mine - _SLIVER), index=mine.index).astype(int)


def _deal(slots: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Give each class's whole households, year by year and place by place, to its members in Webster's order."""
    turns = members.loc[members.index.repeat(members["free"]), ["class_", "cohort", "households"]]
    turn = turns.groupby("cohort").cumcount()
    turns = turns.assign(quotient=turns["households"] / (2 * turn + 1))
    turns = turns.sort_values(["class_", "quotient", "cohort"], ascending=[True, False, True])
    turns = turns.assign(turn=turns.groupby("class_").cumcount())
    slots = slots.sort_values(["class_", "year", "place"])
    seats = slots.loc[slots.index.repeat(slots["households"]), ["class_", "place", "year", "solution"]]
    seats = seats.assign(turn=seats.groupby("class_").cumcount())
    dealt = seats.merge(turns[["class_", "turn", "cohort"]], on=["class_", "turn"])
    keys = ["cohort", "place", "year", "solution"]
    return dealt.groupby(keys, as_index=False).size().rename(columns={"size": "households"})


def _with_persons(dealt: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    sizes = members.drop_duplicates("cohort").set_index("cohort")
    mean = (sizes["persons"] / sizes["households"]).reindex(dealt["cohort"]).to_numpy()
    dealt = dealt.assign(persons=dealt["households"] * mean)
    columns = ["cohort", "place", "year", "households", "persons", "solution"]
    return dealt[columns].sort_values(["cohort", "place", "year", "solution"], ignore_index=True)
