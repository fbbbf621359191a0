"""How a command ends, and where it says what."""

from __future__ import annotations

import io
import sys

DONE = 0
UNEXPECTED = 1
"""A mistake of resettle's own."""
BAD_INPUT = 2
"""Arguments, data, scenario or folder that cannot be used as they stand; every problem is listed."""
NO_PLAN = 3
"""No plan exists, none was found in time, or the plan breaks an equation."""
STOPPED = 130
"""Stopped from the keyboard."""
TERMINATED = 143
"""The system asked the command to end (SIGTERM)."""


def say(text: str) -> None:
    """Tell the person something that is not the answer: on standard error."""
    print(text, file=sys.stderr, flush=True)


def readable_streams() -> None:
    """Let names that a terminal cannot show come out as ``?`` instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
