"""What the tests ask of workers."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from resettle.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.workers.caller import Caller


class Table:
    """Something large that both sides know."""

    def __init__(self, rows: list[int]) -> None:
        self.rows = rows


def add(caller: Caller, table: Table, number: int) -> tuple[int, int, Table]:
    """The number of the process, the sum, and the table as it came."""
    caller.tell("adding")
    return os.getpid(), sum(table.rows) + number, table


def which(caller: Caller) -> int:
    """Number of the process."""
    return os.getpid()


def refuse(caller: Caller) -> None:
    """A refusal with its problems."""
    raise ScenarioError([Problem("error", "scenario", None, "pin", "nowhere", "a place")])


def fail_unforeseen(caller: Caller) -> None:
    """An error that cannot travel."""

    class LocalError(Exception):
        pass

    raise LocalError


def wait_until_stopped(caller: Caller) -> str:
    """Goes on until the caller wants no more."""
    caller.tell(os.getpid())
    while caller.wants_more:
        time.sleep(0.01)
    return "what there is"


def never_listen(caller: Caller) -> None:
    """Goes on whatever the caller wants, as inside a solver."""
    caller.tell(os.getpid())
    while True:
        sum(range(10_000))


def die(caller: Caller, until: Path) -> str:
    """Ends its process as often as the file has lines left."""
    lives = until.read_text(encoding="utf-8").splitlines()
    if not lives:
        return "alive"
    until.write_text("\n".join(lives[1:]), encoding="utf-8")
    os._exit(1)


def lowest(caller: Caller) -> int:
    """How far the process stands back."""
    return os.getpriority(os.PRIO_PROCESS, 0)
