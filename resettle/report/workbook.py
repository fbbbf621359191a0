"""The pack as a workbook: one table a sheet, figures as numbers, headings that stay in view, charts of its own."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from resettle.inputs.formula_text import escaped
from resettle.insight.donor_next import NextMoney
from resettle.report import contents, sentences, words
from resettle.report.summary_table import summary_table
from resettle.report.tables import CHANGE, CHANGE_MILLIONS, COUNT, MILLIONS, SHARE, TEXT, USD, YEAR
from resettle.report.workbook_charts import amounts_chart, funders_chart, people_chart

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from resettle.report.pack import Pack
    from resettle.report.tables import Cell, Heading, Table

_FORMATS = {
    YEAR: "0",
    COUNT: "#,##0",
    CHANGE: "+#,##0;−#,##0;0",
    MILLIONS: "#,##0.0",
    CHANGE_MILLIONS: "+#,##0.0;−#,##0.0;0.0",
    USD: "#,##0",
    SHARE: "0%",
}
_HEADINGS_ROW = 2
_NARROWEST, _WIDEST, _MARGIN = 11, 46, 2
_HEAD = PatternFill("solid", fgColor="DDEBF5")


def workbook_of(pack: Pack) -> bytes:
    """The workbook's file; masked figures are text, and no text can run as a formula."""
    book = Workbook()
    book.remove(book.active)
    facts = pack.facts
    _summary(book, pack)
    _next(book, pack)
    people = _sheet(book, "people", sentences.people_title(facts), contents.people_table(facts))
    people_chart(people, facts, contents.people_table(facts))
    _sheet(book, "places", sentences.map_title(facts), contents.places_table(facts))
    funders = _sheet(book, "funders", sentences.funders_title(facts), contents.funders_table(facts))
    funders_chart(funders, contents.funders_table(facts))
    _sheet(book, "costs", sentences.costs_title(facts), contents.costs_table(facts))
    if pack.ranges:
        _sheet(book, "range", sentences.range_title(pack), contents.range_table(pack))
    _sheet(book, "confidence", words.SOURCES_TITLE, contents.confidence_table(facts))
    _sheet(book, "sources", words.SOURCES_TITLE, contents.sources_table(facts))
    method = book.create_sheet(words.SHEETS["method"])
    _lines(method, words.METHOD_TITLE, sentences.method_texts(facts))
    method.column_dimensions["A"].width = 3 * _WIDEST
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _summary(book: Workbook, pack: Pack) -> None:
    """The scenario in large letters, the four figures in all and for each programme, and what they are."""
    facts = pack.facts
    shown, kinds = summary_table(pack)
    sheet = _sheet(book, "summary", f"{sentences.scenario_text(facts)} · {facts.title}", shown, kinds)
    notes = [words.HEADING, words.BANNER, sentences.made_text(facts), *sentences.programme_texts(facts)]
    notes += [words.BASELINE_SAID] if facts.is_baseline else []
    notes += [facts.description] if facts.description else []
    notes += [words.PENDING.format(count=pack.pending)] if pack.pending else []
    for note in [*notes, sentences.made_with_text(pack)]:
        _line(sheet, note)
    if pack.differences:
        _sheet(book, "differences", words.SCENARIO_SAID, contents.differences_table(pack))


def _next(book: Workbook, pack: Pack) -> None:
    """What more money brings: amounts with their chart, then the first amount in parts."""
    if not pack.usd:
        return
    more, year = pack.untied, pack.facts.last_year
    notes = []
    if isinstance(more, NextMoney):
        notes = [sentences.next_answer(more, year), *sentences.next_details(more)]
    caption = words.NEXT_CAPTION.format(first=pack.first_year, year=year)
    heading = words.NEXT_HEADING.format(amount=sentences.amount_text(pack.usd))
    amounts = contents.amounts_table(pack)
    sheet = _sheet(book, "next", heading, amounts)
    for note in [*notes, caption]:
        _line(sheet, note)
    amounts_chart(sheet, amounts)
    if isinstance(more, NextMoney) and more.brings:
        parts = {"next_people": contents.next_people_table(pack, more)}
        if more.places:
            parts["next_places"] = contents.next_places_table(pack, more)
        if more.sectors:
            parts["next_sectors"] = contents.next_sectors_table(more)
        for key, shown in parts.items():
            _line(_sheet(book, key, f"{heading} {shown.title}", shown), caption)
    givers = contents.givers_table(pack)
    _line(_sheet(book, "givers", givers.title, givers), caption)


def _sheet(
    book: Workbook, key: str, title: str, shown: Table, kinds: tuple[tuple[str, ...], ...] | None = None
) -> Worksheet:
    """A sheet with a title, a table whose headings and first column stay in view, and its note below.

    ``kinds`` of single cells, where the rows of a column differ in theirs.
    """
    sheet = book.create_sheet(words.SHEETS[key])
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _line(sheet, title, Font(bold=True, size=16))
    _headings(sheet, shown.headings)
    each = kinds or (tuple(heading.kind for heading in shown.headings),) * len(shown.rows)
    for cells, of_row in zip(shown.rows, each, strict=True):
        _row(sheet, cells, of_row)
    for column, heading in enumerate(shown.headings, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(
            heading, [row[column - 1] for row in shown.rows]
        )
    sheet.freeze_panes = f"B{_HEADINGS_ROW + 1}"
    sheet.print_title_rows = f"{_HEADINGS_ROW}:{_HEADINGS_ROW}"
    if shown.note:
        sheet.append([])
        _line(sheet, shown.note, Font(italic=True))
    return sheet


def _headings(sheet: Worksheet, headings: tuple[Heading, ...]) -> None:
    sheet.append([escaped(heading.whole) for heading in headings])
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(sheet.max_row, column)
        cell.font, cell.fill = Font(bold=True), _HEAD
        side = "left" if heading.kind == TEXT else "right"
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)


def _row(sheet: Worksheet, cells: tuple[Cell, ...], kinds: tuple[str, ...]) -> None:
    sheet.append([_value(cell) for cell in cells])
    for column, kind in enumerate(kinds, start=1):
        cell = sheet.cell(sheet.max_row, column)
        side = "left" if kind == TEXT or cell.value is None else "right"
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
        if isinstance(cell.value, (int, float)):
            cell.number_format = _FORMATS.get(kind, "General")


def _lines(sheet: Worksheet, title: str, lines: list[str]) -> None:
    _line(sheet, title, Font(bold=True, size=16))
    for line in lines:
        _line(sheet, line)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")


def _line(sheet: Worksheet, text: str, font: Font | None = None) -> None:
    """A line of text that runs over the empty cells beside it."""
    sheet.append([escaped(text)])
    if font is not None:
        sheet.cell(sheet.max_row, 1).font = font


def _value(cell: Cell) -> Cell | None:
    if isinstance(cell, str):
        return escaped(cell) or None
    return None if math.isnan(cell) else cell + 0.0


def _width(heading: Heading, cells: list[Cell]) -> float:
    """Wide enough for the longest word of the heading and for most cells; longer texts wrap."""
    longest = max((len(word) for word in heading.whole.split()), default=0)
    longest = max([longest, *(len(cell) if isinstance(cell, str) else len(f"{cell:,.1f}") for cell in cells)])
    return float(min(_WIDEST, max(_NARROWEST, longest + _MARGIN)))
