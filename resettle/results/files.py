"""A plan on disk: plan.json, tidy tables, and the inputs it was made from, so that it can be checked anywhere."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import pandas as pd
from pydantic import ValidationError

from resettle.errors import PlanError, StorageError
from resettle.inputs.dataset import load_dataset
from resettle.inputs.formula_text import escaped_frame, unescaped
from resettle.inputs.scenario import Scenario
from resettle.inputs.schema import INPUT_TABLES, RESULT_TABLES
from resettle.inputs.writing import files_of
from resettle.results.plan import Plan, Summary, digest_of_tables, read_only
from resettle.storage.failures import reason
from resettle.storage.folders import write_files
from resettle.storage.manifest import MANIFEST, with_manifest
from resettle.storage.reading import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Format = Literal["csv", "parquet", "xlsx"]
FORMATS: tuple[str, ...] = get_args(Format)
_INPUTS = "inputs"
_WORKBOOK = "plan.xlsx"


def write_plan(plan: Plan, path: str | Path, table_format: str = "csv") -> Path:
    """Write a plan into a folder: plan.json, its tables in the format asked for, its inputs, and their manifest.

    Whatever happens, a reader finds this plan or the one that was there before; other files in the folder stay.

    Raises
    ------
    PlanError
        The folder cannot be written, somebody else is writing there, or the format is unknown.
    """
    if table_format not in FORMATS:
        message = f"there is no format {table_format!r}: choose one of {', '.join(FORMATS)}"
        raise PlanError(message)
    folder = Path(path)
    try:
        write_files(folder, plan_files(plan, table_format), replaces=names_of_a_plan())
    except OSError as trouble:
        message = f"{folder} cannot be written: {reason(trouble)}. Choose another folder with --out."
        raise PlanError(message) from None
    except StorageError as refusal:
        raise PlanError(str(refusal)) from None
    return folder


def plan_files(plan: Plan, table_format: str = "csv") -> dict[str, bytes]:
    """The files of a plan's folder by their place in it, also for whoever puts them into a zip file."""
    scenario = json.dumps(plan.scenario.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    texts = {"plan.json": plan.summary.model_dump_json(indent=1) + "\n", f"{_INPUTS}/scenario.json": scenario}
    texts |= {f"{_INPUTS}/{name}": text for name, text in files_of(plan.dataset).items()}
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    return with_manifest(files | _table_files(plan.tables, table_format), "plan")


def names_of_a_plan() -> Iterator[str]:
    """Names under which a plan may have written its files, in every format."""
    yield from ("plan.json", _WORKBOOK, f"{_INPUTS}/dataset.toml", f"{_INPUTS}/scenario.json", MANIFEST)
    yield from (f"{table}.{ending}" for table in RESULT_TABLES for ending in ("csv", "parquet"))
    yield from (f"{_INPUTS}/{table}.csv" for table in INPUT_TABLES)


def read_plan(path: str | Path, *, as_written: bool = True) -> Plan:
    """Read a plan back from its folder.

    Parameters
    ----------
    path
        The folder.
    as_written
        Refuse files that are not those of the folder's manifest, or, where version 0.1 wrote none, whose content has
        not the digests of plan.json. Without it a plan that somebody changed can be checked.

    Raises
    ------
    PlanError
        The folder is no plan's, or a part of it is missing, damaged or from another plan; it says which.
    """
    folder = Path(path)
    try:
        return read_whole(folder, lambda listed: _read(folder, listed, as_written=as_written), check=as_written)
    except OSError as trouble:
        message = f"{trouble.filename or folder} cannot be read: {reason(trouble)}."
        raise PlanError(message) from None
    except StorageError as refusal:
        raise PlanError(str(refusal)) from None


def _read(folder: Path, listed: set[str], *, as_written: bool) -> Plan:
    file = folder / "plan.json"
    if not file.is_file():
        message = f"{folder} holds no plan: there is no plan.json. Give a folder that `resettle plan --out` wrote."
        raise PlanError(message)
    try:
        summary = Summary.model_validate_json(file.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError) as trouble:
        message = f"{file} is not a plan's summary: {trouble}"
        raise PlanError(message) from None
    dataset = load_dataset(folder / _INPUTS)
    scenario = Scenario.load(folder / _INPUTS / "scenario.json")
    plan = Plan(dataset, scenario, summary, read_only(_read_tables(folder, listed)))
    if as_written and not listed:
        _refuse_other_digests(plan, folder)
    return plan


def _refuse_other_digests(plan: Plan, folder: Path) -> None:
    """Version 0.1 wrote no manifest; but plan.json has the digests of what it belongs to."""
    tables = {name: table for name, table in plan.tables.items() if name != "bottlenecks"}
    found = {
        "dataset": (_INPUTS, plan.dataset.digest),
        "scenario": (f"{_INPUTS}/scenario.json", plan.scenario.digest),
        "plan": ("its tables", digest_of_tables(tables)),
        "bottlenecks": ("its table bottlenecks", digest_of_tables({"bottlenecks": plan["bottlenecks"]})),
    }
    other = [name for kind, (name, digest) in found.items() if plan.summary.digests.get(kind) != digest]
    if other:
        message = (
            f"{folder}: its files do not belong together: plan.json was written with another content of "
            f"{', '.join(other)}. Use an unchanged copy, or make the plan again."
        )
        raise PlanError(message)


def _table_files(tables: Mapping[str, pd.DataFrame], table_format: str) -> dict[str, bytes]:
    if table_format == "csv":
        guarded = {name: escaped_frame(tables[name]) for name in RESULT_TABLES}
        texts = {name: table.to_csv(index=False, lineterminator="\n") for name, table in guarded.items()}
        return {f"{name}.csv": text.encode("utf-8") for name, text in texts.items()}
    if table_format == "parquet":
        return {f"{name}.parquet": _parquet(tables[name]) for name in RESULT_TABLES}
    made = io.BytesIO()
    with pd.ExcelWriter(made, engine="openpyxl") as book:
        for name in RESULT_TABLES:
            escaped_frame(tables[name]).to_excel(book, sheet_name=name, index=False)
    return {_WORKBOOK: made.getvalue()}


def _parquet(table: pd.DataFrame) -> bytes:
    made = io.BytesIO()
    table.to_parquet(made, index=False)
    return made.getvalue()


def _read_tables(folder: Path, listed: set[str]) -> dict[str, pd.DataFrame]:
    tables = {}
    for name in RESULT_TABLES:
        ways = ((f"{name}.parquet", _from_parquet), (f"{name}.csv", _from_csv), (_WORKBOOK, _from_workbook))
        # of a plan with a manifest, a table in another format that somebody put there is none of it
        own = [(folder / file, read) for file, read in ways if not listed or file in listed]
        file, read = next(((file, read) for file, read in own if file.is_file()), (None, None))
        if file is None or read is None:
            message = f"{folder} lacks the table {name}: write the plan again."
            raise PlanError(message)
        try:
            frame = read(file, name)
        except _UNREADABLE as trouble:
            message = f"{file} cannot be read as the table {name} ({trouble}): write the plan again."
            raise PlanError(message) from None
        tables[name] = _typed(name, frame, folder)
    return tables


_UNREADABLE = (OSError, ValueError, KeyError, zipfile.BadZipFile)


def _from_parquet(file: Path, _: str) -> pd.DataFrame:
    return pd.read_parquet(file)


def _from_csv(file: Path, name: str) -> pd.DataFrame:
    return _plain(pd.read_csv(file, dtype=_texts(name), keep_default_na=False, na_values={"year": [""]}), name)


def _from_workbook(file: Path, name: str) -> pd.DataFrame:
    return _plain(
        pd.read_excel(file, sheet_name=name, dtype=_texts(name), keep_default_na=False, engine="openpyxl"), name
    )


def _plain(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The table's texts as they were before they were escaped for spreadsheets."""
    return frame.assign(**{text: frame[text].map(unescaped) for text in _texts(name) if text in frame})


def _texts(name: str) -> dict[str, str]:
    return {column.name: "str" for column in RESULT_TABLES[name].columns if column.kind == "text"}


def _typed(name: str, frame: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The table with the types it was written with; raises PlanError where a column is missing or holds no figure."""
    for column in RESULT_TABLES[name].columns:
        if column.name not in frame.columns:
            message = f"{folder}: the table {name} lacks the column {column.name}."
            raise PlanError(message)
        if column.is_figure:
            figures = pd.to_numeric(frame[column.name].replace("", None), errors="coerce")
            if figures.isna().any() and column.required:
                row = int(figures.isna().to_numpy().argmax()) + 2
                message = f"{folder}: {name}, row {row}, column {column.name} holds no figure."
                raise PlanError(message)
            whole = column.kind in ("whole", "year")
            if whole and (figures % 1 > 0).any():
                row = int((figures % 1 > 0).to_numpy().argmax()) + 2
                message = f"{folder}: {name}, row {row}, column {column.name} holds no whole number."
                raise PlanError(message)
            frame[column.name] = (
                figures.astype("Int64" if not column.required else "int64") if whole else figures.astype(float)
            )
    return frame
