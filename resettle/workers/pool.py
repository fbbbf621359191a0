"""Worker processes of several lanes: started when there is work, ended when there is none, replaced when they die."""

from __future__ import annotations

import atexit
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from resettle.workers.worker import SECONDS_BETWEEN_LOOKS, EndedError, Wish, Worker, WorkerDiedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.workers.worker import Call

IDLE_SECONDS = 120.0
"""A worker that has had nothing to do for so long is ended, and its memory given back."""
DIED = (
    "The calculation was ended by the system {times} times, most likely because the machine ran out of memory. "
    "Try again when fewer calculations are under way, or with fewer places or years."
)
_TRIES = 2


class Lane(NamedTuple):
    """Workers for one kind of work.

    Attributes
    ----------
    most : processes at the same time
    nice : how far they stand back for other processes (0 to 19)
    idle_seconds : how long one without work is kept; None for good
    """

    most: int
    nice: int = 10
    idle_seconds: float | None = IDLE_SECONDS


class _Place:
    """Workers of one lane, and the calls that wait for one."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.idle: list[Worker] = []
        self.busy: set[Worker] = set()
        self.waiting: deque[object] = deque()
        self.taken = 0


class Pool:
    """Calls of functions in worker processes; safe to use from several threads.

    A call that finds every worker of its lane at work waits for its turn. A worker that dies is replaced, and what it
    was at is asked once more. All of them end with the pool, which ends with the interpreter.
    """

    def __init__(self, lanes: Mapping[str, Lane]) -> None:
        self._places = {name: _Place(lane) for name, lane in lanes.items()}
        self._changed = threading.Condition()
        self._closed = False
        self._sweeping = False
        atexit.register(self.close)

    def call(self, lane: str, asked: Call) -> object:
        """What the function gives; raises what it raises.

        Raises
        ------
        EndedError
            Whoever waits wants no answer any more, or the pool was closed.
        WorkerDiedError
            Two workers died of it.
        """
        place = self._places[lane]
        for _ in range(_TRIES):
            worker = self._take(place, asked)
            try:
                return worker.call(asked)
            except WorkerDiedError:
                if self._closed or asked.wish() is Wish.END:
                    raise EndedError from None
            finally:
                self._give_back(place, worker)
        raise WorkerDiedError(DIED.format(times=_TRIES))

    def workers(self) -> list[int]:
        """Numbers of the processes that are there."""
        with self._changed:
            return [one.pid for place in self._places.values() for one in [*place.idle, *place.busy] if one.lives]

    def let_go(self, name: str) -> None:
        """End the workers that keep a shared object of this name: at once, or with the call that they are at."""
        with self._changed:
            ending = [(place, one) for place in self._places.values() for one in place.idle if one.knows(name)]
            for place, worker in ending:
                place.idle.remove(worker)
            for place in self._places.values():
                for worker in place.busy:
                    worker.is_last_call = worker.is_last_call or worker.knows(name)
        for _, worker in ending:
            worker.end()

    def close(self) -> None:
        """End all workers now."""
        with self._changed:
            self._closed = True
            found = [one for place in self._places.values() for one in [*place.idle, *place.busy]]
            for place in self._places.values():
                place.idle.clear()
            self._changed.notify_all()
        for worker in found:
            worker.end()
        atexit.unregister(self.close)

    def _take(self, place: _Place, asked: Call) -> Worker:
        """A worker for this call, its turn awaited; raises EndedError."""
        turn = object()
        with self._changed:
            place.waiting.append(turn)
            try:
                while place.waiting[0] is not turn or place.taken >= place.lane.most:
                    self._check(asked)
                    self._changed.wait(SECONDS_BETWEEN_LOOKS)
                self._check(asked)
                place.taken += 1
                worker = self._idle_one(place, asked.likes)
                if worker is not None:
                    place.busy.add(worker)
            finally:
                place.waiting.remove(turn)
                self._changed.notify_all()
        return worker or self._started(place)

    def _started(self, place: _Place) -> Worker:
        try:
            worker = Worker(place.lane.nice)
        except BaseException:
            with self._changed:
                place.taken -= 1
            raise
        with self._changed:
            place.busy.add(worker)
            closed, sweeping, self._sweeping = self._closed, self._sweeping, True
        if closed:
            worker.end()
        elif not sweeping:
            threading.Thread(target=self._sweep, name="sweep", daemon=True).start()
        return worker

    def _check(self, asked: Call) -> None:
        if self._closed or asked.wish() is not Wish.GO_ON:
            raise EndedError

    def _idle_one(self, place: _Place, likes: str) -> Worker | None:
        """The one that was asked about the same before, else the one that worked last."""
        place.idle = [one for one in place.idle if one.lives]
        if not place.idle:
            return None
        chosen = next((one for one in reversed(place.idle) if likes in one.likes), None)
        if chosen is None and len(place.idle) + len(place.busy) < place.lane.most:
            return None  # a new one, so that what the others keep is kept
        chosen = chosen or place.idle[0]
        place.idle.remove(chosen)
        return chosen

    def _give_back(self, place: _Place, worker: Worker) -> None:
        with self._changed:
            place.taken -= 1
            place.busy.discard(worker)
            worker.idle_since = time.monotonic()
            keep = worker.lives and not self._closed and not worker.is_last_call
            if keep:
                place.idle.append(worker)
            self._changed.notify_all()
        if not keep:
            worker.end()

    def _sweep(self) -> None:
        """In a thread of its own: end workers that have had nothing to do for long."""
        while not self._closed:
            with self._changed:
                self._changed.wait(1.0)
                every = [(place, worker) for place in self._places.values() for worker in place.idle]
                ending = [(place, worker) for place, worker in every if _has_rested(place, worker)]
                for place, worker in ending:
                    place.idle.remove(worker)
            for _, worker in ending:
                worker.end()


def _has_rested(place: _Place, worker: Worker) -> bool:
    limit = place.lane.idle_seconds
    return not worker.lives or (limit is not None and time.monotonic() - worker.idle_since > limit)
