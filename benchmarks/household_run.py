"""Every step with a registry in a process of its own: ``python -m benchmarks.household_run FOLDER FILE``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.alone import peak_mib
from resettle.households.aggregate import with_registry
from resettle.households.folder import write_placing
from resettle.households.measures import measures
from resettle.households.placing import Asked, place_households
from resettle.households.public_tables import public_tables
from resettle.households.registry import read_registry
from resettle.households.verify_placing import verify_placing
from resettle.results.files import read_plan

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("read and check", "aggregate", "place", "verify", "measure", "tables for everyone", "write")
Answer = TypeVar("Answer")
_SECRET = "5e" * 32


def run(folder: Path, file: Path) -> dict[str, object]:
    """Seconds of each step, households placed, findings, peak of memory; ``folder`` is the plan's."""
    plan = read_plan(folder)
    seconds: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Answer]) -> Answer:
        begun = time.perf_counter()
        answer = work()
        seconds[step] = time.perf_counter() - begun
        return answer

    asked = Asked("seed", _SECRET)
    registry = timed("read and check", lambda: read_registry(file, plan.dataset))
    timed("aggregate", lambda: with_registry(plan.dataset, registry))
    placed = timed("place", lambda: place_households(plan, registry, asked))
    tables = (placed.placed, placed.waiting, placed.open_slots)
    wrong = timed("verify", lambda: verify_placing(plan, registry, *tables))
    told = timed("measure", lambda: measures(plan, registry, placed))
    timed("tables for everyone", lambda: public_tables(plan, registry, placed, _SECRET))
    timed("write", lambda: write_placing(file.parent / "placed", folder, plan, registry, asked, placed, told))
    return {
        "seconds": seconds,
        "households": len(registry.households),
        "placed": len(placed.placed),
        "slots": int(plan["placements"]["households"].sum()),
        "findings": len(wrong),
        "measures": told.to_dict("records"),
        "peak_mib": peak_mib(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
