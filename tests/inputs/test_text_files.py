"""Text files: size before reading, encodings, TOML."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resettle.errors import Problem
from resettle.inputs.table_limits import LARGEST_FILE_BYTES
from resettle.inputs.text_files import decoded, parse_toml, read_text
from tests.inputs.careless import errors_of

if TYPE_CHECKING:
    from collections.abc import Callable


def refused(result: object) -> Problem:
    assert isinstance(result, Problem)
    return result


def test_a_file_over_the_limit_is_refused_before_it_is_read(folder: Path) -> None:
    """50 MB that take no room on the disk: nothing of them is read, the size alone says no."""
    file = folder / "cohorts.csv"
    os.truncate(file, 50 * 2**20)
    [problem] = errors_of(folder)
    assert (problem.file, problem.row) == ("cohorts.csv", None)
    assert problem.found == "50.0 MB"
    assert problem.expected == f"at most {LARGEST_FILE_BYTES // 2**20} MB"
    assert "not read" in problem.hint


def test_a_byte_order_mark_of_utf_8_is_accepted(folder: Path) -> None:
    file = folder / "places.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert errors_of(folder) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_named(folder: Path, encoding: str) -> None:
    file = folder / "places.csv"
    text = file.read_text(encoding="utf-8")
    file.write_bytes(text.encode(encoding))
    [problem] = errors_of(folder)
    assert problem.file == "places.csv"
    assert "UTF-16" in problem.found
    assert problem.expected == "text in UTF-8"
    assert "UTF-8" in problem.hint


def test_another_encoding_is_named_with_its_line(folder: Path) -> None:
    file = folder / "places.csv"
    lines = file.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"R1", "Şuşa".encode("cp1254"))
    file.write_bytes(b"\n".join(lines))
    [problem] = errors_of(folder)
    assert (problem.file, problem.row, problem.found) == ("places.csv", 3, "bytes that are no UTF-8")


def make_folder(file: Path) -> None:
    file.mkdir()


def leave_out(file: Path) -> None:
    assert not file.exists()


@pytest.mark.parametrize(("make", "found"), [(make_folder, "a folder"), (leave_out, "no such file")])
def test_what_is_no_file_is_named(tmp_path: Path, make: Callable[[Path], None], found: str) -> None:
    make(tmp_path / "x.csv")
    assert refused(read_text(tmp_path / "x.csv")).found == found


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operating system's refusal, as it comes for a file of somebody else's."""
    file = tmp_path / "x.csv"
    file.write_text("a\n")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert refused(read_text(file)).found == "Permission denied"


def test_nul_characters_are_no_text() -> None:
    assert "NUL" in refused(decoded(b"a,\0b", "x.csv")).found


def test_toml_that_cannot_be_read_is_named_with_its_line() -> None:
    problem = refused(parse_toml('title = "x"\nfirst_year == 2027\n', "dataset.toml"))
    assert (problem.file, problem.row) == ("dataset.toml", 2)
    assert "TOML" in problem.expected


def test_toml_nested_too_deeply_is_no_crash() -> None:
    problem = refused(parse_toml("a = " + "[" * 100_000, "s.toml"))
    assert problem.found == "more than 20 names or brackets inside one another"


def test_toml_is_read() -> None:
    assert parse_toml("a = 1", "x") == {"a": 1}
