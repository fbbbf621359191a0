"""The files of a folder, all of them new or all of them as they were: docs/decisions/written-whole.md.

They are written into a folder inside the folder. One rename commits it; what is left to do then is to put each file in
its place, and whoever finds that unfinished, to read or to write, finishes it first.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import StorageError, UnfinishedError
from resettle.storage.failures import reason
from resettle.storage.lock import LOCK, locked, take
from resettle.storage.manifest import MANIFEST, content_in, content_of, is_inside, listed
from resettle.storage.single_file import (
    PRIVATE_FOLDER,
    create,
    is_abandoned,
    left_beside,
    make_folder,
    name_beside,
    sync_folder,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COMMITTED = ".committed"
"""A folder of this name holds files that belong in the folder above it, and the record of where each goes."""
_WRITING = ".writing-"
_RECORD = "record.json"


def write_files(
    path: str | Path,
    files: Mapping[str, bytes],
    *,
    replaces: Iterable[str] = (),
    private: bool = False,
    fresh: bool = False,
) -> None:
    """Write files into a folder: a reader finds all of them or what was there before, also after a kill.

    Other files in the folder stay as they are.

    Parameters
    ----------
    path
        The folder; it need not exist.
    files
        Content by name, with "/" between folders.
    replaces
        Names under which earlier files of this kind may be; those that are not among the new ones go, and so do those
        that an earlier manifest lists.
    private
        Only the owner can read them (files 600, folders 700), whatever the umask.
    fresh
        Refuse where the folder holds anything.

    Raises
    ------
    BusyError
        Another process is writing there.
    StorageError
        The folder holds something of another kind that would be lost.
    OSError
        The folder cannot be written. What was there is as it was, unless it was all written and some file cannot be put
        in its place now (another program has it open): then the next reader or writer does that.
    """
    folder = Path(os.path.realpath(path))
    if not os.path.lexists(folder) and _made_new(folder, files, private=private):
        return
    with locked(folder):
        _finish(folder)
        _sweep(folder)
        if fresh and holds_anything(folder):
            raise FileExistsError(errno.EEXIST, "the folder is not empty")
        _refuse_other_content(folder, files)
        staged = folder / f"{_WRITING}{secrets.token_hex(8)}"
        try:
            _stage(staged, files, _superseded(folder, files, replaces), private=private)
            staged.rename(folder / COMMITTED)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        if private and fresh:
            folder.chmod(PRIVATE_FOLDER)
        sync_folder(folder)
        _finish(folder)


def finish_writing(path: str | Path) -> None:
    """Before a folder is read: finish what a killed writer had committed; raises UnfinishedError where it cannot be."""
    folder = Path(path)
    if not os.path.lexists(folder / COMMITTED):
        return
    try:
        with locked(folder):
            _finish(folder)
    except OSError as trouble:
        raise _unfinished(folder, reason(trouble)) from None


def is_unfinished(path: str | Path) -> bool:
    """Whether a writer has committed files that are not all in their places."""
    return os.path.lexists(Path(path) / COMMITTED)


def holds_anything(folder: Path) -> bool:
    """Whether there is more in a folder than what killed writers leave; raises OSError."""
    return any(one.name not in (LOCK, COMMITTED) and not one.name.startswith(_WRITING) for one in folder.iterdir())


def _made_new(folder: Path, files: Mapping[str, bytes], *, private: bool) -> bool:
    """Make the whole folder beside and give it its name in one step; False where another one was there first."""
    make_folder(folder.parent, private=private)
    _sweep_beside(folder)
    staged = name_beside(folder)
    number = _staging(staged, private=private)
    try:
        _write_all(staged, files, private=private)
        staged.rename(folder)
    except BaseException as trouble:
        shutil.rmtree(staged, ignore_errors=True)
        if isinstance(trouble, OSError) and folder.is_dir():
            return False
        raise
    finally:
        if number >= 0:
            os.close(number)
    sync_folder(folder.parent)
    return True


def _staging(staged: Path, *, private: bool) -> int:
    """Make a folder to write into, and lock it as long as its writer lives; -1 where folders cannot be locked."""
    staged.mkdir()
    if private:
        staged.chmod(PRIVATE_FOLDER)
    try:
        number = os.open(staged, os.O_RDONLY)
    except OSError:
        return -1
    with suppress(OSError):
        take(number)
    return number


def _stage(staged: Path, files: Mapping[str, bytes], superseded: list[str], *, private: bool) -> None:
    staged.mkdir()
    record = json.dumps({"files": list(files), "superseded": superseded})
    _write_all(staged, {**files, _RECORD: record.encode()}, private=private)


def _write_all(staged: Path, files: Mapping[str, bytes], *, private: bool) -> None:
    folders = {staged}
    for name, data in files.items():
        file = staged / name
        make_folder(file.parent, private=private)
        folders.add(file.parent)
        os.close(create(file, data, private=private))
    for one in sorted(folders, reverse=True):
        sync_folder(one)


def _superseded(folder: Path, files: Mapping[str, bytes], replaces: Iterable[str]) -> list[str]:
    """Files of an earlier writing of the same kind that are none of this one."""
    earlier = {*replaces, *(listed(folder) if MANIFEST in files else ())}
    return sorted(name for name in earlier - set(files) if (folder / name).is_file())


def _refuse_other_content(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuse to write over what belongs to something else; raises StorageError."""
    content = content_of(folder)
    same = MANIFEST in files and content_in(files[MANIFEST]) == content
    if content and not same and (MANIFEST in files or listed(folder) & set(files)):
        raise StorageError(
            f"{folder} holds a {content}, which would be lost. Nothing was written. Give another folder."
        )


def _finish(folder: Path) -> None:
    """Put committed files in their places, the manifest last; done before, it does nothing. Raises OSError."""
    committed = folder / COMMITTED
    if not os.path.lexists(committed):
        return
    if committed.is_symlink() or not committed.is_dir():
        raise _unfinished(folder, f"{COMMITTED} there is no folder")
    if (committed / _RECORD).is_file():
        _put_in_place(folder, *_recorded(folder))
        (committed / _RECORD).unlink()
    for one in _folders_below(committed):
        one.rmdir()
    sync_folder(folder)


def _put_in_place(folder: Path, names: list[str], superseded: list[str]) -> None:
    committed = folder / COMMITTED
    for name in sorted(names, key=lambda one: one == MANIFEST):
        if (committed / name).exists():
            make_folder((folder / name).parent)
            (committed / name).replace(folder / name)
    for name in superseded:
        (folder / name).unlink(missing_ok=True)
    for one in {(folder / name).parent for name in names}:
        sync_folder(one)


def _recorded(folder: Path) -> tuple[list[str], list[str]]:
    """Names of the record; raises UnfinishedError where it is damaged or leads out of the folder."""
    try:
        said = json.loads((folder / COMMITTED / _RECORD).read_text(encoding="utf-8"))
        names, superseded = [str(one) for one in said["files"]], [str(one) for one in said["superseded"]]
    except (ValueError, KeyError, TypeError):
        raise _unfinished(folder, f"{COMMITTED}/{_RECORD} is damaged") from None
    if not all(map(is_inside, [*names, *superseded])):
        raise _unfinished(folder, f"{COMMITTED}/{_RECORD} names files elsewhere")
    return names, superseded


def _folders_below(folder: Path) -> Iterator[Path]:
    """The folder and those in it, the innermost first."""
    for above, _, _ in os.walk(folder, topdown=False):
        yield Path(above)


def _sweep(folder: Path) -> None:
    """Take away what killed writers left in a locked folder."""
    for left in folder.iterdir():
        if left.name.startswith(_WRITING) and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _sweep_beside(folder: Path) -> None:
    for left in left_beside(folder):
        with suppress(OSError):
            if left.is_dir() and not left.is_symlink() and is_abandoned(left):
                shutil.rmtree(left, ignore_errors=True)


def _unfinished(folder: Path, why: str) -> UnfinishedError:
    return UnfinishedError(
        f"{folder}: a writer was ended while it replaced these files, and the rest cannot be done now: {why}. "
        "Copy the folder to where you may write and read it there, or write it again."
    )
