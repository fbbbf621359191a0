"""Refuse coverage of branches below the floor in the rooms whose figures people rely on."""

from __future__ import annotations

import json
import sys
from functools import reduce
from pathlib import Path
from typing import Any

import slipcover

ROOMS = ("resettle/inputs", "resettle/model", "resettle/results", "resettle/cli")
FOLDER = Path(".venv") / "coverage"
"""Of a file for each process that tests ran in (``tests.measuring``)."""
FLOOR_PERCENT = 95.0
_TYPES_ONLY = "if TYPE_CHECKING:"
_SHOWN = 40

Branches = list[tuple[int, int]]


def main() -> int:
    """Print the coverage of each room, with what is not covered, and return 1 if one is below the floor."""
    measured = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))]
    if not measured:
        print(f"nothing was measured: {FOLDER} is empty")
        return 1
    merged: dict[str, Any] = reduce(slipcover.merge_coverage, measured)
    low = False
    for room in ROOMS:
        found = {name: file for name, file in merged["files"].items() if name.startswith(f"{room}/")}
        taken, missing = 0, {}
        for name, file in found.items():
            lines = Path(name).read_text(encoding="utf-8").splitlines()
            taken += len(of_run_time(file["executed_branches"], lines))
            missing[name] = of_run_time(file["missing_branches"], lines)
        missed = sum(map(len, missing.values()))
        share = 100.0 * taken / (taken + missed) if found else 0.0
        print(f"{room:<20} {share:5.1f} % of {taken + missed} branches (floor {FLOOR_PERCENT} %)")
        for name, branches in sorted(missing.items(), key=lambda item: -len(item[1]))[:_SHOWN]:
            if branches:
                print(f"    {name}: {', '.join(map(_arrow, branches))}")
        low = low or share < FLOOR_PERCENT
    return 1 if low else 0


def _arrow(branch: tuple[int, int]) -> str:
    start, end = branch
    return f"{start}->{end or 'end'}"


def of_run_time(branches: Branches, lines: list[str]) -> Branches:
    """Branches without those that only a type checker takes."""
    return [(start, end) for start, end in branches if lines[start - 1].strip() != _TYPES_ONLY]


if __name__ == "__main__":
    sys.exit(main())
