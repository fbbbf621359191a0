"""The folder of saved scenarios: one file each; nothing is overwritten unseen, and no damaged file is hidden."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import ChangedSinceError, Problem, ScenarioError, WorkspaceError
from resettle.inputs.scenario_text import LARGEST_SCENARIO_BYTES
from resettle.inputs.text_files import decoded, too_large
from resettle.workspace.lock import locked
from resettle.workspace.names import checked_name, checked_tags, same_name
from resettle.workspace.saved import Saved, read, version_of, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from resettle.inputs.scenario import Scenario

MOST_SAVED = 200
ENDING = ".toml"
_UNFINISHED = ".saving-"


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
        found = {name: self._read(name) for name in self._names()}
        saved = {name: one for name, one in found.items() if isinstance(one, Saved)}
        damaged = {name: one for name, one in found.items() if isinstance(one, ScenarioError)}
        return Shelf(saved, damaged)

    def open(self, name: str) -> Saved:
        """One saved scenario; raises WorkspaceError where there is none, ScenarioError where it is damaged."""
        if name not in self._names():
            raise WorkspaceError(f"There is no saved scenario “{name}”; it may have been deleted or renamed meanwhile.")
        found = self._read(name)
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
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder):
                self._check_place(name, version)
                _replace(self._file(name), data)
        except OSError as trouble:
            raise self._refused("written", trouble) from trouble
        return self.open(name)

    def duplicate(self, name: str, copy: str) -> Saved:
        """The same scenario under another, new name."""
        original = self.open(name)
        return self.save(copy, original.scenario, original.tags)

    def rename(self, name: str, new_name: str, version: str) -> Saved:
        """The same scenario under another name only; first it is saved there, then taken away here."""
        original = self.open(name)
        if checked_name(new_name) == name:
            return original
        if original.version != version:
            raise _changed(name)
        if same_name(name, new_name):
            raise WorkspaceError("Names that differ in capitals only are one file on some systems. Choose another one.")
        saved = self.save(new_name, original.scenario, original.tags)
        self.delete(name, version)
        return saved

    def delete(self, name: str, version: str | None = None) -> None:
        """Take a scenario away; with ``version`` only if it is still that one (a damaged file has none)."""
        if name not in self._names():
            return
        try:
            with locked(self.folder):
                file = self._file(name)
                if version is not None and (not file.exists() or _version(file) != version):
                    raise _changed(name)
                file.unlink(missing_ok=True)
        except OSError as trouble:
            raise self._refused("deleted", trouble) from trouble

    def _names(self) -> list[str]:
        """Names of the files, also of such that this room would not have written."""
        try:
            files = [file for file in self.folder.iterdir() if file.suffix == ENDING and not file.name.startswith(".")]
        except FileNotFoundError:
            return []
        except OSError as trouble:
            raise self._refused("looked into", trouble) from trouble
        return sorted((file.stem for file in files), key=str.casefold)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{ENDING}"

    def _read(self, name: str) -> Saved | ScenarioError:
        """A file's content, read anew only when the file has changed."""
        file = self._file(name)
        try:
            stat = file.stat()
            stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            known = self._known.get(name)
            if known is not None and known[0] == stamp:
                return known[1]
            found = _read(file, name)
        except OSError as trouble:
            problem = Problem(
                "error", file.name, None, "", str(trouble.strerror), "a file that can be read", "Check who may read it."
            )
            return ScenarioError([problem])
        self._known[name] = (stamp, found)
        return found

    def _check_place(self, name: str, version: str | None) -> None:
        names = self._names()
        there = next((one for one in names if same_name(one, name)), None)
        if there is not None and there != name:
            raise WorkspaceError(f"“{there}” is there already, and differs in capitals only. Choose another name.")
        if there is not None and (version is None or _version(self._file(name)) != version):
            raise _changed(name)
        if there is None and len(names) >= MOST_SAVED:
            raise WorkspaceError(f"{MOST_SAVED} scenarios are saved, which is the most. Delete some of them.")

    def _refused(self, what: str, trouble: OSError) -> WorkspaceError:
        return WorkspaceError(
            f"The folder of saved scenarios cannot be {what} ({trouble.strerror}). Whoever runs the app can check who "
            "may write there and whether the disk is full, or name another folder in RESETTLE_SCENARIOS."
        )


def _read(file: Path, name: str) -> Saved | ScenarioError:
    size = file.stat().st_size
    if size > LARGEST_SCENARIO_BYTES:
        return ScenarioError([too_large(file.name, size, LARGEST_SCENARIO_BYTES)])
    data = file.read_bytes()
    text = decoded(data, file.name)
    if isinstance(text, Problem):
        return ScenarioError([text])
    try:
        return read(name, data, file.name)
    except ScenarioError as trouble:
        return trouble


def _version(file: Path) -> str:
    return version_of(file.read_bytes())


def _changed(name: str) -> ChangedSinceError:
    return ChangedSinceError(
        f"“{name}” is saved already, and not as you opened it: somebody saved it in the meantime, or it is another "
        "scenario. Nothing was overwritten. Save under another name, or look at it first."
    )


def _replace(file: Path, data: bytes) -> None:
    """Write the whole file or none of it: beside it first, then in its place."""
    number, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=file.parent)
    try:
        with os.fdopen(number, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(unfinished).replace(file)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
