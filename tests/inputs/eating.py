"""Readers that take all memory, all time, or their process with them: what the worst file would do."""

from __future__ import annotations

import os
import time


def memory() -> int:
    """Take memory without an end, some of it at a time, as a parser does."""
    taken = []
    while True:
        taken.append(bytes(2**24))


def forever() -> None:
    """Never come to an end."""
    while True:
        time.sleep(1)


def die() -> None:
    """End the process as a fault in a library would."""
    os.abort()
