"""WHY: the questions of the page Why, by what they are worked out with, against a plan from nothing for each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.tables import seconds_text, table
from resettle.insight.alternatives import alternatives
from resettle.insight.confirmed import confirmed
from resettle.insight.fairness_price import fairness_price
from resettle.insight.frontier import frontier
from resettle.insight.ladder import ladder
from resettle.insight.next_million import next_million
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from resettle.results.more_money import MoreMoney
from resettle.results.near_best import NearBest
from resettle.results.row_moves import RowMoves

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.setting import Setting
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan

SAMPLE = 5
"""Plans from nothing whose mean stands for what a question's re-solves would take from nothing."""


class _Noted:
    """Estimates from one start; what was asked is noted."""

    def __init__(self, setting: Setting) -> None:
        self._estimator = Estimator(setting.dataset, setting.scenario)
        self.asked: list[Scenario] = []

    def estimate(self, scenario: Scenario) -> Plan:
        self.asked.append(scenario)
        return self._estimator.estimate(scenario, far=True)


def measure(setting: Setting) -> dict[str, object]:
    """Each question once; the estimates it asks for again from nothing, or a sample's mean times its re-solves."""
    found: dict[str, object] = {}
    by_estimates: dict[str, Callable[[_Noted], object]] = {
        "frontier": lambda noted: frontier(noted, setting.scenario),
        "fairness": lambda noted: fairness_price(noted, setting.scenario),
        "ladder": lambda noted: ladder(noted, setting.scenario),
    }
    for name, answer in by_estimates.items():
        noted = _Noted(setting)
        seconds = _seconds(lambda answer=answer, noted=noted: answer(noted))
        cold = sum(_from_nothing(setting, scenario) for scenario in noted.asked)
        found[name] = {"solves": len(noted.asked), "seconds": seconds, "cold": cold, "sampled": False}
    mean = sum(_from_nothing(setting, setting.scenario) for _ in range(SAMPLE)) / SAMPLE
    by_programme: dict[str, Callable[[list[int]], object]] = {
        "confirmed": lambda counts: confirmed(
            RowMoves(setting.dataset, setting.scenario), told=lambda number, _: counts.extend([number, number])
        ),
        "alternatives": lambda counts: alternatives(
            NearBest(setting.dataset, setting.scenario), told=lambda number, _: counts.append(number)
        ),
        "next million": lambda counts: next_million(
            MoreMoney(setting.dataset, setting.scenario), told=lambda number, _: counts.append(number)
        ),
    }
    for name, work in by_programme.items():
        counts: list[int] = []
        seconds = _seconds(lambda work=work, counts=counts: work(counts))
        solves = len(counts) + 1
        found[name] = {"solves": solves, "seconds": seconds, "cold": solves * mean, "sampled": True}
    return found


def tables(found: dict[str, dict[str, object]]) -> str:
    """Solves, seconds, seconds from nothing and their ratio, a row a question."""
    rows = [
        [
            name,
            of["solves"],
            seconds_text(of["seconds"]),
            ("≈ " if of["sampled"] else "") + seconds_text(of["cold"]),
            f"{of['seconds'] / of['cold']:.2f}",
        ]
        for name, of in found.items()
    ]
    return (
        "One run each, reading of the dataset left out. From nothing: each plan by `make_plan`, building and checking "
        f"counted; where it says ≈, the mean of {SAMPLE} such plans times the solves.\n\n"
        + table(["question", "solves", "seconds", "from nothing", "ratio"], rows)
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _from_nothing(setting: Setting, scenario: Scenario) -> float:
    return _seconds(lambda: make_plan(setting.dataset, scenario, estimate=True))
