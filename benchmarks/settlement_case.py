"""SETTLEMENTS: a thousand settlements, ten years, all services, forty funders, beside the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.alone import run_alone
from benchmarks.known import known_programme
from benchmarks.linopy_peer import linopy_direct
from benchmarks.peers import assert_same, plain_pulp
from benchmarks.settlements import write_settlement_level
from benchmarks.stages import STAGES, TO_VALUES, to_hand_over
from benchmarks.tables import seconds_text, table
from benchmarks.timing import in_turns, medians

if TYPE_CHECKING:
    from benchmarks.setting import Setting
    from benchmarks.timing import Seconds

SOLVED_ALONE = ("ours", "floor")
TITLES = {"ours": "resettle", "linopy": "linopy", "pulp": "PuLP by its manual"}


def measure(setting: Setting) -> dict[str, object]:
    """Building and handing over in turns; one solve each of ours and of the floor, in processes of their own."""
    folder = setting.scratch / "settlements"
    dataset = write_settlement_level(setting.dataset, folder, settlements=setting.settlements)
    known = known_programme(dataset, setting.scenario)
    file = setting.scratch / "settlements.npz"
    known.save(file)
    size = {"rows": known.matrix.rows, "columns": known.matrix.columns, "nonzeros": len(known.matrix.value)}
    given = {"ours": folder, "floor": file}
    limit = setting.solve_seconds
    solved = {name: run_alone(name, given[name], setting.scenario_file, time_limit=limit) for name in SOLVED_ALONE}
    if all(run["objective"] is not None for run in solved.values()):
        assert_same({name: run["objective"] for name, run in solved.items()})
    built = in_turns(
        {
            "ours": lambda: to_hand_over(dataset, setting.scenario),
            "linopy": lambda: linopy_direct(known, {}, solved=False).seconds,
        },
        setting.repeat,
    )
    built["pulp"] = [plain_pulp(known, solved=False).seconds]
    tables = ("places", "cohorts", "funders", "earmarks", "links")
    counts = {name: len(dataset[name]) for name in tables}
    return {
        **size,
        "settlements": setting.settlements,
        "counts": counts,
        "limit": limit,
        "solved": solved,
        "built": built,
    }


def tables(found: dict[str, object]) -> str:
    """Size, the single full run beside the floor, and the repeated building."""
    counts = ", ".join(f"{count:,} {name}" for name, count in found["counts"].items())
    intro = (
        f"{found['settlements']:,} settlements of return and the host places of the default dataset: {counts}. "
        f"{found['rows']:,} rows, {found['columns']:,} columns, {found['nonzeros']:,} non-zeros."
    )
    ours, floor = found["solved"]["ours"], found["solved"]["floor"]
    total = sum(ours["seconds"].values())
    once = table(
        [*(stage.replace("_", " ") for stage in STAGES), "total", "peak MiB"],
        [[*(seconds_text(ours["seconds"].get(stage, 0.0)) for stage in STAGES), seconds_text(total), _mib(ours)]],
    )
    parts = [intro, f"One run from files to a verified plan, solve limited to {found['limit']:.0f} s:", once]
    parts += [_beside_the_floor(ours, floor, found["limit"]), _built(found["built"])]
    return "\n\n".join(parts)


def _beside_the_floor(ours: dict[str, object], floor: dict[str, object], limit: float) -> str:
    if ours["objective"] is None or floor["objective"] is None:
        said = {
            name: "solved" if run["objective"] is not None else f"not solved in {limit:.0f} s"
            for name, run in (("resettle", ours), ("the floor", floor))
        }
        return "; ".join(f"{name}: {what}" for name, what in said.items()) + "."
    own = sum(ours["seconds"][stage] for stage in TO_VALUES)
    least = sum(floor["seconds"].values())
    return (
        f"The floor on the same programme: {seconds_text(least)} s, {_mib(floor)} MiB. "
        f"Ours from tables in memory to values: {seconds_text(own)} s, **{own / least:.2f} times the floor**; "
        f"the objectives agree ({ours['objective']:.6e})."
    )


def _built(built: dict[str, list[Seconds]]) -> str:
    rows = []
    for name, runs in built.items():
        taken = medians(runs)
        handed = seconds_text(taken["hand_over"]) if "hand_over" in taken else "–"
        build = taken["build"] + taken.get("aggregate", 0.0)
        rows.append([TITLES[name], str(len(runs)), seconds_text(build), handed])
    return "Building and handing over without the solve:\n\n" + table(["way", "runs", "build", "hand over"], rows)


def _mib(run: dict[str, object]) -> str:
    return f"{run['peak_mib']:,.0f}"
