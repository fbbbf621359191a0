"""``python -m benchmarks.load``: many sessions at once, with a Why question, a donor's page and a placing under way.

Clients speak Streamlit's protocol over its web socket and stay to the end. What is reported: how long
``/_stcore/health`` took to answer, how long a page took to change, memory of the server with its workers before and
after, and how soon work that was abandoned had ended.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.browser.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.asyncio.client import ClientConnection

PAGES = ("overview", "what_if", "places", "compare", "method", "why")
LOOK_SECONDS = 0.5
PATIENCE_SECONDS = 300.0
# What starts the heavy work: a page, its query, and the buttons that are pressed one after the other.
HEAVY = (
    ("why", "question=frontier", ("ask.frontier",)),
    ("donor", "", ()),
    ("households", "", ("households.make", "households.plan", "households.place")),
)


class Client:
    """One session: its socket, what its page has, and fragments that ask to be drawn again."""

    def __init__(self, socket: ClientConnection, page: str, query: str = "") -> None:
        self._socket, self.page, self._query = socket, page, query
        self.buttons: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self._again: dict[str, float] = {}
        self._due: dict[str, float] = {}
        self._drawn = asyncio.Event()

    async def listen(self) -> None:
        """Hear what the app says, until it is ended."""
        async for data in self._socket:
            heard = ForwardMsg()
            heard.ParseFromString(data)
            kind = heard.WhichOneof("type")
            if kind == "delta" and heard.delta.WhichOneof("type") == "new_element":
                self._notice(heard)
            elif kind == "auto_rerun":
                fragment, interval = heard.auto_rerun.fragment_id, heard.auto_rerun.interval
                self._again[fragment] = interval
                self._due.setdefault(fragment, time.monotonic() + interval)
            elif kind == "script_finished" and heard.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._drawn.set()

    def _notice(self, heard: ForwardMsg) -> None:
        element = heard.delta.new_element
        if element.WhichOneof("type") == "button" and not element.button.disabled:
            self.buttons[element.button.id] = heard.delta.fragment_id
        elif element.WhichOneof("type") == "text_input":
            self.texts[element.text_input.id] = heard.delta.fragment_id

    async def go(self, page: str) -> float:
        """Open a page; the seconds until it was drawn."""
        self.page = page
        self._again.clear()
        self._due.clear()
        self.buttons.clear()
        return await self._send(BackMsg())

    async def press(self, name: str) -> None:
        """Press a button once it is there; text boxes of the page get a word."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not (found := [one for one in self.buttons if name in one]):
            if time.monotonic() > give_up:
                return
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)
        message = BackMsg()
        for text in [one for one in self.texts if "households.word" in one]:
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id, widget.string_value = text, "spring"
        pressed = message.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = found[0], True
        await self._send(message)

    async def look(self) -> None:
        """Draw again what draws itself again, whenever its time has come, as a browser does."""
        for fragment in [one for one in self._again if self._due[one] <= time.monotonic()]:
            self._due[fragment] = time.monotonic() + self._again[fragment]
            message = BackMsg()
            message.rerun_script.fragment_id = fragment
            message.rerun_script.is_auto_rerun = True
            await self._send(message)

    async def _send(self, message: BackMsg) -> float:
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self._query
        self._drawn.clear()
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._drawn.wait(), PATIENCE_SECONDS)
        return time.perf_counter() - began


async def _stay(address: str, number: int, until: float, think: float, changes: list[float]) -> None:
    """One client to the end: the first few start what is heavy, the others look around."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, origin=address) as socket:
        page, query, buttons = HEAVY[number] if number < len(HEAVY) else (PAGES[number % len(PAGES)], "", ())
        client = Client(socket, page, query)
        hearing = asyncio.create_task(client.listen())
        with suppress(asyncio.CancelledError):
            await client.go(page)
            for name in buttons:
                await client.press(name)
            moved = time.monotonic() + think * ((number * 0.618) % 1)
            while time.monotonic() < until:
                await asyncio.sleep(LOOK_SECONDS)
                await client.look()
                if number >= len(HEAVY) and time.monotonic() > moved:
                    changes.append(await client.go(PAGES[(number + len(changes)) % len(PAGES)]))
                    moved = time.monotonic() + think
        hearing.cancel()


def _health(address: str) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=PATIENCE_SECONDS) as answer:
        answer.read()
    return time.perf_counter() - began


async def _measure_health(address: str, until: float, seconds: list[float]) -> None:
    while time.monotonic() < until:
        seconds.append(await asyncio.to_thread(_health, address))
        await asyncio.sleep(0.2)


async def _crowd(address: str, clients: int, seconds: float, think: float) -> tuple[list[float], list[float]]:
    until = time.monotonic() + seconds
    health: list[float] = []
    changes: list[float] = []
    staying = [asyncio.create_task(_stay(address, number, until, think, changes)) for number in range(clients)]
    await _measure_health(address, until, health)
    for task in staying:
        task.cancel()
    ended = await asyncio.gather(*staying, return_exceptions=True)
    for trouble in (one for one in ended if isinstance(one, Exception)):
        sys.stderr.write(f"a client ended early: {trouble!r}\n")
    return health, changes


def _processes(above: int) -> Iterator[int]:
    """Processes that a process has started, and those that they have."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            if parent == above:
                yield int(folder.name)
                yield from _processes(int(folder.name))


def _mib(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def _ticks(process: int) -> int:
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def _seconds_until_at_rest(limit: float) -> float:
    """From now until no worker has used its processor for a second; ``limit`` where that does not come."""
    began, quiet_since = time.monotonic(), time.monotonic()
    before: dict[int, int] = {}
    while time.monotonic() - began < limit:
        now = {one: _ticks(one) for one in _processes(os.getpid())}
        if any(now[one] - before.get(one, now[one]) > 2 for one in now):
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > 1.0:
            return quiet_since - began
        before = now
        time.sleep(0.2)
    return limit


def measure(clients: int, seconds: float, rest: float, think: float) -> dict[str, object]:
    """Serve the app on the data that ships, let so many clients stay so long, and look at what is left after them."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "app.log") as address:
        asyncio.run(_crowd(address, 1, 60.0, think))  # the baseline is there before the crowd comes
        _seconds_until_at_rest(60.0)
        before = sum(map(_mib, _processes(os.getpid())))
        health, changes = asyncio.run(_crowd(address, clients, seconds, think))
        abandoned = _seconds_until_at_rest(60.0)
        time.sleep(rest)
        after = sum(map(_mib, _processes(os.getpid())))
    return {
        "clients": clients,
        "seconds": seconds,
        "think_seconds": think,
        "health": _spread(health),
        "page": _spread(changes),
        "memory_mib": {"before": round(before), "after": round(after), "rest_seconds": rest},
        "abandoned_ended_after": round(abandoned, 1),
    }


def _spread(found: list[float]) -> dict[str, float]:
    if not found:
        return {"count": 0}
    half, most_of, most = np.percentile(found, [50, 95, 100])
    return {"count": len(found), "median": round(half, 3), "p95": round(most_of, 3), "most": round(most, 3)}


def main() -> None:
    """Measure and print as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--clients", type=int, default=50, help="sessions at the same time (50)")
    parser.add_argument("--seconds", type=float, default=300.0, help="how long they stay (300)")
    parser.add_argument("--rest", type=float, default=150.0, help="seconds from their end to the look at memory (150)")
    parser.add_argument("--think", type=float, default=30.0, help="seconds that a person stays on a page (30)")
    asked = parser.parse_args()
    sys.stdout.write(json.dumps(measure(asked.clients, asked.seconds, asked.rest, asked.think), indent=1) + "\n")


if __name__ == "__main__":
    main()
