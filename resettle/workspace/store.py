"""The folder of saved scenarios: one file each; nothing is overwritten unseen, and no damaged file is hidden."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from resettle.errors import BusyError, ChangedSinceError, Problem, ScenarioError, WorkspaceError
from resettle.inputs.scenario_text import LARGEST_SCENARIO_BYTES
from resettle.inputs.text_files import decoded, too_large
from resettle.storage.failures import reason
from resettle.storage.lock import locked
from resettle.storage.single_file import make_folder, write_file
from resettle.workspace.names import checked_name, checked_tags, same_name
from resettle.workspace.saved import Saved, read, version_of, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from resettle.inputs.scenario import Scenario

MOST_SAVED = 200
ENDING = ".toml"
WAIT_SECONDS = 5.0
"""How long a save waits for another one."""


@dataclass(frozen=True)
class Shelf:
    """What lies in the folder.

    Attributes
    ----------
    saved : scenarios that can be read, by name
    damaged : files that cannot, by name, and why
    """

    saved: Mapping[str, Saved]
    damaged: Mapping[str, ScenarioError]


class Workspace:
    """Saved scenarios in a folder; safe to use from several sessions and processes at once.

    Parameters
    ----------
    folder : made at the first save
    now : the clock
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.folder = folder
        self._now = now
        self._known: dict[str, tuple[tuple[int, int, int], Saved | ScenarioError]] = {}

    def shelf(self) -> Shelf:
        """Everything in the folder; raises WorkspaceError where it cannot be looked into."""
        found = {name: self._read(name, file) for name, file in self._files().items()}
        saved = {name: one for name, one in found.items() if isinstance(one, Saved)}
        damaged = {name: one for name, one in found.items() if isinstance(one, ScenarioError)}
        return Shelf(saved, damaged)

    def open(self, name: str) -> Saved:
        """One saved scenario; raises WorkspaceError where there is none, ScenarioError where it is damaged."""
        file = self._files().get(name)
        if file is None:
            raise WorkspaceError(f"There is no saved scenario “{name}”; it may have been deleted or renamed meanwhile.")
        found = self._read(name, file)
        if isinstance(found, ScenarioError):
            raise found
        return found

    def save(self, name: str, scenario: Scenario, tags: Sequence[str] = (), version: str | None = None) -> Saved:
        """Save under a name, with the name as the scenario's title.

        Parameters
        ----------
        name, scenario, tags
            What to save.
        version
            Of the file that may be replaced; None where there must be none yet.

        Raises
        ------
        ChangedSinceError
            Where there is another file than the one that may be replaced. Nothing is written then.
        WorkspaceError
            Where name, tags, number or size do not allow it, or the disk refuses.
        """
        name, tags = checked_name(name), checked_tags(tuple(tags))
        data = written(scenario.model_copy(update={"title": name}), tags, self._now())
        try:
            make_folder(self.folder)
            with self._locked():
                self._check_place(name, version)
                write_file(self._file(name), data, private=True)
        except OSError as trouble:
            raise self._refused("written", trouble) from trouble
        # what was written, whoever has saved since
        return read(name, data, self._file(name).name)

    def duplicate(self, name: str, copy: str) -> Saved:
        """The same scenario under another, new name."""
        original = self.open(name)
        return self.save(copy, original.scenario, original.tags)

    def rename(self, name: str, new_name: str, version: str) -> Saved:
        """The same scenario under another name only; first it is saved there, then taken away here."""
        original, new_name = self.open(name), checked_name(new_name)
        if new_name == name:
            return original
        if same_name(name, new_name):
            raise WorkspaceError("Names that differ in capitals only are one file on some systems. Choose another one.")
        data = written(original.scenario.model_copy(update={"title": new_name}), original.tags, self._now())
        try:
            with self._locked():
                old = self._files().get(name)
                if original.version != version or old is None or _version(old) != version:
                    raise _changed(name)
                self._check_place(new_name, None, instead=name)
                write_file(self._file(new_name), data, private=True)
                old.unlink(missing_ok=True)
        except OSError as trouble:
            raise self._refused("written", trouble) from trouble
        return read(new_name, data, self._file(new_name).name)

    def delete(self, name: str, version: str | None = None) -> None:
        """Take a scenario away; with ``version`` only if it is still that one (a damaged file has none)."""
        file = self._files().get(name)
        if file is None:
            return
        try:
            with self._locked():
                if version is not None and (not file.exists() or _version(file) != version):
                    raise _changed(name)
                if file.is_dir() and not file.is_symlink():
                    raise WorkspaceError(f"“{name}” is a folder, which is not deleted here. Nothing was changed.")
                file.unlink(missing_ok=True)
        except OSError as trouble:
            raise self._refused("deleted", trouble) from trouble

    def _files(self) -> dict[str, Path]:
        """The files by name, also such that this room would not have written; each name can be shown."""
        try:
            files = [file for file in self.folder.iterdir() if file.suffix == ENDING and not file.name.startswith(".")]
        except FileNotFoundError:
            return {}
        except OSError as trouble:
            raise self._refused("looked into", trouble) from trouble
        named: dict[str, Path] = {}
        for file in sorted(files, key=lambda file: (_shown(file.stem).casefold(), file.name)):
            name = _shown(file.stem)
            while name in named:
                name += "�"
            named[name] = file
        return named

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder's lock; raises WorkspaceError where somebody else holds it for too long."""
        try:
            with locked(self.folder, WAIT_SECONDS):
                yield
        except BusyError as trouble:
            raise WorkspaceError(f"{trouble} Try again in a minute.") from None

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{ENDING}"

    def _read(self, name: str, file: Path) -> Saved | ScenarioError:
        """A file's content, read anew only when the file has changed."""
        try:
            found_now = file.stat()
            stamp = (found_now.st_ino, found_now.st_mtime_ns, found_now.st_size)
            known = self._known.get(name)
            if known is not None and known[0] == stamp:
                return known[1]
            found = _read(file, name)
        except OSError as trouble:
            return ScenarioError([_unreadable(name, reason(trouble))])
        self._known[name] = (stamp, found)
        return found

    def _check_place(self, name: str, version: str | None, *, instead: str | None = None) -> None:
        """Refuse a name that is taken, and one scenario more than may be saved; not ``instead`` of one."""
        names = list(self._files())
        there = next((one for one in names if same_name(one, name)), None)
        if there is not None and there != name:
            raise WorkspaceError(f"“{there}” is there already, and differs in capitals only. Choose another name.")
        if there is not None and (version is None or _version(self._file(name)) != version):
            raise _changed(name)
        if there is None and instead is None and len(names) >= MOST_SAVED:
            raise WorkspaceError(f"{MOST_SAVED} scenarios are saved, which is the most. Delete some of them.")

    def _refused(self, what: str, trouble: OSError) -> WorkspaceError:
        return WorkspaceError(
            f"The folder of saved scenarios, {self.folder}, cannot be {what}: {reason(trouble)}. Whoever runs the "
            "app can mend that, or name another folder in RESETTLE_SCENARIOS."
        )


def _read(file: Path, name: str) -> Saved | ScenarioError:
    shown = f"{name}{ENDING}"
    data = _bytes(file)
    if data is None:
        return ScenarioError([_unreadable(name, "it is no ordinary file")])
    if len(data) > LARGEST_SCENARIO_BYTES:
        return ScenarioError([too_large(shown, file.stat().st_size, LARGEST_SCENARIO_BYTES)])
    text = decoded(data, shown)
    if isinstance(text, Problem):
        return ScenarioError([text])
    try:
        return read(name, data, shown)
    except ScenarioError as trouble:
        return trouble


def _bytes(file: Path) -> bytes | None:
    """The file's content, at most a byte more than may be; None where it is a pipe, a device or the like.

    Opening never waits for somebody to write into a pipe. Raises OSError.
    """
    number = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb") as opened:
        return opened.read(LARGEST_SCENARIO_BYTES + 1) if stat.S_ISREG(os.fstat(number).st_mode) else None


def _unreadable(name: str, why: str) -> Problem:
    return Problem(
        "error", f"{name}{ENDING}", None, "", why, "a file that can be read", "Check who may read it, or delete it."
    )


def _shown(stem: str) -> str:
    """A file's name as text that can be shown: � where a sign cannot be, as a byte that is no letter's."""
    return "".join(sign if sign.isprintable() else "�" for sign in stem)


def _version(file: Path) -> str:
    return version_of(_bytes(file) or b"")


def _changed(name: str) -> ChangedSinceError:
    return ChangedSinceError(
        f"“{name}” is saved already, and not as you opened it: somebody saved it in the meantime, or it is another "
        "scenario. Nothing was overwritten. Save under another name, or look at it first."
    )
