"""A plan on disk: plan.json, tidy tables, and the inputs it was made from, so that it can be checked anywhere."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import pandas as pd
from pydantic import ValidationError

from resettle.errors import PlanError
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario
from resettle.inputs.schema import RESULT_TABLES
from resettle.inputs.writing import files_of, write_folder
from resettle.results.plan import Plan, Summary, read_only

if TYPE_CHECKING:
    from collections.abc import Mapping

Format = Literal["csv", "parquet", "xlsx"]
FORMATS: tuple[str, ...] = get_args(Format)
_INPUTS = "inputs"
_WORKBOOK = "plan.xlsx"
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = r"^'([=+\-@\t\r])"


def write_plan(plan: Plan, path: str | Path, table_format: str = "csv") -> Path:
    """Write a plan into a folder: plan.json, its tables in the format asked for, and its inputs.

    Raises
    ------
    PlanError
        The folder cannot be written, or the format is unknown.
    """
    if table_format not in FORMATS:
        message = f"there is no format {table_format!r}: choose one of {', '.join(FORMATS)}"
        raise PlanError(message)
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plan.json").write_text(plan.summary.model_dump_json(indent=1) + "\n", encoding="utf-8")
        _write_tables(plan.tables, folder, table_format)
        write_folder(plan.dataset, folder / _INPUTS)
        scenario = json.dumps(plan.scenario.model_dump(mode="json"), indent=1, ensure_ascii=False)
        (folder / _INPUTS / "scenario.json").write_text(scenario + "\n", encoding="utf-8")
    except OSError as trouble:
        message = f"{folder} cannot be written: {trouble.strerror or trouble}. Choose another folder with --out."
        raise PlanError(message) from None
    return folder


def plan_files(plan: Plan) -> dict[str, bytes]:
    """The files of a plan's folder, its tables as CSV, by their place in it: for whoever puts them into a zip file."""
    scenario = json.dumps(plan.scenario.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    texts = {"plan.json": plan.summary.model_dump_json(indent=1) + "\n", f"{_INPUTS}/scenario.json": scenario}
    texts |= {f"{name}.csv": plan.tables[name].to_csv(index=False, lineterminator="\n") for name in RESULT_TABLES}
    texts |= {f"{_INPUTS}/{name}": text for name, text in files_of(plan.dataset).items()}
    return {name: text.encode("utf-8") for name, text in texts.items()}


def read_plan(path: str | Path) -> Plan:
    """Read a plan back from its folder.

    Raises
    ------
    PlanError
        The folder is no plan's, or a part of it is missing or damaged; it says which.
    """
    folder = Path(path)
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
    return Plan(dataset, scenario, summary, read_only(_read_tables(folder)))


def _write_tables(tables: Mapping[str, pd.DataFrame], folder: Path, table_format: str) -> None:
    """Write the tables; those of an earlier plan in another format go, or they would be read in their place."""
    for name in (_WORKBOOK, *(f"{table}.{ending}" for table in RESULT_TABLES for ending in ("csv", "parquet"))):
        (folder / name).unlink(missing_ok=True)
    if table_format == "xlsx":
        with pd.ExcelWriter(folder / _WORKBOOK, engine="openpyxl") as book:
            for name in RESULT_TABLES:
                _escaped(tables[name]).to_excel(book, sheet_name=name, index=False)
        return
    for name in RESULT_TABLES:
        if table_format == "parquet":
            tables[name].to_parquet(folder / f"{name}.parquet", index=False)
        else:
            tables[name].to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _escaped(frame: pd.DataFrame) -> pd.DataFrame:
    """Texts that a spreadsheet would run as a formula get an apostrophe in front."""
    texts = [str(name) for name in frame.columns if pd.api.types.is_string_dtype(frame[name])]
    guarded = {
        name: frame[name].mask(frame[name].str.startswith(_RUN_BY_SPREADSHEETS), "'" + frame[name]) for name in texts
    }
    return frame.assign(**guarded)


def _read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    tables = {}
    for name in RESULT_TABLES:
        ways = ((f"{name}.parquet", _from_parquet), (f"{name}.csv", _from_csv), (_WORKBOOK, _from_workbook))
        file, read = next(((folder / file, read) for file, read in ways if (folder / file).is_file()), (None, None))
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
    return pd.read_csv(file, dtype=_texts(name), keep_default_na=False, na_values={"year": [""]})


def _from_workbook(file: Path, name: str) -> pd.DataFrame:
    frame = pd.read_excel(file, sheet_name=name, dtype=_texts(name), keep_default_na=False, engine="openpyxl")
    plain = {text: frame[text].str.replace(_GUARDED, r"\1", regex=True) for text in _texts(name) if text in frame}
    return frame.assign(**plain)


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
