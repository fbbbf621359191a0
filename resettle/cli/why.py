"""``resettle why``: why a written plan is as it is, and what would change it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli import reasons, repairs
from resettle.cli.csv_file import csv_bytes, write_table_files
from resettle.cli.endings import DONE, say
from resettle.errors import ResettleError
from resettle.inputs.scenario import Scenario
from resettle.insight.alternatives import alternatives, quotable_alternatives
from resettle.insight.cause_words import kept_text
from resettle.insight.fairness_price import fairness_price, quotable_price
from resettle.insight.frontier import frontier, quotable_frontier
from resettle.insight.kept_by_aim import kept_by_aim
from resettle.insight.ladder import ladder, quotable_ladder
from resettle.insight.limits import limits
from resettle.insight.limits_proved import proved_limits, proved_text
from resettle.insight.limits_words import quotable_limits
from resettle.insight.next_million import fold_ties, next_million
from resettle.insight.next_million_words import quotable_next_million
from resettle.insight.out_of_reach import out_of_reach, quotable_out_of_reach
from resettle.insight.overview import overview
from resettle.insight.pins import pin_regret, quotable_regret
from resettle.insight.what_changed import quotable_change, what_changed
from resettle.results.estimator import Estimator
from resettle.results.files import read_plan
from resettle.results.more_money import MoreMoney
from resettle.results.near_best import NearBest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    import pandas as pd

    from resettle.insight.certainty import Ranges
    from resettle.results.figures import Figure
    from resettle.results.plan import Plan

    Answer = tuple[str, dict[str, pd.DataFrame]]

HELP = "why a written plan is as it is, and what would change it"
DESCRIPTION = (
    "What holds a written plan, and why a place, a cohort or a target does not have more; and, by planning anew, what "
    "a little more of each limit does, what more money brings and whose, what fairness costs, what stops the plan "
    "next, what its pins cost, which plans are nearly as good, what would meet its targets, which of them contradict "
    "one another, what another scenario's parts account for. What is planned anew are estimates, with facilities in "
    "fractions, and takes up to some minutes."
)
SHOWN_ROWS = 40


class _Asked:
    """Estimates from the plan's own scenario, counted as they come; ``far`` where they are known to be far from it."""

    def __init__(self, plan: Plan, *, far: bool = False) -> None:
        self._far = far
        self._estimator, self.count = Estimator(plan.dataset, plan.scenario), 0

    def estimate(self, scenario: Scenario) -> Plan:
        """A verified estimate; raises what the estimator raises."""
        self.count += 1
        say(f"estimate {self.count}")
        return self._estimator.estimate(scenario, far=self._far)

    def ranges(self, plan: Plan, figures: Iterable[Figure] | None = None) -> Ranges:
        """What an estimate leaves open of its figures."""
        return self._estimator.ranges(plan, figures)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``why``."""
    parser.add_argument("plan", metavar="PLAN_DIR", help="folder that `resettle plan --out` wrote")
    parser.add_argument(
        "question", nargs="?", choices=list(_QUESTIONS), default="limits", help="what is asked (default: limits)"
    )
    reasons.arguments(parser)
    repairs.arguments(parser)
    parser.add_argument("--programme", metavar="KEY", default="", help="with next: only this programme's limits")
    parser.add_argument("--to", metavar="FILE", help="with change: the scenario that the plan's own is compared with")
    parser.add_argument("--out", metavar="DIR", help="folder for the answer's tables, a CSV file each")


def run(chosen: argparse.Namespace) -> int:
    """Print the answer in words and tables, and write the tables where they are asked for."""
    if (chosen.question == "change") != (chosen.to is not None):
        chosen.refuse("`change` and --to FILE belong together: the scenario that the plan's own is compared with")
    if chosen.programme and chosen.question != "next":
        chosen.refuse("--programme belongs to the question `next`")
    reasons.refuse_unusable(chosen)
    repairs.refuse_unusable(chosen)
    began = time.monotonic()
    plan = read_plan(chosen.plan)
    _refuse_unknown(chosen.programme, plan)
    said, tables = reasons.why_not(plan, chosen) or _QUESTIONS[chosen.question](plan, chosen)
    shown = dict(tables)
    if chosen.confirm:
        told, shown["confirmed"], tables["confirmed"] = reasons.confirm(plan, chosen.top)
        said = f"{said}\n{told}"
    print(said)
    for name, table in shown.items():
        print(f"\n{name}")
        print(_printed(table))
    if chosen.out:
        _write(Path(chosen.out), tables)
    say(f"worked out in {time.monotonic() - began:.1f} s")
    return DONE


def _limits(plan: Plan, _: argparse.Namespace) -> Answer:
    table = limits(plan)
    evidence = overview(plan).evidence
    late = out_of_reach(evidence)
    kept = kept_by_aim(evidence)
    by_aim = "" if kept is None else kept_text(*kept, plan.scenario.usd_per_person_year)
    tries = proved_limits(_Asked(plan), plan.scenario, table, plan.dataset)
    vain = [one.key for one in tries if not one.better]
    holding = quotable_limits(table[~table["key"].isin(vain)], plan.years[-1])
    said = "\n".join(filter(None, [holding, proved_text(tries), by_aim]))
    tables = {
        "limits": table.drop(columns="key").dropna(axis="columns", how="all"),
        "too_late": late.drop(columns=["kind", "short_before"]),
    }
    return "\n".join(filter(None, [said, quotable_out_of_reach(late)])), tables


def _money(plan: Plan, _: argparse.Namespace) -> Answer:
    found = frontier(_Asked(plan, far=True), plan.scenario)
    return quotable_frontier(found), {"frontier": found.points, "by_programme": found.by_programme}


def _million(plan: Plan, _: argparse.Namespace) -> Answer:
    more = MoreMoney(plan.dataset, plan.scenario)
    found = next_million(more, told=lambda number, of: say(f"plan {number} of {of}"))
    return quotable_next_million(found), {
        "ranked": fold_ties(found.ranked),
        "curve": found.curve,
        "by_sector": found.by_sector,
        "by_place": found.by_place,
    }


def _fairness(plan: Plan, _: argparse.Namespace) -> Answer:
    found = fairness_price(_Asked(plan, far=True), plan.scenario)
    return quotable_price(found), {"steps": found.steps, "by_programme": found.by_programme, "equity": found.equity}


def _next(plan: Plan, chosen: argparse.Namespace) -> Answer:
    found = ladder(_Asked(plan, far=True), plan.scenario, programme=chosen.programme)
    return quotable_ladder(found), {"steps": found.steps, "by_programme": found.by_programme, "idle": found.idle}


def _alternatives(plan: Plan, _: argparse.Namespace) -> Answer:
    near = NearBest(plan.dataset, plan.scenario)
    found = alternatives(near, told=lambda number, of: say(f"plan {number} of {of}"))
    return quotable_alternatives(found), {
        "plans": found.plans,
        "by_programme": found.by_programme,
        "by_place": found.by_place,
    }


def _pins(plan: Plan, _: argparse.Namespace) -> Answer:
    found = pin_regret(_Asked(plan), plan.scenario)
    return quotable_regret(found), {"pins": found.pins, "by_place": found.by_place, "by_origin": found.by_origin}


def _repair(plan: Plan, chosen: argparse.Namespace) -> Answer:
    return repairs.repair(plan, chosen, _Asked(plan))


def _conflict(plan: Plan, _: argparse.Namespace) -> Answer:
    return repairs.conflict(plan)


def _change(plan: Plan, chosen: argparse.Namespace) -> Answer:
    found = what_changed(_Asked(plan), plan.scenario, Scenario.load(chosen.to))
    return quotable_change(found), {"parts": found.parts}


_QUESTIONS: dict[str, Callable[[Plan, argparse.Namespace], Answer]] = {
    "limits": _limits,
    "money": _money,
    "million": _million,
    "fairness": _fairness,
    "next": _next,
    "alternatives": _alternatives,
    "pins": _pins,
    "repair": _repair,
    "conflict": _conflict,
    "change": _change,
}


def _refuse_unknown(programme: str, plan: Plan) -> None:
    known = plan.dataset["programmes"]["programme"].tolist()
    if programme and programme not in known:
        message = f"--programme {programme}: found no such programme; expected one of {', '.join(known)}."
        raise ResettleError(message)


def _printed(table: pd.DataFrame) -> str:
    if table.empty:
        return "  none"
    shown = table.head(SHOWN_ROWS).to_string(index=False, float_format=_figure, na_rep="–")
    left = len(table) - SHOWN_ROWS
    return f"{shown}\n… and {left} rows more: --out DIR writes them all" if left > 0 else shown


def _figure(figure: float) -> str:
    """Six digits, and a large figure with its thousands apart rather than as a power of ten."""
    return f"{figure:,.0f}" if abs(figure) >= 1e5 else f"{figure:,.6g}"


def _write(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    write_table_files({f"{name}.csv": csv_bytes(table) for name, table in tables.items()}, folder, "--out")
    say(f"written: {folder}")
