"""Refuse coverage of branches below the floor in the rooms whose figures people rely on."""

import json
import sys
from pathlib import Path

FLOOR_PERCENT = 95.0
ROOMS = ("resettle/inputs/", "resettle/model/", "resettle/results/", "resettle/cli/")


def main() -> int:
    """Print the coverage of each room and return 1 if one is below the floor."""
    files = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["files"]
    low = False
    for room in ROOMS:
        totals = [entry["summary"] for name, entry in files.items() if name.startswith(room)]
        covered = sum(one["covered_lines"] + one["covered_branches"] for one in totals)
        every = sum(one["num_statements"] + one["num_branches"] for one in totals)
        percent = 100.0 * covered / every if every else 0.0
        branches = sum(one["num_branches"] for one in totals)
        hit = sum(one["covered_branches"] for one in totals)
        share = 100.0 * hit / branches if branches else 0.0
        print(
            f"{room:<20} {percent:5.1f} % of lines and branches, {share:5.1f} % of branches (floor {FLOOR_PERCENT} %)"
        )
        low = low or share < FLOOR_PERCENT
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
