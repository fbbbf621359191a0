"""Markdown tables, and their place between the markers of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column to the left where it is words, figures to the right."""
    words = [any(character.isalpha() for character in str(row[0])) for row in rows]
    first = "---" if any(words) else "---:"
    lines = [heads, [first, *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def seconds_text(seconds: float) -> str:
    """Three digits that count, no more than thousandths."""
    if seconds >= 100:
        return f"{seconds:.0f}"
    if seconds >= 10:
        return f"{seconds:.1f}"
    return f"{seconds:.2f}" if seconds >= 1 else f"{seconds:.3f}"


def median_of(runs: int) -> str:
    """What a figure of so many runs is called."""
    return f"median of {runs} runs" if runs > 1 else "one run each"


def write_part(document: Path, marker: str, text: str) -> None:
    """Replace what stands between ``<!-- marker:begin -->`` and ``<!-- marker:end -->``.

    Raises
    ------
    ValueError
        The document has no such markers.
    """
    pattern = re.compile(rf"<!-- {marker}:begin -->\n.*?<!-- {marker}:end -->", re.DOTALL)
    whole = document.read_text(encoding="utf-8")
    if not pattern.search(whole):
        message = f"{document.name} has no markers <!-- {marker}:begin --> and <!-- {marker}:end -->"
        raise ValueError(message)
    anew = f"<!-- {marker}:begin -->\n{text}\n<!-- {marker}:end -->"
    document.write_text(pattern.sub(lambda _: anew, whole), encoding="utf-8")
