"""What can go wrong, said to the person who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One finding about an input: where it is, what was found, what was expected, what to do.

    Attributes
    ----------
    severity : ``error`` (the input is refused) or ``warning`` (it is used as it stands)
    file : file, sheet or scenario in which it is
    row : line as a person counts it (the header is line 1), or None
    column : column or field, or blank
    found, expected : what is there and what should be
    hint : what to do, with the nearest valid name where there is one
    """

    severity: Severity
    file: str
    row: int | None
    column: str
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        """One line for people."""
        place = self.file + (f", row {self.row}" if self.row is not None else "")
        place += f", {self.column}" if self.column else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.severity}: {place}: found {self.found}; expected {self.expected}.{hint}"


class ResettleError(Exception):
    """Anything that resettle refuses or cannot do; its text is meant for the person."""


class RefusalError(ResettleError):
    """A refusal with every problem found, not only the first."""

    default_title = "the input has errors:"

    def __init__(self, problems: Iterable[Problem], title: str = "") -> None:
        self.problems = tuple(problems)
        self.title = title or self.default_title
        super().__init__("\n".join([self.title, *map(str, self.problems)]))

    def __reduce__(self) -> tuple[type[RefusalError], tuple[tuple[Problem, ...], str]]:
        """Keep the problems when the error travels between processes."""
        return type(self), (self.problems, self.title)


class DataError(RefusalError):
    """A dataset that cannot be used as it stands."""

    default_title = "the dataset has errors:"


class ScenarioError(RefusalError):
    """A scenario that cannot be read, or does not fit the dataset."""

    default_title = "the scenario has errors:"


class SolveError(ResettleError):
    """There is no plan, or none was found in the time given."""


class PlanError(ResettleError):
    """A plan that fails its check, or a plan's folder that cannot be read."""


class StorageError(ResettleError):
    """Files that cannot be written now, or that are not those that were written together."""


class BusyError(StorageError):
    """Another process is writing there."""


class ManifestError(StorageError):
    """A file of a folder is missing, or another one than was written with the others."""


class UnfinishedError(StorageError):
    """A writer was ended while it replaced files, and what is left cannot be done."""


class WorkspaceError(ResettleError):
    """A scenario that cannot be saved, found or deleted, or a link that cannot be followed."""


class ChangedSinceError(WorkspaceError):
    """A saved scenario that is another one than what was opened: nothing was overwritten."""
