"""``resettle compare``: written plans beside the first."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.endings import DONE, say
from resettle.insight.comparison import compare_assumptions, compare_figures
from resettle.results.files import read_plan

if TYPE_CHECKING:
    import argparse

    import pandas as pd

    from resettle.results.plan import Plan

HELP = "compare written plans with the first"
DESCRIPTION = "What was assumed differently, and what came out, with the differences to the first plan."


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
    print("\nWhat came out")
    _print_figures(compare_figures(plans))
    return DONE


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
