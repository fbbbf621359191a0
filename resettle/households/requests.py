"""What single households ask for once they know their place: to withdraw, not that place, with another household."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import Problem
from resettle.households.columns import SEPARATOR, parted
from resettle.households.findings import Findings, RegistryError, shown
from resettle.households.registry_file import refused, table_texts
from resettle.inputs.csv_rows import csv_table
from resettle.inputs.text_files import read_bytes

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset

COLUMNS = ["household", "request", "value"]
WITHDRAW, NOT_PLACE, WITH = "withdraw", "not_place", "with_household"
KINDS = (WITHDRAW, NOT_PLACE, WITH)


def read_requests(path: str | Path, registry: Registry, dataset: Dataset, *, data: bytes | None = None) -> pd.DataFrame:
    """household, request (``KINDS``), value (a place, a household, or blank), from CSV; of ``data``, were they given.

    Raises RegistryError with every cell that is wrong, ResettleError where the file cannot be read.
    """
    path = Path(path)
    read = read_bytes(path) if data is None else data
    table = read if isinstance(read, Problem) else csv_table("requests", path.name, read)
    if isinstance(table, Problem):
        raise refused(path.name, [table])
    frame = table_texts(path.name, table, COLUMNS, COLUMNS)
    findings = Findings()
    missing = [name for name in COLUMNS if name not in frame]
    for name in missing:
        findings.of_file(name, "no such column", f"the columns {', '.join(COLUMNS)}")
    for name in dict.fromkeys(frame.columns[frame.columns.duplicated()]):
        findings.of_file(name, "the column twice", "each column once", "Remove one.")
    if not findings.rows:
        frame = frame[COLUMNS]
        _check(frame, registry, dataset, findings)
    wrong = findings.table()
    if len(wrong):
        raise RegistryError(path.name, wrong)
    return frame.reset_index(drop=True)


def _check(frame: pd.DataFrame, registry: Registry, dataset: Dataset, findings: Findings) -> None:
    households = registry.households.set_index("household")
    unknown = frame["household"][~frame["household"].isin(households.index)]
    findings.of_rows(unknown.index, "household", map(shown, unknown), "a household of the registry")
    kinds = frame["request"]
    findings.of_names(kinds[~kinds.isin(KINDS)], "request", f"one of {', '.join(KINDS)}", KINDS)
    programme = households["programme"].reindex(frame["household"]).to_numpy(dtype=object)
    home = dataset["places"].set_index("place")["programme"].reindex(frame["value"]).to_numpy(dtype=object)
    elsewhere = (kinds == NOT_PLACE) & ~pd.isna(home) & (home != programme)
    found = ["a place of another programme"] * int(elsewhere.sum())
    findings.of_rows(frame.index[elsewhere], "value", found, "a place of the household's programme")
    wrong = frame["value"][(kinds == NOT_PLACE) & pd.isna(home)]
    findings.of_names(wrong, "value", "a place of the household's programme", dataset["places"]["place"])
    other = (kinds == WITH) & (~frame["value"].isin(households.index) | (frame["value"] == frame["household"]))
    wrong = frame["value"][other]
    findings.of_rows(wrong.index, "value", map(shown, wrong), "another household of the registry")
    wrong = frame["value"][(kinds == WITHDRAW) & (frame["value"] != "")]
    findings.of_rows(wrong.index, "value", map(shown, wrong), "a blank where a household withdraws")


def with_requests(registry: Registry, requests: pd.DataFrame) -> Registry:
    """The registry as the requests have it: no choice for who withdraws, one more place refused.

    Who asks to be with another household has it among its kin.
    """
    households = registry.households.copy()
    row = pd.Series(np.arange(len(households)), index=households["household"].to_numpy(dtype=object))
    columns = {name: households[name].to_numpy(dtype=object).copy() for name in ("solution", "refuses", "kin")}
    year = households["from_year"].to_numpy(dtype=object).copy()
    rows = row.reindex(requests["household"]).to_numpy(dtype=np.int64)
    for at, request, value in zip(rows, requests["request"], requests["value"], strict=True):
        if request == WITHDRAW:
            columns["solution"][at], year[at] = "", pd.NA
        else:
            name = "refuses" if request == NOT_PLACE else "kin"
            columns[name][at] = _also(columns[name][at], str(value))
    return replace(registry, households=households.assign(**columns, from_year=pd.array(year, dtype="Int64")))


def _also(texts: str, value: str) -> str:
    return SEPARATOR.join(dict.fromkeys([*parted(texts), value]))
