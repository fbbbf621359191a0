"""What ``resettle why`` answers about targets and pins that are missed: the cheapest repair, the smallest conflict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.csv_file import write_table_files
from resettle.cli.endings import say
from resettle.insight.conflict import quotable_conflict, smallest_conflict
from resettle.insight.kinds import KINDS
from resettle.insight.repair import MOST, cheapest_repair, doubling
from resettle.insight.repair_words import quotable_repair
from resettle.results.raises import Raises

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    import pandas as pd

    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates
    from resettle.results.plan import Plan

    Answer = tuple[str, dict[str, pd.DataFrame]]

_LARGEST = 1000.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the questions ``repair`` and ``conflict``."""
    parser.add_argument(
        "--may",
        metavar="KIND",
        nargs="+",
        choices=list(KINDS),
        help=f"with repair: only these may be raised (default: all of {', '.join(KINDS)})",
    )
    parser.add_argument(
        "--at-most", metavar="TIMES", type=float, help=f"with repair: so many times of anything (default: {MOST:g})"
    )
    parser.add_argument(
        "--scenarios", metavar="DIR", help="with repair: folder for a scenario file of each way, to plan with"
    )


def refuse_unusable(chosen: argparse.Namespace) -> None:
    """Refuse what does not go together, before any work."""
    given = [chosen.may, chosen.at_most, chosen.scenarios]
    if any(value is not None for value in given) and chosen.question != "repair":
        chosen.refuse("--may, --at-most and --scenarios belong to the question `repair`")
    if chosen.at_most is not None and not 1.0 < chosen.at_most <= _LARGEST:
        chosen.refuse(f"--at-most {chosen.at_most:g}: expected more than 1 and at most {_LARGEST:g}")


def repair(plan: Plan, chosen: argparse.Namespace, estimates: Estimates) -> Answer:
    """The ways to meet every target and pin, each with its raises."""
    dataset, scenario = plan.dataset, plan.scenario

    def raises(most: float, reference: Plan) -> Raises:
        return Raises(dataset, scenario, doubling(dataset, scenario), most, reference=reference)

    found = cheapest_repair(
        raises,
        estimates,
        dataset,
        scenario,
        may=tuple(chosen.may or KINDS),
        most=chosen.at_most or MOST,
        told=lambda number, of: say(f"way {number} of {of}"),
    )
    if chosen.scenarios:
        _write(Path(chosen.scenarios), found.scenarios)
    tables = {"ways": found.ways, "raises": found.raises.drop(columns="family"), "fewer": found.fewer}
    return quotable_repair(found), tables


def conflict(plan: Plan) -> Answer:
    """The smallest set of targets and pins that cannot be met together."""
    dataset, scenario = plan.dataset, plan.scenario
    found = smallest_conflict(
        lambda: Raises(dataset, scenario, doubling(dataset, scenario), MOST),
        dataset,
        scenario,
        MOST,
        told=lambda number, _: say(f"linear programme {number}"),
    )
    return quotable_conflict(found), {"conflict": found.members}


def _write(folder: Path, scenarios: Mapping[str, Scenario]) -> None:
    files = {f"{way}.toml": scenario.dump_toml().encode() for way, scenario in scenarios.items()}
    write_table_files(files, folder, "--scenarios")
    say(f"written: {folder}, a scenario for each way: resettle plan --scenario FILE plans with it")
