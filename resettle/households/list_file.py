"""The public list of a draw read back from a file that came from anywhere."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from resettle.errors import ResettleError
from resettle.households.draw import LISTED


def read_list(path: str | Path) -> pd.DataFrame:
    """The columns ``LISTED`` of a CSV file; raises ResettleError where it is none."""
    path = Path(path)
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")
    except (OSError, ValueError, pd.errors.ParserError) as trouble:
        said = " ".join(str(trouble).split())[:200]
        message = f"{path.name} cannot be read ({said}); expected the list that `households list` wrote."
        raise ResettleError(message) from None
    missing = [name for name in LISTED if name not in table]
    if missing and "circle" in table:
        message = f"{path.name}: found a list of version 0.1; expected {', '.join(LISTED)}. Draw it with that version."
        raise ResettleError(message)
    if missing:
        message = f"{path.name}: found no column {', '.join(missing)}; expected {', '.join(LISTED)}."
        raise ResettleError(message)
    twice = table["ticket"][table["ticket"].duplicated()]
    if len(twice):
        message = f"{path.name}: found {len(twice):,} tickets twice, the first of them in row {twice.index[0] + 2}."
        raise ResettleError(message)
    return table[LISTED]
