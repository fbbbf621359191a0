"""Text that a spreadsheet would run as a formula: written behind an apostrophe, read without it.

Text of a dataset may come from anywhere. A cell that begins with an equals sign, a plus, a minus, an at sign, or a tab
or line break is run by a spreadsheet program, also out of a CSV file, and can then send data elsewhere. Escaped, it is
text. The two functions undo each other: text that already begins with apostrophes before such a sign gets one more.
Figures are never escaped: only text columns are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

RUN_BY_SPREADSHEETS = r"(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
_WOULD_RUN = re.compile(rf"'*{RUN_BY_SPREADSHEETS}")
_ESCAPED = re.compile(rf"'+{RUN_BY_SPREADSHEETS}")


def escaped(text: str) -> str:
    """The text as it is written into a CSV file or a workbook; harmless text is left as it is."""
    return f"'{text}" if _WOULD_RUN.match(text) else text


def unescaped(text: str) -> str:
    """The text that ``escaped`` was given."""
    return text[1:] if _ESCAPED.match(text) else text


def escaped_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy to be written: every text in its cells and column names escaped, figures and everything else as they are.

    The index is not written by most exports and is left alone.
    """
    copy = frame.copy()
    for place, kind in enumerate(frame.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            copy.isetitem(place, _each(frame.iloc[:, place].tolist()))
    copy.columns = pd.Index(_each(frame.columns.tolist()))
    return copy


def _each(values: Iterable[object]) -> list[object]:
    return [escaped(value) if isinstance(value, str) else value for value in values]
