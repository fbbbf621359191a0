"""A placement on disk: its tables, the registry it was made of, and a manifest by which it can be made again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.households.draw import commitment
from resettle.households.placing import Asked, Placed
from resettle.households.promises import FIRST, Earlier
from resettle.households.registry import read_registry, registry_bytes
from resettle.households.requests import with_requests
from resettle.households.roster import draw_list
from resettle.households.secret import secret_of
from resettle.households.tickets import fingerprint, listed
from resettle.inputs.formula_text import escaped_frame, unescaped
from resettle.results.files import read_plan

if TYPE_CHECKING:
    from io import BytesIO

    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

TABLES = ("placed", "waiting", "open_slots", "draw", "answers", "changes")
MANIFEST, SECRET = "placing.json", "secret.key"
_REGISTRY = "registry.parquet"
_EARLIER = ("earlier_promised", "earlier_draw")
_FIGURES = {
    **dict.fromkeys(("persons", "households", "equals", "round", "standing", "earlier_year"), "int64"),
    "year": "Int64",
    "position": "float64",
}


@dataclass(frozen=True)
class Folder:
    """A placement read back: the plan, the registry (as requests have it), what was asked, and what came of it.

    Placings of version 0.1 were drawn by other rules.
    """

    plan: Plan
    registry: Registry
    asked: Asked
    placed: Placed
    is_drawn_by_these_rules: bool = True


def placing_files(
    plan: Plan, registry: Registry, asked: Asked, placed: Placed, told: pd.DataFrame, plan_folder: str
) -> dict[str, bytes]:
    """The files of a placement's folder; single households are in them, so they are for those who place them alone.

    ``told`` are its measures; ``plan_folder`` is where the plan is, from the folder if it is no whole address. The
    registry is written as the requests have it.
    """
    tables = {name: getattr(placed, name) for name in TABLES} | {"measures": told}
    if asked.earlier is not None:
        tables |= {"earlier_promised": asked.earlier.promised, "earlier_draw": asked.earlier.draw}
    if asked.requests is not None:
        registry = with_requests(registry, asked.requests)
    manifest = {
        "for": "those who place these households; single households are in these files",
        "synthetic": registry.synthetic,
        "seed": asked.seed,
        "commitment": commitment(draw_list(registry.households, asked.secret, asked.earlier)),
        "registry": fingerprint(listed(registry.households, asked.secret)),
        "exchange": asked.exchange,
        "across": asked.across,
        "kin_years": asked.kin_years,
        "releases": asked.releases,
        "plan": plan.summary.digests["plan"],
        "plan_folder": plan_folder,
    }
    files = {f"{name}.csv": escaped_frame(table).to_csv(index=False).encode("utf-8") for name, table in tables.items()}
    files[_REGISTRY] = registry_bytes(registry, Path(_REGISTRY))
    files[SECRET] = f"{asked.secret}\n".encode()
    files[MANIFEST] = (json.dumps(manifest, indent=1) + "\n").encode()
    return files


def write_placing(
    path: Path, plan_folder: Path, plan: Plan, registry: Registry, asked: Asked, placed: Placed, told: pd.DataFrame
) -> None:
    """Write a placement into a folder; raises ResettleError where it cannot be written."""
    files = placing_files(plan, registry, asked, placed, told, str(plan_folder.resolve()))
    try:
        path.mkdir(parents=True, exist_ok=True)
        for name in _EARLIER:
            (path / f"{name}.csv").unlink(missing_ok=True)
        (path / SECRET).touch(mode=0o600)
        for name, content in files.items():
            (path / name).write_bytes(content)
    except OSError as trouble:
        message = f"{path} cannot be written: {trouble.strerror or trouble}. Give another folder with --out."
        raise ResettleError(message) from None


def read_placing(path: Path) -> Folder:
    """Read a placement back with its plan and registry; raises ResettleError where a part is missing or damaged.

    Also where the plan is another than it was, or the registry is not the one that the commitment was made for.
    """
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        plan = read_plan(path / manifest["plan_folder"])
        tables = {name: read_table(path / f"{name}.csv") for name in TABLES}
        asked = _asked(path, manifest, tables)
        tables["waiting"] = _with_standing(tables["waiting"])
        # up to version 0.1 the public list was the fingerprint's codes
        committed, digest = str(manifest.get("registry", manifest["commitment"])), str(manifest["plan"])
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        said = " ".join(str(trouble).split())[:200]
        message = (
            f"{path} is no placement that can be read ({said}). Give a folder that `households place --out` wrote."
        )
        raise ResettleError(message) from None
    registry = read_registry(path / _REGISTRY, plan.dataset)
    if plan.summary.digests["plan"] != digest:
        message = f"{manifest['plan_folder']}: this plan is another than the one these households were placed by."
        raise ResettleError(message)
    if fingerprint(listed(registry.households, asked.secret)) != committed:
        message = f"{path / _REGISTRY}: this registry is another than the one that the draw was committed to."
        raise ResettleError(message)
    return Folder(plan, registry, asked, Placed(**tables), "registry" in manifest)


def _with_standing(waiting: pd.DataFrame) -> pd.DataFrame:
    """The table of version 0.1 had neither standing nor services: all are of the first draw then."""
    return waiting if "standing" in waiting else waiting.assign(standing=FIRST, services="")


def _asked(path: Path, manifest: dict[str, object], tables: dict[str, pd.DataFrame]) -> Asked:
    earlier = None
    if (path / "earlier_promised.csv").exists():
        earlier = Earlier(read_table(path / "earlier_promised.csv"), read_table(path / "earlier_draw.csv"))
    requests = tables["answers"].drop(columns="answer")
    years = manifest["kin_years"]
    return Asked(
        seed=str(manifest["seed"]),
        secret=secret_of(path / SECRET),
        earlier=earlier,
        requests=requests if len(requests) else None,
        exchange=bool(manifest["exchange"]),
        across=bool(manifest["across"]),
        kin_years=None if years is None else int(str(years)),
        releases=str(manifest.get("releases", "")),
    )


def read_table(file: Path | BytesIO) -> pd.DataFrame:
    """A table of a placement, figures as figures."""
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    for name in frame:
        kind = _FIGURES.get(str(name))
        if kind is None:
            frame[name] = [unescaped(text) for text in frame[name]]
            continue
        figures = pd.to_numeric(frame[name].astype(object).where(frame[name] != "", np.nan))
        frame[name] = figures.astype("float64" if kind == "float64" else "Int64")
        if kind == "int64" or (kind == "Int64" and not frame[name].isna().any()):
            frame[name] = frame[name].astype("int64")
    return frame
