"""Fairness and targets: (15) floors, (16) programme floor, (17) targets and pins, and the fairest plan's z."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.results.verification.choices import Choices
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

COMMUNITY = ("programme", "origin")
KINDS = {"origin": "origin", "size": "size_class", "profile": "profile"}


def cover(evidence: Evidence, keys: Sequence[str]) -> pd.Series:
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
    covered_of: pd.Series = mine.groupby(index).sum().reindex(people.index).fillna(0.0) / people
    return covered_of


def _able(choices: Choices) -> pd.DataFrame:
    """Members with a place to go, and the `part` of their class that each is."""
    able = choices.members[choices.members["class_"].isin(choices.pairs["class_"])]
    of_class = choices.classes["persons"].reindex(able["class_"]).replace(0.0, np.nan).to_numpy()
    return able.assign(part=(able["persons"] / of_class).fillna(0.0))


def _people(able: pd.DataFrame, *keys: str) -> pd.Series:
    people = able.drop_duplicates("cohort").groupby(list(keys))["persons"].sum()
    return people[people > 0]


def check_floors(evidence: Evidence) -> list[Comparison]:
    """(15) cover[k] ≥ φ[kind]·cover[p], before rounding, for each group k of programme p: origin, size, profile."""
    exact = evidence.unrounded
    floors = {kind: getattr(evidence.scenario.floors, kind) for kind in KINDS}
    comparisons = []
    for kind, floor in floors.items():
        if floor > 0:
            groups = cover(exact, ["programme", KINDS[kind]])
            comparisons.append(compare("cover of", groups, "at least", floor_of(exact, kind, groups), unit="share"))
    return comparisons


def floor_of(evidence: Evidence, kind: str, groups: pd.Series) -> pd.Series:
    """φ[kind]·cover[p] for each group of a programme, in the rows of ``groups``."""
    programmes = cover(evidence, ["programme"]).reindex(groups.index.get_level_values("programme"))
    return pd.Series(getattr(evidence.scenario.floors, kind) * programmes.to_numpy(), index=groups.index)


def check_programme_floor(evidence: Evidence) -> list[Comparison]:
    """(16) cover[p] ≥ ψ·cover[all], before rounding."""
    floor = evidence.scenario.floors.programme
    if floor <= 0:
        return []
    exact = evidence.unrounded
    programmes = cover(exact, ["programme"])
    return [compare("cover of", programmes, "at least", floor * cover_of_all(exact), unit="share")]


def cover_of_all(evidence: Evidence) -> float:
    """cover[all], of everybody who has a place to go."""
    people = people_of(evidence, ["programme"])
    covered = float((cover(evidence, ["programme"]) * people).sum())
    return covered / people.sum() if people.sum() > 0 else 0.0


def people_of(evidence: Evidence, keys: Sequence[str]) -> pd.Series:
    """Persons of the cohorts with a place to go, by `keys`; groups of nobody are left out."""
    return evidence.of_inputs(_people, evidence.of_inputs(_able, evidence.choices), *keys)


def check_fairest(evidence: Evidence) -> list[Comparison]:
    """`fairest`: every origin community is covered to (1 − fairest_within)·z; plan.json says z, that, and the worst.

    Before rounding, as the programme has it; what is reached is of the whole households.
    """
    said = evidence.plan.summary
    stated = pd.Series(
        {
            "best worst cover, z": said.z,
            "worst cover required": said.worst_cover_required,
            "worst cover reached": said.worst_cover_reached,
        },
        dtype=float,
    )
    if evidence.scenario.mode != "fairest":
        return [compare("stated though the mode is not fairest:", stated.notna() * 1.0, "at most", 0.0, unit="figures")]
    reached = float(cover(evidence, COMMUNITY).min()) if len(people_of(evidence, COMMUNITY)) else 1.0
    expected = [stated.iloc[0], (1.0 - evidence.scenario.fairest_within) * stated.iloc[0], reached]
    missing = compare("missing:", stated.isna() * 1.0, "at most", 0.0, unit="figures")
    if stated.isna().any():
        return [missing]
    required = float(stated.iloc[1])
    least = compare("cover of", cover(evidence.unrounded, COMMUNITY), "at least", required, unit="share")
    best = pd.Series({"best worst cover, z": float(stated.iloc[0])})
    return [
        missing,
        least,
        compare("stated", stated, "equal to", pd.Series(expected, index=stated.index), unit="share"),
        compare("stated", best, "at most", 1.0, unit="share"),
        *([] if said.quality == "plan" else [compare("stated", best, "at least", reached, unit="share")]),
    ]
