"""A placement on disk: its tables, the registry it was made of, and a manifest by which it can be made again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from resettle.errors import ResettleError, StorageError
from resettle.households.draw import commitment
from resettle.households.own_tables import read_table
from resettle.households.placing import Asked, Placed
from resettle.households.promises import FIRST, Earlier
from resettle.households.registry import read_registry, registry_bytes
from resettle.households.requests import with_requests
from resettle.households.roster import draw_list
from resettle.households.secret import read_secret
from resettle.households.tickets import fingerprint, listed
from resettle.inputs.formula_text import escaped_frame
from resettle.results.files import read_plan
from resettle.storage.failures import reason
from resettle.storage.folders import holds_anything, write_files
from resettle.storage.manifest import with_manifest
from resettle.storage.reading import read_whole

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

TABLES = ("placed", "waiting", "open_slots", "draw", "answers", "changes")
PLACING, SECRET = "placing.json", "secret.key"
_REGISTRY = "registry.parquet"


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
    files[PLACING] = (json.dumps(manifest, indent=1) + "\n").encode()
    return with_manifest(files, "placing")


def write_placing(
    path: Path, plan_folder: Path, plan: Plan, registry: Registry, asked: Asked, placed: Placed, told: pd.DataFrame
) -> None:
    """Write a placement into a new or empty folder, all of it or nothing; its owner alone can read it.

    Raises ResettleError where the folder holds anything or cannot be written.
    """
    refuse_used_folder(path)
    files = placing_files(plan, registry, asked, placed, told, str(plan_folder.resolve()))
    try:
        write_files(path, files, private=True, fresh=True)
    except FileExistsError:
        refuse_used_folder(path)
        raise
    except OSError as trouble:
        message = f"{path} cannot be written: {reason(trouble)}. Give another folder with --out."
        raise ResettleError(message) from None


def refuse_used_folder(path: Path) -> None:
    """Refuse, before any work, a folder that holds a placement, a registry, a secret or anything else."""
    try:
        if path.exists() and not path.is_dir():
            what = "this is a file"
        elif not path.exists() or not holds_anything(path):
            return
        elif (path / PLACING).exists():
            what = "an earlier placement is in this folder, and it is never overwritten"
        else:
            what = "this folder holds other files, and a placement must not overwrite a registry or a secret"
    except OSError as trouble:
        what = f"it cannot be looked into: {reason(trouble)}"
    keep = (
        f" To keep what an earlier placement promised, name its folder with --keep: --keep {path}."
        * (path / PLACING).exists()
    )
    message = f"--out {path}: {what}. Nothing was written. Give a new folder with --out.{keep}"
    raise ResettleError(message)


def read_placing(path: Path, *, as_written: bool = True) -> Folder:
    """Read a placement back with its plan and registry.

    Parameters
    ----------
    path
        Its folder.
    as_written
        Refuse files that are not those of the folder's manifest. Without it a placement that somebody changed can be
        checked. Version 0.1 wrote no manifest: such a folder is refused where its tables have other households than
        its registry.

    Raises
    ------
    ResettleError
        A part is missing, damaged or from another placement, the plan is another than it was, or the registry is not
        the one that the commitment was made for.
    """
    try:
        return read_whole(path, lambda written: _read(path, written), check=as_written)
    except StorageError as refusal:
        raise ResettleError(str(refusal)) from None


def _read(path: Path, written: set[str]) -> Folder:
    try:
        manifest = json.loads((path / PLACING).read_text(encoding="utf-8"))
        plan = read_plan(path / manifest["plan_folder"])
        tables = {name: read_table(path / f"{name}.csv") for name in TABLES}
        asked = _asked(path, manifest, tables, written)
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
    if not written:
        _refuse_other_households(path, tables, registry)
    return Folder(plan, registry, asked, Placed(**tables), "registry" in manifest)


def _refuse_other_households(path: Path, tables: dict[str, pd.DataFrame], registry: Registry) -> None:
    """Version 0.1 wrote no manifest; but every household of the registry is placed or waits, once."""
    there = pd.concat([tables["placed"]["household"], tables["waiting"]["household"]])
    if sorted(there) != sorted(registry.households["household"]):
        message = (
            f"{path}: its files do not belong together: placed.csv and waiting.csv have not each household of the "
            "registry once. Use an unchanged copy, or place the households again in a new folder."
        )
        raise ResettleError(message)


def _with_standing(waiting: pd.DataFrame) -> pd.DataFrame:
    """The table of version 0.1 had neither standing nor services: all are of the first draw then."""
    return waiting if "standing" in waiting else waiting.assign(standing=FIRST, services="")


def _asked(path: Path, manifest: dict[str, object], tables: dict[str, pd.DataFrame], written: set[str]) -> Asked:
    earlier = None
    promised = "earlier_promised.csv"
    if promised in written if written else (path / promised).exists():
        earlier = Earlier(read_table(path / "earlier_promised.csv"), read_table(path / "earlier_draw.csv"))
    requests = tables["answers"].drop(columns="answer")
    years = manifest["kin_years"]
    return Asked(
        seed=str(manifest["seed"]),
        secret=read_secret(path / SECRET),
        earlier=earlier,
        requests=requests if len(requests) else None,
        exchange=bool(manifest["exchange"]),
        across=bool(manifest["across"]),
        kin_years=None if years is None else int(str(years)),
        releases=str(manifest.get("releases", "")),
    )
