"""Commands that are told to end while they solve: in order, soon, and with a word about it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import CASE

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = CASE.parents[2]
PATIENCE_SECONDS = 120.0
# A solver's step that no listener can leave: the programme of a command that takes as long as it takes.
PROGRAM = """
import sys
import resettle.cli.check as check
from resettle.cli import run
from resettle.results.highs import Highs
from tests.slow_programme import slow_programme
def solve(_chosen):
    highs = Highs(slow_programme())
    print("solving", flush=True)
    highs.solve_whole(gap=0.0, time_limit=None)
check.given.dataset = solve
sys.argv = ["resettle", "check"]
run()
"""
DAEMON = """
import threading
from resettle.results.highs import Highs
from tests.slow_programme import slow_programme
highs = Highs(slow_programme())
threading.Thread(target=highs.solve_whole, kwargs={"gap": 0.0, "time_limit": None}, daemon=True).start()
print("solving", flush=True)
input()
"""


@pytest.fixture
def solving(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A process that has begun to solve."""
    with subprocess.Popen(
        [sys.executable, "-c", request.param],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=REPOSITORY,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "solving\n"
        time.sleep(0.3)  # from the word into the solver
        yield process
        process.kill()


def ended(process: subprocess.Popen[str], began: float) -> tuple[int, str]:
    """Exit code, and what was said; within the time that it may take."""
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert time.monotonic() - began < 6.0
    assert "terminate called" not in said
    assert "Traceback" not in said
    return process.returncode, said


@pytest.mark.parametrize("solving", [PROGRAM], indirect=True)
def test_sigterm_is_told_and_ends(solving: subprocess.Popen[str]) -> None:
    began = time.monotonic()
    solving.send_signal(signal.SIGTERM)
    code, said = ended(solving, began)
    assert code == 143
    assert "SIGTERM" in said


@pytest.mark.parametrize("solving", [PROGRAM], indirect=True)
def test_a_second_ctrl_c_ends_at_once(solving: subprocess.Popen[str]) -> None:
    began = time.monotonic()
    solving.send_signal(signal.SIGINT)
    solving.send_signal(signal.SIGINT)
    code, said = ended(solving, began)
    assert code == 130
    assert said.endswith("stopped\n")


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.1, 0.5, 2.0])
@pytest.mark.parametrize("solving", [PROGRAM], indirect=True)
def test_whenever_the_second_ctrl_c_comes_the_last_words_stand(solving: subprocess.Popen[str], seconds: float) -> None:
    """Also where it meets a command that is already saying them, or Python on its way out."""
    began = time.monotonic()
    solving.send_signal(signal.SIGINT)
    time.sleep(seconds)
    solving.send_signal(signal.SIGINT)
    code, said = ended(solving, began)
    assert code == 130
    assert said == "stopped\n"


@pytest.mark.parametrize("solving", [DAEMON], indirect=True)
def test_an_interpreter_that_ends_while_a_thread_solves(solving: subprocess.Popen[str]) -> None:
    began = time.monotonic()
    assert solving.stdin is not None
    solving.stdin.write("\n")
    solving.stdin.flush()
    code, _ = ended(solving, began)
    assert code == 0
