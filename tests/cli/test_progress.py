"""What is shown of a solve: at most a line a second, a bar on a terminal, and how Ctrl-C asks for an end."""

from __future__ import annotations

import io
import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from resettle.cli.progress import Reporter, stopping_with_the_best
from resettle.results.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the clock that reporters look at, in seconds."""
    now = [0.0]
    monkeypatch.setattr("resettle.cli.progress.time.perf_counter", lambda: now[0])

    def set_to(seconds: float) -> None:
        now[0] = seconds

    return set_to


def test_a_line_for_each_stage_and_one_a_second(
    at: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Told at 0 (new stage), 1.2 and 2.4; the moments between fall into the same second."""
    reporter = Reporter(gap=0.01, time_limit=None)
    for seconds, best in ((0.0, None), (0.4, 80.0), (1.2, 90.0), (1.9, 95.0), (2.4, 99.0)):
        at(seconds)
        assert reporter(Progress("solve", seconds, best, 100.0, None if best is None else (100 - best) / best))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in lines] == ["0.0", "1.2", "2.4"]
    assert lines[-1].split("  ")[-4:] == ["solve", "best 99", "bound 100", "gap 1.01%"]


def test_what_is_known_stays_in_view(at: Callable[[float], None], capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter(gap=0.01, time_limit=None)
    reporter(Progress("solve", 0.0, 80.0, 100.0, 0.25))
    at(1.5)
    reporter(Progress("solve", 1.5, None, 99.0))
    assert capsys.readouterr().err.splitlines()[-1].endswith("best 80  bound 99")
    at(2.0)
    reporter(Progress("read_out", 2.0))
    assert capsys.readouterr().err.splitlines()[-1].endswith("s  read out")


def test_a_bar_fills_as_the_gap_closes(at: Callable[[float], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """From a gap of 100 % to 1 % is two powers of ten: at 10 % half the bar, 10 of its 20 signs, is full."""
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    reporter = Reporter(gap=0.01, time_limit=None)
    reporter(Progress("solve", 0.0, 50.0, 100.0, 1.0))
    at(2.0)
    reporter(Progress("solve", 2.0, 90.0, 99.0, 0.1))
    at(4.0)
    reporter(Progress("solve", 4.0, 98.0, 98.9, 0.009))
    first, second, third = screen.getvalue().split("\r")[1:]
    assert first.startswith("[" + "." * 20 + "]")
    assert second.startswith("[" + "#" * 10 + "." * 10 + "]")
    assert third.startswith("[" + "#" * 20 + "]")
    reporter.done()
    assert screen.getvalue().endswith("done\n")


def test_a_bar_fills_with_the_time_where_it_is_limited(
    at: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    reporter = Reporter(gap=0.01, time_limit=8.0)
    at(2.0)
    reporter(Progress("solve", 2.0))
    assert "[" + "#" * 5 + "." * 15 + "]" in screen.getvalue()


def test_the_first_interrupt_asks_and_the_second_ends() -> None:
    reporter = Reporter(gap=0.01, time_limit=None)
    before = signal.getsignal(signal.SIGINT)
    with stopping_with_the_best(reporter):
        assert reporter(Progress("solve", 0.0))
        os.kill(os.getpid(), signal.SIGINT)
        assert not reporter(Progress("solve", 0.1))
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_outside_the_main_thread_interrupts_are_left_alone() -> None:
    """Python lets only the main thread listen to signals: elsewhere there is nothing to set, and nothing to fail."""
    before = signal.getsignal(signal.SIGINT)
    entered: list[object] = []

    def enter() -> None:
        with stopping_with_the_best(Reporter(gap=0.01, time_limit=None)):
            entered.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert entered == [before]
