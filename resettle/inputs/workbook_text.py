"""Text in a workbook's cells: a formula stays text, and a carriage return survives (XML itself knows one line ending).

Spreadsheet programs write what XML cannot hold as ``_x000D_``, and an underscore that would be read so as ``_x005F_``.
"""

from __future__ import annotations

import re

from resettle.inputs.formula_text import escaped, unescaped

_MISTAKEN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def cell_text(text: str) -> str:
    """The text as a cell holds it."""
    return _MISTAKEN.sub("_x005F_", escaped(text)).replace("\r", "_x000D_")


def text_of_cell(text: str) -> str:
    """The text as a CSV file would hold it (a formula still behind its apostrophe)."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text)


def setting_of_cell(text: str) -> str:
    """The text that ``cell_text`` was given."""
    return unescaped(text_of_cell(text))
