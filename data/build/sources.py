"""Where the figures come from: the list kept by hand in kept/sources.csv, one row a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build.table import kept

if TYPE_CHECKING:
    from build.table import Row

COLUMNS = ("source", "title", "publisher", "url", "as_of", "note")


def rows() -> list[Row]:
    """Return all sources, as kept."""
    return [{column: row[column] for column in COLUMNS} for row in kept("sources")]
