"""A dataset: a frozen set of tidy tables, read from a folder or a workbook and checked before anybody plans with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from resettle.errors import DataError, Problem
from resettle.inputs.parsing import empty_table, parse_table
from resettle.inputs.problems import error, nearest, shortened
from resettle.inputs.reading import RawDataset, read_files
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Settings(BaseModel):
    """The dataset's own figures (dataset.toml). Money in US$ of the base year."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    title: str
    """Title for people."""
    version: str = Field(coerce_numbers_to_str=True)
    """Version of the data."""
    licence: str
    """Licence of the data."""
    base_year: int = Field(ge=1900, le=2200)
    """Year of the dollars."""
    first_year: int = Field(ge=1900, le=2200)
    """First year of the horizon."""
    last_year: int = Field(ge=1900, le=2200)
    """Last year of the horizon."""
    usd_per_household_move: float = Field(ge=0, allow_inf_nan=False)
    """Fixed cost of moving a household, where no travel cost is given."""
    usd_per_household_km: float = Field(ge=0, allow_inf_nan=False)
    """Cost of moving a household, for each great-circle km."""


@dataclass(frozen=True)
class Dataset:
    """Tables and settings that a plan is made from; nothing is ever written back into it.

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
    warnings: tuple[Problem, ...] = field(default=(), compare=False)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    @property
    def years(self) -> range:
        """Calendar years of the horizon."""
        return range(self.settings.first_year, self.settings.last_year + 1)

    @property
    def digest(self) -> str:
        """SHA-256 of the content; the order of rows and columns, and the place it was read from, do not count."""
        total = hashlib.sha256(self.settings.model_dump_json().encode())
        for name in INPUT_TABLES:
            frame = self.tables[name]
            rows = sorted(frame.astype(object).map(repr).agg("\x1f".join, axis=1)) if len(frame) else []
            total.update(f"\x1d{name}\x1e".encode() + "\x1e".join(rows).encode())
        return total.hexdigest()


def load_dataset(path: str | Path) -> Dataset:
    """Read and check a dataset.

    Parameters
    ----------
    path
        A folder of CSV files with dataset.toml, or a workbook with a sheet for each table.

    Raises
    ------
    DataError
        With every problem found, each with its file, row and column.
    """
    from resettle.inputs.check import check_tables

    raw = read_files(path)
    problems = list(raw.problems)
    settings = _settings(raw, problems)
    frames, unread = _frames(raw, problems)
    if settings is not None and not unread:
        files = {name: table.file for name, table in raw.tables.items()}
        problems += check_tables(frames, settings, files)
    problems = shortened(problems)
    if settings is None or any(problem.severity == "error" for problem in problems):
        raise DataError(problems, f"the dataset {raw.name!r} has errors:")
    tables = {name: frame.reset_index(drop=True) for name, frame in frames.items()}
    return Dataset(settings, MappingProxyType(tables), raw.name, tuple(problems))


def _settings(raw: RawDataset, problems: list[Problem]) -> Settings | None:
    if not raw.settings and raw.problems:
        return None
    try:
        return Settings.model_validate(raw.settings)
    except ValidationError as trouble:
        known = list(Settings.model_fields)
        for one in trouble.errors():
            column = ".".join(str(part) for part in one["loc"])
            hint = nearest(column, known) if one["type"] == "extra_forbidden" else ""
            found = "nothing" if one["type"] == "missing" else one["input"]
            problems.append(error(raw.settings_file, None, column, found, one["msg"].lower(), hint))
        return None


def _frames(raw: RawDataset, problems: list[Problem]) -> tuple[dict[str, pd.DataFrame], bool]:
    """Typed frames (index: the line in the file), and whether something could not be read as declared."""
    frames = {}
    before = len(problems)
    for name, table in INPUT_TABLES.items():
        if name in raw.tables:
            frames[name], found = parse_table(table, raw.tables[name])
            problems += found
            continue
        frames[name] = empty_table(table)
        reported = any(problem.file.removesuffix(".csv").endswith(name) for problem in raw.problems)
        if not table.optional and not reported:
            hint = f"It holds: {table.meaning}."
            problems.append(error(f"{name}.csv", None, "", "no such table", f"a table {name!r}", hint))
    unread = len(problems) > before or any(problem.severity == "error" for problem in raw.problems)
    return frames, unread
