"""Uploads: whole datasets, and single tables that take the place of the present one's."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from resettle.errors import DataError
from resettle.inputs.dataset import load_dataset
from resettle.inputs.dataset_difference import dataset_difference
from resettle.inputs.downloads import template_bytes, workbook_bytes, zip_bytes
from resettle.inputs.table_limits import LARGEST_FILE_BYTES
from resettle.inputs.uploads import read_upload
from resettle.inputs.writing import table_csv
from tests.inputs.careless import CASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.errors import Problem

SMALL = load_dataset(CASE / "dataset")
LAND = table_csv(SMALL, "land")


def problems(name: str, data: bytes | str) -> list[Problem]:
    with pytest.raises(DataError) as refusal:
        read_upload(name, data.encode() if isinstance(data, str) else data, SMALL)
    return [one for one in refusal.value.problems if one.severity == "error"]


def edited(edit: Callable[[Workbook], object]) -> bytes:
    book = load_workbook(io.BytesIO(workbook_bytes(SMALL)))
    edit(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def only(book: Workbook, sheet: str) -> None:
    for name in book.sheetnames:
        if name != sheet:
            book.remove(book[name])


@pytest.mark.parametrize("name", ["x.xlsx", "X.XLSX"])
def test_a_whole_workbook(name: str) -> None:
    upload = read_upload(name, workbook_bytes(SMALL), SMALL)
    assert (upload.dataset.digest, upload.table) == (SMALL.digest, "")


@pytest.mark.parametrize("hxl", [False, True])
def test_a_whole_zip_file(*, hxl: bool) -> None:
    upload = read_upload("x.zip", zip_bytes(SMALL, hxl=hxl), SMALL)
    assert (upload.dataset.digest, upload.dataset.name) == (SMALL.digest, "x")


@pytest.mark.parametrize("name", ["land.csv", "Land (2).csv", "land_hxl.csv", "land copy.csv", "what I found.csv"])
@pytest.mark.parametrize("hxl", [False, True])
def test_one_table_takes_the_place_of_the_present_one(name: str, *, hxl: bool) -> None:
    """37 ha become 38: one cell is different, the other tables are the present ones."""
    text = table_csv(SMALL, "land", hxl=hxl).replace(",37,", ",38,", 1)
    upload = read_upload(name, text.encode(), SMALL)
    assert (upload.table, upload.dataset.name) == ("land", SMALL.name)
    [row] = dataset_difference(SMALL, upload.dataset).to_numpy().tolist()
    assert row == ["land", "changed", "r0", "ready_ha", "37", "38"]


def test_one_table_known_by_its_hashtags_alone() -> None:
    header, rest = table_csv(SMALL, "land", hxl=True).split("\n", 1)
    text = ",".join(f"sütun {number}" for number in range(header.count(",") + 1)) + "\n" + rest
    assert read_upload("torpaq.csv", text.encode(), SMALL).table == "land"


def test_one_sheet_takes_the_place_of_the_present_table() -> None:
    def edit(book: Workbook) -> None:
        only(book, "land")
        book["land"]["B2"] = 38

    upload = read_upload("mine.xlsx", edited(edit), SMALL)
    assert upload.table == "land"
    assert upload.dataset["land"]["ready_ha"].iloc[0] == 38.0


def test_problems_of_one_table_name_the_uploaded_file() -> None:
    [problem] = problems("my land (1).csv", LAND.replace("r0,37,", "r0,much,", 1))
    assert (problem.file, problem.row, problem.column) == ("my land (1).csv", 2, "ready_ha")


def test_one_table_must_fit_the_others() -> None:
    """A place that goes leaves names in other tables behind: they are named as the present data's."""
    lines = table_csv(SMALL, "places").splitlines()
    found = problems("places.csv", "\n".join([lines[0], *lines[2:]]))
    assert {one.file for one in found} >= {"land.csv of the present data", "build_capacity.csv of the present data"}


def test_a_table_that_is_not_known_is_told_with_the_ones_there_are() -> None:
    [problem] = problems("x.csv", "a,b\n1,2\n")
    assert problem.found == "a table that is not known"
    assert "land.csv" in problem.hint


def test_many_sheets_without_settings_are_no_single_table() -> None:
    [problem] = problems("x.xlsx", edited(lambda book: book.remove(book["dataset"])))
    assert problem.found == "no sheet 'dataset'"


def test_all_problems_at_once_by_sheet_row_and_column() -> None:
    def edit(book: Workbook) -> None:
        book["land"]["B3"] = "much"
        book["places"]["I4"] = "nroth"
        book["funding"]["C2"] = "=1+1"

    found = {(one.file, one.row, one.column) for one in problems("mine.xlsx", edited(edit))}
    assert found == {
        ("mine.xlsx sheet land", 3, "ready_ha"),
        ("mine.xlsx sheet places", 4, "programme"),
        ("mine.xlsx sheet funding", 2, "usd"),
    }


def test_an_empty_template_is_refused_in_words() -> None:
    assert {one.found for one in problems("template.xlsx", template_bytes())} == {"nothing", "no rows"}


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.xls"])
def test_other_files_are_refused(name: str) -> None:
    [problem] = problems(name, b"x")
    assert "workbook (.xlsx)" in problem.expected


@pytest.mark.parametrize("name", ["x.csv", "x.zip", "x.xlsx"])
def test_a_file_over_the_limit_is_refused(name: str) -> None:
    [problem] = problems(name, bytes(LARGEST_FILE_BYTES + 1))
    assert problem.expected == "at most 20 MB"


def test_a_csv_file_in_another_encoding_is_refused() -> None:
    [problem] = problems("land.csv", "place,note\nr0,Ağdam\n".encode("utf-16"))
    assert problem.found == "text in UTF-16"
