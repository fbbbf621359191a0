"""A good whole plan early: round the linear plan's facilities up, re-solve the rest, then close the gap.

Plain branch and bound finds whole facilities slowly, since each is a small part of a large plan. Rounding the
running count of each facility up and re-solving the continuous rest gives a plan within a few per cent at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from resettle.results.outcome import Outcome, Termination, relative_gap

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.results.highs import Highs
    from resettle.results.progress import Clock


class Rounding(NamedTuple):
    """From which part of a facility on a running count is rounded up: of the first one, and beyond it."""

    first: float
    beyond: float


ROUNDINGS = (Rounding(0.02, 0.02), Rounding(0.005, 0.005), Rounding(0.02, 0.1), Rounding(0.02, 0.2))
"""Tried in this order. A place needs its first school early; the part of a fourth one can often go without."""


def search(highs: Highs, decisions: Decisions, clock: Clock, *, gap: float, known: np.ndarray | None = None) -> Outcome:
    """Whole plan within ``gap`` of its bound, or the best found when the time is up or the listener stops it.

    ``known`` is a whole plan whose whole numbers are worth trying.
    """
    linear = highs.solve_linear(time_limit=clock.left, cold=known is not None)
    if linear.bound is None or not highs.matrix.whole.any():
        return linear
    best = _best_rounding(highs, decisions, linear, clock, gap=gap, known=known)
    if best is not None and relative_gap(_number(best.objective), linear.bound) <= gap:
        return Outcome(Termination.OPTIMAL, best.objective, linear.bound, best.values, best.seconds)
    return _close_gap(highs, best, linear.bound, clock, gap=gap)


def round_only(highs: Highs, decisions: Decisions, clock: Clock) -> Outcome:
    """The best whole plan that rounding gives, without a search; the linear answer's ending where there is none."""
    linear = highs.solve_linear(time_limit=clock.left)
    if linear.bound is None or not highs.matrix.whole.any():
        return linear
    best = _best_rounding(highs, decisions, linear, clock, gap=0.0, known=None)
    if best is None:
        return _close_gap(highs, None, linear.bound, clock, gap=1.0)
    return Outcome(best.termination, best.objective, linear.bound, best.values, best.seconds)


def _best_rounding(
    highs: Highs, decisions: Decisions, linear: Outcome, clock: Clock, *, gap: float, known: np.ndarray | None
) -> Outcome | None:
    """The first of the plans that rounding gives which is good enough, else the best of them, or None."""
    best: Outcome | None = None
    tries = [rounded_counts(decisions, _values(linear), rounding) for rounding in ROUNDINGS]
    if known is not None:
        whole = np.flatnonzero(highs.matrix.whole)
        tries.insert(0, (whole, np.round(known[whole])))
    for columns, counts in tries:
        highs.hold(columns, counts, counts)
        trial = highs.solve_linear(time_limit=clock.left)
        highs.release(columns)
        if trial.found and (best is None or _better(trial, best, maximise=highs.matrix.maximise)):
            best = trial
            clock.tell(trial.objective, linear.bound)
        enough = best is not None and relative_gap(_number(best.objective), _number(linear.bound)) <= gap
        if clock.stopped or enough:
            break
    return best


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


def _close_gap(highs: Highs, best: Outcome | None, bound: float, clock: Clock, *, gap: float) -> Outcome:
    """Branch and bound from the best plan so far; what is proven is never less than the linear ``bound``."""
    start, maximise = None if best is None else _values(best), highs.matrix.maximise

    def report(incumbent: float, proven: float) -> bool:
        goes_on = clock.tell(_finite(incumbent), _tighter(proven, bound, maximise=maximise))
        return goes_on and (clock.left is None or clock.left > 0)

    found = highs.solve_whole(gap=gap, time_limit=clock.left, start=start, report=report)
    plan = found if best is None or (found.found and not _better(best, found, maximise=maximise)) else best
    if not plan.found:
        return found
    proven = bound if found.bound is None else _tighter(found.bound, bound, maximise=maximise)
    return Outcome(found.termination, plan.objective, proven, plan.values, plan.seconds)


def _better(one: Outcome, other: Outcome, *, maximise: bool) -> bool:
    ahead = _number(one.objective) > _number(other.objective)
    return ahead if maximise else not ahead


def _tighter(one: float, other: float, *, maximise: bool) -> float:
    return min(one, other) if maximise else max(one, other)


def _finite(number: float) -> float | None:
    return number if abs(number) < 1e29 else None


def _number(found: float | None) -> float:
    return float("nan") if found is None else found


def _values(outcome: Outcome) -> np.ndarray:
    return np.array([]) if outcome.values is None else outcome.values
