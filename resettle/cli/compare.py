"""``resettle compare``: written plans beside the first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.endings import DONE, say
from resettle.insight.comparison import compare_assumptions, compare_figures
from resettle.results.files import read_plan

if TYPE_CHECKING:
    import argparse

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
    assumptions = compare_assumptions(plans)
    print("What was assumed differently")
    blank = assumptions.fillna({"before": "–", "after": "–"})
    print(blank.to_string(index=False) if len(assumptions) else "  nothing in the scenarios")
    print("\nWhat came out")
    print(compare_figures(plans).to_string(index=False, float_format="{:,.0f}".format, na_rep="–"))
    return DONE


def _named(plans: list[tuple[Path, Plan]]) -> list[tuple[str, Plan]]:
    """Plans by the folder's name; by its whole path where two names are alike, with a number where that is too."""
    names = [path.name for path, _ in plans]
    if len(set(names)) < len(names):
        names = [str(path) for path, _ in plans]
    if len(set(names)) < len(names):
        names = [f"{number}: {name}" for number, name in enumerate(names, start=1)]
    return [(name, plan) for name, (_, plan) in zip(names, plans, strict=True)]
