"""``resettle verify``: check a written plan again, equation by equation, from its own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.cli.endings import DONE, NO_PLAN
from resettle.results.files import read_plan
from resettle.results.verify import verify

if TYPE_CHECKING:
    import argparse

HELP = "check a written plan from its own tables"
DESCRIPTION = (
    "Recompute every numbered equation from a written plan's tables and inputs, with no code of the model. "
    "Exit code 0 where all hold, 3 where one does not."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``verify``."""
    parser.add_argument("plan", metavar="PLAN_DIR", help="folder that `resettle plan --out` wrote")


def run(chosen: argparse.Namespace) -> int:
    """Check the plan."""
    plan = read_plan(chosen.plan)
    verdict = verify(plan.dataset, plan.scenario, plan)
    print(verdict.summary())
    return DONE if verdict.clean else NO_PLAN
