"""A measurement in a process of its own, so that its peak of memory is its own: ``run_alone`` asks, ``main`` says."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.known import KnownProgramme, solver_options
from benchmarks.peers import floor, plain_pulp
from benchmarks.stages import every_stage
from resettle.inputs.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.timing import Seconds

Measured = dict[str, object]
REPOSITORY = Path(__file__).parents[1]
STATUS = Path("/proc/self/status")


def run_alone(way: str, given: Path, scenario: Path, *, time_limit: float | None = None) -> Measured:
    """Seconds by stage, objective, size and ``peak_mib`` of one way on a dataset (ours) or a known programme."""
    command = [sys.executable, "-m", "benchmarks.alone", way, str(given), str(scenario)]
    if time_limit is not None:
        command += ["--time-limit", str(time_limit)]
    answer = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True).stdout
    measured: Measured = json.loads(answer.splitlines()[-1])
    return measured


def peak_mib() -> float:
    """Most memory this process or a solver that it started has held, in MiB.

    ``ru_maxrss`` of a process also counts what the one that started it held at that moment; the peak of its own is
    read from the kernel where it says so.
    """
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if STATUS.exists():
        (line,) = [line for line in STATUS.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM")]
        own = int(line.split()[1])
    return max(own, started) / 1024


def ours(folder: Path, scenario: Path, time_limit: float | None) -> Measured:
    """From files to a verified plan."""
    seconds, objective, size = every_stage(folder, Scenario.load(scenario), time_limit=time_limit)
    return {"seconds": seconds, "objective": objective, **size}


def of_floor(file: Path, _: Path, time_limit: float | None) -> Measured:
    """The floor."""
    known = KnownProgramme.load(file)
    run = floor(known, solver_options(known.matrix), time_limit=time_limit)
    return _measured(run.seconds, run.objective)


def of_linopy(file: Path, _: Path, time_limit: float | None) -> Measured:
    """HiGHS by linopy."""
    from benchmarks.linopy_peer import linopy_direct  # only where it is measured

    known = KnownProgramme.load(file)
    run = linopy_direct(known, solver_options(known.matrix), time_limit=time_limit)
    return _measured(run.seconds, run.objective)


def of_pulp(file: Path, _: Path, __: float | None) -> Measured:
    """PuLP and CBC."""
    run = plain_pulp(KnownProgramme.load(file))
    return _measured(run.seconds, run.objective)


WAYS: dict[str, Callable[[Path, Path, float | None], Measured]] = {
    "ours": ours,
    "floor": of_floor,
    "linopy": of_linopy,
    "pulp": of_pulp,
}


def main() -> None:
    """Measure one way and print it as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("given", type=Path)
    parser.add_argument("scenario", type=Path)
    parser.add_argument("--time-limit", type=float)
    asked = parser.parse_args()
    measured = WAYS[asked.way](asked.given, asked.scenario, asked.time_limit)
    sys.stdout.write(json.dumps({**measured, "peak_mib": peak_mib()}) + "\n")


def _measured(seconds: Seconds, objective: float | None) -> Measured:
    return {"seconds": seconds, "objective": objective}


if __name__ == "__main__":
    main()
