"""A registry that is made up: the dataset's margins to the last household, and nobody in it is real.

Everything below the margins is an assumption, the same for both programmes, and none is a finding about anybody:
ages and sexes, villages, kin, wishes. Each is a constant here, to be changed by whoever knows better.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.households.choices import chosen_by_year
from resettle.households.columns import AGES, MEMBERS, NAMES, SEPARATOR
from resettle.households.registry import Registry

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

PREFIX = "synthetic-"
"""Every id begins with it."""
SHARE_OF_AGES = (0.09, 0.19, 0.58, 0.14)
"""Assumption: share of members aged 0–5, 6–17, 18–59, 60 and over, beyond the first adult of each household."""
SHARE_FEMALE = 0.51
"""Assumption."""
SHARE_FIRST_ADULT_OLDER = 0.18
"""Assumption: first adults aged 60 and over."""
HOUSEHOLDS_A_VILLAGE = 250.0
"""Assumption: mean size of a community; sizes fall off as one over the rank."""
SHARE_WITH_KIN = 0.3
"""Assumption: households that name another of the same origin."""
SHARE_WITH_WISHES, SHARE_REFUSING = 0.6, 0.05
"""Assumption: of those who relocate, who would like certain places, and who refuse one."""
MOST_WISHES = 3


def synthesise(dataset: Dataset, seed: int) -> Registry:
    """A registry with each cohort's households, persons and choices by year; the same seed gives the same registry.

    Only uniform numbers are drawn (PCG64, seeded by SHA-256), whose stream NumPy keeps from version to version.
    Raises ResettleError where a cohort's households or persons are no whole numbers, or do not fit its size class.
    """
    draw = _Draw(seed)
    cohorts = dataset["cohorts"].reset_index(drop=True)
    count = _whole(cohorts, "households")
    cohort = np.repeat(np.arange(len(cohorts)), count)
    frame = cohorts.loc[cohort, ["programme", "origin", "current_place", "size_class", "profile", "cohort"]]
    frame = frame.reset_index(drop=True)
    persons = _sizes(dataset, cohorts, count, draw)
    solution, year = _choices(dataset, cohorts, count, draw)
    frame.insert(0, "household", [f"{PREFIX}{number:07d}" for number in range(1, len(frame) + 1)])
    frame = frame.assign(persons=persons, solution=solution, from_year=pd.array(year, dtype="Int64"))
    frame = frame.assign(**_members(persons, draw))
    frame["community"] = _communities(frame, draw)
    frame["kin"] = _kin(frame, draw)
    frame["wishes"], frame["refuses"] = _wishes(dataset, frame, draw)
    return Registry(frame[[*NAMES, "persons", "size_class", "cohort"]], synthetic=True)


class _Draw:
    """Uniform numbers in [0, 1), in one order."""

    def __init__(self, seed: int) -> None:
        digest = hashlib.sha256(f"resettle synthetic registry {seed}".encode()).digest()
        self._generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))

    def __call__(self, count: int) -> np.ndarray:
        return self._generator.random(count)

    def order(self, groups: np.ndarray) -> np.ndarray:
        """Positions in the order of the groups, at random inside each."""
        return np.lexsort((self(len(groups)), groups))


def _whole(cohorts: pd.DataFrame, column: str) -> np.ndarray:
    figures = cohorts[column].to_numpy(dtype=float)
    parts = np.flatnonzero(figures != np.round(figures))
    if len(parts):
        key = cohorts["cohort"].iloc[parts[0]]
        message = (
            f"cohorts, {key}: found {figures[parts[0]]:g} {column}; expected a whole number to make households of."
        )
        raise ResettleError(message)
    return figures.astype(np.int64)


def _sizes(dataset: Dataset, cohorts: pd.DataFrame, count: np.ndarray, draw: _Draw) -> np.ndarray:
    """Persons of each household: each cohort's persons to the last, within its size class.

    As even as can be, then spread: of pairs of households drawn at random one gives the other a person where both stay
    in the class, which leaves the sum.
    """
    total = _whole(cohorts, "persons")
    classes = dataset["size_classes"].set_index("size_class")
    least = cohorts["size_class"].map(classes["persons_min"]).to_numpy(dtype=np.int64)
    most = cohorts["size_class"].map(classes["persons_max"]).to_numpy(dtype=np.int64)
    outside = np.flatnonzero((total < least * count) | (total > most * count))
    if len(outside):
        row = cohorts.iloc[outside[0]]
        found = f"{row['persons']:g} persons in {row['households']:g} households"
        message = f"cohorts, {row['cohort']}: found {found}; expected as many as its size class allows."
        raise ResettleError(message)
    cohort = np.repeat(np.arange(len(cohorts)), count)
    place = np.arange(len(cohort)) - np.repeat(np.cumsum(count) - count, count)
    even, left = np.divmod(total, np.maximum(count, 1))
    sizes = even[cohort] + (place < left[cohort])
    order = draw.order(cohort)
    first, second = order[:-1:2], order[1::2]
    pairs = cohort[first] == cohort[second]
    giver, taker = first[pairs], second[pairs]
    can = (sizes[giver] > least[cohort[giver]]) & (sizes[taker] < most[cohort[taker]])
    sizes[giver[can]] -= 1
    sizes[taker[can]] += 1
    return np.asarray(sizes)


def _choices(
    dataset: Dataset, cohorts: pd.DataFrame, count: np.ndarray, draw: _Draw
) -> tuple[np.ndarray, list[int | None]]:
    """Solution and year of each household: so many of each cohort by each year, drawn at random."""
    rows = chosen_by_year(dataset).sort_values(["cohort", "solution", "year"], kind="stable")
    new = rows["households"] - rows.groupby(["cohort", "solution"], observed=True)["households"].shift(fill_value=0)
    rows = rows.assign(new=new.clip(lower=0))
    number = pd.Series(np.arange(len(cohorts)), index=cohorts["cohort"])
    of = number.reindex(rows["cohort"]).to_numpy()
    in_order = np.lexsort((np.arange(len(rows)), of))
    rows, of = rows.iloc[in_order], of[in_order]
    repeat = rows["new"].to_numpy()
    who = np.repeat(of, repeat)
    start = np.cumsum(count) - count
    chosen = np.bincount(who, minlength=len(count))
    place = np.arange(len(who)) - np.repeat(np.cumsum(chosen) - chosen, chosen)
    order = draw.order(np.repeat(np.arange(len(count)), count))
    household = order[start[who] + place]
    solution = np.full(int(count.sum()), "", dtype=object)
    year: np.ndarray = np.full(int(count.sum()), None, dtype=object)
    solution[household] = np.repeat(rows["solution"].astype(str).to_numpy(dtype=object), repeat)
    year[household] = np.repeat(rows["year"].to_numpy(dtype=object), repeat)
    return solution, list(year)


def _members(persons: np.ndarray, draw: _Draw) -> dict[str, np.ndarray]:
    """Members by sex and age: a first adult, then anybody."""
    household = np.repeat(np.arange(len(persons)), persons)
    first = np.r_[True, household[1:] != household[:-1]] if len(household) else np.zeros(0, dtype=bool)
    age = np.searchsorted(np.cumsum(SHARE_OF_AGES)[:-1], draw(len(household)), side="right")
    older = draw(len(household)) < SHARE_FIRST_ADULT_OLDER
    age = np.where(first, np.where(older, AGES.index("60_up"), AGES.index("18_59")), age)
    male = draw(len(household)) >= SHARE_FEMALE
    cell = household * len(MEMBERS) + male * len(AGES) + age
    counts = np.bincount(cell, minlength=len(persons) * len(MEMBERS)).reshape(len(persons), len(MEMBERS))
    return {name: counts[:, at] for at, name in enumerate(MEMBERS)}


def _communities(frame: pd.DataFrame, draw: _Draw) -> np.ndarray:
    """Villages of each origin, the first the largest: ``fuzuli-v001``."""
    origin, keys = pd.factorize(frame["programme"] + " " + frame["origin"], sort=True)
    names = [key.split(" ", 1)[1] for key in keys]
    found = np.empty(len(frame), dtype=object)
    chance = draw(len(frame))
    for number, name in enumerate(names):
        here = np.flatnonzero(origin == number)
        villages = max(1, round(len(here) / HOUSEHOLDS_A_VILLAGE))
        weights = np.cumsum(1.0 / np.arange(1, villages + 1))
        village = np.searchsorted(weights[:-1] / weights[-1], chance[here], side="right") + 1
        labels = np.array([f"{name}-v{at:03d}" for at in range(villages + 1)], dtype=object)
        found[here] = labels[village]
    return found


def _kin(frame: pd.DataFrame, draw: _Draw) -> np.ndarray:
    """Links inside an origin, most of them inside a village: each names the next in a random order of its village."""
    origin = pd.factorize(frame["programme"] + " " + frame["origin"] + " " + frame["community"], sort=True)[0]
    order = draw.order(origin)
    names = draw(len(frame)) < SHARE_WITH_KIN
    together = np.r_[origin[order[1:]] == origin[order[:-1]], False] if len(order) else np.zeros(0, dtype=bool)
    linked = together & names
    kin = np.full(len(frame), "", dtype=object)
    ids = frame["household"].to_numpy(dtype=object)
    at = np.flatnonzero(linked)
    kin[order[at]] = ids[order[at + 1]]
    return kin


def _wishes(dataset: Dataset, frame: pd.DataFrame, draw: _Draw) -> tuple[np.ndarray, np.ndarray]:
    """Of those who relocate: up to three places that they would like, and one that some refuse."""
    wishes, refuses = np.full(len(frame), "", dtype=object), np.full(len(frame), "", dtype=object)
    chances = [draw(len(frame)) for _ in range(3 + MOST_WISHES)]
    for programme, rows in dataset["places"].sort_values("place").groupby("programme"):
        places = rows["place"].to_numpy(dtype=object)
        here = np.flatnonzero(((frame["programme"] == programme) & (frame["solution"] == "relocate")).to_numpy())
        if len(places) < MOST_WISHES + 1 or not len(here):
            continue
        first = (chances[0][here] * len(places)).astype(np.int64)
        many = 1 + (chances[1][here] * MOST_WISHES).astype(np.int64)
        wanting, refusing = chances[2][here] < SHARE_WITH_WISHES, chances[3][here] < SHARE_REFUSING
        step = 1 + (chances[4][here] * (len(places) - 1) / MOST_WISHES).astype(np.int64)
        for at in range(MOST_WISHES):
            also = wanting & (many > at)
            named = places[(first + at * step) % len(places)]
            text = named if at == 0 else wishes[here] + SEPARATOR + named
            wishes[here] = np.where(also, text, wishes[here])
        refuses[here] = np.where(refusing, places[(first - 1) % len(places)], "")
    return wishes, refuses
