"""``resettle compare``: written plans beside the first."""

from __future__ import annotations

import math
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.endings import DONE, say
from resettle.cli.progress import Reporter
from resettle.insight.certainty import differences_by_name
from resettle.insight.certainty_words import DIFFERENCES, difference_words, quality_words
from resettle.insight.comparison import align_figures, compare_assumptions, headline_figures
from resettle.results.estimator import Estimator
from resettle.results.files import read_plan

if TYPE_CHECKING:
    import argparse

    import pandas as pd

    from resettle.insight.certainty import Difference, Ranges
    from resettle.results.plan import Plan

_COLUMNS = 110
_HALF = 0.5
HELP = "compare written plans with the first"
DESCRIPTION = (
    "What was assumed differently, and what came out, with the differences to the first plan. Figures are those of the "
    "plans, each with its quality. Differences are those of the scenarios' estimates, which are made from the inputs "
    "in the folders: estimates have exact optima, so a difference can be told from what planning leaves open."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``compare``."""
    parser.add_argument("plans", metavar="PLAN_DIR", nargs="+", help="folders that `resettle plan --out` wrote")


def run(chosen: argparse.Namespace) -> int:
    """Print both tables."""
    if len(chosen.plans) < 2:
        chosen.refuse("give two plans or more: the first is what the others are compared with")
    plans = _named([(Path(path), read_plan(path)) for path in chosen.plans])
    data = {plan.dataset.digest for _, plan in plans}
    if len(data) > 1:
        say("warning: these plans were made from different datasets, so not all differences come from the scenarios.")
    print("What was assumed differently")
    assumptions = compare_assumptions(plans)
    if assumptions.empty:
        print("  nothing in the scenarios")
    for name, field, before, after in assumptions.itertuples(index=False):
        print(f"  {name}: {field}: {_told(before)} → {_told(after)}")
    differences = _differences(plans)
    print("\nWhat came out")
    _print_levels(plans)
    print(f"\nDifferences to {plans[0][0]}")
    print("\n".join(textwrap.wrap(DIFFERENCES, _COLUMNS)))
    for name, by_figure in differences:
        _print_differences(name, by_figure, plans)
    return DONE


def _differences(plans: list[tuple[str, Plan]]) -> list[tuple[str, dict[str, Difference]]]:
    """Differences of the scenarios' estimates to the first one's, with their near-optimal ranges."""
    estimators: dict[str, Estimator] = {}
    found: list[tuple[str, Plan, Ranges]] = []
    for name, plan in plans:
        reporter = Reporter(gap=0.0, time_limit=None)
        say(f"{name}: making the estimate that differences are taken from")
        estimator = estimators.setdefault(plan.dataset.digest, Estimator(plan.dataset, plan.scenario))
        try:
            estimate = estimator.estimate(plan.scenario, progress=reporter)
            found.append((name, estimate, estimator.ranges(estimate, progress=reporter)))
        finally:
            reporter.clear()
    (_, first, usual), *others = found
    return [(name, differences_by_name(estimate, first, ranges, usual)) for name, estimate, ranges in others]


def _print_levels(plans: list[tuple[str, Plan]]) -> None:
    for name, plan in plans:
        print(f"  {name}: {quality_words(plan.summary)}")
    table = align_figures([(name, headline_figures(plan)) for name, plan in plans], with_differences=False)
    _print_figures(table)


def _print_differences(name: str, by_figure: dict[str, Difference], plans: list[tuple[str, Plan]]) -> None:
    units = headline_figures(plans[0][1]).set_index("figure")["unit"]
    label, unit = (max(len(text) for text in texts) for texts in (by_figure, units))
    print(f"  {name}")
    for figure, difference in by_figure.items():
        said = difference_words(difference, _signed, checking=False)
        print(f"    {figure:<{label}} {units[figure]:<{unit}}  {said}")


def _signed(number: float) -> str:
    return "± 0" if abs(number) < _HALF else f"{'+' if number > 0 else '−'}{abs(number):,.0f}"


def _print_figures(table: pd.DataFrame) -> None:
    names = [str(name) for name in table.columns[2:]]
    widths = [max(len(name), 16) for name in names]
    label = max(len(figure) for figure in table["figure"])
    unit = max(len(unit) for unit in table["unit"])
    print(" " * (label + unit + 3) + "".join(f"  {name:>{width}}" for name, width in zip(names, widths, strict=True)))
    for figure, measured, *values in table.itertuples(index=False, name=None):
        shown = ["–" if math.isnan(value) else f"{value:,.0f}" for value in values]
        cells = "".join(f"  {value:>{width}}" for value, width in zip(shown, widths, strict=True))
        print(f"  {figure:<{label}} {measured:<{unit}}{cells}")


def _told(value: object) -> str:
    return "not set" if value is None or value == "" or (isinstance(value, float) and math.isnan(value)) else str(value)


def _named(plans: list[tuple[Path, Plan]]) -> list[tuple[str, Plan]]:
    """Plans by the folder's name; by its whole path where two names are alike, with a number where that is too."""
    names = [path.name for path, _ in plans]
    if len(set(names)) < len(names):
        names = [str(path) for path, _ in plans]
    if len(set(names)) < len(names):
        names = [f"{number}: {name}" for number, name in enumerate(names, start=1)]
    return [(name, plan) for name, (_, plan) in zip(names, plans, strict=True)]
