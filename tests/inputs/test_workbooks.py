"""Workbooks: damaged ones, bombs, formulas, what a spreadsheet makes of dates and numbers."""

from __future__ import annotations

import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from resettle.inputs import archives, workbooks
from resettle.inputs.dataset import load_dataset, write_workbook
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.table_limits import DATASET, LARGEST_UNPACKED_BYTES
from tests.inputs.careless import CASE, errors_of, problems_of, warnings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resettle.errors import Problem


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The small case as a workbook."""
    file = tmp_path / "case.xlsx"
    write_workbook(load_dataset(CASE / "dataset"), file)
    return file


def edited(book: Path, edit: Callable[[Workbook], object]) -> Path:
    """The workbook after an edit as by hand."""
    opened = load_workbook(book)
    edit(opened)
    opened.save(book)
    return book


def refused(path: Path) -> Problem:
    [problem] = errors_of(path)
    return problem


def with_part(book: Path, name: str, content: bytes) -> Path:
    """The workbook with one of its parts replaced, or a part added."""
    with zipfile.ZipFile(book) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in {**parts, name: content}.items():
            archive.writestr(part, data)
    return book


def test_a_workbook_says_the_same_as_its_folder(book: Path) -> None:
    assert load_dataset(book).digest == load_dataset(CASE / "dataset").digest
    assert load_dataset(book).name == "case"


def test_the_ending_may_be_in_capitals(book: Path) -> None:
    assert load_dataset(book.rename(book.with_name("CASE.XLSX"))).name == "CASE"


def test_problems_name_file_sheet_and_row(book: Path) -> None:
    edited(book, lambda opened: opened["land"].cell(row=3, column=2, value="much"))
    problem = refused(book)
    assert (problem.file, problem.row, problem.column) == ("case.xlsx sheet land", 3, "ready_ha")


def test_settings_are_named_by_their_sheet(book: Path) -> None:
    edited(book, lambda opened: opened["dataset"].cell(row=6, column=2, value="soon"))
    problem = refused(book)
    assert (problem.file, problem.column) == ("case.xlsx sheet dataset", "first_year")


def test_a_missing_sheet_is_named(book: Path) -> None:
    edited(book, lambda opened: opened.remove(opened["land"]))
    assert (refused(book).file, refused(book).found) == ("case.xlsx sheet land", "no such table")


def test_missing_settings_are_named(book: Path) -> None:
    edited(book, lambda opened: opened.remove(opened["dataset"]))
    assert refused(book).found == "no sheet 'dataset'"


def test_an_empty_sheet_is_named(book: Path) -> None:
    edited(book, lambda opened: opened["land"].delete_rows(1, 50))
    assert (refused(book).file, refused(book).found) == ("case.xlsx sheet land", "an empty sheet")


def test_another_sheet_is_a_warning(book: Path) -> None:
    edited(book, lambda opened: opened.create_sheet("Land use"))
    [problem] = warnings_of(book)
    assert problem.found == "a sheet 'Land use'"


def test_cells_beyond_the_header_are_named(book: Path) -> None:
    edited(book, lambda opened: opened["land"].cell(row=2, column=12, value="remark"))
    assert (refused(book).row, refused(book).expected) == (2, "8 cells")


def test_empty_rows_and_columns_at_the_ends_are_left_out(book: Path) -> None:
    def edit(opened: Workbook) -> None:
        opened["land"].cell(row=90, column=1, value="x")
        opened["land"].cell(row=90, column=1).value = None
        opened["land"].cell(row=1, column=20, value=None)

    before = load_dataset(book).digest
    assert load_dataset(edited(book, edit)).digest == before


def test_dates_and_whole_numbers_are_texts_where_texts_stand(book: Path) -> None:
    def edit(opened: Workbook) -> None:
        opened["sources"]["E2"] = datetime(2026, 1, 31)
        opened["sources"]["B2"] = 12.0

    sources = load_dataset(edited(book, edit))["sources"]
    assert sources.loc[0, ["title", "as_of"]].tolist() == ["12", "2026-01-31"]


def test_a_date_with_a_time_keeps_it(book: Path) -> None:
    edited(book, lambda opened: opened["sources"].cell(row=2, column=5, value=datetime(2026, 1, 31, 12)))
    assert load_dataset(book)["sources"].loc[0, "as_of"] == "2026-01-31T12:00:00"


def test_a_date_is_no_year(book: Path) -> None:
    edited(book, lambda opened: opened["funding"].cell(row=2, column=2, value=datetime(2027, 1, 1)))
    assert refused(book).found == "'2027-01-01'"


def test_a_formula_that_was_saved_without_its_value_is_named(book: Path) -> None:
    """A library writes formulas without values; a blank would have meant no limit."""
    edited(book, lambda opened: opened["housing"].cell(row=2, column=4, value="=1+1"))
    problem = refused(book)
    assert (problem.file, problem.row, problem.column) == ("case.xlsx sheet housing", 2, "units_per_year")
    assert (problem.found, problem.expected) == ("a formula", "a value")
    assert problem.hint == "Cell D2 holds '=1+1'. Copy it and paste it back as a value."


@pytest.mark.parametrize("formula", [b"<f>150+9</f>", b'<f t="shared" ref="C2:C3" si="0">150+9</f>'])
def test_a_formula_with_its_value_is_named_too(book: Path, formula: bytes) -> None:
    """As a spreadsheet program saves it: what it gave may be old, and would be kept in its place."""
    number = list(INPUT_TABLES).index("build_capacity") + 2
    name = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(book) as archive:
        sheet = archive.read(name)
    assert b"<v>159</v>" in sheet
    with_part(book, name, sheet.replace(b"<v>159</v>", formula + b"<v>159</v>"))
    problem = next(one for one in errors_of(book) if one.file.endswith("build_capacity"))
    assert (problem.row, problem.column, problem.found) == (2, "homes", "a formula")
    assert "Cell C2 holds '=150+9'" in problem.hint


@pytest.mark.parametrize(("sheet", "cell"), [("places", "B3"), ("funders", "C2"), ("funding", "B2")])
def test_formulas_in_texts_flags_and_years_are_named(book: Path, sheet: str, cell: str) -> None:
    edited(book, lambda opened: opened[sheet].__setitem__(cell, "=A1"))
    found = [one for one in errors_of(book) if one.found == "a formula"]
    assert [(one.file, one.row) for one in found] == [(f"case.xlsx sheet {sheet}", int(cell[1:]))]


def test_a_formula_in_the_settings_is_named(book: Path) -> None:
    edited(book, lambda opened: opened["dataset"].__setitem__("B6", "=2026+1"))
    assert (refused(book).file, refused(book).found) == ("case.xlsx sheet dataset", "a formula")
    assert "B6" in refused(book).hint


def test_a_formula_elsewhere_is_nobodys_business(book: Path) -> None:
    """A sheet of one's own may add up what it likes; formulas in others are still told from values."""

    def edit(opened: Workbook) -> None:
        opened.create_sheet("sums")["A1"] = "=1+1"

    before = load_dataset(book).digest
    assert load_dataset(edited(book, edit)).digest == before


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    """Written behind an apostrophe and read without it: no spreadsheet runs them, nor a CSV file made from them."""
    data = load_dataset(CASE / "dataset")
    places = data["places"].assign(name="=1+1")
    settings = data.settings.model_copy(update={"title": "@title"})
    changed = type(data)(settings, {**data.tables, "places": places}, "x")
    write_workbook(changed, tmp_path / "x.xlsx")
    assert load_dataset(tmp_path / "x.xlsx").digest == changed.digest
    book = load_workbook(tmp_path / "x.xlsx")
    cell = book["places"]["B2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")
    assert book["dataset"]["B2"].value == "'@title"


def test_what_a_spreadsheet_codes_is_read_as_it_was(book: Path) -> None:
    """Programs write a carriage return as _x000D_, and a text that looks like one behind _x005F_."""
    edited(book, lambda opened: opened["sources"].__setitem__("B2", "one_x000D_two _x005F_x000D_"))
    assert load_dataset(book)["sources"].loc[0, "title"] == "one\rtwo _x000D_"


@pytest.mark.parametrize("content", [b"", b"place,name\n", b"PK\x03\x04 and then nothing"])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    assert "no workbook" in refused(file).found
    assert "save it as .xlsx" in refused(file).hint


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "cannot be read" in refused(file).found


def test_a_damaged_workbook_is_refused(book: Path) -> None:
    data = bytearray(book.read_bytes())
    middle = len(data) // 3
    data[middle : middle + 200] = bytes(200)
    book.write_bytes(bytes(data))
    assert refused(book).file == "case.xlsx"


def test_a_sheet_of_broken_xml_is_refused(book: Path) -> None:
    with_part(book, "xl/worksheets/sheet3.xml", b"<worksheet><sheetData><row")
    assert "cannot be read" in refused(book).found


def test_a_workbook_over_the_limit_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with file.open("wb") as opened:
        opened.truncate(50 * 2**20)
    assert (refused(file).found, refused(file).expected) == ("50.0 MB", "at most 20 MB")


def test_a_zip_bomb_is_refused_by_its_directory(book: Path) -> None:
    """80 MB of zeros pack into 80 kB; the directory of the archive says how much they are."""
    with_part(book, "xl/media/picture.bin", bytes(LARGEST_UNPACKED_BYTES + 20 * 2**20))
    assert book.stat().st_size < 2**20
    assert refused(book).expected == "at most 60 MB unpacked"
    assert "MB unpacked" in refused(book).found


def test_a_zip_bomb_whose_directory_lies_is_stopped_while_it_unpacks(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The directory promises next to nothing; unpacking counts what really comes."""
    with_part(book, "xl/media/picture.bin", bytes(3 * 2**20))
    monkeypatch.setattr(workbooks, "DATASET", DATASET._replace(unpacked_bytes=2 * 2**20))
    monkeypatch.setattr(archives, "promised_bytes", lambda parts: len(parts))
    assert refused(book).found == "more unpacked"


def test_a_directory_that_promises_too_little_is_refused(book: Path) -> None:
    """The size in the directory made smaller: what unpacks is cut off there and fails its checksum."""
    with_part(book, "xl/media/picture.bin", bytes(3 * 2**20))
    data = book.read_bytes()
    size = (3 * 2**20).to_bytes(4, "little")
    book.write_bytes(data.replace(size, (100).to_bytes(4, "little")))
    assert "no workbook" in refused(book).found


def test_xml_with_entities_is_refused(book: Path) -> None:
    entities = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><worksheet/>'
    with_part(book, "xl/worksheets/sheet2.xml", entities)
    assert refused(book).found == "XML with entities"


def test_a_sheet_that_says_it_is_endless_is_read_as_far_as_it_is_filled(book: Path) -> None:
    with zipfile.ZipFile(book) as archive:
        name = "xl/worksheets/sheet3.xml"
        sheet = archive.read(name)
    start, end = sheet.index(b"<dimension"), sheet.index(b"/>", sheet.index(b"<dimension")) + 2
    with_part(book, name, sheet[:start] + b'<dimension ref="A1:XFD1048576"/>' + sheet[end:])
    assert load_dataset(book).digest == load_dataset(CASE / "dataset").digest


def test_too_many_columns_are_refused(book: Path) -> None:
    def edit(opened: Workbook) -> None:
        for column in range(1, 200):
            opened["land"].cell(row=1, column=column, value=f"c{column}")

    assert refused(edited(book, edit)).expected == "at most 40 columns"


def test_a_row_far_below_the_others_is_still_that_row(book: Path) -> None:
    edited(book, lambda opened: opened["land"].cell(row=5000, column=1, value="r00"))
    assert {problem.row for problem in problems_of(book) if problem.file.endswith("land")} == {5000}
