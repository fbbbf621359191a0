"""Signals while a command runs: the first asks it to end in order, what does not end is ended.

Python carries signals out between two of its own steps, and a solver's step may take minutes. A thread that hears of
them at once ends the process where the command does not do so itself. Once a command has been asked to end, further
signals interrupt nothing: they would only tear apart its last words.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from resettle.cli.endings import STOPPED, TERMINATED, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import NoReturn

ORDERLY_SECONDS = 4.0
"""So long a command may take to end in order."""
AT_ONCE_SECONDS = 0.5
"""The same when it has been asked for a second time."""
_ENDED = b"\xff"


class TerminatedError(BaseException):
    """The system asks the command to end; nothing on the way catches it."""


class _Listening:
    """Hears signals in a thread of its own; ``patient`` while the first Ctrl-C only asks for the best so far."""

    def __init__(self) -> None:
        self.patient = False
        self.asked = False
        self._ended = threading.Event()
        self._interrupts = 0

    def listen(self, heard: socket.socket) -> None:
        while not self._ended.is_set():
            for number in heard.recv(64):
                self._take(number)

    def end(self) -> None:
        self._ended.set()

    def ask(self, number: int, _frame: FrameType | None) -> None:
        """Take a signal in the main thread: the first one raises."""
        if not self.asked:
            self.asked = True
            raise TerminatedError if number == signal.SIGTERM else KeyboardInterrupt

    def _take(self, number: int) -> None:
        if number == signal.SIGTERM:
            self._end_within(ORDERLY_SECONDS, TERMINATED_SAID, TERMINATED)
        elif number == signal.SIGINT:
            self._interrupts += 1
            if self._interrupts > 1:
                self._end_within(AT_ONCE_SECONDS, STOPPED_SAID, STOPPED)
            elif not self.patient:
                self._end_within(ORDERLY_SECONDS, STOPPED_SAID, STOPPED)

    def _end_within(self, seconds: float, said: str, code: int) -> None:
        def end() -> None:
            if not self._ended.wait(seconds):
                say(said)
                os._exit(code)

        threading.Thread(target=end, name="end", daemon=True).start()


STOPPED_SAID = "stopped"
TERMINATED_SAID = "ended: the system asked this command to end (SIGTERM). Nothing more was written."
_LISTENING = _Listening()


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Hear signals while this holds; outside the main thread, which alone can, nothing changes."""
    global _LISTENING
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _LISTENING = listening = _Listening()
    heard, told = socket.socketpair()
    told.setblocking(False)
    wakeup = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    # what is ignored from the start (a job in the background) stays so
    before = {
        number: signal.signal(number, listening.ask)
        for number in (signal.SIGTERM, signal.SIGINT)
        if signal.getsignal(number) != signal.SIG_IGN
    }
    thread = threading.Thread(target=listening.listen, args=(heard,), name="signals", daemon=True)
    thread.start()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if listening.asked else handler)
        signal.set_wakeup_fd(wakeup)
        listening.end()
        with contextlib.suppress(OSError):
            told.send(_ENDED)
        thread.join(1.0)
        heard.close()
        told.close()


@contextmanager
def patiently() -> Iterator[None]:
    """While this holds, the first Ctrl-C lets the command go on as long as it takes."""
    _LISTENING.patient = True
    try:
        yield
    finally:
        _LISTENING.patient = False


def leave(code: int) -> NoReturn:
    """End the process with this code.

    One that was asked to end does not wait for what a solver left running, which the interpreter's own end would.
    """
    if code in (STOPPED, TERMINATED):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)
