"""Text files that people hand over: their size is looked at before they are read, and their encoding is named."""

from __future__ import annotations

import codecs
import re
import tomllib
from typing import TYPE_CHECKING, cast

from resettle.inputs.content_limits import normal_content, toml_too_deep
from resettle.inputs.problems import error, shortened
from resettle.inputs.table_limits import LARGEST_FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.errors import Problem

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ADVICE = "Save it again as CSV UTF-8 (in a text editor: encoding UTF-8)."


def read_text(file: Path, most_bytes: int = LARGEST_FILE_BYTES) -> str | Problem:
    """The file's text, or the problem that keeps it from being read."""
    data = read_bytes(file, most_bytes)
    return decoded(data, file.name) if isinstance(data, bytes) else data


def read_bytes(file: Path, most_bytes: int = LARGEST_FILE_BYTES) -> bytes | Problem:
    """What is in the file, or the problem that keeps it from being read."""
    try:
        if not file.is_file():
            found = "a folder" if file.is_dir() else "no such file"
            return error(file.name, None, "", found, "a text file", "Check the name.")
        size = file.stat().st_size
        if size > most_bytes:
            return too_large(file.name, size, most_bytes)
        with file.open("rb") as opened:
            return opened.read(most_bytes + 1)
    except OSError as trouble:
        return error(file.name, None, "", f"{trouble.strerror}", "a file that can be read", "Check who may read it.")


def too_large(name: str, size: int, most_bytes: int = LARGEST_FILE_BYTES) -> Problem:
    """The problem of a file over the limit, which is not read at all."""
    unit, name_of_unit = (2**20, "MB") if most_bytes >= 2**20 else (2**10, "kB")
    found, most = f"{size / unit:,.1f} {name_of_unit}", f"at most {most_bytes / unit:,.0f} {name_of_unit}"
    return error(name, None, "", found, most, "It was not read. Thin it out.")


def decoded(data: bytes, name: str) -> str | Problem:
    """Bytes as UTF-8 text, with or without a byte order mark, or the problem that they are not."""
    unfit = undecodable(data, name)
    if unfit is not None:
        return unfit
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        row = data[: trouble.start].count(b"\n") + 1
        return error(name, row, "", "bytes that are no UTF-8", "text in UTF-8", _ADVICE)
    return text


def undecodable(data: bytes, name: str) -> Problem | None:
    """The problem of bytes that are seen to be no UTF-8 text before they are decoded."""
    if data.startswith(_UTF_16):
        return error(name, None, "", "text in UTF-16", "text in UTF-8", _ADVICE)
    if b"\0" in data:
        return error(name, None, "", "NUL characters (binary, or UTF-16 without its mark)", "text in UTF-8", _ADVICE)
    return None


def parse_toml(text: str, name: str) -> dict[str, object] | Problem:
    """The content of TOML text, or the problem that it is none, with its line where it is known."""
    too_deep = toml_too_deep(text, name)
    if too_deep is not None:
        return too_deep
    try:
        content = normal_content(tomllib.loads(text), name)
    except (ValueError, RecursionError) as trouble:
        return unparsed(trouble, name, "TOML, with lines like first_year = 2027")
    return cast("dict[str, object] | Problem", content)


def unparsed(trouble: Exception, name: str, expected: str) -> Problem:
    """The problem of text that cannot be parsed."""
    message = str(trouble) if isinstance(trouble, ValueError) else "tables nested too deeply"
    if "int_max_str_digits" in message:
        message = "a whole number of thousands of digits"
    line = re.search(r"line (\d+)", message)
    return error(name, int(line[1]) if line else None, "", shortened(message), expected)
