"""A writer killed at each of its operations on files: what a reader finds after each kill."""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_EVENTS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod"}


def kill_at_each(
    base: Path, begin: Callable[[], None], write: Callable[[], None], look: Callable[[], str], every: int = 1
) -> list[str]:
    """What ``look`` finds after ``write`` was killed with -9 before its first operation, its second, and so on.

    An operation opens, writes, syncs, makes, renames or takes away something; opening counts below ``base`` alone,
    since Python opens its own files. ``begin`` comes before each; the last answer is that of a writer that ended by
    itself. ``every`` skips: 3 kills before the operations 1, 4, 7 …
    """
    found = []
    for at in count(1, every):
        begin()
        child = os.fork()
        if child == 0:
            _kill_myself_at(at, str(base))
            write()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        found.append(look())
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return found
        assert os.WTERMSIG(status) == signal.SIGKILL
    raise AssertionError


def _kill_myself_at(at: int, base: str) -> None:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS or (event == "open" and str(arguments[0]).startswith(base)):
            step()

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            step()
            return function(*arguments)

        return run

    os.fsync, os.write = counted(os.fsync), counted(os.write)  # type: ignore[assignment]
    sys.addaudithook(hear)
