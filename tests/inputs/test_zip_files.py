"""Zip files: packed in several ways, hostile, damaged; nothing leaves memory."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from resettle.inputs import archives, zip_files
from resettle.inputs.archives import is_plain_path
from resettle.inputs.dataset import load_dataset
from resettle.inputs.downloads import zip_bytes
from resettle.inputs.table_limits import DATASET, LARGEST_UNPACKED_BYTES, MOST_PARTS
from tests.inputs.careless import CASE, errors_of, warnings_of

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.errors import Problem

SMALL = load_dataset(CASE / "dataset")


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(SMALL))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(tmp_path: Path, content: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    file = tmp_path / "case.zip"
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return file


def refused(path: Path) -> Problem:
    [problem] = errors_of(path)
    return problem


def test_the_same_data_give_the_same_bytes() -> None:
    assert zip_bytes(SMALL) == zip_bytes(SMALL)


@pytest.mark.parametrize("top", ["", "my data/"])
def test_files_may_stand_in_one_folder(tmp_path: Path, top: str) -> None:
    content = {top + name: data for name, data in parts().items()}
    read = load_dataset(packed(tmp_path, content))
    assert read.digest == SMALL.digest
    assert read.name == "case"


def test_what_systems_add_is_left_alone(tmp_path: Path) -> None:
    content = {f"x/{name}": data for name, data in parts().items()}
    content |= {"x/": b"", "x/.DS_Store": b"x", "__MACOSX/x/._places.csv": b"x", "x/README.md": b"x"}
    assert warnings_of(packed(tmp_path, content)) == []


def test_other_files_are_warned_of_and_not_opened(tmp_path: Path) -> None:
    inner = zip_bytes(SMALL)
    [problem] = warnings_of(packed(tmp_path, {**parts(), "inner.zip": inner}))
    assert problem.found == "a file 'inner.zip'"


def test_problems_name_the_table_and_its_row(tmp_path: Path) -> None:
    content = parts()
    content["land.csv"] = content["land.csv"].replace(b"37", b"much", 1)
    problem = refused(packed(tmp_path, content))
    assert (problem.file, problem.row, problem.column) == ("land.csv", 2, "ready_ha")


def test_missing_settings_are_named(tmp_path: Path) -> None:
    content = parts()
    del content["dataset.toml"]
    assert (refused(packed(tmp_path, content)).file, refused(packed(tmp_path, content)).found) == (
        "dataset.toml",
        "no such file",
    )


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    content = parts()
    text = content["sources.csv"].decode("utf-8").replace("Invented", "Выдумано", 1)
    content["sources.csv"] = (text + "x,Выдумано,,,,\n").encode(encoding)
    found = [one for one in errors_of(packed(tmp_path, content)) if one.file == "sources.csv"]
    assert found[0].expected == "text in UTF-8"


@pytest.mark.parametrize("path", ["../places.csv", "a/../../x.csv", "/etc/passwd", "C:/x.csv", "a\\b.csv"])
def test_a_path_that_leaves_the_archive_is_refused(tmp_path: Path, path: str) -> None:
    assert not is_plain_path(path)
    problem = refused(packed(tmp_path, {**parts(), path: b"x"}))
    assert problem.found.startswith("the path ")
    assert [file.name for file in tmp_path.rglob("*")] == ["case.zip"]


def test_a_nested_path_is_refused(tmp_path: Path) -> None:
    assert refused(packed(tmp_path, {**parts(), "a/b/c.csv": b"x"})).expected.startswith("the files themselves")


def test_a_link_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, parts())
    with zipfile.ZipFile(file, "a") as archive:
        link = zipfile.ZipInfo("notes.csv")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "a link to another file" in refused(file).found


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    """The flag of encryption, set by hand in the directory."""
    file = packed(tmp_path, {"dataset.toml": b"x"}, zipfile.ZIP_STORED)
    data = bytearray(file.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(bytes(data))
    assert "locked" in refused(file).found


def test_an_unusual_way_of_packing_is_refused(tmp_path: Path) -> None:
    assert "unusual way" in refused(packed(tmp_path, parts(), zipfile.ZIP_BZIP2)).found


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, parts())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("land.csv", "place\n")
    assert refused(file).found == "'land.csv' twice"


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    content = {f"{number}.csv": b"" for number in range(MOST_PARTS + 1)}
    assert refused(packed(tmp_path, content)).found == "1,001 files in it"


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    file = packed(tmp_path, {**parts(), "x.csv": bytes(LARGEST_UNPACKED_BYTES)})
    assert file.stat().st_size < 2**20
    assert refused(file).expected == "at most 60 MB unpacked"


def test_a_bomb_whose_directory_lies_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = packed(tmp_path, {**parts(), "x.csv": bytes(3 * 2**20)})
    monkeypatch.setattr(zip_files, "DATASET", DATASET._replace(unpacked_bytes=2 * 2**20))
    monkeypatch.setattr(archives, "promised_bytes", len)
    assert refused(file).found == "more unpacked"


def test_a_large_table_in_a_small_archive_is_refused(tmp_path: Path) -> None:
    problems = errors_of(packed(tmp_path, {**parts(), "land.csv": b"place\n" * (4 * 2**20)}))
    assert [(one.file, one.expected) for one in problems] == [("land.csv", "at most 20 MB")]


@pytest.mark.parametrize("content", [b"", b"place,name\n", b"PK\x03\x04 and then nothing"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "case.zip"
    file.write_bytes(content)
    assert refused(file).found == "a file that is no zip file, or a damaged one"


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, parts())
    data = bytearray(file.read_bytes())
    data[200:400] = bytes(200)
    file.write_bytes(bytes(data))
    assert "damaged" in refused(file).found


def test_a_workbook_with_the_wrong_ending_is_told_so(tmp_path: Path) -> None:
    problem = refused(packed(tmp_path, {"[Content_Types].xml": b"<x/>"}))
    assert problem.hint == "Give the file its ending .xlsx back."
