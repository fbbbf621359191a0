"""Something being worked out: what was asked, how far it is, who waits for it, how it ended."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from resettle.insight.overview import Overview

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.results.progress import Progress

Key = TypeVar("Key")
Found = TypeVar("Found")

FIRST_GAP, FINER_GAP = 0.02, 0.01
"""Distance from the proven bound at which a plan is shown, and the one that a further search goes on to."""
PRESENT_SECONDS = 15.0
"""A session that has not looked at a run for so long does not wait for it any more."""
ABANDONED_SECONDS = 180.0
"""A run that nobody has looked at for so long ends."""
_SOLVING = ("tighten", "solve", "prices")
"""Stages that tell from inside a solver, which must not be left by an exception."""


class AbandonedError(Exception):
    """Nobody waits for the plan any more; it ends without one."""


class PlanKey(NamedTuple):
    """What makes two questions the same question."""

    dataset: str
    scenario: str
    quality: str
    gap: float


def key_of(dataset: Dataset, scenario: Scenario, quality: str, gap: float = FIRST_GAP) -> PlanKey:
    """The key under which a plan is kept; an estimate knows no gap."""
    return PlanKey(dataset.digest, scenario.digest, quality, 0.0 if quality == "estimate" else gap)


@dataclass
class Run(Generic[Key, Found]):
    """Something that is worked out in the background for the sessions that look at it.

    Attributes
    ----------
    key : what was asked
    future : the answer, when it is ready
    looked_at : sessions, and when each of them last looked
    stop : set when it shall end with what it has
    abandoned : whether the last who waited has left, so that nothing of it is wanted
    started_at : when its turn came
    """

    key: Key
    future: Future[Found] = field(default_factory=Future)
    looked_at: dict[str, float] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    abandoned: bool = False
    started_at: float | None = None

    @property
    def done(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.future.done()

    @property
    def seconds(self) -> float:
        """Since its turn came; 0 while it waits."""
        return 0.0 if self.started_at is None else time.monotonic() - self.started_at

    @property
    def trouble(self) -> BaseException | None:
        """Why there is no answer, when it has ended without one."""
        return None if not self.done or self.future.cancelled() else self.future.exception()

    @property
    def found(self) -> Found | None:
        """The answer, when it has ended with one."""
        if not self.done or self.future.cancelled() or self.future.exception() is not None:
            return None
        return self.future.result()

    def waiting(self) -> list[str]:
        """Sessions that looked at it lately."""
        since = time.monotonic() - PRESENT_SECONDS
        return [session for session, when in list(self.looked_at.items()) if when >= since]

    def is_forgotten(self) -> bool:
        """Whether nobody has looked at it for so long that it shall end."""
        last_look = max(self.looked_at.values(), default=self.started_at or 0.0)
        return time.monotonic() - last_look > ABANDONED_SECONDS


@dataclass
class PlanRun(Run[PlanKey, Overview]):
    """A plan being made, or made, or refused; its answer is the plan's first look.

    Attributes
    ----------
    latest : last progress heard
    aside : asked beside the main question, which does not wait for it
    """

    latest: Progress | None = None
    aside: bool = False

    def hear(self, progress: Progress) -> bool:
        """Listener of the solve; False asks it to end with what it has. Raises AbandonedError."""
        self.latest = progress
        if self.abandoned and progress.stage not in _SOLVING:
            raise AbandonedError
        if self.is_forgotten():
            self.stop.set()
        return not self.stop.is_set()
