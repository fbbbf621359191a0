"""The workbook as a spreadsheet user meets it: numbers are numbers, headings stay in view, charts are its own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from resettle.report.workbook import workbook_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from resettle.report.pack import Pack

HEADINGS_ROW = 2
PROSE = {"Method"}


@pytest.fixture(scope="module")
def book(pack: Pack) -> Workbook:
    return load_workbook(io.BytesIO(workbook_of(pack)))


def cells_of(sheet: Worksheet, name: str) -> dict[str, object]:
    """A row of a table by its first cell, as headings and values."""
    heads = [str(cell.value) for cell in sheet[HEADINGS_ROW]]
    row = next(row for row in sheet.iter_rows(min_row=HEADINGS_ROW + 1, values_only=True) if row[0] == name)
    return dict(zip(heads, row, strict=False))


def test_the_summary_has_numbers(book: Workbook) -> None:
    """200 of 400 people for 1.0 million US$; the other 50 homes are another million."""
    sheet = book["Summary"]
    expected = {
        "People settled by 2028": (200.0, "persons", "#,##0"),
        "People of the programme": (400.0, "persons", "#,##0"),
        "Share settled": (0.5, "%", "0%"),
        "Money used by 2028": (1.0, "million US$", "#,##0.0"),
        "Cost per person settled": (5_000.0, "US$", "#,##0"),
        "Unfunded need": (1.0, "million US$", "#,##0.0"),
    }
    for name, (value, unit, kind) in expected.items():
        row = cells_of(sheet, name)
        assert (row["In all"], row["Programme"], row["Unit"]) == (value, value, unit)
        (cell,) = [row[2] for row in sheet.iter_rows(min_row=HEADINGS_ROW + 1) if row[0].value == name]
        assert cell.number_format == kind


def test_the_scenario_is_named_in_large_letters(book: Workbook) -> None:
    title = book["Summary"]["A1"]
    assert str(title.value).startswith("Baseline")
    assert title.font.size >= 16


def test_headings_stay_in_view_and_columns_are_wide_enough(book: Workbook) -> None:
    for sheet in book:
        if sheet.title in PROSE:
            continue
        assert sheet.freeze_panes == f"B{HEADINGS_ROW + 1}"
        for heading in sheet[HEADINGS_ROW]:
            width = sheet.column_dimensions[heading.column_letter].width
            assert width >= max((len(word) for word in str(heading.value or "").split()), default=0)


def test_every_figure_is_a_number_with_a_format(book: Workbook) -> None:
    """No text that could be read as a number, and no number without separators where it is a count or money."""
    for sheet in book:
        for row in sheet.iter_rows(min_row=HEADINGS_ROW + 1):
            for cell in row[1:]:
                if isinstance(cell.value, str):
                    assert not cell.value.replace(",", "").replace(".", "").strip("+−-% ").isdigit(), cell.coordinate
                if isinstance(cell.value, (int, float)):
                    assert cell.number_format != "General", (sheet.title, cell.coordinate)


def test_charts_are_the_spreadsheets_own(book: Workbook) -> None:
    """Drawn from cells: people by year, money by funder; of the amounts one is masked, so that there is none."""
    assert len(book["People"]._charts) == 1
    assert len(book["Funders"]._charts) == 1
    (series,) = book["People"]._charts[0].series
    assert series.val.numRef.f == "'People'!$E$3:$E$4"
    assert len(book["Next money"]._charts) == 0


def test_a_row_of_the_next_money_has_its_range_as_numbers(book: Workbook) -> None:
    row = cells_of(book["Next money"], "US$ 0.4 million")
    years = "Person-years more, weighted by need"
    assert [row[f"{years}: {end}"] for end in ("best plan", "at least", "at most")] == [120.0, 120.0, 120.0]
    row = cells_of(book["Next money"], "US$ 0.04 million")
    assert row[f"{years}: best plan"] == "fewer than 20"
