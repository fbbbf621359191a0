"""``resettle template``: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.csv_file import write_bytes
from resettle.cli.endings import DONE
from resettle.errors import ResettleError
from resettle.inputs.downloads import template_bytes

if TYPE_CHECKING:
    import argparse

HELP = "write an empty workbook to fill in"
DESCRIPTION = "Write a workbook with a sheet for each table: units and meaning in the header, choices as drop-downs."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``template``."""
    parser.add_argument("out", metavar="OUT.xlsx", help="workbook to write; nothing is overwritten")


def run(chosen: argparse.Namespace) -> int:
    """Write it; raises ResettleError where it cannot be written."""
    path = Path(chosen.out)
    if path.suffix.lower() != ".xlsx":
        message = f"{path}: a template is a workbook. Give a name that ends in .xlsx."
        raise ResettleError(message)
    if path.exists():
        message = f"{path} exists already and is not overwritten. Give another name."
        raise ResettleError(message)
    write_bytes(template_bytes(), path, "OUT.xlsx", replace=False)
    print(f"Written to {path}: a sheet for each table, units and meaning in the header's notes.")
    return DONE
