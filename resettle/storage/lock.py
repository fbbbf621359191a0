"""One at a time: while a folder is locked, no other thread or process that asks for the lock writes into it.

The operating system takes the lock away from a process that dies, however it dies, so that no stale lock is left. The
file ``.lock`` says who holds it; its holder takes it away at the end.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from resettle.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".lock"
"""Name of the file that is locked."""
WAIT_SECONDS = 10.0
"""How long a writer waits for another one."""
_PAUSE_SECONDS = 0.05
_MOST_BYTES = 1000
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """A byte far behind the file's end: what is locked there cannot be read on Windows."""

    def take(number: int) -> bool:
        """Lock an open file, if nobody else has."""
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(number, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def take(number: int) -> bool:
        """Lock an open file or folder, if nobody else has; closing it gives the lock back."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def locked(folder: Path, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the folder's lock; it ends with the process, however that ends.

    Raises
    ------
    BusyError
        Another one has held it for longer than ``seconds``; it says who.
    OSError
        The folder cannot be locked.
    """
    file = folder / LOCK
    number = _locked_file(file, time.monotonic() + seconds)
    try:
        with suppress(OSError):
            _sign(number)
        yield
    finally:
        # first the name, then the lock: who waits finds another file under the name, or none, and asks anew
        with suppress(OSError):
            file.unlink()
        os.close(number)


def _locked_file(file: Path, until: float) -> int:
    while True:
        number = os.open(file, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
        try:
            _refuse_no_file(file, number)
            if take(number) and _is_still(file, number):
                return number
        except BaseException:
            os.close(number)
            raise
        os.close(number)
        if time.monotonic() >= until:
            raise BusyError(f"{file.parent} is being written by another program{_holder(file)}. Nothing was changed.")
        time.sleep(_PAUSE_SECONDS)


def _refuse_no_file(file: Path, number: int) -> None:
    if not stat.S_ISREG(os.fstat(number).st_mode):
        raise OSError(0, f"{file.name} there is no ordinary file; take it away")


def _is_still(file: Path, number: int) -> bool:
    """Whether the name is that of the open file: its last holder may have taken it away."""
    try:
        named = file.stat()
    except FileNotFoundError:
        return False
    opened = os.fstat(number)
    return (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino)


def _sign(number: int) -> None:
    """Write down who holds the lock, for those who wait."""
    said = {"process": os.getpid(), "machine": socket.gethostname(), "since": time.time()}
    os.ftruncate(number, 0)
    os.write(number, json.dumps(said).encode())


def _holder(file: Path) -> str:
    """Who holds the lock and for how long, as far as the file says so."""
    try:
        number = os.open(file, os.O_RDONLY | _NO_LINK)
        try:
            said = json.loads(os.read(number, _MOST_BYTES))
        finally:
            os.close(number)
        seconds = max(0.0, time.time() - float(said["since"]))
        machine = "" if said["machine"] == socket.gethostname() else f" on {str(said['machine'])[:80]}"
        return f" (process {int(said['process'])}{machine}, for {seconds:,.0f} seconds)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
