"""Something being worked out: what was asked, how far it is, who waits for it, how it ended."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from resettle.app.attendance import ATTENDANCE
from resettle.insight.overview import Overview
from resettle.results.progress import Progress
from resettle.workers.worker import Wish

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario

Key = TypeVar("Key")
Found = TypeVar("Found")

FIRST_GAP, FINER_GAP = 0.02, 0.01
"""Distance from the proven bound at which a plan is shown, and the one that a further search goes on to."""
PRESENT_SECONDS = 15.0
"""A session that has not looked at a run for so long does not wait for it any more."""
ABANDONED_SECONDS = 180.0
"""A run that nobody has looked at for so long ends, though a session that asked is still there."""
ASKED_SECONDS = 1800.0
"""The same of a question that somebody has asked with a button, who may look at other pages meanwhile."""


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
    stop : set when it shall end
    abandoned : whether the last who waited has left, so that nothing of it is wanted
    asked_at : when it was asked
    started_at : when its turn came
    stage : what it is at
    """

    key: Key
    future: Future[Found] = field(default_factory=Future)
    looked_at: dict[str, float] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    abandoned: bool = False
    asked_at: float = field(default_factory=time.monotonic)
    started_at: float | None = None
    stage: str = ""

    @property
    def done(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.future.done()

    @property
    def seconds(self) -> float:
        """Since its turn came; while it waits, since it was asked."""
        return time.monotonic() - (self.asked_at if self.started_at is None else self.started_at)

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
        """Sessions that looked at it lately and are still there."""
        since = time.monotonic() - PRESENT_SECONDS
        looked = list(self.looked_at.items())
        return [session for session, when in looked if when >= since and not ATTENDANCE.has_gone(session)]

    def is_forgotten(self) -> bool:
        """Whether nobody is there who has looked at it within its time, so that it shall end."""
        since = time.monotonic() - self.patience_seconds()
        looked = list(self.looked_at.items())
        return not any(when >= since and not ATTENDANCE.has_gone(session) for session, when in looked)

    def patience_seconds(self) -> float:
        """How long it goes on while nobody looks at it."""
        return ABANDONED_SECONDS

    def wish(self) -> Wish:
        """What those who wait want of it now."""
        if self.stop.is_set() or self.abandoned or self.is_forgotten():
            return Wish.END
        return Wish.GO_ON

    def hear(self, told: object) -> None:
        """Hear how far it is."""
        if isinstance(told, Progress):
            self.stage = told.stage
        elif isinstance(told, str):
            self.stage = told


@dataclass
class PlanRun(Run[PlanKey, Overview]):
    """A plan being made, or made, or refused; its answer is the plan's first look.

    Attributes
    ----------
    latest : last progress heard
    aside : asked beside the main question, which does not wait for it
    """

    ESTIMATE: ClassVar[str] = "estimate"
    latest: Progress | None = None
    aside: bool = False

    def hear(self, told: object) -> None:
        """Hear how far it is, and what was found so far."""
        super().hear(told)
        if isinstance(told, Progress):
            self.latest = told

    def wish(self) -> Wish:
        """A whole plan that is stopped ends with the best so far; an estimate has none on the way."""
        if self.abandoned or self.is_forgotten():
            return Wish.END
        if self.stop.is_set():
            return Wish.END if self.key.quality == self.ESTIMATE else Wish.STOP
        return Wish.GO_ON
