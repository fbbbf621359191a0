"""A placement on disk: its tables, the registry it was made of, and a manifest by which it can be made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.households.draw import commitment
from resettle.households.placing import Placed
from resettle.households.registry import read_registry, write_registry
from resettle.inputs.formula_text import escaped_frame, unescaped
from resettle.results.files import read_plan

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

TABLES = ("placed", "waiting", "open_slots", "measures")
MANIFEST = "placing.json"
_REGISTRY = "registry.parquet"


def write_placing(
    path: Path, plan_folder: Path, plan: Plan, registry: Registry, placed: Placed, told: pd.DataFrame
) -> None:
    """Write a placement into a folder; single households are in it, so it is for those who place them alone."""
    tables = {"placed": placed.placed, "waiting": placed.waiting, "open_slots": placed.open_slots, "measures": told}
    manifest = {
        "for": "those who place these households; single households are in these files",
        "synthetic": registry.synthetic,
        "seed": placed.seed,
        "commitment": commitment(registry.households),
        "plan": plan.summary.digests["plan"],
        "plan_folder": str(plan_folder.resolve()),
    }
    try:
        path.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            escaped_frame(table).to_csv(path / f"{name}.csv", index=False)
        write_registry(registry, path / _REGISTRY)
        (path / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    except OSError as trouble:
        message = f"{path} cannot be written: {trouble.strerror or trouble}. Give another folder with --out."
        raise ResettleError(message) from None


def read_placing(path: Path) -> tuple[Plan, Registry, Placed]:
    """Read a placement back with its plan and registry; raises ResettleError where a part is missing or damaged."""
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        plan = read_plan(Path(manifest["plan_folder"]))
        tables = {name: _read(path / f"{name}.csv") for name in TABLES[:3]}
        seed = str(manifest["seed"])
    except (OSError, ValueError, KeyError) as trouble:
        said = " ".join(str(trouble).split())[:200]
        message = (
            f"{path} is no placement that can be read ({said}). Give a folder that `households place --out` wrote."
        )
        raise ResettleError(message) from None
    registry = read_registry(path / _REGISTRY, plan.dataset)
    return plan, registry, Placed(tables["placed"], tables["waiting"], tables["open_slots"], seed)


def _read(file: Path) -> pd.DataFrame:
    figures = {"year": "int64", "persons": "int64", "households": "int64", "position": "float64"}
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    for name in frame:
        if name in figures:
            frame[name] = pd.to_numeric(frame[name].astype(object).where(frame[name] != "", np.nan)).astype(
                np.dtype(figures[str(name)])
            )
        else:
            frame[name] = [unescaped(text) for text in frame[name]]
    return frame
