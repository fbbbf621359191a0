"""``resettle convert``: a dataset in another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli import given
from resettle.cli.csv_file import write_bytes, write_table_files
from resettle.cli.endings import DONE
from resettle.errors import ResettleError
from resettle.inputs.downloads import workbook_bytes, zip_bytes
from resettle.inputs.writing import files_of

if TYPE_CHECKING:
    import argparse

    from resettle.inputs.dataset import Dataset

HELP = "write a dataset in another format"
DESCRIPTION = "Write a dataset as a workbook (OUT.xlsx), a zip file of CSV files (OUT.zip) or a folder of them (OUT)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``convert``."""
    given.data_argument(parser)
    parser.add_argument("--hxl", action="store_true", help="a row of HXL hashtags under each header of the CSV files")
    parser.add_argument("out", metavar="OUT", help="workbook, zip file or folder to write; nothing is overwritten")


def run(chosen: argparse.Namespace) -> int:
    """Write it; raises DataError with every problem of the dataset, ResettleError where it cannot be written."""
    out = Path(chosen.out)
    if chosen.hxl and out.suffix.lower() == ".xlsx":
        message = "--hxl is for CSV files: give a name that ends in .zip, or a folder."
        raise ResettleError(message)
    if out.exists():
        message = f"{out} exists already and is not overwritten. Give another name."
        raise ResettleError(message)
    data = given.dataset(chosen)
    _write(data, out, hxl=chosen.hxl)
    print(f"Written to {out}: {sum(map(len, data.tables.values())):,} rows in {len(data.tables)} tables.")
    return DONE


def _write(data: Dataset, out: Path, *, hxl: bool) -> None:
    if out.suffix.lower() == ".xlsx":
        write_bytes(workbook_bytes(data), out, "OUT", replace=False)
    elif out.suffix.lower() == ".zip":
        write_bytes(zip_bytes(data, hxl=hxl), out, "OUT", replace=False)
    else:
        files = {name: text.encode() for name, text in files_of(data, hxl=hxl).items()}
        write_table_files(files, out, "OUT")
