"""A registry as people and programs hand it over (issue 15, B): what version 0.1 read wrongly, or not in words.

The dataset is tests/tiny: programme p, places camp and village, profile general. Four households of four persons.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from resettle.errors import ResettleError
from resettle.households.columns import NAMES
from resettle.households.findings import RegistryError
from resettle.households.near_columns import meant_column
from resettle.households.personal import personal_cells
from resettle.households.registry import Registry, read_registry
from tests.tiny import tiny

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

ROW = "{},p,village,camp,0,1,1,0,0,1,1,0,general,return,,,,,"
HEADINGS = ",".join(NAMES)
LINES = [HEADINGS, *(ROW.format(f"h00{number}") for number in range(1, 5))]
GOOD = "\n".join(LINES) + "\n"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return tiny(tmp_path_factory.mktemp("tiny"))


def read(dataset: Dataset, text: str | bytes, name: str = "registry.csv") -> Registry:
    return read_registry(name, dataset, data=text.encode() if isinstance(text, str) else text)


def refused(dataset: Dataset, text: str | bytes, name: str = "registry.csv") -> list[tuple[object, str, str]]:
    with pytest.raises(RegistryError) as refusal:
        read(dataset, text, name)
    table = refusal.value.findings
    rows = [None if pd.isna(row) else int(row) for row in table["row"]]
    return list(zip(rows, table["column"], table["found"], strict=True))


def book(*sheets: tuple[str, list[list[object]]], hidden: str = "") -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title == hidden:
            sheet.sheet_state = "hidden"
    if hidden and len(sheets) == 1:
        made.create_sheet("Cover")["A1"] = "A cover"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


CELLS: list[list[object]] = [line.split(",") for line in LINES]


@pytest.mark.parametrize("name", ["registry.csv", "registry.CSV", "registry.Csv"])
def test_the_ending_may_be_in_any_case(dataset: Dataset, name: str) -> None:
    assert read(dataset, GOOD, name).households["household"].tolist() == ["h001", "h002", "h003", "h004"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GOOD.replace(",", ";"), (1, "", "columns separated by ';'")),
        (GOOD.replace(",", "\t"), (1, "", "columns separated by '\\t'")),
        (GOOD.encode("utf-16"), (None, "", "text in UTF-16")),
        (GOOD.replace("h003", "Ы3").encode("cp1251"), (4, "", "bytes that are no UTF-8")),
        ("", (None, "", "an empty file")),
        (GOOD[:-8], (5, "", "14 cells")),
        ("\n".join([HEADINGS, *(f"{line}," for line in LINES[1:])]), (2, "", "20 cells, as in every row")),
        (f"Registry of November\n{GOOD}", (1, "", "no headings in row 1; they stand in row 2")),
        (f"Registry{',' * 18}\n\n{GOOD}", (1, "", "no headings in row 1; they stand in row 3")),
        (f"{GOOD}Cəmi{',' * 3},0,4,4,0,0,4,4,0,,,,,,,\n", (6, "", "what looks like a row of totals")),
        (f"{GOOD}{',' * 4}0,4,4,0,0,4,4,0,,,,,,,\n", (6, "", "what looks like a row of totals")),
        ("\n".join(LINES[1:]), (1, "", "none of the headings in row 1")),
        (GOOD.replace("kin", "community", 1), (None, "community", "the column twice")),
        (GOOD.replace(",1,1,", ",٣,1,", 1), (2, "female_6_17", "digits of another script")),
        (GOOD.replace("h003", "=1+1"), (4, "household", "a text that a spreadsheet would run as a formula")),
        (GOOD.replace("h003", "#REF!"), (4, "household", "'#REF!'")),
    ],
)
def test_what_is_wrong_is_one_finding(dataset: Dataset, text: str | bytes, found: tuple[int | None, str, str]) -> None:
    assert refused(dataset, text) == [found]


def test_blank_lines_are_counted_as_a_spreadsheet_counts_them(dataset: Dataset) -> None:
    text = "\n".join([*LINES[:2], "", "," * 18, *LINES[2:3], LINES[3].replace("general", "genral")])
    assert [row for row, *_ in refused(dataset, text)] == [6]


def test_no_text_of_a_cell_is_in_any_message(dataset: Dataset) -> None:
    """A name in small letters looked like a key, and was repeated: 'found 'ayten''."""
    rows = [
        ROW.format("h001").replace("general", "ayten"),
        ROW.format("h002").replace(",village,", ",hovhannes,"),
        ROW.format("h003").replace(",1,", ",aram,", 1),
        "h004,p,village,camp,0,1,1,0,0,1,1,0,general,return,,,leyla,gohar,armen",
    ]
    with pytest.raises(RegistryError) as refusal:
        read(dataset, "\n".join([HEADINGS, *rows]))
    said = str(refusal.value) + refusal.value.findings.to_string()
    assert len(refusal.value.findings) == 6
    assert not [name for name in ("ayten", "hovhannes", "aram", "leyla", "gohar", "armen") if name in said]


@pytest.mark.parametrize(
    "heading",
    [
        *("Refuses", "REFUSES", "refuses ", "refuse", "refuses/village", "refuses_village", "refuses.1", "Q7/refuses"),
        *("refuses[village]", "refuses-other", "kin_2", "wishes 1", "solution_return"),
    ],
)
def test_a_heading_that_is_nearly_ours_is_refused(dataset: Dataset, heading: str) -> None:
    """Left out, a family's binding word was lost: it was placed where it must never be."""
    column = "kin" if heading.startswith("kin") else "wishes" if "wish" in heading else "refuses"
    column = "solution" if "solution" in heading else column
    there = {*NAMES} - {"refuses"}
    if heading.strip() == "refuses":
        assert read(dataset, GOOD.replace("refuses", heading, 1)).warnings == ()
        return
    assert meant_column(heading, there, {"camp", "village"}) == column
    if column == "refuses":
        [(_, named, found)] = refused(dataset, GOOD.replace("refuses", f'"{heading}"', 1))
        assert (named, found) == (heading, "a column that is nearly one of the registry's")


@pytest.mark.parametrize(
    "heading", ["_id", "start", "end", "_uuid", "colour", "district", "tent_number", "kindergarten"]
)
def test_other_headings_are_left_out_with_a_word(dataset: Dataset, heading: str) -> None:
    assert meant_column(heading, NAMES, {"camp", "village"}) == ""


def test_a_place_of_another_programme_is_said_to_be_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    """'found 'm1' … Did you mean 'm1'?' proposed what was found."""
    both = tiny(
        tmp_path_factory.mktemp("two"),
        programmes="programme,title\np,Programme\nq,Other",
        places="""place,name,latitude,longitude,programme,site_lead_years
            camp,Camp,40.0,46.0,p,0
            village,Village,40.0,47.0,p,0
            m1,M,40.0,48.0,q,0""",
    )
    text = "\n".join([HEADINGS, f"{ROW.format('h1')}m1"])
    with pytest.raises(RegistryError) as refusal:
        read(both, text)
    [finding] = refusal.value.findings.to_dict("records")
    assert (finding["found"], finding["what_to_do"]) == ("a place of another programme", "")


def test_formulas_and_errors_of_a_workbook_are_named_without_their_text(dataset: Dataset) -> None:
    cells = [[*row] for row in CELLS]
    cells[1][13], cells[2][18], cells[3][18] = '=IF(1,"return")', "=A1", "#N/A"
    found = refused(dataset, book(("households", cells)), "registry.xlsx")
    assert found == [
        (2, "solution", "a formula"),
        (3, "refuses", "a formula"),
        (4, "refuses", "'#N/A'"),
    ]


def test_the_sheet_with_the_headings_is_read(dataset: Dataset) -> None:
    cover: list[list[object]] = [["Registry of November 2026"], [], ["Kept by the office"]]
    made = book(("Cover", cover), ("Families", CELLS))
    assert len(read(dataset, made, "registry.Xlsx").households) == 4


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (book(("a", CELLS), ("b", CELLS)), "2 sheets with the registry's headings"),
        (book(("a", CELLS), hidden="a"), "the registry in a hidden sheet"),
        (book(("a", [])), "an empty workbook"),
        (book(("a", [["A title"], [], *CELLS])), "no headings in row 1; they stand in row 3"),
    ],
)
def test_sheets_that_cannot_be_meant_are_refused(dataset: Dataset, made: bytes, found: str) -> None:
    assert [one for *_, one in refused(dataset, made, "registry.xlsx")] == [found]


def test_one_cell_at_the_end_of_a_sheet_takes_no_memory(dataset: Dataset) -> None:
    """1.7 kB with a cell at XFD1048576 made a table of 17 billion cells."""
    made = Workbook()
    for row in CELLS:
        made.active.append(row)
    made.active["XFD1048576"] = "x"
    file = io.BytesIO()
    made.save(file)
    assert refused(dataset, file.getvalue(), "registry.xlsx")[0][2] == "something in cell XFD1048576"


def test_a_parquet_file_of_millions_of_rows_is_refused_by_its_footer(dataset: Dataset) -> None:
    """0.57 MB held 60 million rows."""
    file = io.BytesIO()
    column = pa.array(["h"] * 700_000).dictionary_encode()
    pq.write_table(pa.table({"household": column}), file)
    assert refused(dataset, file.getvalue(), "registry.parquet") == [(None, "", "700,000 rows")]


@pytest.mark.parametrize("value", [[["a"]], [b"a"], [{"a": 1}]])
def test_a_parquet_file_of_lists_or_bytes_is_refused(dataset: Dataset, value: list[object]) -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"household": value}), file)
    with pytest.raises(ResettleError, match="cannot be read as parquet"):
        read(dataset, file.getvalue(), "registry.parquet")


def test_millions_of_blank_lines_are_refused_unread(dataset: Dataset) -> None:
    assert refused(dataset, b"\n" * 19_000_000)[0][2] == "19,000,000 lines"


def test_a_long_cell_is_no_work_for_the_address_pattern() -> None:
    """The pattern took the square of a cell's length: 20,000 characters in 200 rows would take minutes."""
    texts = pd.Series(["a" * 20_000, "@a" * 10_000, "x@y.zz"] * 200)
    assert personal_cells(texts).tolist() == [False, False, True] * 200
