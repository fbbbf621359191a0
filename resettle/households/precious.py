"""What no output may be written over: a registry, a secret, a file of a placement."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from resettle.errors import ResettleError
from resettle.households.folder import PLACING
from resettle.households.secret import read_secret

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_A_REGISTRY = {"household", "programme", "origin", "current_place"}
_FIRST_BYTES = 10_000


def refuse_precious(out: str | Path, inputs: Iterable[str | Path] = ()) -> None:
    """Refuse a file to write to, before any work, where something would be lost that cannot be made again.

    ``inputs`` are the files that the command reads. Raises ResettleError.
    """
    file = Path(out)
    if not file.is_file():
        return
    if any(Path(one).exists() and file.samefile(one) for one in inputs):
        what = "this file is read by the same command"
    elif (file.absolute().parent / PLACING).exists():
        what = "this file is part of a placement"
    elif _is_secret(file):
        what = "this file is the secret of a draw"
    elif _is_registry(file):
        what = "this file is a registry of households"
    else:
        return
    message = f"--out {file}: {what}, and it is never overwritten. Nothing was written. Give another file with --out."
    raise ResettleError(message)


def _is_secret(file: Path) -> bool:
    try:
        return bool(read_secret(file))
    except ResettleError:
        return False


def _is_registry(file: Path) -> bool:
    """Whether the headings are a registry's; a file that cannot be read is none."""
    try:
        with file.open("rb") as opened:
            first = opened.read(_FIRST_BYTES)
        if first[:4] == b"PAR1":
            headings = list(pd.read_parquet(file).columns)
        elif first[:2] == b"PK":
            headings = list(pd.read_excel(file, nrows=0, engine="openpyxl").columns)
        else:
            text = first.decode("utf-8-sig", errors="replace").splitlines()[0].replace(";", ",").replace("\t", ",")
            headings = list(pd.read_csv(io.StringIO(text), nrows=0).columns)
    except Exception:  # whatever is wrong with a file that is about to be replaced: it is no registry
        return False
    return {str(heading).strip().casefold() for heading in headings} >= _OF_A_REGISTRY
