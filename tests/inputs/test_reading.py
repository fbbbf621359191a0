"""Folders of CSV files: tables that are missing, extra, empty, misshapen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs import reading
from resettle.inputs.dataset import load_dataset
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.table_limits import DATASET
from tests.inputs.careless import errors_of, problems_of, read_rows, warnings_of, write_rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("table", [table.name for table in INPUT_TABLES.values() if not table.optional])
def test_a_missing_table_is_named(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink()
    [problem] = errors_of(folder)
    assert (problem.file, problem.found) == (f"{table}.csv", "no such table")
    assert INPUT_TABLES[table].meaning in problem.hint


@pytest.mark.parametrize("table", [table.name for table in INPUT_TABLES.values() if table.optional])
def test_an_optional_table_may_be_left_out(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink(missing_ok=True)
    found = [problem for problem in errors_of(folder) if problem.expected != "a name in corridors"]
    assert [problem.file for problem in found] == [f"{table}.csv"] * (table in ("links", "supplies"))


def test_a_misspelt_table_is_one_error_that_names_both(folder: Path) -> None:
    (folder / "places.csv").rename(folder / "place.csv")
    found = [problem for problem in problems_of(folder) if "place" in problem.file]
    assert [(one.severity, one.file, one.expected) for one in found] == [("error", "place.csv", "a file 'places.csv'")]


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("Vacant_homes.csv", False),
        ("vacant homes.CSV", False),
        ("vacant_home.csv", False),
        ("vacant_homes_2027.csv", False),
        ("vacant_homes.csv.txt", False),
        ("vacant_homes.xlsx", False),
        ("Vacant_homes.csv", True),
    ],
)
def test_a_file_that_may_be_a_table_is_never_left_out(folder: Path, name: str, there: bool) -> None:
    """Issue 15, B: a file nearly named as an optional table was left out with a warning, and its homes with it."""
    content = (folder / "vacant_homes.csv").read_bytes()
    if not there:
        (folder / "vacant_homes.csv").unlink()
    (folder / name).write_bytes(content)
    [problem] = errors_of(folder)
    assert (problem.file, problem.expected) == (name, "a file 'vacant_homes.csv'")


def test_the_ending_may_be_in_capitals(folder: Path) -> None:
    before = load_dataset(folder).digest
    (folder / "land.csv").rename(folder / "land.CSV")
    assert load_dataset(folder).digest == before
    (folder / "land.csv").write_bytes((folder / "land.CSV").read_bytes())
    [problem] = errors_of(folder)
    assert problem.found == "a second file of the table"


@pytest.mark.parametrize("name", ["places (1).csv", "notes.txt", "zzz.csv", "old.xlsx", "corridors_map.png"])
def test_an_extra_file_is_a_warning(folder: Path, name: str) -> None:
    (folder / name).write_text("x\n")
    [problem] = warnings_of(folder)
    assert problem.file == name
    assert "left out" in problem.hint


@pytest.mark.parametrize("name", [".DS_Store", "README.md", "LICENSE", "~$places.xlsx", "scenario.json"])
def test_files_that_nobody_means_as_tables_are_left_alone(folder: Path, name: str) -> None:
    (folder / name).write_text("x\n")
    (folder / "drafts").mkdir()
    assert warnings_of(folder) == []


@pytest.mark.parametrize("text", ["", "\n", "  \n\n"])
def test_an_empty_file_is_named(folder: Path, text: str) -> None:
    (folder / "land.csv").write_text(text)
    [problem] = errors_of(folder)
    assert (problem.file, problem.found) == ("land.csv", "an empty file")


def test_a_header_alone_is_an_empty_table(folder: Path) -> None:
    write_rows(folder, "land", read_rows(folder, "land")[:1])
    assert load_dataset(folder)["land"].empty


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_wrong_delimiter_is_named(folder: Path, sign: str) -> None:
    file = folder / "places.csv"
    file.write_text(file.read_text().replace(",", sign))
    [problem] = errors_of(folder)
    assert (problem.file, problem.row) == ("places.csv", 1)
    assert problem.found == f"columns separated by {sign!r}"
    assert "commas" in problem.expected


def test_a_first_line_without_header_is_named(folder: Path) -> None:
    file = folder / "places.csv"
    file.write_text("\n" + file.read_text())
    [problem] = errors_of(folder)
    assert (problem.row, problem.found) == (1, "no header in the first line")


def test_a_single_column_is_read_and_the_others_are_missed(folder: Path) -> None:
    (folder / "land.csv").write_text("place\nr0\n")
    missing = {problem.column for problem in errors_of(folder)}
    assert missing == {"source", "confidence"}


def test_rows_of_another_width_are_named_by_their_line(folder: Path) -> None:
    rows = read_rows(folder, "land")
    rows[2].append("more")
    rows[3] = rows[3][:-1]
    write_rows(folder, "land", rows)
    assert [(one.row, one.found, one.expected) for one in errors_of(folder)] == [
        (3, "8 cells", "7 cells"),
        (4, "6 cells", "7 cells"),
    ]


def test_an_unquoted_decimal_comma_is_explained(folder: Path) -> None:
    file = folder / "land.csv"
    file.write_text(file.read_text().replace("37.0", "37,0", 1))
    [problem] = errors_of(folder)
    assert problem.row == 2
    assert "decimals are written with a point" in problem.hint


def test_lines_are_counted_as_people_count_them(folder: Path) -> None:
    """Empty lines, and a text over two lines, come before the wrong figure in line 6."""
    file = folder / "land.csv"
    lines = file.read_text().splitlines()
    header, first, second = f"{lines[0]},note", f'{lines[1]},"over\ntwo lines"', f"{lines[2]},"
    file.write_text("\n".join([header, first, "", ",,,,,,,", second.replace("41.9", "much")]) + "\n")
    [problem] = errors_of(folder)
    assert (problem.row, problem.column, problem.found) == (6, "ready_ha", "'much'")


def test_an_open_quotation_mark_is_named(folder: Path) -> None:
    file = folder / "land.csv"
    file.write_text(file.read_text() + 'r0,"1,2,3\n')
    [problem] = errors_of(folder)
    assert problem.file == "land.csv"
    assert "quotation marks" in problem.hint


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_of_other_systems_are_read(folder: Path, ending: str) -> None:
    before = load_dataset(folder).digest
    for file in folder.glob("*.csv"):
        file.write_bytes(file.read_bytes().replace(b"\n", ending.encode()))
    assert load_dataset(folder).digest == before


def test_too_many_rows_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "DATASET", DATASET._replace(rows=5))
    problem = next(one for one in errors_of(folder) if one.file == "cohorts.csv")
    assert (problem.found, problem.expected) == ("more rows or cells", "at most 5 rows and 5,000,000 cells")


def test_too_many_columns_are_refused(folder: Path) -> None:
    (folder / "land.csv").write_text(",".join(f"c{number}" for number in range(41)) + "\n")
    [problem] = errors_of(folder)
    assert (problem.found, problem.expected) == ("41 columns", "at most 40 columns")


def test_nothing_there_is_said(tmp_path: Path) -> None:
    [problem] = errors_of(tmp_path / "nowhere")
    assert problem.found == "nothing there"
    assert problem.hint == "Check the path."


@pytest.mark.parametrize(("name", "found"), [("data.csv", "a file .csv"), ("data", "a file without an ending")])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, found: str) -> None:
    (tmp_path / name).write_text("x")
    [problem] = errors_of(tmp_path / name)
    assert problem.found == found
    assert "workbook (.xlsx)" in problem.expected


def test_an_empty_folder_misses_everything_at_once(tmp_path: Path) -> None:
    found = {problem.file for problem in errors_of(tmp_path)}
    assert found == {"dataset.toml", *(f"{table.name}.csv" for table in INPUT_TABLES.values() if not table.optional)}


def test_settings_that_are_no_toml_are_named_with_their_line(folder: Path) -> None:
    (folder / "dataset.toml").write_text('title = "x"\nfirst_year: 2027\n')
    [problem] = errors_of(folder)
    assert (problem.file, problem.row) == ("dataset.toml", 2)
