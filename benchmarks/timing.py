"""Seconds by stage, repeats that take turns, medians."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Name = TypeVar("Name")
Result = TypeVar("Result")
Seconds = dict[str, float]
"""Seconds by the name of a stage."""


class Stopwatch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Seconds = {}

    @contextmanager
    def lap(self, stage: str) -> Iterator[None]:
        """Time a stage; laps of the same name add up."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - began)

    def add(self, stage: str, seconds: float) -> None:
        """Add seconds that something else has measured."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


def in_turns(ways: Mapping[Name, Callable[[], Result]], repeat: int) -> dict[Name, list[Result]]:
    """Run every way once, then every way again: what slows the machine for a while slows all of them."""
    results: dict[Name, list[Result]] = {name: [] for name in ways}
    for _ in range(repeat):
        for name, way in ways.items():
            gc.collect()
            results[name].append(way())
    return results


def medians(runs: Sequence[Seconds]) -> Seconds:
    """The median of each stage, and of the runs' totals."""
    stages = {stage: median(run[stage] for run in runs) for stage in runs[0]}
    return {**stages, "total": median(sum(run.values()) for run in runs)}
