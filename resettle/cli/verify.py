"""``resettle verify``: check a written plan again, equation by equation, from its own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.cli.endings import DONE, NO_PLAN
from resettle.errors import PlanError
from resettle.results.files import read_plan
from resettle.results.verify import verify

if TYPE_CHECKING:
    import argparse

HELP = "check a written plan from its own tables"
DESCRIPTION = (
    "Recompute every numbered equation from a written plan's tables and inputs, with no code of the model. "
    "Exit code 0 where all hold, 3 where one does not or a file was changed since it was written."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``verify``."""
    parser.add_argument("plan", metavar="PLAN_DIR", help="folder that `resettle plan --out` wrote")


def run(chosen: argparse.Namespace) -> int:
    """Check the plan."""
    plan = read_plan(chosen.plan, as_written=False)
    verdict = verify(plan.dataset, plan.scenario, plan)
    print(verdict.summary())
    as_written = _is_as_written(chosen.plan)
    return DONE if verdict.clean and as_written else NO_PLAN


def _is_as_written(folder: str) -> bool:
    """Whether the files are those that were written together; says where they are not."""
    try:
        read_plan(folder)
    except PlanError as refusal:
        print(f"Changed since it was written. {refusal}")
        return False
    return True
