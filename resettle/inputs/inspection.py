"""The tables under inspection, and the findings of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resettle.inputs.problems import error, warning

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from resettle.errors import Problem
    from resettle.inputs.dataset import Settings


@dataclass
class Inspection:
    """Frames indexed by the line of each row, the settings, and what was found so far."""

    tables: Mapping[str, pd.DataFrame]
    settings: Settings
    files: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def error(self, table: str, row: object, column: str, found: object, expected: str, hint: str = "") -> None:
        """Note an error at a table's row."""
        self.problems.append(error(self._file(table), _line(row), column, found, expected, hint))

    def warn(self, table: str, row: object, column: str, found: object, expected: str, hint: str = "") -> None:
        """Note a warning at a table's row."""
        self.problems.append(warning(self._file(table), _line(row), column, found, expected, hint))

    def add_settings(self, column: str, found: object, expected: str) -> None:
        """Note an error in the settings."""
        self.problems.append(error("dataset.toml", None, column, found, expected))

    def _file(self, table: str) -> str:
        return self.files.get(table, f"{table}.csv")


def _line(row: object) -> int | None:
    return None if row is None else int(str(row))
