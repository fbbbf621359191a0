"""A good whole plan early, then both ends of the gap: place by place, and branch and bound for what is left.

Plain branch and bound finds whole facilities slowly, since each is a small part of a large plan. Rounding the
running count of each facility up and re-solving the continuous rest gives a plan within a few per cent at once. Then
places are taken one at a time, to lower the bound (``place_cuts``), and a few at a time, to better the plan
(``neighbourhood``). No step but the last asks for the time, so that the same matrix gives the same plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from resettle.model.places import places_of_columns
from resettle.results.best import Best
from resettle.results.neighbourhood import improve
from resettle.results.outcome import Outcome, Termination
from resettle.results.parts import Parts
from resettle.results.place_cuts import least_cut, worth_of_places

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.formulation import Model
    from resettle.results.highs import Highs
    from resettle.results.place_cuts import Worth
    from resettle.results.progress import Clock


class Rounding(NamedTuple):
    """From which part of a facility on a running count is rounded up: of the first one, and beyond it."""

    first: float
    beyond: float


ROUNDINGS = (Rounding(0.02, 0.02), Rounding(0.005, 0.005), Rounding(0.02, 0.1), Rounding(0.02, 0.2))
"""Tried in this order. A place needs its first school early; the part of a fourth one can often go without."""


def search(highs: Highs, model: Model, clock: Clock, *, gap: float, known: np.ndarray | None = None) -> Outcome:
    """Whole plan within ``gap`` of its bound, or the best found when the time is up or the listener stops it.

    ``known`` is a whole plan whose whole numbers are worth trying.
    """
    linear = highs.solve_linear(time_limit=clock.left, cold=known is not None)
    if linear.bound is None or linear.values is None or not highs.matrix.whole.any():
        return linear
    best = Best(linear.bound, gap, clock, maximise=highs.matrix.maximise)
    held = Held(highs)
    if known is not None:
        whole = np.flatnonzero(highs.matrix.whole)
        held.try_counts(whole, np.round(known[whole]), best)
    _round(held, model.decisions, linear.values, best)
    if best.goes_on:
        _place_by_place(highs, held, model, linear, best)
    if best.near_enough:
        return best.ended(Termination.OPTIMAL)
    return _close_gap(highs, best, gap)


def round_only(highs: Highs, decisions: Decisions, clock: Clock) -> Outcome:
    """The best whole plan that rounding gives, without a search; the linear answer's ending where there is none."""
    linear = highs.solve_linear(time_limit=clock.left)
    if linear.bound is None or linear.values is None or not highs.matrix.whole.any():
        return linear
    best = Best(linear.bound, 0.0, clock, maximise=highs.matrix.maximise)
    _round(Held(highs), decisions, linear.values, best)
    if best.plan is None:
        return _close_gap(highs, best, 1.0)
    return Outcome(best.plan.termination, best.plan.objective, linear.bound, best.plan.values, best.plan.seconds)


class Held:
    """The linear programme with its whole numbers held, apart from the one whose optimum the bound comes from.

    All whole numbers held, much of the programme is decided: from nothing it is solved faster than from that optimum,
    which stays a good start for what follows there.
    """

    def __init__(self, highs: Highs) -> None:
        self._of = highs
        self._highs: Highs | None = None

    def try_counts(self, columns: np.ndarray, counts: np.ndarray, best: Best) -> None:
        """Offer the best plan with these whole numbers."""
        if self._highs is None:
            self._highs = self._of.copy()
        self._highs.hold(columns, counts, counts)
        best.offer(self._highs.solve_linear(time_limit=best.left))


def _round(held: Held, decisions: Decisions, values: np.ndarray, best: Best) -> None:
    """Offer what each rounding gives, until one is near enough."""
    for rounding in ROUNDINGS:
        held.try_counts(*rounded_counts(decisions, values, rounding), best)
        if not best.goes_on:
            break


def _place_by_place(highs: Highs, held: Held, model: Model, linear: Outcome, best: Best) -> None:
    """Lower the bound by what each place can be worth, and better the plan; the rows stay for what follows."""
    parts = Parts.of(highs.matrix, places_of_columns(model))
    worth = worth_of_places(highs, parts, _values(linear), best)
    best.prove(_lowered(linear, worth))
    if best.goes_on and improve(highs, parts, worth, best):
        whole = np.flatnonzero(highs.matrix.whole)
        held.try_counts(whole, np.round(_values(best.plan)[whole]), best)
    cuts = worth.cuts(highs.matrix, least_cut(parts, best.bound))
    if cuts is not None:
        highs.add_rows(cuts)


def _lowered(linear: Outcome, worth: Worth) -> float:
    """The linear bound less what each place is over its most."""
    lowered = float(np.maximum(worth.over, 0.0).sum())
    return _number(linear.bound) - (lowered if worth.maximise else -lowered)


def rounded_counts(decisions: Decisions, values: np.ndarray, rounding: Rounding) -> tuple[np.ndarray, np.ndarray]:
    """Whole-number columns and their values when each running count is rounded."""
    modular = decisions.commission[decisions.commission["in_modules"]]
    parts = [
        _rounded(modular, ["place", "service"], values, rounding),
        _rounded(decisions.open_place, ["place"], values, rounding),
    ]
    both = pd.concat(parts)
    return both["variable"].to_numpy(dtype=np.int64), both["count"].to_numpy(dtype=float)


def _rounded(frame: pd.DataFrame, keys: list[str], values: np.ndarray, rounding: Rounding) -> pd.DataFrame:
    ordered = frame.sort_values([*keys, "year"])
    found = pd.Series(values[ordered["variable"].to_numpy(dtype=np.int64)], index=ordered.index)
    groups = [ordered[key] for key in keys]
    so_far = found.groupby(groups).cumsum()
    threshold = np.where(so_far < 1.0, rounding.first, rounding.beyond)
    running = np.ceil(so_far - threshold).clip(lower=0.0).groupby(groups).cummax()
    before = running.groupby(groups).shift(fill_value=0.0)
    return pd.DataFrame({"variable": ordered["variable"], "count": running - before})


def _close_gap(highs: Highs, best: Best, gap: float) -> Outcome:
    """Branch and bound from the best plan so far; what is proven is never less than what was before."""
    start = None if best.plan is None else best.plan.values

    def report(incumbent: float, proven: float) -> bool:
        if np.isfinite(proven):
            best.prove(proven)
        return best.tell(_finite(incumbent))

    found = highs.solve_whole(gap=gap, time_limit=best.left, start=start, report=report)
    best.offer(found)
    if best.plan is None:
        return found
    if found.bound is not None:
        best.prove(found.bound)
    return best.ended(found.termination)


def _finite(number: float) -> float | None:
    return number if abs(number) < 1e29 else None


def _number(found: float | None) -> float:
    return float("nan") if found is None else found


def _values(outcome: Outcome | None) -> np.ndarray:
    return np.array([]) if outcome is None or outcome.values is None else outcome.values
