"""What can go wrong, said to the person who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    severity: str
    file: str
    row: int | None
    column: str
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.file + (f", row {self.row}" if self.row is not None else "")
        place += f", column {self.column}" if self.column else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.severity}: {place}: found {self.found}; expected {self.expected}.{hint}"


class ResettleError(Exception):
    """Anything that resettle refuses or cannot do; its text is meant for the person."""


class _WithProblems(ResettleError):
    """A refusal with every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem], title: str) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"{title}\n{lines}")


class DataError(_WithProblems):
    """A dataset that cannot be used as it stands."""

    def __init__(self, problems: Iterable[Problem], title: str = "the dataset has errors:") -> None:
        super().__init__(problems, title)


class ScenarioError(_WithProblems):
    """A scenario that cannot be read, or does not fit the dataset."""

    def __init__(self, problems: Iterable[Problem], title: str = "the scenario has errors:") -> None:
        super().__init__(problems, title)


class SolveError(ResettleError):
    """There is no plan, or none was found in the time given."""


class PlanError(ResettleError):
    """A plan that fails its check, or a plan's folder that cannot be read."""
