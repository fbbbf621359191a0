"""A folder read as one thing: its files all from one writing, also while somebody writes it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from resettle.errors import BusyError
from resettle.storage.folders import finish_writing, is_unfinished
from resettle.storage.manifest import listed, manifest_bytes, refuse_changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Found = TypeVar("Found")
_TIMES = 3


def read_whole(folder: Path, read: Callable[[set[str]], Found], *, check: bool = True) -> Found:
    """What ``read`` makes of a folder's files, all of them from one writing.

    Parameters
    ----------
    folder
        What is read.
    read
        Reads it; given the names in the manifest, none where there is no manifest.
    check
        Whether files must be those of the manifest.

    Raises
    ------
    ManifestError
        A file is missing or another one; it says which.
    BusyError
        The folder is replaced again and again while it is read.
    UnfinishedError
        A writer was ended in it, and what is left cannot be done.
    OSError
        A file cannot be read.
    """
    for _ in range(_TIMES):
        finish_writing(folder)
        before = manifest_bytes(folder)
        try:
            if check:
                refuse_changed(folder)
            found = read(listed(folder))
        except Exception:
            if _is_replaced(folder, before):
                continue
            raise
        if not _is_replaced(folder, before):
            return found
    raise BusyError(f"{folder} is being written while it is read. Read it again when that has ended.")


def _is_replaced(folder: Path, before: bytes | None) -> bool:
    """Whether a writer came since: it commits before the first file moves, and moves the manifest last."""
    return is_unfinished(folder) or manifest_bytes(folder) != before
