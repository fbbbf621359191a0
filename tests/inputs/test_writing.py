"""Writing: what is written reads back to the same dataset, whatever its texts and figures are."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resettle.inputs.dataset import Dataset, load_dataset, write_folder, write_workbook
from resettle.inputs.schema import INPUT_TABLES
from tests.inputs.careless import CASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL = load_dataset(CASE / "dataset")
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf")), min_size=1)
_FIGURE = st.floats(0, 1e15)


def with_texts_and_figures(texts: list[str], figures: list[float]) -> Dataset:
    """The small case with other names and other areas."""
    places = SMALL["places"].assign(name=[texts[number % len(texts)] for number in range(8)])
    land = SMALL["land"]
    land = land.assign(ready_ha=[figures[number % len(figures)] for number in range(len(land))])
    return Dataset(SMALL.settings, {**SMALL.tables, "places": places, "land": land}, "x")


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(_TEXT, min_size=1, max_size=8), figures=st.lists(_FIGURE, min_size=1, max_size=8))
def test_a_folder_reads_back_to_the_same(texts: list[str], figures: list[float]) -> None:
    data = with_texts_and_figures(texts, figures)
    with TemporaryDirectory() as path:
        write_folder(data, path)
        assert load_dataset(path).digest == data.digest


@pytest.mark.parametrize(
    "text", ['say "no", twice', "two\nlines", "two\r\nlines", "a\rb", "Ağdam · Ակնա", "a,b;c\td", "=1+1"]
)
@pytest.mark.parametrize("write", [write_folder, write_workbook])
def test_awkward_texts_read_back(tmp_path: Path, text: str, write: Callable[[Dataset, Path], None]) -> None:
    data = with_texts_and_figures([text], [1.0])
    path = tmp_path / "x.xlsx" if write is write_workbook else tmp_path / "x"
    write(data, path)
    assert load_dataset(path).digest == data.digest


@pytest.mark.parametrize("figure", [0.1, 1e-9, 1e15, 123456789.123456, 151962168790521.97, 5.0])
@pytest.mark.parametrize("write", [write_folder, write_workbook])
def test_figures_read_back_to_the_last_digit(
    tmp_path: Path, figure: float, write: Callable[[Dataset, Path], None]
) -> None:
    path = tmp_path / ("x.xlsx" if write is write_workbook else "x")
    write(with_texts_and_figures(["n"], [figure]), path)
    assert set(load_dataset(path)["land"]["ready_ha"]) == {figure}


def test_blanks_never_and_flags_are_written_in_words(tmp_path: Path) -> None:
    write_folder(SMALL, tmp_path)
    assert (tmp_path / "solutions.csv").read_text().splitlines()[1] == "south,return,never,s1,assumption,"
    assert (tmp_path / "funders.csv").read_text().splitlines()[3] == "donor,Donor,false,s1,assumption,"
    assert (tmp_path / "housing.csv").read_text().splitlines()[1] == "r0,flat2,47927,,,0,s1,assumption,"


def test_every_table_is_written_so_that_no_older_one_is_left(tmp_path: Path) -> None:
    """A folder that held travel costs before: they are gone, since this dataset has none."""
    (tmp_path / "travel.csv").write_text(
        "from_place,to_place,usd_per_household,source,confidence\nr0,r1,9,s1,sourced\n"
    )
    write_folder(SMALL, tmp_path)
    assert load_dataset(tmp_path).digest == SMALL.digest
    assert {file.stem for file in tmp_path.glob("*.csv")} == set(INPUT_TABLES)
