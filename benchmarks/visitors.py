"""Sessions of the app without a browser: what a page's script sends and hears, so that many fit on one machine.

They speak Streamlit's own protocol over its web socket. A visitor opens What if, then moves a lever, waits for the
page to be drawn, thinks, and moves it again.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.asyncio.client import ClientConnection

LEVERS = ("lever.scale.build", "lever.scale.clearance", "lever.scale.vacant", "lever.scale.tenure")
"""Keys of the sliders that are moved."""
LOW, HIGH = 80, 130
"""Where they are moved to, per cent."""
PATIENCE_SECONDS = 300.0
QUIET_SECONDS = 0.3


class Visitor:
    """One session: its socket, and the sliders that its page has."""

    def __init__(self, socket: ClientConnection, page: str) -> None:
        self._socket, self._page = socket, page
        self._sliders: dict[str, tuple[str, str]] = {}

    async def open(self) -> float:
        """Open the page; the seconds until it was drawn."""
        return await self._run(BackMsg())

    async def move(self, lever: str, per_cent: float) -> float:
        """Move a lever; the seconds until the page was drawn with what follows from it."""
        identity, fragment = self._sliders[lever]
        message = BackMsg()
        moved = message.rerun_script.widget_states.widgets.add()
        moved.id = identity
        moved.double_array_value.data.append(per_cent)
        message.rerun_script.fragment_id = fragment
        return await self._run(message)

    async def _run(self, message: BackMsg) -> float:
        message.rerun_script.page_name = self._page
        await self._hear_what_is_left()
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await asyncio.wait_for(self._until_drawn(), PATIENCE_SECONDS)
        return time.perf_counter() - began

    async def _hear_what_is_left(self) -> None:
        """What the app has said since the last run was drawn, such as another run that it began by itself."""
        with suppress(TimeoutError):
            while True:
                await asyncio.wait_for(self._socket.recv(), QUIET_SECONDS)

    async def _until_drawn(self) -> None:
        heard, begun = ForwardMsg(), False
        # an earlier run may end only now: ours begins with a message of its own
        while not (begun and heard.WhichOneof("type") == "script_finished"):
            heard.ParseFromString(await self._socket.recv())
            begun = begun or heard.WhichOneof("type") == "new_session"
            if heard.WhichOneof("type") == "delta" and heard.delta.WhichOneof("type") == "new_element":
                self._notice(heard)

    def _notice(self, heard: ForwardMsg) -> None:
        slider = heard.delta.new_element.slider
        for lever in LEVERS:
            if slider.id.endswith(lever):
                self._sliders[lever] = (slider.id, heard.delta.fragment_id)


async def _visit(address: str, seed: int, think_seconds: float, seconds: list[float], ready: asyncio.Semaphore) -> None:
    chance = random.Random(seed)
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(url, subprotocols=["streamlit"], max_size=None, origin=address) as socket:
        visitor = Visitor(socket, "what_if")
        await visitor.open()
        ready.release()
        while True:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * think_seconds)
            seconds.append(await visitor.move(chance.choice(LEVERS), float(chance.randint(LOW, HIGH))))


@contextmanager
def visited(address: str, visitors: int, *, think_seconds: float = 15.0) -> Iterator[list[float]]:
    """While this holds, so many sessions use the app; a list of the seconds from each lever moved to the page drawn."""
    seconds: list[float] = []
    loop = asyncio.new_event_loop()
    ready = asyncio.Semaphore(0)
    tasks: list[asyncio.Task[None]] = []

    async def all_ready() -> None:
        tasks.extend(loop.create_task(_visit(address, seed, think_seconds, seconds, ready)) for seed in range(visitors))
        for _ in range(visitors):
            opened = asyncio.ensure_future(ready.acquire())
            done, _ = await asyncio.wait([opened, *tasks], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {opened}:
                task.result()

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(all_ready(), loop).result()
        yield seconds
    finally:
        asyncio.run_coroutine_threadsafe(_ended(tasks), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
