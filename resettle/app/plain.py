"""Text that somebody else wrote, shown as it stands: no emphasis, no link, no picture fetched from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"[\r\n\t ]+")


def plain(text: str) -> str:
    """The text with every mark of Markdown escaped, on one line."""
    return _MARKS.sub(r"\\\1", _BREAKS.sub(" ", text))


def plain_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its headings and its text escaped, for ``st.table``, which reads Markdown in cells."""
    escaped = table.map(lambda cell: plain(cell) if isinstance(cell, str) else cell)
    return escaped.rename(columns=plain)
