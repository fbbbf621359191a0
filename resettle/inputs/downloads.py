"""A dataset as one file in memory: a workbook, or a zip file of CSV files, with HXL hashtags or without."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from resettle.inputs.template import write_template
from resettle.inputs.writing import files_of, write_workbook
from resettle.storage.single_file import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset

_MADE = (1980, 1, 1, 0, 0, 0)
"""Date of every file in a zip file: the same data give the same bytes."""


def workbook_bytes(dataset: Dataset) -> bytes:
    """The dataset as a workbook."""
    made = io.BytesIO()
    write_workbook(dataset, made)
    return made.getvalue()


def template_bytes() -> bytes:
    """An empty workbook to fill in."""
    made = io.BytesIO()
    write_template(made)
    return made.getvalue()


def zip_bytes(dataset: Dataset, *, hxl: bool = False) -> bytes:
    """The dataset as a zip file of dataset.toml and a CSV file for every table."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files_of(dataset, hxl=hxl).items():
            entry = zipfile.ZipInfo(file, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return made.getvalue()


def write_zip(dataset: Dataset, path: Path, *, hxl: bool = False) -> None:
    """Write the dataset as a zip file, whole or not at all; raises OSError."""
    write_file(path, zip_bytes(dataset, hxl=hxl))
