"""LAYERS: what each stage of an estimate takes on the dataset that ships, beside the peers on the same programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.alone import run_alone
from benchmarks.known import known_programme, solver_options
from benchmarks.linopy_peer import linopy_direct
from benchmarks.peers import assert_same, floor, plain_pulp
from benchmarks.stages import STAGES, TO_VALUES, every_stage
from benchmarks.tables import median_of, seconds_text, table
from benchmarks.timing import in_turns, medians

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.peers import PeerRun
    from benchmarks.setting import Setting
    from benchmarks.timing import Seconds

PEER_STAGES = ("build", "hand_over", "solve", "read_out")
TITLES = {
    "ours": "resettle",
    "floor": "the floor: highspy, one `passModel`",
    "linopy": "linopy, HiGHS in memory",
    "pulp": "PuLP by its manual, CBC by file",
}


def measure(setting: Setting) -> dict[str, object]:
    """Runs of every way in turns, objectives compared, peaks of memory in processes of their own."""
    known = known_programme(setting.dataset, setting.scenario)
    options = solver_options(known.matrix)

    def peer(run: PeerRun) -> tuple[Seconds, float | None]:
        return run.seconds, run.objective

    ways: dict[str, Callable[[], tuple[Seconds, float | None]]] = {
        "ours": lambda: every_stage(setting.folder, setting.scenario)[:2],
        "floor": lambda: peer(floor(known, options)),
        "linopy": lambda: peer(linopy_direct(known, options)),
        "pulp": lambda: peer(plain_pulp(known)),
    }
    results = in_turns(ways, setting.repeat)
    for turn in range(setting.repeat):
        assert_same({name: runs[turn][1] or 0.0 for name, runs in results.items()})
    file = setting.scratch / "known.npz"
    known.save(file)
    given = {name: setting.folder if name == "ours" else file for name in ways}
    peaks = {name: run_alone(name, given[name], setting.scenario_file)["peak_mib"] for name in ways}
    matrix = known.matrix
    return {
        "rows": matrix.rows,
        "columns": matrix.columns,
        "nonzeros": len(matrix.value),
        "options": options,
        "runs": {name: [seconds for seconds, _ in runs] for name, runs in results.items()},
        "objectives": {name: runs[0][1] for name, runs in results.items()},
        "peak_mib": peaks,
    }


def tables(found: dict[str, object]) -> str:
    """The stages of ours, and the peers beside it."""
    runs, peaks = found["runs"], found["peak_mib"]
    stages = medians(runs["ours"])
    own = table(
        [*(stage.replace("_", " ") for stage in STAGES), "total", "peak MiB"],
        [[*(seconds_text(stages[stage]) for stage in (*STAGES, "total")), f"{peaks['ours']:,.0f}"]],
    )
    size = f"{found['rows']:,} rows, {found['columns']:,} columns, {found['nonzeros']:,} non-zeros."
    return f"{size} Seconds, {median_of(len(runs['ours']))}:\n\n{own}\n\n{_peers(found)}"


def _peers(found: dict[str, object]) -> str:
    compared = {name: medians([_to_values(run) for run in runs]) for name, runs in found["runs"].items()}
    rows = []
    for name in sorted(compared, key=lambda name: compared[name]["total"]):
        taken = compared[name]
        rows.append(
            [
                TITLES[name],
                *(seconds_text(taken[stage]) if stage in taken else "in solve" for stage in PEER_STAGES),
                seconds_text(taken["total"]),
                f"{taken['total'] / compared['floor']['total']:.2f}",
                f"{found['objectives'][name]:.6e}",
                f"{found['peak_mib'][name]:,.0f}",
            ]
        )
    heads = ["way", "build", "hand over", "solve", "read out", "total", "ratio to the floor", "objective", "peak MiB"]
    return table(heads, rows)


def _to_values(run: Seconds) -> Seconds:
    """Of ours, what the peers do too: aggregate and build together, hand over, solve with the values read."""
    if "verify" not in run:
        return run
    kept = {stage: run[stage] for stage in TO_VALUES}
    kept["build"] += kept.pop("aggregate")
    return kept


def picture(found: dict[str, object], file: Path) -> None:
    """Bars of the stages, a way each."""
    from benchmarks.pictures import stacked_bars

    compared = {
        TITLES[name].replace("`", ""): medians([_to_values(run) for run in runs])
        for name, runs in found["runs"].items()
    }
    stacked_bars(compared, PEER_STAGES, file, "Default dataset, an estimate: seconds")
