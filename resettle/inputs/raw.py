"""What a dataset's files hold, as text: tables cell by cell, settings, and what was wrong with the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resettle.errors import Problem

SETTINGS = "dataset"
SETTINGS_FILE = "dataset.toml"


class FormulaCell(str):
    """A cell of a workbook that holds a formula (the text): refused by its name, whatever it gave when it was saved.

    Attributes
    ----------
    cell : name of the cell, as ``C7``
    """

    __slots__ = ("cell",)
    cell: str

    @classmethod
    def at(cls, cell: str, formula: object) -> FormulaCell:
        """The formula of a cell."""
        made = cls(formula)
        made.cell = cell
        return made


@dataclass
class RawTable:
    """A table as text: header, rows that are not blank, and the line each row starts on (the header's is 1).

    Attributes
    ----------
    tags : HXL hashtags of the columns, nothing where the file has no row of them
    pcodes : P-codes that stand beside a column of places, row by row; they repeat what ``places`` says
    """

    name: str
    file: str
    header: list[str]
    rows: list[list[str]]
    lines: list[int]
    tags: list[str] = field(default_factory=list)
    pcodes: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class RawDataset:
    """All tables as text, the settings (None: they could not be read), and what was wrong with the files."""

    name: str
    workbook: str = ""
    settings: dict[str, object] | None = None
    tables: dict[str, RawTable] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def settings_file(self) -> str:
        """Where the settings stand."""
        return f"{self.workbook} sheet {SETTINGS}" if self.workbook else SETTINGS_FILE

    def file_of(self, table: str) -> str:
        """Where a table stands, or should."""
        if table in self.tables:
            return self.tables[table].file
        return f"{self.workbook} sheet {table}" if self.workbook else f"{table}.csv"
