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
AT_LEAST = "at_least"
EXACTLY = "exactly"


def check_targets(evidence: Evidence) -> list[Comparison]:
    """(17) Settled + v ≥ target or pin, v as the plan's shortfalls say and no more; at_most is always kept."""
    asked = pd.concat([_targets(evidence), _pins_at_least(evidence)], ignore_index=True)
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
        compare("households settled for", kept["found"], "at most", kept["asked"], unit="households"),
    ]


def _targets(evidence: Evidence) -> pd.DataFrame:
    """Each target: persons asked, found by the end of its year, and what rounding explains."""
    people = _pairs(evidence, persons=True)
    rows = [
        (
            target.target,
            *_reached(evidence, people, _of_scope(people, target.scope, target.name), target.year),
            target.persons,
        )
        for target in evidence.given["targets"].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["target", "found", "slack", "asked"]).astype({"target": "str"})


def _pins_at_least(evidence: Evidence) -> pd.DataFrame:
    """Each pin's lower bound in households, likewise; it is named as the plan's shortfalls name it."""
    homes = _pairs(evidence, persons=False)
    bounds = ((AT_LEAST, lambda pin: pin.at_least), (EXACTLY, lambda pin: pin.exactly))
    rows = [
        (f"pin {number} {name}", *_reached(evidence, homes, _of_pin(homes, pin), pin.year), bound(pin))
        for number, pin in enumerate(evidence.scenario.pin, start=1)
        for name, bound in bounds
        if bound(pin) is not None
    ]
    return pd.DataFrame(rows, columns=["target", "found", "slack", "asked"]).astype({"target": "str"})


def _pins_at_most(evidence: Evidence) -> pd.DataFrame:
    homes = _pairs(evidence, persons=False)
    rows = [
        (f"pin {number}", _reached(evidence, homes, _of_pin(homes, pin), pin.year)[0], most)
        for number, pin in enumerate(evidence.scenario.pin, start=1)
        for most in (pin.at_most, pin.exactly)
        if most is not None
    ]
    return pd.DataFrame(rows, columns=["pin", "found", "asked"]).astype({"found": float, "asked": float})


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


def _reached(evidence: Evidence, pairs: pd.DataFrame, chosen: np.ndarray, year: float | None) -> tuple[float, float]:
    """What has settled by the end of a year (none given: of the horizon), and what rounding can have taken."""
    mine = pairs[chosen]
    last = evidence.years[-1] if year is None or np.isnan(year) else year
    columns = evidence.years[evidence.years <= last]
    settled = evidence.settling[columns].sum(axis=1).reindex(pd.MultiIndex.from_frame(mine[["class_", "place"]]))
    found = float((settled.fillna(0.0).to_numpy() * mine["worth"].to_numpy()).sum())
    slack = lost(evidence, mine.assign(everyone=0), ["everyone"]).sum() if len(columns) else 0.0
    return found, float(slack)


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
