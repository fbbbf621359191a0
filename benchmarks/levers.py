"""LEVERS: from one lever moved to the summary of its estimate, by every way there is to get there."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.peers import assert_same
from benchmarks.tables import median_of, seconds_text, table
from benchmarks.timing import in_turns
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.setting import Setting
    from benchmarks.timing import Seconds
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan

    Way = Callable[[Scenario], Plan]

FROM_NOTHING, FROM_THE_START = "from nothing", "from the start"
GROUPS = {"aggregate": "build", "hand_over": "build", "tighten": "solve", "prices": "read_out"}
"""Stages that are counted with another one."""
PARTS = ("build", "solve", "read_out", "verify")


def ways(setting: Setting) -> dict[str, Way]:
    """Name and function of each way; all of them must find the same objective, which is checked."""
    estimator = Estimator(setting.dataset, setting.scenario)
    estimator.get_ready()
    estimator.estimate(setting.scenario)
    return {
        FROM_NOTHING: lambda scenario: make_plan(setting.dataset, scenario, estimate=True),
        FROM_THE_START: estimator.estimate,
    }


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

    def timed(way: Way, scenario: Scenario) -> tuple[Seconds, float]:
        began = time.perf_counter()
        summary = way(scenario).summary
        spent = dict.fromkeys(PARTS, 0.0)
        for stage, seconds in summary.seconds.items():
            spent[GROUPS.get(stage, stage)] += seconds
        return {**spent, "total": time.perf_counter() - began}, summary.objective

    scenarios = {name: moved(setting.scenario, change) for name, change in CHANGES.items()}
    known = ways(setting)
    every = {
        (name, title): lambda way=way, scenario=scenario: timed(way, scenario)
        for name, scenario in scenarios.items()
        for title, way in known.items()
    }
    runs = in_turns(every, setting.repeat)
    for name in scenarios:
        assert_same({title: runs[name, title][0][1] for title in known})
    before = known[FROM_THE_START](setting.scenario).summary.objective
    found = {
        name: {
            title: {"runs": [run[0] for run in runs[name, title]], "objective": runs[name, title][0][1]}
            for title in known
        }
        for name in scenarios
    }
    return {"before": before, "levers": found}


def tables(found: dict[str, object]) -> str:
    """Seconds of both ways, the quicker one's by stage, and what the lever does to the objective."""
    rows, totals = [], []
    for name, of in found["levers"].items():
        slow, quick = (
            {part: median(run[part] for run in of[title]["runs"]) for part in (*PARTS, "total")}
            for title in (FROM_NOTHING, FROM_THE_START)
        )
        totals.append((slow["total"], quick["total"]))
        change = of[FROM_THE_START]["objective"] / found["before"] - 1.0
        figures = [slow["total"], quick["total"], *(quick[part] for part in PARTS)]
        ratio = f"{quick['total'] / slow['total']:.2f}"
        rows.append([name, *map(seconds_text, figures[:2]), ratio, *map(seconds_text, figures[2:]), f"{change:+.2%}"])
    repeat = len(of[FROM_NOTHING]["runs"])
    heads = ["lever", FROM_NOTHING, FROM_THE_START, "ratio", *(part.replace("_", " ") for part in PARTS), "objective"]
    middle = [median(each) for each in zip(*totals, strict=True)]
    return (
        f"From a scenario to the summary of its verified estimate, seconds, {median_of(repeat)}; the stages are of the "
        f"way from the start. Over these levers the medians are {seconds_text(middle[0])} s from nothing and "
        f"{seconds_text(middle[1])} s from the start.\n\n{table(heads, rows)}"
    )
