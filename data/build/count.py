"""How much of the dataset is sourced, derived or assumed: a count by table, as Markdown."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

from build.table import ASSUMPTION, DERIVED, SOURCED

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = (SOURCED, DERIVED, ASSUMPTION)


def counts(folder: Path) -> dict[str, Counter[str]]:
    """Rows of each table by confidence; tables without that column are left out."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if "confidence" in (reader.fieldnames or ()):
                found[path.stem] = Counter(row["confidence"] for row in reader)
    return found


def markdown(folder: Path) -> str:
    """Return the counts as a Markdown table with a total."""
    by_table = counts(folder)
    lines = ["| table | rows | sourced | derived | assumption |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [_line(f"`{name}`", count) for name, count in by_table.items()]
    total = sum(by_table.values(), Counter())
    cohorts = by_table.get("cohorts", Counter())
    lines += [_line("all", total), _line("all but `cohorts`", total - cohorts)]
    return "\n".join(lines) + "\n"


def _line(name: str, count: Counter[str]) -> str:
    return f"| {name} | {count.total():,} | " + " | ".join(f"{count[level]:,}" for level in LEVELS) + " |"
