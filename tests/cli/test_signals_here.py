"""What a signal does inside the process: the first asks, later ones do nothing, what does not end is ended."""

from __future__ import annotations

import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from resettle.cli import signals
from resettle.cli.endings import STOPPED, TERMINATED
from resettle.cli.signals import STOPPED_SAID, TERMINATED_SAID, TerminatedError, ending_in_order, leave, patiently

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 60.0


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    """The handlers of the tests' own process come back, though a command that was asked to end leaves none."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Codes that the process would have been ended with, at once instead of within seconds."""
    codes: list[int] = []
    monkeypatch.setattr(signals.os, "_exit", codes.append)
    monkeypatch.setattr(signals, "ORDERLY_SECONDS", 0.05)
    monkeypatch.setattr(signals, "AT_ONCE_SECONDS", 0.01)
    return codes


def wait_for(codes: list[int], expected: list[int]) -> None:
    give_up = time.monotonic() + SECONDS
    while codes != expected:
        assert time.monotonic() < give_up, codes
        time.sleep(0.01)


@pytest.mark.parametrize(("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, TerminatedError)])
def test_the_first_signal_asks_and_later_ones_interrupt_nothing(
    number: signal.Signals, raised: type[BaseException]
) -> None:
    with ending_in_order():
        with pytest.raises(raised):
            signal.raise_signal(number)
        signal.raise_signal(number)
    signal.raise_signal(number)  # nor on the way out


def test_where_nothing_was_asked_the_handlers_are_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with ending_in_order():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_a_job_in_the_background_goes_on_ignoring_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with ending_in_order():
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, STOPPED, STOPPED_SAID), (signal.SIGTERM, TERMINATED, TERMINATED_SAID)],
)
def test_what_does_not_end_is_ended(
    ended: list[int], capsys: pytest.CaptureFixture[str], number: signal.Signals, code: int, said: str
) -> None:
    with ending_in_order():
        with pytest.raises((KeyboardInterrupt, TerminatedError)):
            signal.raise_signal(number)
        wait_for(ended, [code])
    assert capsys.readouterr().err == f"{said}\n"


def test_what_ends_in_order_is_left_alone(ended: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "ORDERLY_SECONDS", 0.2)
    with ending_in_order(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    time.sleep(0.3)
    assert ended == []


def test_a_patient_command_is_ended_by_the_second_ctrl_c(ended: list[int]) -> None:
    with ending_in_order():
        signal.signal(signal.SIGINT, lambda *_: None)
        with patiently():
            signal.raise_signal(signal.SIGINT)
            time.sleep(0.2)
            assert ended == []
            signal.raise_signal(signal.SIGINT)
            wait_for(ended, [STOPPED])


def test_in_another_thread_nothing_changes() -> None:
    seen: list[object] = []

    def run() -> None:
        with ending_in_order():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGINT)]


def test_leaving(ended: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        leave(3)
    assert left.value.code == 3
    sys.stdout.write("an answer")
    with pytest.raises(SystemExit):  # since the process goes on here, where it would not
        leave(STOPPED)
    assert ended == [STOPPED]
    assert capsys.readouterr().out == "an answer"
