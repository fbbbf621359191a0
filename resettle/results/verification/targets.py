"""(17) Targets and pins: what is reached, what is short, and what the plan says is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.results.verification.finding import EXACT, as_solved, compare, none_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from resettle.inputs.scenario import Pin
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

PIN_KEYS = ("programme", "solution", "place")
AT_LEAST, AT_MOST, EXACTLY = "at_least", "at_most", "exactly"
GROUPS = {"origin": "origin", "size": "size_class", "profile": "profile"}
"""Kinds of safeguards that are groups, and the column of the cohorts that has them."""


def check_targets(evidence: Evidence) -> list[Comparison]:
    """(17) What targets and pins fall short by is what the placements lack of them; at_most is always kept."""
    asked = asked_for(evidence)
    lacking = (asked["asked"] - asked["found"]).clip(lower=0.0)
    said = evidence.plan.tables["shortfalls"].groupby("target")["persons"].sum()
    named = lacking.index.union(said.index)
    kept = most_allowed(evidence)
    return [
        compare(
            "reported short of",
            said.reindex(named).fillna(0.0),
            "equal to",
            lacking.reindex(named).fillna(0.0),
            unit="persons or households",
            size=asked["asked"].reindex(named).fillna(0.0),
            relative=EXACT,
        ),
        none_of("targets and pins without a row of their own", *_unnamed(asked.index, said.index), ["target"]),
        compare("households settled for", kept["found"], "at most", kept["asked"], unit="households"),
        *as_solved([_most_before_rounding(evidence)]),
    ]


def _unnamed(asked: pd.Index, said: pd.Index) -> tuple[pd.DataFrame, np.ndarray]:
    """Every name of a target or pin, and whether it is missing in the table or in the inputs."""
    both = asked.union(said)
    return pd.DataFrame({"target": both}), ~(both.isin(asked) & both.isin(said))


def _most_before_rounding(evidence: Evidence) -> Comparison:
    kept = most_allowed(evidence.unrounded)
    return compare("households settled for", kept["found"], "at most", kept["asked"], unit="households")


def asked_for(evidence: Evidence, *, of_classes: bool = False) -> pd.DataFrame:
    """Found and asked of each target, in persons, and of each pin's lower bound, in households; by name.

    Persons are those of the placements; ``of_classes`` counts h(c) for each household, as the programme does.
    """
    safeguards = _safeguards(evidence, of_classes)
    return pd.concat([_targets(evidence, of_classes), safeguards, _pins(evidence, (AT_LEAST, EXACTLY))])


def most_allowed(evidence: Evidence) -> pd.DataFrame:
    """Found and asked of each pin's upper bound, in households; by name."""
    return _pins(evidence, (AT_MOST, EXACTLY))


def _targets(evidence: Evidence, of_classes: bool) -> pd.DataFrame:
    targets, placed = evidence.given["targets"], evidence.placed
    counted = placed["by_mean" if of_classes else "persons"].to_numpy(dtype=float)
    rows = {}
    for row in targets.to_dict("records"):
        mine = (placed["year"] <= row["year"]).to_numpy(dtype=bool)
        if row["scope"] != "all":
            mine = mine & (placed[row["scope"]] == row["name"]).to_numpy(dtype=bool)
        rows[str(row["target"])] = float(counted[mine].sum()), float(row["persons"])
    return _found_and_asked(rows)


def _safeguards(evidence: Evidence, of_classes: bool) -> pd.DataFrame:
    """Each safeguard: of a group, the placements' own cohorts, or the group's part of each class's persons."""
    placed, members = evidence.placed, evidence.choices.members
    sizes = evidence.choices.classes["persons"]
    rows = {}
    for number, one in enumerate(evidence.scenario.safeguard, start=1):
        counted = placed["by_mean" if of_classes else "persons"].to_numpy(dtype=float)
        if one.kind in GROUPS:
            mine = members[(members["programme"] == one.programme) & (members[GROUPS[one.kind]] == one.name)]
            part = mine.groupby("class_")["persons"].sum() / sizes
            of_group = placed["class_"].map(part).fillna(0.0) if of_classes else placed["cohort"].isin(mine["cohort"])
            counted = counted * of_group.to_numpy(dtype=float)
        else:
            counted = counted * (placed["place" if one.kind == "place" else "programme"] == one.name).to_numpy()
        rows[f"safeguard {number}"] = counted[(placed["year"] <= one.year).to_numpy()].sum(), one.persons
    return _found_and_asked(rows)


def _pins(evidence: Evidence, bounds: Sequence[str]) -> pd.DataFrame:
    placed = evidence.placed
    rows = {}
    for number, pin in enumerate(evidence.scenario.pin, start=1):
        mine = placed["year"].isin(_years_of(evidence, pin)).to_numpy(dtype=bool)
        for key in PIN_KEYS:
            if getattr(pin, key):
                mine = mine & (placed[key] == getattr(pin, key)).to_numpy(dtype=bool)
        for bound in bounds:
            if getattr(pin, bound) is not None:
                rows[f"pin {number} {bound}"] = placed["households"].to_numpy()[mine].sum(), getattr(pin, bound)
    return _found_and_asked(rows)


def _found_and_asked(rows: dict[str, tuple[float, float]]) -> pd.DataFrame:
    names = pd.Index(rows, name="target", dtype="str")
    return pd.DataFrame(list(rows.values()), index=names, columns=["found", "asked"], dtype=float)


def pins_of_year(evidence: Evidence, year: int) -> list[tuple[Pin, float]]:
    """Pins with an upper bound that counts a year, and the bound."""
    bounded = [(pin, pin.at_most if pin.exactly is None else pin.exactly) for pin in evidence.scenario.pin]
    return [(pin, most) for pin, most in bounded if most is not None and year in _years_of(evidence, pin)]


def _years_of(evidence: Evidence, pin: Pin) -> pd.Index:
    """The years a pin counts: its own alone, or the horizon where it names none."""
    years = evidence.years
    return years if pin.year is None else years[years == pin.year]
