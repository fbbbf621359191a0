"""HOUSEHOLDS: every step with a registry as it grows; what blocks keep together; families and places against optima."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.exponent import exponent
from benchmarks.household_optimum import WISHES, Exact
from benchmarks.household_run import STEPS
from benchmarks.household_sizes import scaled
from benchmarks.refugee_case import refugee_case
from benchmarks.tables import seconds_text, table
from resettle.households.aggregate import with_registry
from resettle.households.measures import measures
from resettle.households.placing import Asked, place_households
from resettle.households.registry import write_registry
from resettle.households.synthetic import synthesise
from resettle.inputs.dataset import load_dataset
from resettle.results.files import write_plan
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    import pandas as pd

    from benchmarks.setting import Setting
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

SIZES = (27_500, 275_000, 2_750_000)
USUAL = 275_000
FAMILIES = 300
CASES = ("small", "medium")
KIN_YEARS = (None, 1, 3, 9)
SECONDS = 120.0
REPOSITORY = Path(__file__).parents[1]
_ASKED = Asked("seed", "5e" * 32)


def measure(setting: Setting) -> dict[str, object]:
    """Sizes (each run in a process of its own), togetherness, the case of families and places."""
    sizes, usual = [], None
    for households in SIZES:
        dataset = scaled(setting.dataset, households)
        registry = synthesise(dataset, 1)
        plan = make_plan(with_registry(dataset, registry), estimate=True)
        folder = write_plan(plan, setting.scratch / f"plan-{households}")
        runs = {}
        for suffix in ("parquet", "csv") if households == USUAL else ("parquet",):
            file = setting.scratch / f"households-{households}" / f"registry.{suffix}"
            write_registry(registry, file)
            count = setting.repeat if households <= USUAL else 1
            runs[suffix] = [_alone(folder, file) for _ in range(count)]
        sizes.append({"size": households, "runs": runs})
        if households == USUAL:
            usual = _together(plan, registry)
    return {
        "sizes": sizes,
        "together": usual,
        "families": _families(setting.scratch / "families"),
        "small": [_small(case) for case in CASES],
    }


def _alone(folder: Path, file: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.household_run", str(folder), str(file)]
    answer = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True).stdout
    run: dict[str, object] = json.loads(answer.splitlines()[-1])
    return run


def _together(plan: Plan, registry: Registry) -> list[dict[str, object]]:
    """What is kept together without blocks, with them, and with years that families would wait."""
    alone = replace(registry, households=registry.households.assign(community="", kin=""))
    found = [_told("nobody drawn with anybody", plan, registry, alone, _ASKED)]
    for years in KIN_YEARS:
        name = "blocks of villages and kin" if years is None else f"… and kin that wait {years} year{'s' * (years > 1)}"
        found.append(_told(name, plan, registry, registry, replace(_ASKED, kin_years=years)))
    return found


def _told(name: str, plan: Plan, true: Registry, drawn: Registry, asked: Asked) -> dict[str, object]:
    placed = place_households(plan, drawn, asked)
    rows = measures(plan, true, placed).to_dict("records")
    return {"name": name, "measures": rows}


def _families(folder: Path) -> dict[str, object]:
    """Placed, wishes and seconds of ours, within cohorts and across, and of whole-number programmes."""
    dataset = refugee_case(folder, FAMILIES)
    begun = time.perf_counter()
    plan = make_plan(dataset)
    planned = time.perf_counter() - begun
    registry = synthesise(dataset, 1)
    rows = []
    for across in (False, True):
        begun = time.perf_counter()
        placed = place_households(plan, registry, replace(_ASKED, across=across)).placed
        seconds = time.perf_counter() - begun
        rows.append(_row("across cohorts" if across else "within cohorts", placed, registry, seconds, None))
        exact = Exact(plan, registry, counted=not across)
        wish = exact.columns["wish"].to_numpy()
        rows.append(_best("… the same people, the most wishes", exact, registry, wish, fixed=placed))
        rows.append(_best("… anybody, the most placed, then wishes", exact, registry, PLACED_FIRST + wish))
    return {"families": FAMILIES, "slots": int(plan["placements"]["households"].sum()), "plan": planned, "rows": rows}


def _small(case: str) -> dict[str, object]:
    """A shared case: households placed and weighted person-years, ours and the most of each."""
    dataset = load_dataset(REPOSITORY / "tests" / "cases" / case / "dataset")
    registry = synthesise(dataset, 1)
    plan = make_plan(with_registry(dataset, registry), estimate=True)
    begun = time.perf_counter()
    placed = place_households(plan, registry, _ASKED).placed
    seconds = time.perf_counter() - begun
    exact = Exact(plan, registry)
    columns = exact.columns.set_index(["household", "place", "year"])["person_years"]
    ours = float(columns[list(placed[["household", "place", "year"]].itertuples(index=False, name=None))].sum())
    most = exact.best(np.ones(len(exact.columns)), seconds=SECONDS)
    begun = time.perf_counter()
    years = exact.best(exact.columns["person_years"].to_numpy(), seconds=SECONDS)
    return {
        "case": case,
        "households": len(registry.households),
        "slots": int(plan["placements"]["households"].sum()),
        "placed": len(placed),
        "most_placed": len(most.taken),
        "person_years": ours,
        "most_person_years": float(years.taken["person_years"].sum()),
        "gap": years.gap,
        "seconds": seconds,
        "exact_seconds": time.perf_counter() - begun,
    }


PLACED_FIRST = 100.0
"""To be placed, against wishes of at most 4."""


def _best(
    name: str, exact: Exact, registry: Registry, worth: np.ndarray, *, fixed: pd.DataFrame | None = None
) -> dict[str, object]:
    begun = time.perf_counter()
    found = exact.best(worth, fixed=fixed, seconds=SECONDS)
    return _row(name, found.taken, registry, time.perf_counter() - begun, found.gap)


def _row(name: str, placed: pd.DataFrame, registry: Registry, seconds: float, gap: float | None) -> dict[str, object]:
    own = registry.households.set_index("household")
    wishes = own["wishes"].str.split(";")
    met = sum(
        WISHES[wishes[household].index(place)] if place in wishes[household] else 0.0
        for household, place in zip(placed["household"], placed["place"], strict=True)
    )
    persons = int(own.loc[placed["household"], "persons"].sum())
    return {"name": name, "placed": len(placed), "persons": persons, "wish": met, "seconds": seconds, "gap": gap}


def tables(found: dict[str, object]) -> str:
    """Four tables."""
    parts = [_sizes_table(found["sizes"]), _small_table(found["small"])]
    return "\n\n".join([*parts, _families_table(found), _together_table(found["together"])])


def _small_table(found: list[dict[str, object]]) -> str:
    rows = [
        [
            f"{row['case']}, {row['households']:,} households, {row['slots']:,} places",
            f"{row['placed']:,}",
            f"{row['most_placed']:,}",
            f"{row['person_years']:,.0f}",
            f"{row['most_person_years']:,.0f}",
            f"{1 - row['person_years'] / row['most_person_years']:.2%}",
            seconds_text(row["seconds"]),
            seconds_text(row["exact_seconds"]),
            f"{row['gap']:.1e}",
        ]
        for row in found
    ]
    heads = ["case", "placed", "most", "person-years, weighted", "most", "loss", "seconds", "of the optimum", "its gap"]
    intro = (
        "Whole cases against exact assignments by the plan's counts, which may choose whom to place in spite of the "
        "draw. The most person-years are had by placing the larger of equals first; the loss is the price of the lot:"
    )
    return f"{intro}\n\n{table(heads, rows)}"


def _sizes_table(sizes: list[dict[str, object]]) -> str:
    rows, medians = [], []
    for size in sizes:
        for suffix, runs in size["runs"].items():
            seconds = {step: median(run["seconds"][step] for run in runs) for step in STEPS}
            total = median(sum(run["seconds"].values()) for run in runs)
            peak = median(run["peak_mib"] for run in runs)
            last = runs[-1]
            rows.append(
                [
                    f"{last['households']:,}, {suffix}",
                    *(seconds_text(seconds[step]) for step in STEPS),
                    seconds_text(total),
                    f"{peak:,.0f}",
                    f"{last['placed']:,} of {last['slots']:,}",
                    f"{last['findings']}",
                ]
            )
            if suffix == "parquet":
                medians.append((last["households"], {**seconds, "total": total, "peak": peak}))
    counts = [count for count, _ in medians]
    grown = [round(exponent(counts, [told[step] for _, told in medians]), 2) for step in (*STEPS, "total", "peak")]
    rows.append(["exponent", *(f"{value:.2f}" for value in grown), "", ""])
    heads = ["households, file", *STEPS, "total", "peak MiB", "placed of the plan's", "findings"]
    intro = (
        "Each run is a process of its own. The data that ship, people and everything that limits them times a factor; "
        "registries made up. Seconds, medians (the largest size once); the last line is p of seconds = a · size^p."
    )
    return f"{intro}\n\n{table(heads, rows)}"


def _together_table(found: list[dict[str, object]]) -> str:
    names = [row["measure"] for row in found[0]["measures"]]
    shown = [name for name in names if name.startswith(("kin", "neighbours", "person-years, weighted"))]
    rows = []
    for one in found:
        told = {row["measure"]: row for row in one["measures"]}
        rows.append([one["name"], *(f"{told[name]['value'] / told[name]['of']:.1%}" for name in shown)])
    intro = "What stays together, of pairs both of whom are placed, and the plan's objective, of the plan's own:"
    return f"{intro}\n\n{table(['', *shown], rows)}"


def _families_table(found: dict[str, object]) -> str:
    told = found["families"]
    rows = [
        [
            row["name"],
            f"{row['placed']}",
            f"{row['persons']}",
            f"{row['wish']:.0f}",
            seconds_text(row["seconds"]),
            "" if row["gap"] is None else f"{row['gap']:.1e}",
        ]
        for row in told["rows"]
    ]
    intro = (
        f"{told['families']} families, 20 places, homes of four sizes, four services (a clinic in eight places); the "
        f"plan has {told['slots']} places and took {seconds_text(told['plan'])} s. Wishes: 4, 3, 2 for the first, "
        "second, third. Below each way of ours the optimum of a whole-number programme over single households: by the "
        "plan's counts of each cohort, or, for the second way, by homes and services alone, as an engine would that "
        f"knows no plan. It may choose whom to place; ours goes by the draw. Limit {SECONDS:.0f} s."
    )
    return f"{intro}\n\n{table(['', 'placed', 'persons', 'wishes met', 'seconds', 'gap'], rows)}"
