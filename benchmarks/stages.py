"""An estimate of ours, stage by stage, as a planner's call goes through it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.timing import Stopwatch
from resettle.errors import SolveError
from resettle.inputs.check import check
from resettle.inputs.dataset import load_dataset
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results.make_plan import make_plan
from resettle.results.matrix import matrix_of

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.timing import Seconds
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario

STAGES = ("read", "check", "aggregate", "build", "hand_over", "solve", "read_out", "verify")
TO_VALUES = ("aggregate", "build", "hand_over", "solve")
"""What the peers do too; the values are read within our solve."""


def every_stage(
    folder: Path, scenario: Scenario, *, time_limit: float | None = None
) -> tuple[Seconds, float | None, dict[str, int]]:
    """Seconds by stage, the objective (None: no plan in time) and the model's size, from files to a verified plan."""
    watch = Stopwatch()
    with watch.lap("check"):
        dataset = load_dataset(folder)
    loaded = watch.seconds.pop("check")
    with watch.lap("check"):
        check(dataset)
    seconds = {"read": loaded - watch.seconds["check"], **watch.seconds}
    began = time.perf_counter()
    try:
        plan = make_plan(dataset, scenario, estimate=True, time_limit=time_limit)
    except SolveError:
        return {**seconds, "solve": time.perf_counter() - began}, None, {}
    spent = dict(plan.summary.seconds)
    spent["read_out"] += spent.pop("prices", 0.0)
    spent["solve"] += spent.pop("tighten", 0.0)
    unnamed = time.perf_counter() - began - sum(spent.values())
    spent["read_out"] += unnamed
    return {**seconds, **spent}, plan.summary.objective, dict(plan.summary.model)


def to_hand_over(dataset: Dataset, scenario: Scenario) -> Seconds:
    """Seconds of aggregate, build and hand over alone, for models whose solve takes minutes."""
    watch = Stopwatch()
    with watch.lap("aggregate"):
        given = make_instance(dataset, scenario)
    with watch.lap("build"):
        model = build(given, whole=False)
    with watch.lap("hand_over"):
        matrix_of(model.program)
    return watch.seconds
