"""The public list of a draw read back from a file that came from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import Problem, ResettleError
from resettle.households.draw import LISTED
from resettle.households.own_tables import LIMITS, own_texts, refuse_changed_codes
from resettle.inputs.text_files import read_bytes

if TYPE_CHECKING:
    import pandas as pd


def read_list(path: str | Path) -> pd.DataFrame:
    """The columns ``LISTED`` of a CSV file; raises ResettleError where it is none."""
    path = Path(path)
    data = read_bytes(path, LIMITS.file_bytes)
    if isinstance(data, Problem):
        raise ResettleError(f"{data} Give the list that `households list` wrote.")
    table = own_texts(path.name, data, ())
    if "circle" in table and "stretch" not in table:
        message = f"{path.name}: found a list of version 0.1; expected {', '.join(LISTED)}. Draw it with that version."
        raise ResettleError(message)
    table = own_texts(path.name, data, tuple(LISTED))
    refuse_changed_codes(path.name, table)
    twice = table["ticket"][table["ticket"].duplicated()]
    if len(twice):
        message = f"{path.name}: found {len(twice):,} tickets twice, the first of them in row {twice.index[0] + 2}."
        raise ResettleError(message)
    return table[LISTED]
