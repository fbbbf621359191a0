"""How much of a miss the rounding to whole households explains, and no more.

A class's running total at a place is rounded down, so each (class, place) is short by less than one household
in every year. A pair that the placements show may be short by that much. A pair that they do not show had less
than one household in all; together these lost no more than the plan says it rounded away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from resettle.results.verification.evidence import Evidence


def lost(evidence: Evidence, worth: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """The most that rounding can have taken, by `keys`.

    Parameters
    ----------
    worth : rows class_, place, `keys` and `worth`: what a household of this class at this place
        adds to each key's total (1 for households, h(c) for persons, …)
    """
    visible = evidence.shows(worth)
    away = evidence.plan.summary.households_rounded_away
    grouped = worth.assign(
        shown=worth["worth"].where(visible, 0.0), hidden=worth["worth"].where(~visible, 0.0)
    ).groupby(list(keys), sort=False)
    hidden = grouped["hidden"].sum().clip(upper=away * grouped["hidden"].max())
    return grouped["shown"].sum() + hidden


def households_lost(evidence: Evidence, keys: Sequence[str]) -> pd.Series:
    """The most households that rounding can have taken, by columns of the pairs (`class_`, `place`)."""
    return lost(evidence, evidence.choices.pairs.assign(worth=1.0), keys)
