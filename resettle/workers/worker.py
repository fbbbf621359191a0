"""One worker process, seen from the process that started it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from enum import Enum
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from resettle.errors import ResettleError
from resettle.workers.messages import Kind, Message, packed, receive, send, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import IO

_LOG = logging.getLogger("resettle.workers")
MOST_KNOWN = 4
"""Shared objects that a worker keeps."""
GRACE_SECONDS = 3.0
"""So long a call that shall end may take for it, before its process is ended: a process that is kept keeps a model."""
SECONDS_BETWEEN_LOOKS = 0.1
_PACKAGES = str(Path(__file__).parents[2])
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS")


class Wish(Enum):
    """What whoever waits for a call wants of it."""

    GO_ON = "go on"
    STOP = "answer with what there is"
    END = "end without an answer"


class EndedError(Exception):
    """A call that was ended because nobody wants its answer."""


class WorkerDiedError(ResettleError):
    """A worker process that was ended from outside, or by what it was asked."""


class Call(NamedTuple):
    """What is asked of a worker, and who listens.

    Attributes
    ----------
    function : of a module; called with a ``Caller`` and then what is ``given``
    given : its arguments
    shared : objects among the arguments that a worker keeps for the next calls, by name; the same name is the same
        object for good
    hear : called with what the function tells
    wish : asked again and again while the call waits or runs
    likes : what this call is about: a worker that was asked about the same before is preferred
    """

    function: Callable[..., object]
    given: tuple[object, ...]
    shared: Mapping[str, object]
    hear: Callable[[object], None]
    wish: Callable[[], Wish]
    likes: str = ""


class Worker:
    """A process that carries out one call at a time."""

    def __init__(self, nice: int) -> None:
        paths = [_PACKAGES, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **dict.fromkeys(_ONE_THREAD, "1")}
        command = [sys.executable, "-m", "resettle.workers.serving", str(nice)]
        # in a session of its own, so that Ctrl-C in a terminal is for the one that started it
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )
        self.likes: OrderedDict[str, None] = OrderedDict()
        self.idle_since = time.monotonic()
        self.is_last_call = False
        self._known: OrderedDict[str, object] = OrderedDict()
        self._heard: SimpleQueue[Message | None] = SimpleQueue()
        self._number = 0
        threading.Thread(target=self._listen, args=(self._process.stdout,), name="worker", daemon=True).start()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def knows(self, name: str) -> bool:
        """Whether it keeps a shared object of this name, or what was made of it."""
        return name in self._known or any(name in one for one in list(self.likes))

    def call(self, asked: Call) -> object:
        """What the function gives; raises what it raises, EndedError or WorkerDiedError."""
        self._number += 1
        self.likes[asked.likes] = None
        self.likes.move_to_end(asked.likes)
        while len(self.likes) > MOST_KNOWN:
            self.likes.popitem(last=False)
        try:
            self._share(asked.shared)
            self._send(Message(Kind.CALL, self._number, content=packed((asked.function, asked.given), self._known)))
        except OSError as gone:
            self.end()
            raise WorkerDiedError from gone
        return self._answer(asked)

    def end(self) -> None:
        """End the process now; nothing that it holds is needed."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue

    def _share(self, shared: Mapping[str, object]) -> None:
        for name, one in shared.items():
            if name not in self._known:
                self._send(Message(Kind.TAKE, self._number, name, packed(one, {})))
            self._known[name] = self._known.pop(name, one)
        while len(self._known) > max(MOST_KNOWN, len(shared)):
            name, _ = self._known.popitem(last=False)
            self._send(Message(Kind.DROP, self._number, name))

    def _answer(self, asked: Call) -> object:
        end_by: float | None = None
        told = Wish.GO_ON
        while True:
            message = self._next()
            if message is None:
                self.end()  # its answers have ended, so it has or is about to
                raise EndedError if end_by is not None else WorkerDiedError
            if message is not _NOTHING and message.number == self._number:
                if message.kind is not Kind.TELL:
                    return self._outcome(message, ended=end_by is not None)
                asked.hear(unpacked(message.content, self._known))
            wish = asked.wish()
            if wish is not told and wish is not Wish.GO_ON:
                told = wish
                self._stop(wish)
            if wish is Wish.END:
                end_by = end_by or time.monotonic() + GRACE_SECONDS
            if end_by is not None and time.monotonic() > end_by:
                self.end()
                raise EndedError

    def _outcome(self, message: Message, *, ended: bool) -> object:
        if ended:
            raise EndedError
        content = unpacked(message.content, self._known)
        if isinstance(content, BaseException) and message.kind is Kind.FAILED:
            if message.name:
                _LOG.error("a call ended unforeseen in a worker: %s\n%s", type(content).__name__, message.name)
            raise content
        return content

    def _next(self) -> Message | None:
        try:
            return self._heard.get(timeout=SECONDS_BETWEEN_LOOKS)
        except Empty:
            return _NOTHING

    def _stop(self, wish: Wish) -> None:
        try:
            self._send(Message(Kind.STOP, self._number, Kind.END if wish is Wish.END else ""))
        except OSError:
            return  # it has ended, which is heard next

    def _send(self, message: Message) -> None:
        assert self._process.stdin is not None
        send(self._process.stdin, message)

    def _listen(self, answers: IO[bytes]) -> None:
        """In a thread of its own: hand on what comes, until nothing comes any more."""
        try:
            while (message := receive(answers)) is not None:
                self._heard.put(message)
        except (OSError, ValueError):
            pass
        self._heard.put(None)


_NOTHING = Message(Kind.TELL, -1)
