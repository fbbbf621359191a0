"""The app served for a test: started as a user would, on a free port of this machine, ended afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REPOSITORY = Path(__file__).parents[2]
SMALL = REPOSITORY / "tests" / "cases" / "small" / "dataset"
PATIENCE_SECONDS = 60.0


@contextmanager
def served(log: Path, data: Path | None = None, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Address of the app on the shipped dataset, or on ``data``; what it says goes to ``log``, scenarios beside it.

    ``settings`` are environment variables of the server.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chosen = {name: value for name, value in os.environ.items() if name != "RESETTLE_DATA"}
    chosen["RESETTLE_SCENARIOS"] = str(log.parent / "scenarios")
    if data is not None:
        chosen["RESETTLE_DATA"] = str(data)
    chosen.update(settings or {})
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=REPOSITORY, env=chosen, stdout=out, stderr=out)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_up(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up:
        assert process.poll() is None, f"the app ended:\n{log.read_text()}"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    message = f"the app did not answer within {PATIENCE_SECONDS:.0f} s:\n{log.read_text()}"
    raise AssertionError(message)
