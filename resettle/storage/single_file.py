"""One file, whole or not at all: written beside its place, brought to the disk, and put in its place in one step."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.storage.lock import take

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
_WRITING = ".writing-"
_LONGEST = 80
_ABANDONED_SECONDS = 3600.0
"""Where files cannot be locked while they are renamed (Windows), what is older was left by a killed writer."""


def write_file(path: str | Path, data: bytes, *, private: bool = False, replace: bool = True) -> None:
    """Write a file and its folder, so that the file is there whole or as it was before, whatever happens.

    Parameters
    ----------
    path
        The file; where it is a link, what it leads to.
    data
        Its content.
    private
        Only its owner can read it (600), and a folder that is made for it (700), whatever the umask.
    replace
        Whether an earlier file may be replaced.

    Raises
    ------
    FileExistsError
        There is one, and it may not be replaced.
    OSError
        The file cannot be written; an earlier one is as it was.
    """
    file = Path(os.path.realpath(path))
    if file.exists() and not file.is_file() and not file.is_dir():
        # a terminal, a pipe or the like: nothing can be put in its place
        with file.open("wb") as out:
            out.write(data)
        return
    make_folder(file.parent, private=private)
    sweep_beside(file)
    beside = name_beside(file)
    number = create(beside, data, private=private, like=file)
    try:
        if sys.platform == "win32":
            os.close(number)
            number = -1
        _put(beside, file, replace=replace)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    finally:
        if number >= 0:
            os.close(number)
    sync_folder(file.parent)


def create(file: Path, data: bytes, *, private: bool = False, like: Path | None = None) -> int:
    """Write a new file to the disk and leave it open and locked, so that nobody sweeps it; returns its descriptor.

    Where there is a file ``like`` it, it may be read by the same people. Raises OSError, and leaves no file then.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(file, flags, PRIVATE_FILE if private else 0o666)
    try:
        with suppress(OSError):
            take(number)
        if private:
            file.chmod(PRIVATE_FILE)
        elif like is not None and like.is_file():
            file.chmod(stat.S_IMODE(like.stat().st_mode))
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(number, rest) :]
        os.fsync(number)
    except BaseException:
        os.close(number)
        with suppress(OSError):
            file.unlink()
        raise
    return number


def make_folder(folder: Path, *, private: bool = False) -> None:
    """Make a folder and those above it, where they are not there; raises OSError, never FileExistsError."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            if private:
                one.chmod(PRIVATE_FOLDER)
            sync_folder(one.parent)
    except FileExistsError:
        # a link that leads nowhere
        raise _no_folder(folder) from None
    if not folder.is_dir():
        raise _no_folder(folder)


def _no_folder(folder: Path) -> NotADirectoryError:
    """What is told: "exists already" would be taken for the file that is to be written."""
    return NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def name_beside(file: Path) -> Path:
    """A new name beside a file or folder, under which it is written before it is put in its place."""
    return file.parent / f"{_prefix(file)}{secrets.token_hex(8)}"


def sweep_beside(file: Path) -> None:
    """Take away what killed writers left beside a file."""
    for left in left_beside(file):
        with suppress(OSError):
            if left.is_file() and is_abandoned(left):
                left.unlink()


def is_abandoned(left: Path) -> bool:
    """Whether nobody is writing it any more: a writer holds a lock on it as long as it lives; raises OSError."""
    if sys.platform == "win32":
        return time.time() - left.stat().st_mtime > _ABANDONED_SECONDS
    number = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        return take(number)
    finally:
        os.close(number)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def left_beside(file: Path) -> Iterator[Path]:
    """What is written beside a file or folder now, or was left by a killed writer."""
    prefix = _prefix(file)
    with suppress(OSError):
        for other in file.parent.iterdir():
            if other.name.startswith(prefix):
                yield other


def _prefix(file: Path) -> str:
    name = os.fsencode(file.name)[:_LONGEST].decode("utf-8", errors="ignore")
    return f".{name}{_WRITING}"


def _put(beside: Path, file: Path, *, replace: bool) -> None:
    if replace:
        beside.replace(file)
        return
    try:
        # in one step, and refused where there is a file: no other one can come between
        os.link(beside, file)
    except FileExistsError:
        raise
    except OSError:
        # a disk without hard links
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        beside.replace(file)
        return
    beside.unlink()
