"""Where a plan is written: refused before the solve, not after it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import ResettleError
from resettle.results.plan import Summary
from resettle.storage.folders import finish_writing, holds_anything

if TYPE_CHECKING:
    from resettle.results.plan import Plan

_NEEDS = {"xlsx": "openpyxl", "parquet": "pyarrow"}


@dataclass(frozen=True)
class Destination:
    """A folder that can take a plan, and the format of its tables."""

    folder: Path
    table_format: str

    @classmethod
    def asked(cls, folder: str | None, table_format: str | None) -> Destination | None:
        """Where ``--out`` points to, or None; raises ResettleError where no plan can be written there."""
        if folder is None:
            return None
        needed = _NEEDS.get(table_format or "csv")
        if needed and find_spec(needed) is None:
            message = f"--format {table_format} needs the package {needed}: install it, or take --format csv."
            raise ResettleError(message)
        _refuse_unusable(Path(folder))
        return cls(Path(folder), table_format or "csv")

    def write(self, plan: Plan) -> None:
        """Write the plan in place of an earlier one, which is there until all of the new one is."""
        plan.write(self.folder, self.table_format)


def _holds_a_plan(folder: Path) -> bool:
    """Whether the folder holds a plan that may be replaced, not just a file of that name."""
    try:
        Summary.model_validate_json((folder / "plan.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return (folder / "inputs").is_dir()


def _refuse_unusable(folder: Path) -> None:
    exists = folder.exists()
    if exists and not folder.is_dir():
        message = f"--out {folder}: this is a file; a plan is written into a folder. Give another name."
        raise ResettleError(message)
    if exists:
        finish_writing(folder)
    if exists and holds_anything(folder) and not _holds_a_plan(folder):
        message = f"--out {folder}: the folder holds other things and no earlier plan. Give a new folder."
        raise ResettleError(message)
    there = next(above for above in (folder.absolute(), *folder.absolute().parents) if above.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        message = f"--out {folder}: {there} cannot be written to. Give another folder."
        raise ResettleError(message)
