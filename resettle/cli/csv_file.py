"""A table written as a file where somebody asked for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.errors import ResettleError
from resettle.inputs.formula_text import escaped_frame

if TYPE_CHECKING:
    import pandas as pd


def write_csv(table: pd.DataFrame, file: str | Path, option: str = "--out") -> None:
    """Write it and its folder; raises ResettleError, naming the option that gives another file, where it cannot."""
    write_bytes(escaped_frame(table).to_csv(index=False).encode("utf-8"), file, option)


def write_bytes(data: bytes, file: str | Path, option: str = "--out") -> None:
    """Write a file and its folder; raises ResettleError, naming the option that gives another, where it cannot."""
    file = Path(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as trouble:
        message = f"{file} cannot be written: {trouble.strerror or trouble}. Give another with {option}."
        raise ResettleError(message) from None
