"""The tables under inspection, and the findings of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from resettle.inputs.problems import MOST_LISTED, error, listed, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    import pandas as pd

    from resettle.errors import Problem, Severity
    from resettle.inputs.dataset import Settings
    from resettle.inputs.problems import Finding

    Row = dict[Any, Any]
    Describe = Callable[[Row], Finding]


@dataclass
class Inspection:
    """Frames indexed by the line of each row, the settings, and what was found so far.

    Attributes
    ----------
    tables : every table of the schema
    settings : None where they could not be read
    files : where each table stands
    settings_file : where the settings stand
    damaged : tables that are missing or have cells that could not be read; rules leave them out
    """

    tables: Mapping[str, pd.DataFrame]
    settings: Settings | None
    files: Mapping[str, str]
    settings_file: str = "dataset.toml"
    damaged: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The table of that name."""
        return self.tables[table]

    @property
    def horizon(self) -> tuple[int, int]:
        """First and last year; for rules that need the settings, which are then there."""
        settings = cast("Settings", self.settings)
        return settings.first_year, settings.last_year

    def errors(self, table: str, column: str, wrong: pd.DataFrame, describe: Describe) -> None:
        """Note an error for each of these rows (labelled by their lines) of a table."""
        self._note("error", table, column, wrong, describe)

    def warnings(self, table: str, column: str, wrong: pd.DataFrame, describe: Describe) -> None:
        """Note a warning for each of these rows (labelled by their lines) of a table."""
        self._note("warning", table, column, wrong, describe)

    def table_error(self, table: str, column: str, what: Finding) -> None:
        """Note an error about a whole table."""
        self.problems.append(error(self.files[table], None, column, *what))

    def table_warning(self, table: str, column: str, what: Finding) -> None:
        """Note a warning about a whole table."""
        self.problems.append(warning(self.files[table], None, column, *what))

    def settings_error(self, column: str, what: Finding) -> None:
        """Note an error in the settings."""
        self.problems.append(error(self.settings_file, None, column, *what))

    def _note(self, severity: Severity, table: str, column: str, wrong: pd.DataFrame, describe: Describe) -> None:
        if wrong.empty:
            return
        rows = dict(zip(wrong.index[:MOST_LISTED].tolist(), wrong[:MOST_LISTED].to_dict("records"), strict=True))
        self.problems += listed(
            severity, self.files[table], column, wrong.index.tolist(), lambda line: describe(rows[line])
        )
