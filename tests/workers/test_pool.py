"""Worker processes: what they are given and give, how they are ended, and that they end with whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resettle.errors import ScenarioError
from resettle.workers.pool import Lane, Pool
from resettle.workers.worker import Call, EndedError, Wish, WorkerDiedError
from tests.workers import works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LANE = "lane"
PATIENCE_SECONDS = 60.0


class Waiting:
    """Who waits for a call: hears what it tells, and wishes something of it."""

    def __init__(self) -> None:
        self.wish = Wish.GO_ON
        self.heard: list[Any] = []
        self.hears = threading.Event()

    def hear(self, told: object) -> None:
        """Remember what was told."""
        self.heard.append(told)
        self.hears.set()

    def call(self, function: Callable[..., object], *given: object, likes: str = "", **shared: object) -> Call:
        """A call that this one waits for."""
        return Call(function, given, shared, self.hear, lambda: self.wish, likes)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool({LANE: Lane(1, nice=7)})
    yield made
    made.close()


def until(holds: Callable[[], bool], what: str) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < give_up, what
        time.sleep(0.02)


def is_there(pid: int) -> bool:
    """Whether a process lives (one that has ended and is not yet taken leave of does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def in_thread(pool: Pool, call: Call) -> tuple[threading.Thread, list[object]]:
    """The call under way, and what will have come of it."""
    found: list[object] = []

    def work() -> None:
        try:
            found.append(pool.call(LANE, call))
        except Exception as trouble:
            found.append(trouble)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, found


def test_what_both_know_is_sent_once_and_comes_back_as_it_is(pool: Pool) -> None:
    table, waiting = works.Table([1, 2]), Waiting()
    first, total, back = pool.call(LANE, waiting.call(works.add, table, 3, table=table))  # type: ignore[misc]
    again, _, same = pool.call(LANE, waiting.call(works.add, table, 4, table=table))  # type: ignore[misc]
    assert total == 6
    assert back is table
    assert same is table
    assert first == again != os.getpid()
    assert waiting.heard == ["adding", "adding"]


def test_a_refusal_comes_back_with_its_problems(pool: Pool) -> None:
    with pytest.raises(ScenarioError, match="nowhere") as refused:
        pool.call(LANE, Waiting().call(works.refuse))
    assert refused.value.problems[0].column == "pin"


def test_an_error_that_cannot_travel_is_told_by_its_name(pool: Pool, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RuntimeError, match="LocalError"):
        pool.call(LANE, Waiting().call(works.fail_unforeseen))
    assert "works.py" in caplog.text


def test_one_that_is_stopped_gives_what_there_is(pool: Pool) -> None:
    waiting = Waiting()
    thread, found = in_thread(pool, waiting.call(works.wait_until_stopped))
    assert waiting.hears.wait(PATIENCE_SECONDS)
    waiting.wish = Wish.STOP
    thread.join(PATIENCE_SECONDS)
    assert found == ["what there is"]
    assert pool.call(LANE, Waiting().call(works.which)) == waiting.heard[0]


def test_one_that_does_not_listen_is_ended_and_replaced(pool: Pool) -> None:
    waiting = Waiting()
    thread, found = in_thread(pool, waiting.call(works.never_listen))
    assert waiting.hears.wait(PATIENCE_SECONDS)
    began = time.monotonic()
    waiting.wish = Wish.END
    thread.join(PATIENCE_SECONDS)
    assert time.monotonic() - began < 5.0
    assert isinstance(found[0], EndedError)
    assert not is_there(waiting.heard[0])
    assert pool.call(LANE, Waiting().call(works.which)) != waiting.heard[0]


def test_one_that_nobody_wants_gets_no_turn(pool: Pool) -> None:
    busy, left = Waiting(), Waiting()
    at_work, _ = in_thread(pool, busy.call(works.wait_until_stopped))
    assert busy.hears.wait(PATIENCE_SECONDS)
    waits, found = in_thread(pool, left.call(works.wait_until_stopped))
    left.wish = Wish.END
    waits.join(PATIENCE_SECONDS)
    assert isinstance(found[0], EndedError)
    assert left.heard == []
    busy.wish = Wish.STOP
    at_work.join(PATIENCE_SECONDS)


def test_a_worker_that_dies_is_replaced_and_asked_once_more(pool: Pool, tmp_path: Path) -> None:
    file = tmp_path / "deaths"
    file.write_text("one", encoding="utf-8")
    assert pool.call(LANE, Waiting().call(works.die, file)) == "alive"


def test_what_kills_every_worker_is_told_in_words(pool: Pool, tmp_path: Path) -> None:
    file = tmp_path / "deaths"
    file.write_text("one\ntwo\nthree", encoding="utf-8")
    with pytest.raises(WorkerDiedError, match="ended by the system 2 times"):
        pool.call(LANE, Waiting().call(works.die, file))


def test_workers_stand_back_for_whoever_serves_people(pool: Pool) -> None:
    assert pool.call(LANE, Waiting().call(works.lowest)) == os.getpriority(os.PRIO_PROCESS, 0) + 7


def test_one_without_work_is_ended(tmp_path: Path) -> None:
    pool = Pool({LANE: Lane(1, idle_seconds=0.05)})
    pid = pool.call(LANE, Waiting().call(works.which))
    assert isinstance(pid, int)
    until(lambda: not is_there(pid), "the idle worker goes on")
    pool.close()


def test_what_is_let_go_of_is_in_no_worker_any_more() -> None:
    """One that rests ends at once, one at work with its call; those that know nothing of it stay."""
    pool = Pool({LANE: Lane(3)})
    busy, table = Waiting(), works.Table([1])
    rests, _, _ = pool.call(LANE, Waiting().call(works.add, table, 1, likes="a", table=table))  # type: ignore[misc]
    at_work, found = in_thread(pool, busy.call(works.wait_until_stopped, likes="table b"))
    assert busy.hears.wait(PATIENCE_SECONDS)
    other = pool.call(LANE, Waiting().call(works.which, likes="other"))
    assert len({rests, busy.heard[0], other}) == 3
    pool.let_go("table")
    assert not is_there(rests)
    assert sorted(pool.workers()) == sorted([busy.heard[0], other])
    busy.wish = Wish.STOP
    at_work.join(PATIENCE_SECONDS)
    assert len(found) == 1
    until(lambda: pool.workers() == [other], "the worker that knew it goes on")
    pool.close()


def test_a_lane_has_at_most_so_many_and_prefers_who_knows_the_question() -> None:
    pool = Pool({LANE: Lane(2)})
    busy = Waiting()
    at_work, _ = in_thread(pool, busy.call(works.wait_until_stopped, likes="one"))
    assert busy.hears.wait(PATIENCE_SECONDS)
    other = pool.call(LANE, Waiting().call(works.which, likes="two"))
    assert other != busy.heard[0]
    busy.wish = Wish.STOP
    at_work.join(PATIENCE_SECONDS)
    assert [pool.call(LANE, Waiting().call(works.which, likes=like)) for like in ("one", "two", "one")] == [
        busy.heard[0],
        other,
        busy.heard[0],
    ]
    assert len(pool.workers()) == 2
    pool.close()
    assert pool.workers() == []


PROGRAM = """
import sys, threading
from resettle.workers.pool import Lane, Pool
from resettle.workers.worker import Call, Wish
from tests.workers.works import never_listen
pool = Pool({"lane": Lane(1)})
told = threading.Event()
def hear(pid):
    print(pid, flush=True)
    told.set()
call = Call(never_listen, (), {}, hear, lambda: Wish.GO_ON)
threading.Thread(target=pool.call, args=("lane", call), daemon=True).start()
told.wait()
sys.stdin.read()
"""


@pytest.mark.parametrize("way", ["its end", "SIGTERM", "SIGKILL"])
def test_workers_end_with_who_started_them(way: str) -> None:
    """Also where it is killed, and whatever the worker is at."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        worker = int(process.stdout.readline())
        began = time.monotonic()
        if way == "its end":
            process.stdin.close()
        else:
            process.send_signal(getattr(signal, way))
        process.wait(PATIENCE_SECONDS)
        until(lambda: not is_there(worker), "the worker outlives who started it")
        assert time.monotonic() - began < 5.0
        assert process.stderr is not None
        assert "terminate called" not in process.stderr.read()
        assert process.returncode == {"its end": 0, "SIGTERM": -signal.SIGTERM, "SIGKILL": -signal.SIGKILL}[way]
