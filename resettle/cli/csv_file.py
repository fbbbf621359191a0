"""Files written where somebody asked for them: whole or not at all, and where that fails, why, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import ResettleError
from resettle.inputs.formula_text import escaped_frame
from resettle.storage.failures import reason
from resettle.storage.folders import write_files
from resettle.storage.single_file import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def write_csv(table: pd.DataFrame, file: str | Path, option: str = "--out", *, private: bool = False) -> None:
    """Write it and its folder; raises ResettleError, naming the option that gives another file, where it cannot."""
    write_bytes(csv_bytes(table), file, option, private=private)


def write_bytes(
    data: bytes, file: str | Path, option: str = "--out", *, private: bool = False, replace: bool = True
) -> None:
    """Write a file and its folder; raises ResettleError, naming the option that gives another, where it cannot.

    ``private`` files can be read by their owner alone; without ``replace`` an earlier file is refused.
    """
    try:
        write_file(file, data, private=private, replace=replace)
    except OSError as trouble:
        raise _refused(file, trouble, option) from None


def write_table_files(files: Mapping[str, bytes], folder: str | Path, option: str, *, private: bool = False) -> None:
    """Write the files of a folder, all or none; raises ResettleError as ``write_bytes`` does."""
    try:
        write_files(folder, files, private=private)
    except OSError as trouble:
        raise _refused(folder, trouble, option) from None


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8."""
    return escaped_frame(table).to_csv(index=False).encode("utf-8")


def _refused(path: str | Path, trouble: OSError, option: str) -> ResettleError:
    return ResettleError(f"{Path(path)} cannot be written: {reason(trouble)}. Give another with {option}.")
