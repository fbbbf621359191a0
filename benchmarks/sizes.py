"""SIZES and FINER: each stage's seconds and the peak of memory as the dataset grows, along one axis at a time."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmarks.alone import run_alone
from benchmarks.exponent import exponent
from benchmarks.settlement_people import registered_finer
from benchmarks.settlements import settlement_level, with_services
from benchmarks.stages import STAGES
from benchmarks.tables import median_of, seconds_text, table
from benchmarks.timing import medians
from resettle.inputs.dataset import write_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from benchmarks.setting import Setting
    from resettle.inputs.dataset import Dataset

SETTLEMENTS = (25, 50, 100, 200)
YEARS = (5, 10, 15)
SERVICES = (3, 4, 5, 6, 7)
PARTS = (1, 3, 10)
USUAL_SETTLEMENTS = 50
AXES = {"settlements": "settlements", "years": "years", "services": "services"}


def measure(setting: Setting) -> dict[str, object]:
    """The three axes of the generated dataset."""
    base = setting.dataset
    names = base["services"]["service"].tolist()

    def usual(**asked: int) -> Dataset:
        return settlement_level(base, **{"settlements": USUAL_SETTLEMENTS, **asked})

    return {
        "settlements": _sweep(setting, "settlements", {n: lambda n=n: usual(settlements=n) for n in SETTLEMENTS}),
        "years": _sweep(setting, "years", {n: lambda n=n: usual(years=n) for n in YEARS}),
        "services": _sweep(setting, "services", {n: lambda n=n: with_services(usual(), names[:n]) for n in SERVICES}),
    }


def measure_finer(setting: Setting) -> dict[str, object]:
    """The dataset that ships, its people registered in more and smaller cohorts of the same keys."""
    return {"finer": _sweep(setting, "finer", {n: lambda n=n: registered_finer(setting.dataset, n) for n in PARTS})}


def _sweep(setting: Setting, axis: str, datasets: Mapping[int, Callable[[], Dataset]]) -> list[dict[str, object]]:
    """Every size in turn, each run in a process of its own; then all of them again."""
    folders, found = {}, {}
    for size, made in datasets.items():
        dataset = made()
        folders[size] = setting.scratch / f"{axis}-{size}"
        write_folder(dataset, folders[size])
        found[size] = {"size": size, "cohorts": len(dataset["cohorts"]), "runs": []}
    for _ in range(setting.repeat):
        for size, folder in folders.items():
            run = run_alone("ours", folder, setting.scenario_file)
            found[size]["runs"].append({"seconds": run["seconds"], "peak_mib": run["peak_mib"]})
            found[size] |= {name: run[name] for name in ("rows", "columns", "nonzeros", "objective")}
    return list(found.values())


def tables(found: dict[str, object]) -> str:
    """A table an axis, with the fitted exponent of each stage in its last line."""
    texts = [
        "Each run is a process of its own, from files to a verified plan. The last line of a table is the exponent p "
        "of seconds = a · size^p, fitted by least squares on logarithms (1: in proportion). Years and services: "
        f"{USUAL_SETTLEMENTS} settlements."
    ]
    for axis, points in found.items():
        texts.append(f"By {axis}, {median_of(len(points[0]['runs']))}:\n\n{_axis_table(axis, points)}")
    return "\n\n".join(texts)


def finer_table(found: dict[str, object]) -> str:
    """Cohorts, rows, columns and seconds."""
    points = found["finer"]
    same = len({(point["rows"], point["columns"], point["nonzeros"]) for point in points}) == 1
    grown = points[-1]["cohorts"] / points[0]["cohorts"]
    said = "are the same" if same else "are NOT the same"
    intro = (
        f"The default dataset, each cohort split into up to 3 and up to 10 of the same origin, present place, size "
        f"class and profile: with {grown:.1f} times the cohorts, rows, columns and non-zeros **{said}**."
    )
    return f"{intro} Seconds, {median_of(len(points[0]['runs']))}:\n\n{_axis_table('parts', points)}"


def _axis_table(axis: str, points: list[dict[str, object]]) -> str:
    sizes = [point["size"] for point in points]
    taken = [medians([run["seconds"] for run in point["runs"]]) for point in points]
    peaks = [median(run["peak_mib"] for run in point["runs"]) for point in points]
    shown = (*STAGES, "total")
    rows = [
        [f"{point['size']:,}", f"{point['cohorts']:,}", f"{point['rows']:,}", f"{point['columns']:,}"]
        + [seconds_text(seconds[stage]) for stage in shown]
        + [f"{peak:,.0f}"]
        for point, seconds, peak in zip(points, taken, peaks, strict=True)
    ]
    measures = [[point[name] for point in points] for name in ("cohorts", "rows", "columns")]
    measures += [[seconds[stage] for seconds in taken] for stage in shown] + [peaks]
    rows.append(["exponent", *(f"{round(exponent(sizes, values), 2) + 0.0:.2f}" for values in measures)])
    heads = [axis, "cohorts", "rows", "columns", *(stage.replace("_", " ") for stage in shown), "peak MiB"]
    return table(heads, rows)


def picture(found: dict[str, object], file: Path) -> None:
    """Seconds of the stages over the number of settlements, on logarithmic axes."""
    from benchmarks.pictures import growth

    points = found["settlements"]
    taken = [medians([run["seconds"] for run in point["runs"]]) for point in points]
    lines = {stage.replace("_", " "): [seconds[stage] for seconds in taken] for stage in (*STAGES, "total")}
    growth([point["size"] for point in points], lines, "settlements", file)
