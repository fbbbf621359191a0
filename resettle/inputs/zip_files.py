"""A zip file of CSV files with dataset.toml as text tables, read in memory."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from resettle.errors import Problem
from resettle.inputs.archives import unpacked
from resettle.inputs.near_tables import unknown_tables
from resettle.inputs.problems import error
from resettle.inputs.raw import SETTINGS_FILE
from resettle.inputs.reading import is_strange, table_of, take_csv, take_settings
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.table_limits import DATASET, LARGEST_FILE_BYTES, LARGEST_SETTINGS_BYTES
from resettle.inputs.text_files import decoded, too_large

if TYPE_CHECKING:
    from resettle.inputs.raw import RawDataset

_SYSTEM_FOLDERS = {"__MACOSX"}
_PACK_AGAIN = "Pack the CSV files and dataset.toml as .zip again, without a password."
_IS_WORKBOOK = "[Content_Types].xml"


def read_zip(name: str, data: bytes, raw: RawDataset) -> None:
    """Read the tables of a zip file; they may stand in one folder in it, as when a folder was packed."""
    parts = unpacked(name, data, "zip file", _PACK_AGAIN, DATASET)
    files = parts if isinstance(parts, Problem) else _files(name, parts)
    if isinstance(files, Problem):
        raw.problems.append(files)
        raw.damaged.update(INPUT_TABLES)
        return
    strangers = []
    for file, content in sorted(files.items()):
        if file == SETTINGS_FILE:
            take_settings(_settings_text(file, content), raw)
        elif table_of(file):
            too_much = len(content) > LARGEST_FILE_BYTES
            take_csv(table_of(file), file, too_large(file, len(content)) if too_much else content, raw)
        elif is_strange(file):
            strangers.append((file, file))
    unknown_tables(strangers, "file", raw)


def _files(name: str, parts: dict[str, bytes]) -> dict[str, bytes] | Problem:
    """Files by name, out of the one folder that may hold them all."""
    if _IS_WORKBOOK in parts:
        hint = "Give the file its ending .xlsx back."
        return error(name, None, "", "a workbook with the ending .zip", "a zip file of CSV files", hint)
    paths = {path: PurePosixPath(path) for path in parts if not path.endswith("/")}
    paths = {text: path for text, path in paths.items() if path.parts[0] not in _SYSTEM_FOLDERS}
    tops = {path.parts[0] for path in paths.values()}
    packed_folder = len(tops) == 1 and all(len(path.parts) > 1 for path in paths.values())
    depth = 2 if packed_folder else 1
    deep = next((text for text, path in paths.items() if len(path.parts) > depth), None)
    if deep is not None:
        expected = "the files themselves, or one folder of them"
        return error(name, None, "", f"the path {deep!r}", expected, "Pack only the folder that holds dataset.toml.")
    return {path.name: parts[text] for text, path in paths.items()}


def _settings_text(file: str, content: bytes) -> str | Problem:
    if len(content) > LARGEST_SETTINGS_BYTES:
        return too_large(file, len(content), LARGEST_SETTINGS_BYTES)
    return decoded(content, file)
