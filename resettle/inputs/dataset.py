"""A dataset: a frozen set of tidy tables, read from a folder or a workbook and checked before anybody plans with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from resettle.errors import DataError, Problem
from resettle.inputs.check import check_tables
from resettle.inputs.columns import FIRST_YEAR_POSSIBLE, LARGEST_FIGURE, LAST_YEAR_POSSIBLE
from resettle.inputs.field_problems import finding
from resettle.inputs.inspection import Inspection
from resettle.inputs.name_rules import NEEDED
from resettle.inputs.parsing import empty_table, parse_table
from resettle.inputs.pcodes import disagreements
from resettle.inputs.problems import MOST_LISTED, error
from resettle.inputs.raw import SETTINGS, SETTINGS_FILE
from resettle.inputs.reading import read_files
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.template import write_template
from resettle.inputs.writing import write_folder, write_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from resettle.inputs.raw import RawDataset

__all__ = ["Dataset", "Settings", "checked", "load_dataset", "write_folder", "write_template", "write_workbook"]

_Year = Annotated[int, Field(ge=FIRST_YEAR_POSSIBLE, le=LAST_YEAR_POSSIBLE, strict=True)]
_Usd = Annotated[float, Field(ge=0, le=LARGEST_FIGURE, allow_inf_nan=False, strict=True)]
_Text = Annotated[str, Field(min_length=1)]


class Settings(BaseModel):
    """The dataset's own figures (dataset.toml). Money in US$ of the base year."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    title: _Text
    """Title for people."""
    version: Annotated[str, Field(min_length=1, coerce_numbers_to_str=True)]
    """Version of the data."""
    licence: _Text
    """Licence of the data."""
    base_year: _Year
    """Year of the dollars."""
    first_year: _Year
    """First year of the horizon."""
    last_year: _Year
    """Last year of the horizon."""
    usd_per_household_move: _Usd
    """US$ to move a household, where no travel cost is given."""
    usd_per_household_km: _Usd
    """US$ to move a household, for each great-circle km, where no travel cost is given."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Tables and settings that a plan is made from; nothing is ever written back into it.

    Two datasets hold the same if their digests are the same.

    Attributes
    ----------
    settings : title, years, moving costs
    tables : every table of the schema, an absent optional one as an empty frame; text blanks are "", figures without a
        value NaN, ``never`` is infinity
    name : of the folder or workbook
    warnings : findings that did not refuse it
    """

    settings: Settings
    tables: Mapping[str, pd.DataFrame]
    name: str = "dataset"
    warnings: tuple[Problem, ...] = field(default=())

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The table of that name; callers never modify it in place."""
        return self.tables[table]

    @property
    def years(self) -> range:
        """Calendar years of the horizon."""
        return range(self.settings.first_year, self.settings.last_year + 1)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content; the order of rows and columns, and the place it was read from, do not count."""
        total = hashlib.sha256(self.settings.model_dump_json().encode())
        for name in INPUT_TABLES:
            frame = self.tables[name]
            columns = [map(repr, frame[column].tolist()) for column in frame.columns]
            rows = sorted(map("\x1f".join, zip(*columns, strict=True)))
            total.update(f"\x1d{name}\x1e".encode() + "\x1e".join(rows).encode("utf-8", "surrogatepass"))
        return total.hexdigest()

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes: a read-only view of a dictionary cannot, a dictionary can."""
        return _rebuilt, (self.settings, dict(self.tables), self.name, self.warnings)


def load_dataset(path: str | Path) -> Dataset:
    """Read and check a dataset.

    Parameters
    ----------
    path
        A folder of CSV files with dataset.toml, a zip file of one, or a workbook with a sheet for each table.

    Raises
    ------
    DataError
        With every problem found, each with its file, row and column.
    """
    return checked(read_files(path))


def checked(raw: RawDataset) -> Dataset:
    """The dataset of these files' text; raises DataError with every problem found."""
    problems = [*raw.problems, *_missing_settings(raw), *disagreements(raw)]
    settings = _settings(raw, problems)
    frames = {name: _frame(name, raw, problems) for name in INPUT_TABLES}
    files = {name: raw.file_of(name) for name in INPUT_TABLES}
    problems += check_tables(Inspection(frames, settings, files, raw.settings_file, frozenset(raw.damaged)))
    problems.sort(key=lambda problem: problem.severity)
    if settings is None or any(problem.severity == "error" for problem in problems):
        raise DataError(problems, f"the dataset {raw.name!r} has errors:")
    tables = {name: frame.reset_index(drop=True) for name, frame in frames.items()}
    return Dataset(settings, MappingProxyType(tables), raw.name, tuple(problems))


def _rebuilt(settings: Settings, tables: dict[str, pd.DataFrame], name: str, warnings: tuple[Problem, ...]) -> Dataset:
    return Dataset(settings, MappingProxyType(tables), name, warnings)


def _missing_settings(raw: RawDataset) -> list[Problem]:
    """The problem that there are no settings, where no other one says why."""
    told = raw.settings is not None or len(raw.damaged) == len(INPUT_TABLES)
    if told or any(problem.file == raw.settings_file for problem in raw.problems):
        return []
    if raw.workbook:
        hint = "It has a header field, value, and a row for each of title, version, first_year and so on."
        return [error(raw.workbook, None, "", f"no sheet {SETTINGS!r}", f"a sheet {SETTINGS!r}", hint)]
    hint = "It holds title, version, first_year and so on."
    return [error(SETTINGS_FILE, None, "", "no such file", "a text file", hint)]


def _settings(raw: RawDataset, problems: list[Problem]) -> Settings | None:
    if raw.settings is None:
        return None
    try:
        return Settings.model_validate(raw.settings)
    except ValidationError as trouble:
        for one in trouble.errors(include_url=False)[:MOST_LISTED]:
            missing = [name for name in Settings.model_fields if name not in raw.settings]
            what = finding(one, missing or Settings.model_fields)
            problems.append(error(raw.settings_file, None, ".".join(map(str, one["loc"])), *what))
        return None


def _frame(name: str, raw: RawDataset, problems: list[Problem]) -> pd.DataFrame:
    """The typed table (index: the line in the file); a table with errors is marked as damaged."""
    table = INPUT_TABLES[name]
    if name in raw.tables:
        frame, found = parse_table(table, raw.tables[name])
        problems += found
        if found:
            raw.damaged.add(name)
        return frame
    if name not in raw.damaged and not table.optional:
        raw.damaged.add(name)
        hint = f"It holds: {table.meaning}." + ("" if name in NEEDED else " A header alone will do for none.")
        problems.append(error(raw.file_of(name), None, "", "no such table", f"a table {name!r}", hint))
    return empty_table(table)
