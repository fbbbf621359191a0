"""What cannot be made again is never overwritten: registries, secrets, placements; and who may read what is written."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.errors import ResettleError
from resettle.households.folder import PLACING, refuse_used_folder
from resettle.households.precious import refuse_precious
from resettle.households.secret import read_secret, secret_of
from resettle.households.table_file import table_bytes
from resettle.storage.folders import write_files
from resettle.storage.single_file import write_file

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "5e" * 32
REGISTRY = pd.DataFrame({"household": ["h1"], "programme": "p", "origin": "o", "current_place": "c"})


@pytest.mark.parametrize("name", ["registry.parquet", "secret.key", "notes.txt", PLACING])
def test_a_placement_is_written_into_no_folder_that_holds_anything(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    expected = "an earlier placement" if name == PLACING else "must not overwrite a registry or a secret"
    with pytest.raises(ResettleError, match=f"{expected}.*Nothing was written"):
        refuse_used_folder(tmp_path)
    with pytest.raises(FileExistsError):
        write_files(tmp_path, {"secret.key": b"theirs"}, private=True, fresh=True)
    assert {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()} == {name: "mine"}


def test_a_new_or_empty_folder_is_taken_and_a_file_is_not(tmp_path: Path) -> None:
    refuse_used_folder(tmp_path)
    refuse_used_folder(tmp_path / "new")
    (tmp_path / ".writing-0123").mkdir()  # what a killed writer leaves
    refuse_used_folder(tmp_path)
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(ResettleError, match="this is a file"):
        refuse_used_folder(file)


@pytest.mark.parametrize("name", ["registry.csv", "registry.txt", "registry.xlsx", "registry.parquet", "key", "bare"])
def test_no_output_takes_the_place_of_a_registry_or_a_secret(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    contents = {
        "registry.csv": REGISTRY.to_csv(index=False).encode(),
        "registry.txt": REGISTRY.to_csv(index=False, sep=";").upper().encode("utf-8-sig"),
        "registry.xlsx": table_bytes(REGISTRY, "r.xlsx", "registry"),
        "registry.parquet": REGISTRY.to_parquet(),
        "key": f"{SECRET}\n".encode(),
        "bare": SECRET.encode(),
    }
    file.write_bytes(contents[name])
    with pytest.raises(ResettleError, match="never overwritten"):
        refuse_precious(file)
    assert file.read_bytes() == contents[name]


def test_other_files_are_replaced_but_none_that_is_read_or_belongs_to_a_placement(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    refuse_precious(file)
    file.write_text("ticket,group\na,b\n", encoding="utf-8")
    refuse_precious(file)
    with pytest.raises(ResettleError, match="read by the same command"):
        refuse_precious(file, [tmp_path / "." / "list.csv"])
    (tmp_path / PLACING).write_text("{}", encoding="utf-8")
    with pytest.raises(ResettleError, match="part of a placement"):
        refuse_precious(file)


def test_a_full_disk_leaves_no_secret_and_an_empty_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.key"
    with monkeypatch.context() as full:

        def refused(*_: object) -> int:
            raise OSError(errno.ENOSPC, "no space")

        full.setattr(os, "write", refused)
        with pytest.raises(ResettleError, match="the disk is full"):
            secret_of(file)
    assert list(tmp_path.iterdir()) == []
    file.write_bytes(b"")
    for read in (secret_of, read_secret):
        with pytest.raises(ResettleError, match="the file is empty; expected 64 hexadecimal digits"):
            read(file)
    assert file.read_bytes() == b""
    file.unlink()
    assert secret_of(file) == secret_of(file)


@pytest.mark.skipif(os.name == "nt", reason="rights are other ones there")
def test_files_of_single_households_are_their_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_files(tmp_path / "placed", {"placed.csv": b"", "below/letters.csv": b""}, private=True, fresh=True)
        write_file(tmp_path / "new" / "letters.csv", b"", private=True)
        earlier = tmp_path / "earlier.csv"
        earlier.write_bytes(b"")
        write_file(earlier, b"now of households", private=True)
    finally:
        os.umask(before)
    rights = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.rglob("*")}
    files, folders = {"placed.csv", "letters.csv", "earlier.csv"}, {"placed", "below", "new"}
    assert {rights[name] for name in files} == {0o600}
    assert {rights[name] for name in folders} == {0o700}


def test_a_file_where_a_folder_should_be_is_named_as_that(tmp_path: Path) -> None:
    """Not as a file that would be overwritten, nor as a secret that somebody else just made."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(NotADirectoryError):
        write_file(tmp_path / "file" / "new.csv", b"", replace=False)
    with pytest.raises(ResettleError, match="a part of its path is a file, not a folder"):
        secret_of(tmp_path / "file" / "secret.key")
    assert (tmp_path / "file").read_bytes() == b"mine"
