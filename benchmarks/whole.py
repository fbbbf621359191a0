"""WHOLE: best plan and bound over time with whole facilities, our search beside plain HiGHS on the same matrix."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.tables import seconds_text, table
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.highs import Highs
from resettle.results.make_plan import make_plan
from resettle.results.matrix import matrix_of

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.setting import Setting
    from resettle.results.progress import Progress

MOMENTS = (5, 10, 30, 60, 120, 300)
GAP = 0.001
"""Tighter than a plan needs (0.01), so that both go on searching and the curves can be compared."""
FAR = 1e29
TITLES = {"ours": "resettle's search", "plain": "plain HiGHS"}
Curve = list[tuple[float, float | None, float | None]]
"""Seconds, best plan and bound at that moment."""


def measure(setting: Setting) -> dict[str, object]:
    """One search each, one after the other; seconds count from the same beginning, tables in memory."""
    ours = _our_search(setting)
    plain = _plain_highs(setting)
    return {"gap": GAP, "limit": setting.whole_seconds, "ours": ours, "plain": plain}


def _our_search(setting: Setting) -> dict[str, object]:
    curve: Curve = []

    def listen(progress: Progress) -> None:
        if progress.incumbent is not None or progress.bound is not None:
            curve.append((progress.seconds, progress.incumbent, progress.bound))

    plan = make_plan(
        setting.dataset,
        setting.scenario,
        estimate=False,
        gap=GAP,
        time_limit=setting.whole_seconds,
        progress=listen,
    )
    summary = plan.summary
    ends = {"status": summary.status, "objective": summary.objective, "bound": summary.bound}
    return {**ends, "seconds": dict(summary.seconds), "curve": curve}


def _plain_highs(setting: Setting) -> dict[str, object]:
    """The same programme without our tight rows and without a rounded plan to start from."""
    began = time.perf_counter()
    model = build(make_instance(setting.dataset, setting.scenario), whole=True)
    matrix = matrix_of(model.program)
    highs = Highs(matrix)
    curve: Curve = []

    def report(best: float, bound: float) -> bool:
        elapsed = time.perf_counter() - began
        curve.append((elapsed, best if abs(best) < FAR else None, bound if abs(bound) < FAR else None))
        return elapsed < setting.whole_seconds

    left = setting.whole_seconds - (time.perf_counter() - began)
    found = highs.solve_whole(gap=GAP, time_limit=left, report=report)
    curve.append((time.perf_counter() - began, found.objective, found.bound))
    size = {"rows": matrix.rows, "columns": matrix.columns, "whole_numbers": int(matrix.whole.sum())}
    ends = {"status": str(found.termination), "objective": found.objective, "bound": found.bound}
    return {**ends, **size, "curve": curve}


def at(curve: Curve, moment: float) -> tuple[float | None, float | None]:
    """Best plan and best bound by a moment (of a maximisation); None before there was one."""
    plans = [plan for seconds, plan, _ in curve if seconds <= moment and plan is not None]
    bounds = [bound for seconds, _, bound in curve if seconds <= moment and bound is not None]
    return max(plans, default=None), min(bounds, default=None)


def first_plan(curve: Curve) -> tuple[float, float, float | None] | None:
    """Second, objective and bound of the moment when there first was a plan; None where there never was one."""
    for seconds, plan, _ in curve:
        if plan is not None:
            return seconds, plan, at(curve, seconds)[1]
    return None


def tables(found: dict[str, object]) -> str:
    """Gap of both at the moments, to each one's own bound and to the best bound that either has proven."""
    curves = {name: [tuple(point) for point in found[name]["curve"]] for name in ("ours", "plain")}
    best_bound = min(at(curve, found["limit"])[1] for curve in curves.values())
    rows = []
    for moment in [moment for moment in MOMENTS if moment <= found["limit"]]:
        row = [str(moment)]
        for curve in curves.values():
            plan, bound = at(curve, moment)
            row += [_million(plan), _million(bound), _gap(plan, bound), _gap(plan, best_bound)]
        rows.append(row)
    of = ("plan", "bound", "gap", "from the best bound")
    firsts = [_first_plan(name, curves[key]) for key, name in TITLES.items()]
    heads = ["seconds", *(f"ours: {what}" for what in of), *(f"plain HiGHS: {what}" for what in of)]
    plain = found["plain"]
    return (
        f"{plain['whole_numbers']:,} whole numbers; gap asked for {found['gap']:.1%}, limit {found['limit']:.0f} s, "
        f"one run each. Objective in millions of weighted person-years; seconds from tables in memory on.\n\n"
        f"{table(heads, rows)}\n\n"
        f"{table(['first plan', 'seconds', 'from the bound then'], firsts)}"
    )


def picture(found: dict[str, object], file: Path) -> None:
    """Plans and bounds over time."""
    from benchmarks.pictures import search_curves

    curves = {title: [tuple(point) for point in found[name]["curve"]] for name, title in TITLES.items()}
    search_curves(curves, found["limit"], file)


def _first_plan(name: str, curve: Curve) -> list[str]:
    first = first_plan(curve)
    return [name, "none", "–"] if first is None else [name, seconds_text(first[0]), _gap(first[1], first[2])]


def _million(number: float | None) -> str:
    return "none" if number is None else f"{number / 1e6:.4f}"


def _gap(plan: float | None, bound: float | None) -> str:
    return "–" if plan is None or bound is None else f"{max(0.0, (bound - plan) / abs(plan)):.2%}"
