"""What is wrong with a registry: every cell, none of whose text is repeated: a name may look like a plain key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from resettle.errors import ResettleError
from resettle.inputs.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_SHOWN = 20
"""Findings that are printed; all of them are in the report."""
COLUMNS = ["row", "column", "found", "expected", "what_to_do"]
_LONGEST_NAME = 60


class RegistryError(ResettleError):
    """A registry that is refused, with everything that is wrong.

    Attributes
    ----------
    findings : row (a spreadsheet's; missing where it is about the whole file), column, found, expected, what_to_do
    """

    def __init__(self, file: str, findings: pd.DataFrame) -> None:
        self.file, self.findings = file, findings
        shown = [said(file, row) for row in findings.head(MOST_SHOWN).to_dict("records")]
        more = len(findings) - MOST_SHOWN
        if more > 0:
            by_column = findings["column"].value_counts()
            counted = ", ".join(f"{column or 'the file'}: {count:,}" for column, count in by_column.items())
            shown.append(f"… and {more:,} more ({counted}); --report FILE writes them all.")
        super().__init__("\n".join(["the registry has errors:", *shown]))

    def __reduce__(self) -> tuple[type[RegistryError], tuple[str, pd.DataFrame]]:
        """Keep the findings when the error travels between processes."""
        return type(self), (self.file, self.findings)


def said(file: str, row: Mapping[Any, Any]) -> str:
    """A finding in one line."""
    place = file if pd.isna(row["row"]) else f"{file}, row {row['row']}"
    place += f", {row['column']}" if row["column"] else ""
    return f"error: {place}: found {row['found']}; expected {row['expected']}. {row['what_to_do']}".rstrip()


@dataclass
class Findings:
    """Findings as they come, and warnings, which refuse nothing."""

    rows: list[pd.DataFrame] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def of_file(self, column: str, found: str, expected: str, what_to_do: str = "") -> None:
        """Something about the whole file or a whole column."""
        self._add(pd.Index([pd.NA]), column, [found], expected, [what_to_do])

    def of_rows(self, rows: pd.Index, column: str, found: Iterable[str], expected: str, what_to_do: str = "") -> None:
        """Something about single rows, which are labelled as a spreadsheet counts them."""
        if len(rows):
            self._add(rows, column, list(found), expected, [what_to_do] * len(rows))

    def of_names(self, texts: pd.Series, column: str, expected: str, valid: Iterable[object]) -> None:
        """Texts that are none of the valid names; each different one is looked up once, and none is repeated."""
        known = list(valid)
        hints = {text: nearest(text[:_LONGEST_NAME], known) for text in texts.unique()}
        found = [shown(text) for text in texts]
        if len(texts):
            self._add(texts.index, column, found, expected, [hints[text] for text in texts])

    def table(self) -> pd.DataFrame:
        """All of them, by row; those about the whole file first."""
        if not self.rows:
            return pd.DataFrame(columns=COLUMNS).astype({"row": "Int64"})
        table = pd.concat(self.rows, ignore_index=True).astype({"row": "Int64"})
        return table.sort_values("row", kind="stable", na_position="first", ignore_index=True)

    def _add(self, rows: pd.Index, column: str, found: list[str], expected: str, hints: list[str]) -> None:
        told = {"row": list(rows), "column": column, "found": found, "expected": expected, "what_to_do": hints}
        self.rows.append(pd.DataFrame(told, columns=COLUMNS).astype({"row": "Int64"}))


def shown(text: str) -> str:
    """A cell in a message: a blank, or how long its text is; the text itself might tell who somebody is."""
    if not text:
        return "a blank"
    return f"a text of {len(text)} characters (not repeated here)" if len(text) > 1 else "a sign (not repeated here)"
