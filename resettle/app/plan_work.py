"""What a worker process is asked for by the app: plans and their first look, near-optimal ranges.

These functions run in worker processes, which never see a page. A worker keeps the models of the last baselines that
it was asked about, so that a moved lever starts from where the baseline ended.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd

from resettle.errors import ResettleError
from resettle.insight.overview import overview
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview
    from resettle.results.figures import Figure, FigureRange
    from resettle.results.plan import Plan
    from resettle.results.progress import Listener, Progress
    from resettle.workers.caller import Caller

TIME_LIMIT_SECONDS = 600.0
SECONDS_AN_END = 30.0
"""A figure whose least or most takes longer stays without a range."""
MOST_ESTIMATORS = 2
"""Kept in one worker; each holds a model and a matrix."""
SECONDS_BETWEEN_WORDS = 0.2
SOLVING = ("tighten", "solve", "prices", "ranges")
"""Stages that tell from inside a solver, which must not be left by an exception."""
_ESTIMATORS: OrderedDict[tuple[str, str], Estimator] = OrderedDict()


class UnwantedError(Exception):
    """Nobody waits any more; the call ends without an answer."""


def estimate_overview(caller: Caller, dataset: Dataset, scenario: Scenario, first: Scenario) -> Overview:
    """The first look at a scenario's estimate, from where the first scenario's ended."""
    hear = listener(caller)
    plan = kept_estimator(dataset, first).estimate(scenario, time_limit=TIME_LIMIT_SECONDS, progress=hear)
    return overview(plan)


def whole_overview(caller: Caller, dataset: Dataset, scenario: Scenario, gap: float) -> Overview:
    """The first look at a scenario's plan with whole facilities."""
    hear = listener(caller)
    plan = make_plan(dataset, scenario, estimate=False, gap=gap, time_limit=TIME_LIMIT_SECONDS, progress=hear)
    return overview(plan)


def get_ready(caller: Caller, dataset: Dataset, first: Scenario) -> None:
    """Solve what every lever's estimate starts from; where there is no plan, that is told when one is asked for."""
    with suppress(ResettleError):
        kept_estimator(dataset, first).get_ready()


def ranges_of_plan(caller: Caller, first: Scenario, plan: Plan, figures: Sequence[Figure]) -> dict[Figure, FigureRange]:
    """Near-optimal ranges of an estimate's figures."""
    known = kept_estimator(plan.dataset, first)
    return known.ranges(plan, figures, time_limit=SECONDS_AN_END, progress=listener(caller))


def kept_estimator(dataset: Dataset, first: Scenario) -> Estimator:
    """The one for this dataset and first scenario; older ones go, since each holds a matrix."""
    use_plain_text()
    key = (dataset.digest, first.digest)
    found = _ESTIMATORS.pop(key, None) or Estimator(dataset, first)
    _ESTIMATORS[key] = found
    while len(_ESTIMATORS) > MOST_ESTIMATORS:
        _ESTIMATORS.popitem(last=False)
    return found


def listener(caller: Caller) -> Listener:
    """Hands a solve's progress to the caller, a few times a second, and the caller's wish back."""
    stage, told_at = "", 0.0

    def hear(progress: Progress) -> bool:
        nonlocal stage, told_at
        now = time.monotonic()
        if progress.stage != stage or now - told_at > SECONDS_BETWEEN_WORDS:
            stage, told_at = progress.stage, now
            caller.tell(progress)
        if caller.is_unwanted and progress.stage not in SOLVING:
            raise UnwantedError
        return caller.wants_more

    use_plain_text()
    return hear


def use_plain_text() -> None:
    """Hold text as the app does: many small tables, for which Python's own text is quicker than Arrow's."""
    pd.options.mode.string_storage = "python"
