"""A registry: every household of a people, read from a file and checked before anybody is placed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import Problem, ResettleError
from resettle.households.check_registry import checked
from resettle.households.columns import NAMES, SYNTHETIC
from resettle.households.findings import Findings, RegistryError
from resettle.households.registry_file import LIMITS, SUFFIXES, refused, registry_texts
from resettle.households.table_file import workbook_bytes
from resettle.inputs.formula_text import escaped_frame
from resettle.inputs.text_files import read_bytes
from resettle.storage.failures import reason
from resettle.storage.single_file import write_file

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset


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
    """Read and check a registry: CSV, Parquet or workbook (the sheet with its headings), by the file's suffix.

    With ``data`` they are the file's bytes, and nothing is read from disk.

    Columns that it does not know are left out and listed. Columns whose heading looks personal (names, telephones,
    addresses, papers) refuse the file, unread, unless ``drop_personal``, which leaves them out.

    Raises
    ------
    RegistryError
        With every cell that is wrong; no text of a cell is repeated in it.
    ResettleError
        The file cannot be read.
    """
    path = Path(path)
    _refuse_suffix(path)
    raw = registry_texts(path, _bytes_of(path) if data is None else data)
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
    if path.suffix.lower() == ".parquet":
        frame.to_parquet(made, index=False)
        return made.getvalue()
    text = escaped_frame(frame)
    if registry.synthetic:
        text[SYNTHETIC] = "true"
    if path.suffix.lower() == ".csv":
        text.to_csv(made, index=False)
    else:
        made.write(workbook_bytes(text, "households"))
    return made.getvalue()


def _bytes_of(path: Path) -> bytes:
    """What is in the file, up to the limit; raises ResettleError."""
    if not path.exists():
        message = f"{path}: found no such file; expected a registry ({', '.join(SUFFIXES)})."
        raise ResettleError(message)
    read = read_bytes(path, LIMITS.file_bytes)
    if isinstance(read, Problem):
        raise refused(path.name, [read])
    return read


def _refuse_suffix(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        message = f"{path.name}: found the ending {path.suffix!r}; expected one of {', '.join(SUFFIXES)}."
        raise ResettleError(message)
