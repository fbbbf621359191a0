"""Fairness and targets: (15) floors, (16) programme floor, (17) targets and pins, and the fairest plan's z."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import compare
from resettle.results.verification.rounding import lost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.verification.choices import Choices
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

KINDS = {"origin": "origin", "size": "size_class", "profile": "profile"}


@dataclass(frozen=True)
class Cover:
    """Share of persons covered, weighted by how long, and the most that rounding can have taken from it."""

    share: pd.Series
    rounding: pd.Series


def cover(evidence: Evidence, keys: Sequence[str]) -> Cover:
    """cover[k] = Σ (|T| − t + 1)/|T| · persons settled in t / persons of k, by `keys` of the cohorts.

    Only cohorts with at least one place to go count. A class counts for its members by their part of it.
    """
    classes, able = evidence.choices.classes, evidence.of_inputs(_able, evidence.choices)
    weight = evidence.years_left / len(evidence.years)
    persons_years = (evidence.settling * weight).sum(axis=1).groupby(level="class_").sum()
    covered = persons_years * classes["mean_size"].reindex(persons_years.index)
    mine = able["part"] * covered.reindex(able["class_"]).fillna(0.0).to_numpy()
    people = evidence.of_inputs(_people, able, *keys)
    index = [able[key] for key in keys]
    share = mine.groupby(index).sum().reindex(people.index).fillna(0.0) / people
    return Cover(share, _rounding(evidence, able, keys).reindex(people.index).fillna(0.0) / people)


def _rounding(evidence: Evidence, able: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Persons by `keys` that rounding can have taken; a place that opens late weighs less."""
    worth = evidence.of_inputs(_worth, evidence.choices, able, evidence.years, *keys)
    return lost(evidence, worth, keys)


def _able(choices: Choices) -> pd.DataFrame:
    """Members with a place to go, and the `part` of their class that each is."""
    able = choices.members[choices.members["class_"].isin(choices.pairs["class_"])]
    of_class = choices.classes["persons"].reindex(able["class_"]).replace(0.0, np.nan).to_numpy()
    return able.assign(part=(able["persons"] / of_class).fillna(0.0))


def _people(able: pd.DataFrame, *keys: str) -> pd.Series:
    people = able.drop_duplicates("cohort").groupby(list(keys))["persons"].sum()
    return people[people > 0]


def _worth(choices: Choices, able: pd.DataFrame, years: pd.Index, *keys: str) -> pd.DataFrame:
    """What a household of each class and place adds to each group's cover, in persons."""
    pairs = choices.pairs
    weight = (years[-1] - pairs["first"] + 1) / len(years)
    worth = pairs.assign(persons=weight * choices.classes["mean_size"].reindex(pairs["class_"]).to_numpy())
    parts = able.groupby(["class_", *keys], as_index=False)["part"].sum()
    joined = worth.merge(parts, on="class_")
    return joined.assign(worth=joined["persons"] * joined["part"])


def check_floors(evidence: Evidence) -> list[Comparison]:
    """(15) cover[k] ≥ φ[kind]·cover[p] for each group k of programme p: origin, size class, profile."""
    floors = evidence.scenario.floors
    asked = {kind: getattr(floors, kind) for kind in KINDS}
    comparisons = []
    programmes = cover(evidence, ["programme"]).share if any(asked.values()) else None
    for kind, floor in asked.items():
        if programmes is None or floor <= 0:
            continue
        groups = cover(evidence, ["programme", KINDS[kind]])
        least = floor * programmes.reindex(groups.share.index.get_level_values("programme")).to_numpy()
        limit = pd.Series(least, index=groups.share.index)
        comparisons.append(compare("cover of", groups.share, "at least", limit, unit="share", slack=groups.rounding))
    return comparisons


def check_programme_floor(evidence: Evidence) -> list[Comparison]:
    """(16) cover[p] ≥ ψ·cover[all]."""
    floor = evidence.scenario.floors.programme
    if floor <= 0:
        return []
    programmes = cover(evidence, ["programme"])
    members = evidence.choices.members
    able = members[members["class_"].isin(evidence.choices.pairs["class_"])].drop_duplicates("cohort")
    people = able.groupby("programme")["persons"].sum()
    everyone = float((programmes.share * people).sum() / people.sum()) if people.sum() > 0 else 0.0
    return [
        compare("cover of", programmes.share, "at least", floor * everyone, unit="share", slack=programmes.rounding)
    ]


def check_fairest(evidence: Evidence) -> list[Comparison]:
    """`fairest`: every origin community of every programme is covered at least to the z that the plan states."""
    z = evidence.plan.summary.z
    if evidence.scenario.mode != "fairest" or z is None:
        return []
    groups = cover(evidence, ["programme", "origin"])
    return [compare("cover of", groups.share, "at least", z, unit="share", slack=groups.rounding)]
