"""``resettle plan``: make a plan, say what it is, and write it."""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from resettle.cli import given
from resettle.cli.destination import Destination
from resettle.cli.endings import DONE, say
from resettle.cli.progress import Reporter, stopping_with_the_best
from resettle.cli.story import story
from resettle.errors import PlanError, SolveError
from resettle.results.files import FORMATS
from resettle.results.make_plan import make_plan
from resettle.results.solve import SOLVERS

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

HELP = "make a plan"
DESCRIPTION = (
    "Make a plan of a dataset under a scenario, check it, and say what it is. Progress goes to standard error; "
    "Ctrl-C stops with the best plan found so far, a second one at once."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``plan``."""
    given.arguments(parser)
    parser.add_argument("--out", metavar="DIR", help="folder to write the plan into (an earlier plan is replaced)")
    parser.add_argument("--format", choices=FORMATS, help="of the tables in --out (csv)")
    parser.add_argument("--json", action="store_true", help="print plan.json's content, and nothing else")
    parser.add_argument("--estimate", action="store_true", help="facilities in fractions: quick, and a little too good")
    parser.add_argument(
        "--gap", type=_share, default=0.01, metavar="G", help="distance from the best possible that will do (0.01)"
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="S",
        help="seconds for the search; the best plan by then is read out and checked",
    )
    parser.add_argument("--solver", choices=SOLVERS, default="highs", help="highs, or cbc to compare (highs)")


def run(chosen: argparse.Namespace) -> int:
    """Make the plan that was asked for."""
    if chosen.format and not chosen.out:
        chosen.refuse("--format says how the tables in --out are written: give --out DIR too")
    destination = Destination.asked(chosen.out, chosen.format)
    reporter = Reporter(gap=chosen.gap, time_limit=chosen.time_limit)
    with reporter.stage("read"):
        data = given.dataset(chosen)
    plan = _planned(chosen, data, reporter)
    if destination is not None:
        with reporter.stage("write"):
            destination.write(plan)
    seconds = {"read": reporter.seconds["read"], **plan.summary.seconds, **reporter.seconds}
    plan = replace(plan, summary=plan.summary.model_copy(update={"seconds": seconds}))
    reporter.done()
    print(plan.summary.model_dump_json(indent=1) if chosen.json else story(plan))
    if destination is not None:
        print_where = say if chosen.json else print
        print_where(f"Written to {destination.folder}: plan.json, the tables, and the inputs it was made from.")
    elif not chosen.json:
        print("Nothing was written: --out DIR keeps a plan.")
    return DONE


def _planned(chosen: argparse.Namespace, data: Dataset, reporter: Reporter) -> Plan:
    asked = given.scenario(chosen, data)
    with stopping_with_the_best(reporter):
        try:
            return make_plan(
                data,
                asked,
                estimate=True if chosen.estimate else None,
                gap=chosen.gap,
                time_limit=chosen.time_limit,
                solver=chosen.solver,
                progress=reporter,
            )
        except PlanError as failed_check:
            # no input is at fault: a plan was found that must not be used, so there is none
            raise SolveError(str(failed_check)) from failed_check
        finally:
            reporter.clear()


def _share(text: str) -> float:
    return _number(text, 0.0, 1.0, "a share of at least 0 and below 1, such as 0.01")


def _seconds(text: str) -> float:
    return _number(text, math.nextafter(0.0, 1.0), 1e9, "seconds above 0, such as 60")


def _number(text: str, least: float, below: float, expected: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not least <= value < below:
        message = f"found {text!r}; expected {expected}"
        raise argparse.ArgumentTypeError(message)
    return value
