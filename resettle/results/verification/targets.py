"""(17) Targets and pins: what is reached, what is short, and what the plan says is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import compare
from resettle.results.verification.rounding import lost

if TYPE_CHECKING:
    from resettle.inputs.scenario import Pin
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

PIN_KEYS = ("programme", "solution", "place")
GROUPS = {"origin": "origin", "size": "size_class", "profile": "profile"}
"""Kinds of safeguards that are groups, and the column of the cohorts that has them."""
AT_LEAST = "at_least"
EXACTLY = "exactly"


def check_targets(evidence: Evidence) -> list[Comparison]:
    """(17) Settled + v ≥ target or pin, v as the plan's shortfalls say and no more; at_most is always kept."""
    asked = pd.concat([_targets(evidence), _safeguards(evidence), _pins_at_least(evidence)], ignore_index=True)
    most = _pins_at_most(evidence)
    said = evidence.plan.tables["shortfalls"].groupby("target")["persons"].sum()
    asked = asked.set_index("target")
    short = (asked["asked"] - asked["found"]).clip(lower=0.0)
    reported = said.reindex(short.index.union(said.index)).fillna(0.0)
    expected = short.reindex(reported.index).fillna(0.0)
    slack = asked["slack"].reindex(reported.index).fillna(0.0)
    size = asked["asked"].reindex(reported.index).fillna(0.0)
    kept = most.set_index("pin")
    return [
        compare("reported short of", reported, "equal to", expected, unit="persons", slack=slack, size=size),
        compare(
            "households settled for", kept["found"], "at most", kept["asked"], unit="households", slack=kept["slack"]
        ),
    ]


def _targets(evidence: Evidence) -> pd.DataFrame:
    """Each target: persons asked, found by the end of its year, and what rounding explains."""
    people, years = _pairs(evidence, persons=True), evidence.years
    targets = evidence.given["targets"]
    listed = [targets[column].tolist() for column in ("target", "scope", "name", "year", "persons")]
    rows = [
        (name, *_reached(evidence, people, _of_scope(people, scope, whom), years[years <= year]), persons)
        for name, scope, whom, year, persons in zip(*listed, strict=True)
    ]
    return pd.DataFrame(rows, columns=["target", "found", "slack", "asked"]).astype({"target": "str"})


def _safeguards(evidence: Evidence) -> pd.DataFrame:
    """Each safeguard, likewise: a class counts by the part of its persons who are of the group."""
    people, years = _pairs(evidence, persons=True), evidence.years
    members, sizes = evidence.choices.members, evidence.choices.classes["persons"]
    rows = []
    for number, one in enumerate(evidence.scenario.safeguard, start=1):
        chosen = (people["place" if one.kind == "place" else "programme"] == one.name).to_numpy(dtype=bool)
        counted = people
        if one.kind in GROUPS:
            mine = members[(members["programme"] == one.programme) & (members[GROUPS[one.kind]] == one.name)]
            part = mine.groupby("class_")["persons"].sum() / sizes
            worth = people["worth"] * people["class_"].map(part).fillna(0.0)
            counted, chosen = people.assign(worth=worth), worth.to_numpy() > 0
        found, slack = _reached(evidence, counted, chosen, years[years <= one.year])
        rows.append((f"safeguard {number}", found, slack, one.persons))
    return pd.DataFrame(rows, columns=["target", "found", "slack", "asked"]).astype({"target": "str"})


def _pins_at_least(evidence: Evidence) -> pd.DataFrame:
    """Each pin's lower bound in households, likewise; it is named as the plan's shortfalls name it."""
    homes = _pairs(evidence, persons=False)
    rows = [
        (f"pin {number} {name}", *_reached(evidence, homes, _of_pin(homes, pin), _years_of(evidence, pin)), bound)
        for number, pin in enumerate(evidence.scenario.pin, start=1)
        for name, bound in ((AT_LEAST, pin.at_least), (EXACTLY, pin.exactly))
        if bound is not None
    ]
    return pd.DataFrame(rows, columns=["target", "found", "slack", "asked"]).astype({"target": "str"})


def _pins_at_most(evidence: Evidence) -> pd.DataFrame:
    homes = _pairs(evidence, persons=False)
    rows = [
        (f"pin {number}", *_reached(evidence, homes, _of_pin(homes, pin), _years_of(evidence, pin)), most)
        for number, pin in enumerate(evidence.scenario.pin, start=1)
        for most in (pin.at_most, pin.exactly)
        if most is not None
    ]
    return pd.DataFrame(rows, columns=["pin", "found", "slack", "asked"]).astype(
        {"found": float, "slack": float, "asked": float}
    )


def _pairs(evidence: Evidence, *, persons: bool) -> pd.DataFrame:
    """Every class and place: programme, solution, and what one household counts (1, or its mean persons)."""
    pairs = evidence.choices.pairs[["class_", "place"]]
    shown = evidence.settling.index.to_frame(index=False)
    both = pd.concat([pairs, shown], ignore_index=True).drop_duplicates()
    classes = evidence.choices.classes.reindex(both["class_"])
    both["programme"] = classes["programme"].to_numpy()
    both["solution"] = classes["solution"].to_numpy()
    both["worth"] = classes["mean_size"].to_numpy() if persons else 1.0
    return both.reset_index(drop=True)


def _reached(evidence: Evidence, pairs: pd.DataFrame, chosen: np.ndarray, columns: pd.Index) -> tuple[float, float]:
    """What has settled in some years, and what rounding can have taken from it or moved into it."""
    mine = pairs[chosen]
    settled = evidence.settling[columns].sum(axis=1).reindex(pd.MultiIndex.from_frame(mine[["class_", "place"]]))
    found = float((settled.fillna(0.0).to_numpy() * mine["worth"].to_numpy()).sum())
    slack = lost(evidence, mine.assign(everyone=0), ["everyone"]).sum() if len(columns) else 0.0
    return found, float(slack)


def _years_of(evidence: Evidence, pin: Pin) -> pd.Index:
    """The years a pin counts: its own alone, or the horizon where it names none."""
    years = evidence.years
    return years if pin.year is None else years[years == pin.year]


def _of_scope(pairs: pd.DataFrame, scope: str, name: str) -> np.ndarray:
    if scope == "all":
        return np.full(len(pairs), fill_value=True)
    return (pairs[scope] == name).to_numpy(dtype=bool)


def _of_pin(pairs: pd.DataFrame, pin: Pin) -> np.ndarray:
    chosen = np.full(len(pairs), fill_value=True)
    for key in PIN_KEYS:
        named = getattr(pin, key)
        if named:
            chosen &= (pairs[key] == named).to_numpy(dtype=bool)
    return chosen
