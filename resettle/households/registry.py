"""A registry: every household of a people, read from a file and checked before anybody is placed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import pandas as pd

from resettle.errors import ResettleError
from resettle.households.check_registry import checked
from resettle.households.columns import NAMES, SYNTHETIC, TEXTS
from resettle.households.findings import Findings, RegistryError
from resettle.households.table_file import workbook_bytes
from resettle.inputs.formula_text import escaped_frame, unescaped
from resettle.storage.failures import reason
from resettle.storage.single_file import write_file

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

SUFFIXES = (".csv", ".parquet", ".xlsx")


@dataclass(frozen=True, eq=False)
class Registry:
    """Households, a row each.

    Attributes
    ----------
    households : the columns of ``resettle.households.columns``, blank texts "", years without a value <NA>; with
        ``persons``, ``size_class`` and ``cohort`` (the dataset's, or a new key where it has none like these)
    synthetic : whether it was made up
    warnings : what was left out, for people
    """

    households: pd.DataFrame
    synthetic: bool
    warnings: tuple[str, ...] = ()


def read_registry(
    path: str | Path, dataset: Dataset, *, data: bytes | None = None, drop_personal: bool = False
) -> Registry:
    """Read and check a registry: CSV, Parquet or workbook (its first sheet), by the file's suffix.

    With ``data`` they are the file's bytes, and nothing is read from disk.

    Columns that it does not know are left out and listed. Columns whose heading looks personal (names, telephones,
    addresses, papers) refuse the file, unread, unless ``drop_personal``, which leaves them out.

    Raises
    ------
    RegistryError
        With every cell that is wrong; no text of a cell is repeated in it unless it is a plain key.
    ResettleError
        The file cannot be read.
    """
    path = Path(path)
    raw = _texts(path, path if data is None else BytesIO(data))
    findings = Findings()
    households = checked(raw, dataset, findings, drop_personal=drop_personal)
    wrong = findings.table()
    if len(wrong):
        raise RegistryError(path.name, wrong)
    made_up = SYNTHETIC in raw and bool((raw[SYNTHETIC] == "true").all()) and len(raw) > 0
    return Registry(households.reset_index(drop=True), made_up, tuple(findings.warnings))


def write_registry(registry: Registry, path: str | Path, *, replace: bool = True) -> None:
    """Write it in its own columns, by the file's suffix; one that was made up says so in every row.

    It is written whole or not at all, and its owner alone can read it. Raises ResettleError where it cannot be written,
    or, without ``replace``, where there is a file.
    """
    path = Path(path)
    made = registry_bytes(registry, path)
    try:
        write_file(path, made, private=True, replace=replace)
    except FileExistsError:
        message = f"{path} exists already, and a registry is never overwritten. Give another name, or move it away."
        raise ResettleError(message) from None
    except OSError as trouble:
        message = f"{path} cannot be written: {reason(trouble)}. Give another file."
        raise ResettleError(message) from None


def registry_bytes(registry: Registry, path: Path) -> bytes:
    """The file's bytes, by the suffix of its name."""
    frame = registry.households[list(NAMES)]
    if registry.synthetic:
        frame = frame.assign(**{SYNTHETIC: True})
    _refuse_suffix(path)
    made = BytesIO()
    if path.suffix == ".parquet":
        frame.to_parquet(made, index=False)
        return made.getvalue()
    text = escaped_frame(frame)
    if registry.synthetic:
        text[SYNTHETIC] = "true"
    if path.suffix == ".csv":
        text.to_csv(made, index=False)
    else:
        made.write(workbook_bytes(text, "households"))
    return made.getvalue()


def _texts(path: Path, source: Path | BytesIO) -> pd.DataFrame:
    """Every cell as text, a blank as ""; the index is the row as a spreadsheet counts it."""
    _refuse_suffix(path)
    try:
        frame = _read(path.suffix, source)
    except FileNotFoundError:
        message = f"{path}: found no such file; expected a registry ({', '.join(SUFFIXES)})."
        raise ResettleError(message) from None
    except UnicodeDecodeError:
        message = f"{path.name}: found text that is not UTF-8; expected UTF-8. Save it as “CSV UTF-8”."
        raise ResettleError(message) from None
    except (OSError, ValueError, KeyError, BadZipFile, pd.errors.ParserError) as trouble:
        said = " ".join(str(trouble).split())[:200]
        kind = path.suffix.removeprefix(".")
        message = f"{path.name}: found a file that cannot be read as {kind} ({said}); expected one household a row."
        raise ResettleError(message) from None
    frame.columns = pd.Index([str(column).strip() for column in frame.columns])
    frame.index = pd.RangeIndex(2, 2 + len(frame))
    return frame


def _read(suffix: str, source: Path | BytesIO) -> pd.DataFrame:
    if suffix == ".csv":
        frame = pd.read_csv(source, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")
    elif suffix == ".xlsx":
        frame = pd.read_excel(source, dtype=str, keep_default_na=False, na_filter=False, engine="openpyxl")
    else:
        return _as_texts(pd.read_parquet(source))
    for column in set(TEXTS) & set(frame.columns):
        escaped = frame[column].str.startswith("'")
        if escaped.any():
            frame.loc[escaped, column] = [unescaped(text) for text in frame.loc[escaped, column]]
    return frame


def _as_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Typed columns as the text that a CSV file would have."""
    columns = {}
    for place, name in enumerate(frame.columns):
        column = frame.iloc[:, place]
        if pd.api.types.is_bool_dtype(column):
            text = column.map({True: "true", False: "false"})
        elif pd.api.types.is_float_dtype(column):
            text = column.map(lambda value: "" if pd.isna(value) else f"{value:.15g}")
        else:
            text = column.astype("str").where(column.notna(), "")
        columns[str(name)] = text.astype("str")
    return pd.DataFrame(columns)


def _refuse_suffix(path: Path) -> None:
    if path.suffix not in SUFFIXES:
        message = f"{path.name}: found the ending {path.suffix!r}; expected one of {', '.join(SUFFIXES)}."
        raise ResettleError(message)
