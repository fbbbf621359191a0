"""LEVERS: from one lever moved to the summary of its estimate, by every way there is to get there."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.peers import assert_same
from benchmarks.tables import median_of, seconds_text, table
from benchmarks.timing import in_turns
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.setting import Setting
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario

    Way = Callable[[Dataset, Scenario], float]


def cold(dataset: Dataset, scenario: Scenario) -> float:
    """A plan from nothing: the objective of its estimate."""
    return make_plan(dataset, scenario, estimate=True).summary.objective


WAYS: list[tuple[str, Way]] = [("cold", cold)]
"""Name and function of each way; all of them must find the same objective, which is checked."""

CHANGES: dict[str, dict[str, object]] = {
    "builders +5 %": {"scale": {"build": 1.05}},
    "builders +50 %": {"scale": {"build": 1.5}},
    "funding +5 %": {"scale": {"funding": 1.05}},
    "funding −30 %": {"scale": {"funding": 0.7}},
    "clearance doubled": {"scale": {"clearance": 2.0}},
    "staff −10 %": {"scale": {"staff": 0.9}},
    "tenure +20 %": {"scale": {"tenure": 1.2}},
    "willingness −20 %": {"scale": {"willingness": 0.8}},
    "standard 90 %": {"standard": 0.9},
    "corridor open in 2029": {"opens": {"corridor": {"zangezur": 2029}}},
    "floor of sizes 0.8": {"floors": {"size": 0.8}},
}
"""What is different from the baseline, by name."""


def moved(baseline: Scenario, change: dict[str, object]) -> Scenario:
    """The baseline with one lever moved."""
    content = baseline.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    return type(baseline).from_content({**content, **change})


def measure(setting: Setting) -> dict[str, object]:
    """Every way through every lever, in turns."""

    def timed(way: Way, scenario: Scenario) -> tuple[float, float]:
        began = time.perf_counter()
        objective = way(setting.dataset, scenario)
        return time.perf_counter() - began, objective

    scenarios = {name: moved(setting.scenario, change) for name, change in {"nothing": {}, **CHANGES}.items()}
    every = {
        (name, title): lambda way=way, scenario=scenario: timed(way, scenario)
        for name, scenario in scenarios.items()
        for title, way in WAYS
    }
    runs = in_turns(every, setting.repeat)
    for name in scenarios:
        assert_same({title: runs[name, title][0][1] for title, _ in WAYS})
    return {
        name: {
            title: {"seconds": [run[0] for run in runs[name, title]], "objective": runs[name, title][0][1]}
            for title, _ in WAYS
        }
        for name in scenarios
    }


def tables(found: dict[str, object]) -> str:
    """Seconds of each way, and what the lever does to the objective."""
    titles = list(found["nothing"])
    before = found["nothing"][titles[0]]["objective"]
    rows = []
    for name, of in found.items():
        change = of[titles[0]]["objective"] / before - 1.0
        rows.append([name, *(seconds_text(median(of[title]["seconds"])) for title in titles), f"{change:+.2%}"])
    repeat = len(found["nothing"][titles[0]]["seconds"])
    heads = ["lever", *(f"{title}, s" for title in titles), "objective"]
    return f"From a scenario to the summary of its verified estimate, {median_of(repeat)}:\n\n{table(heads, rows)}"
