"""``convert``: a dataset in another format says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.dataset import load_dataset
from tests.cli.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said


@pytest.mark.parametrize("options", [["x.xlsx"], ["x.zip"], ["folder"], ["--hxl", "x.zip"], ["--hxl", "folder"]])
def test_what_is_written_is_the_dataset(say: Callable[..., Said], tmp_path: Path, options: list[str]) -> None:
    out = tmp_path / options[-1]
    said = say("convert", "--data", DATA, *options[:-1], out)
    assert (said.code, said.err) == (0, "")
    assert "rows in 25 tables" in said.out
    assert load_dataset(out).digest == load_dataset(DATA).digest


def test_hashtags_stand_under_the_header(say: Callable[..., Said], tmp_path: Path) -> None:
    say("convert", "--data", DATA, "--hxl", tmp_path / "x")
    assert (tmp_path / "x" / "funding.csv").read_text(encoding="utf-8").splitlines()[1].startswith("#org+code+funder,")


def test_a_workbook_has_no_hashtags(say: Callable[..., Said], tmp_path: Path) -> None:
    said = say("convert", "--data", DATA, "--hxl", tmp_path / "x.xlsx")
    assert said.code == 2
    assert "give a name that ends in .zip" in said.err


def test_nothing_is_overwritten(say: Callable[..., Said], tmp_path: Path) -> None:
    said = say("convert", "--data", DATA, tmp_path)
    assert said.code == 2
    assert "not overwritten" in said.err


def test_a_place_that_cannot_be_written(say: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    said = say("convert", "--data", DATA, tmp_path / "file" / "x.zip")
    assert said.code == 2
    assert "cannot be written" in said.err
