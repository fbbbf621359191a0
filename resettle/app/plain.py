"""Text that somebody else wrote, shown as it stands: no emphasis, no link, no picture fetched from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_LIVE = re.compile(r":(?=//|[\w+/-]+:)|\bwww(?=\.)|@(?=[-\w]+\.)|\bmailto(?=:)|\bxmpp(?=:)", re.IGNORECASE)
_BREAKS = re.compile(r"[\r\n\t ]+")


def plain(text: str) -> str:
    """The text with every mark of Markdown escaped, on one line; addresses in it do not become links.

    Browsers' Markdown makes links of addresses, and pictures of ``:names:``, after the marks are taken away again. A
    sign that nobody sees (U+2060, word joiner) stands where such a text would begin.
    """
    return _MARKS.sub(r"\\\1", _LIVE.sub("\\g<0>\u2060", _BREAKS.sub(" ", text)))


def plain_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its headings and its text escaped, for ``st.table``, which reads Markdown in cells."""
    escaped = table.map(lambda cell: plain(cell) if isinstance(cell, str) else cell)
    return escaped.rename(columns=plain)
