"""The interpreter's end and solves under way: asked to stop, waited for, for so long and no longer."""

from __future__ import annotations

import threading
import time

import pytest

from resettle.errors import SolveError
from resettle.results.ending import Ending


def test_the_end_waits_for_a_solve_that_stops() -> None:
    ending, solving = Ending(most_seconds=60.0), threading.Event()
    stopped: list[bool] = []

    def solve() -> None:
        with ending.under_way():
            solving.set()
            while not ending.has_begun():
                time.sleep(0.01)
            stopped.append(True)

    thread = threading.Thread(target=solve)
    thread.start()
    assert solving.wait(60.0)
    assert not ending.has_begun()
    ending.begin()
    assert stopped == [True]
    thread.join()


def test_the_end_does_not_wait_for_ever() -> None:
    ending = Ending(most_seconds=0.05)
    with ending.under_way():
        ending.begin()
        assert ending.has_begun()


def test_nothing_is_solved_any_more_once_it_has_begun() -> None:
    ending = Ending()
    ending.begin()
    with pytest.raises(SolveError, match="is ending"), ending.under_way():
        pass
