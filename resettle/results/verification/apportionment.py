"""Whole households: the programme's, rounded down, and shared out over each class's cohorts in proportion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.choices import SOLUTIONS
from resettle.results.verification.finding import compare, none_of
from resettle.results.verification.people import SLIVER
from resettle.results.verification.targets import PIN_KEYS, pins_of_year
from resettle.results.verification.yearly import by_year, standing

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

PAIR = ["class_", "place"]
KEYS = ["cohort", "solution", "place"]
UNROUNDED_KEYS = ["cohort", "solution", "place", "year"]


def check_rounding(evidence: Evidence) -> list[Comparison]:
    """A class's running total at a place is the programme's, rounded down; its cohorts share it by Webster's divisors.

    Less than that settles only where a pin allows no more by then, or all of the class who may have settled.
    """
    exact = standing(evidence.unrounded.settling)
    whole = standing(evidence.settling)
    pairs = pd.MultiIndex.from_tuples(exact.index.union(whole.index), names=PAIR)
    whole = whole.reindex(pairs).fillna(0.0)
    down = pd.DataFrame(np.floor(exact.reindex(pairs).fillna(0.0).to_numpy() + SLIVER), pairs, evidence.years)
    least = down.where(~_may_wait(evidence, whole), 0.0)
    named = _in_words(evidence, pairs)
    return [
        none_of(
            "unrounded where or when the solution, the place or willingness is not open",
            evidence.unrounded.placed,
            _never_open(evidence),
            UNROUNDED_KEYS,
        ),
        compare("households settled so far", whole.set_axis(named), "at most", down.set_axis(named), unit="households"),
        compare(
            "households settled so far", whole.set_axis(named), "at least", least.set_axis(named), unit="households"
        ),
        *_shared_out(evidence),
    ]


def _in_words(evidence: Evidence, pairs: pd.MultiIndex) -> pd.MultiIndex:
    words = evidence.choices.classes["words"].reindex(pairs.get_level_values("class_")).to_numpy()
    return pd.MultiIndex.from_arrays([words, pairs.get_level_values("place")], names=["", "place"])


def _never_open(evidence: Evidence) -> np.ndarray:
    """Whether a row of the programme's households is of a class that may not settle there in that year."""
    placed = evidence.unrounded.placed
    first = evidence.choices.pairs.set_index(PAIR)["first"]
    asked = pd.MultiIndex.from_frame(placed[PAIR])
    return ~(placed["year"].to_numpy() >= first.reindex(asked).to_numpy(dtype=float))


def _may_wait(evidence: Evidence, whole: pd.DataFrame) -> pd.DataFrame:
    """Whether a class may have less at a place than the programme's, rounded down: a pin is full, or nobody is left."""
    waits = np.zeros(whole.shape, dtype=bool)
    pairs = whole.index.to_frame(index=False)
    classes = evidence.choices.classes.reindex(pairs["class_"]).reset_index(drop=True)
    named = pairs[["place"]].assign(programme=classes["programme"], solution=classes["solution"])
    flows = whole.diff(axis=1).fillna(whole.iloc[:, :1]) if whole.shape[1] else whole
    for column, year in enumerate(evidence.years):
        for pin, most in pins_of_year(evidence, year):
            mine = np.ones(len(named), dtype=bool)
            for key in PIN_KEYS:
                if getattr(pin, key):
                    mine = mine & (named[key] == getattr(pin, key)).to_numpy(dtype=bool)
            there = (flows if pin.year is not None else whole).to_numpy()[mine, column].sum()
            if there >= np.floor(most + 1e-9):
                waits[mine, column] = True
    nobody = _nobody_left(evidence).reindex(pairs["class_"]).fillna(value=False).to_numpy(dtype=bool)
    return pd.DataFrame(waits | nobody, index=whole.index, columns=whole.columns)


def _nobody_left(evidence: Evidence) -> pd.DataFrame:
    """Whether everybody of a class who may have settled by a year has: by class_, a column a year."""
    members = evidence.choices.members
    settled, most = _by_member(evidence), _most(evidence)
    has = members["households"].to_numpy(dtype=float)[:, None]
    of_cohort = settled.groupby(members["cohort"].to_numpy()).transform("sum").to_numpy()
    full = pd.DataFrame((settled.to_numpy() >= most) | (of_cohort >= has), columns=evidence.years)
    return full.groupby(members["class_"].to_numpy()).all()


def _by_member(evidence: Evidence) -> pd.DataFrame:
    """Households settled so far, in the rows of the members."""
    settled = standing(by_year(evidence.placed, ["cohort", "solution"], "households", evidence.years))
    asked = pd.MultiIndex.from_frame(evidence.choices.members[["cohort", "solution"]])
    return settled.reindex(asked).fillna(0.0).reset_index(drop=True)


def _most(evidence: Evidence) -> np.ndarray:
    """Households of each member that have chosen its solution by each year, rounded up.

    A class for which more is decided gets it: that nobody may be placed against a choice is for (2) to say.
    """
    members, classes = evidence.choices.members, evidence.choices.classes
    decided = evidence.unrounded.moved.reindex(members["class_"]).fillna(0.0).to_numpy()
    part = members["households"].to_numpy(dtype=float) / classes["households"].reindex(members["class_"]).to_numpy()
    chosen = np.fmax(evidence.choices.chosen.to_numpy(), decided * part[:, None])
    return np.asarray(np.ceil(chosen - SLIVER))


def _shared_out(evidence: Evidence) -> list[Comparison]:
    """Households of each cohort against its part of what its class settles, dealt out again place by place."""
    placed = by_year(evidence.placed, KEYS, "households", evidence.years)
    due = by_year(_dealt(evidence), KEYS, "households", evidence.years)
    found, expected = placed.align(due, join="outer", axis=0, fill_value=0.0)
    if found.empty:
        return []
    return [compare("households of the cohort, against its part", found, "equal to", expected, unit="households")]


def _dealt(evidence: Evidence) -> pd.DataFrame:
    """What classes settle, dealt to their cohorts again: cohort, solution, place, year, households.

    In a year, solutions in their order; a class's households in the order of places, each to the cohort whose own
    households, divided by twice what it has so far and one, are most (Webster's divisors 1, 3, 5 …); of equals, to the
    first by name. No cohort gets more than have chosen the solution by then, nor more than it has in all.
    """
    members, most = evidence.choices.members, _most(evidence)
    cohort, _ = pd.factorize(members["cohort"], sort=True)
    has = np.floor(members["households"].to_numpy(dtype=float) + SLIVER)
    places = pd.Index(sorted(evidence.placed["place"].unique()))
    got = np.zeros(len(members), dtype=np.int64)
    dealt = []
    for column, year in enumerate(evidence.years):
        seats = _seats(evidence.placed[evidence.placed["year"] == year], places)
        for solution in SOLUTIONS:
            mine = (members["solution"] == solution).to_numpy()
            left = has - np.bincount(cohort, got, cohort.max(initial=0) + 1)[cohort]
            free = np.where(mine, np.clip(np.minimum(most[:, column] - got, left), 0, None), 0).astype(np.int64)
            queue = _queue(members, cohort, got, free, seats)
            member, place = _turn_by_turn(members["class_"].to_numpy(), queue, seats)
            pairs, households = np.unique(member * len(places) + place, return_counts=True)
            got = got + np.bincount(member, minlength=len(members))
            dealt.append((year, *np.divmod(pairs, max(1, len(places))), households))
    member = np.concatenate([part[1] for part in dealt])
    named = members[["cohort", "solution"]].iloc[member].reset_index(drop=True)
    return named.assign(
        place=places.take(np.concatenate([part[2] for part in dealt])),
        year=np.repeat([part[0] for part in dealt], [len(part[1]) for part in dealt]),
        households=np.concatenate([part[3] for part in dealt]).astype(float),
    )


def _seats(placed: pd.DataFrame, places: pd.Index) -> pd.DataFrame:
    """A year's households by class and place (its position), in this order: class_, place, households."""
    there = placed.assign(place=places.get_indexer(pd.Index(placed["place"])))
    seats = there.groupby(["class_", "place"])["households"].sum().reset_index()
    return seats.assign(households=seats["households"].clip(lower=0).astype("int64"))


def _queue(
    members: pd.DataFrame, cohort: np.ndarray, got: np.ndarray, free: np.ndarray, seats: pd.DataFrame
) -> np.ndarray:
    """Members by class, each as often as it may be served, whose turn comes first in front."""
    wanted = seats.groupby("class_")["households"].sum()
    class_ = members["class_"].to_numpy()
    most = np.minimum(free, wanted.reindex(class_).fillna(0).to_numpy(dtype=np.int64))
    member = np.repeat(np.arange(len(members)), most)
    nth = np.arange(len(member)) - np.repeat(np.cumsum(most) - most, most)
    quotient = members["households"].to_numpy(dtype=float)[member] / (2 * (got[member] + nth) + 1)
    return np.asarray(member[np.lexsort((cohort[member], -quotient, class_[member]))])


def _turn_by_turn(class_: np.ndarray, queue: np.ndarray, seats: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Who goes where: the first of a class's queue to its first place; who has no place, or no taker, is left out."""
    times = seats["households"].to_numpy()
    place, of = np.repeat(seats["place"].to_numpy(), times), np.repeat(seats["class_"].to_numpy(), times)
    begins = np.searchsorted(class_[queue], of)
    turn = np.arange(len(of)) - np.searchsorted(of, of)
    ends = np.searchsorted(class_[queue], of, side="right")
    served = begins + turn < ends
    return queue[(begins + turn)[served]], place[served]
