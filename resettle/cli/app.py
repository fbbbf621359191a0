"""``resettle app``: start the app on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import ResettleError
from resettle.inputs.shipped import REPOSITORY

if TYPE_CHECKING:
    import argparse

HELP = "start the app on this machine"
DESCRIPTION = "Start the app in a browser, on this machine only; Ctrl-C ends it."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``app``."""
    parser.add_argument("--port", type=int, help="port to listen on (8501)")
    parser.add_argument(
        "--view",
        choices=["donor"],
        help="serve this view and nothing else: the donor's page, read-only (default: all pages)",
    )


def run(chosen: argparse.Namespace) -> int:
    """Run Streamlit in the repository, whose settings keep it on this machine; returns its exit code."""
    page = REPOSITORY / "streamlit_app.py"
    if not page.is_file() or find_spec("streamlit") is None:
        missing = page if not page.is_file() else "the package streamlit"
        message = f"{missing} is not there: the app runs from a clone of the repository, with `make app`."
        raise ResettleError(message)
    port = ["--server.port", str(chosen.port)] if chosen.port else []
    command = [sys.executable, "-m", "streamlit", "run", str(page), *port]
    view = {"RESETTLE_VIEW": chosen.view} if chosen.view else {}
    return subprocess.call(command, cwd=Path(page).parent, env={**os.environ, **view})
