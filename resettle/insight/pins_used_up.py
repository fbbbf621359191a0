"""Pins (17) that stand in the way of people who wait: bounds from above that are used up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.insight.pins import said_pin
from resettle.insight.shortages import Shortage

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.scenario import Pin
    from resettle.insight.waiting import Waiting
    from resettle.results.verification.evidence import Evidence

_FELT = 1e-3


def pins_used_up(evidence: Evidence, place: str, waiting: Waiting, year: int) -> list[Shortage]:
    """Pins of no year, or of this one, that leave less than the households that wait for the place.

    A pin of another year says nothing of who may settle in this one.
    """
    found = []
    for number, pin in enumerate(evidence.scenario.pin, start=1):
        most = pin.at_most if pin.at_most is not None else pin.exactly
        if most is None or pin.place not in ("", place) or pin.year not in (None, year):
            continue
        waits = float(waiting.rows.loc[_counts(waiting.rows, pin), "households"].sum())
        short = waits - max(0.0, most - _settled(evidence, pin))
        if waits > 0 and short > _FELT:
            said = said_pin(pin, evidence.plan.dataset)
            found.append(Shortage("pin", "(17)", f"the pin “{said}”", short, "households", (str(number),)))
    return found


def _counts(rows: pd.DataFrame, pin: Pin) -> np.ndarray:
    """Rows with programme and solution that a pin counts."""
    chosen = np.full(len(rows), fill_value=True)
    for key in ("programme", "solution"):
        named = getattr(pin, key)
        if named:
            chosen &= (rows[key] == named).to_numpy(dtype=bool)
    return chosen


def _settled(evidence: Evidence, pin: Pin) -> float:
    """Households that count against a pin."""
    placed = evidence.placed
    rows = placed[_counts(placed, pin)]
    rows = rows[rows["place"] == pin.place] if pin.place else rows
    rows = rows[rows["year"] == pin.year] if pin.year is not None else rows
    return float(rows["households"].sum())
