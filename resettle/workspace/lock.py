"""One at a time: while a folder is locked, no other thread or process that asks for the lock writes into it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".lock"
"""Name of the file that is locked; it stays, and holds nothing."""


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_LOCK, 1)

    def _give_back(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX)

    def _give_back(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; it ends with the process, however that ends."""
    with (folder / LOCK).open("a+b") as file:
        file.seek(0)
        _take(file.fileno())
        try:
            yield
        finally:
            file.seek(0)
            _give_back(file.fileno())
