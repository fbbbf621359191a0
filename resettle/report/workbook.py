"""The pack as a workbook: summary, people, money, next money, sources, method."""

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
from resettle.report.figures import four_figures
from resettle.report.tables import (
    CHANGE,
    CHANGE_MILLIONS,
    COUNT,
    MILLIONS,
    SHARE,
    TEXT,
    USD,
    YEAR,
    Heading,
    Table,
    table,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OpenpyxlCell
    from openpyxl.worksheet.worksheet import Worksheet

    from resettle.report.pack import Pack
    from resettle.report.tables import Cell

_FORMATS = {
    YEAR: "0",
    COUNT: "#,##0",
    CHANGE: "+#,##0;−#,##0;0",
    MILLIONS: "#,##0.0",
    CHANGE_MILLIONS: "+#,##0.0;−#,##0.0;0.0",
    USD: "#,##0",
    SHARE: "0%",
}
_NARROW, _WIDE = 18, 46
_HEAD = PatternFill("solid", fgColor="DDEBF5")


def workbook_of(pack: Pack) -> bytes:
    """The workbook's file; figures are numbers, masked ones text, and no text can run as a formula."""
    book = Workbook()
    book.remove(book.active)
    facts = pack.facts
    notes = [words.HEADING, words.BANNER, sentences.made_text(facts), sentences.made_with_text(pack)]
    if facts.scenario:
        notes.append(words.ASSUMPTIONS.format(scenario=facts.scenario))
    if pack.pending:
        notes.append(words.PENDING.format(count=pack.pending))
    ranges = [contents.range_table(pack)] if pack.ranges else []
    _sheet(book, "summary", facts.title, notes, [_summary(pack), *ranges])
    _sheet(book, "people", sentences.people_title(facts), [], [contents.people_table(facts)])
    money = [contents.funders_table(facts), contents.costs_table(facts)]
    _sheet(book, "money", sentences.funders_title(facts), [], money)
    _next(book, pack)
    sources = [contents.confidence_table(facts), contents.sources_table(facts)]
    _sheet(book, "sources", words.SOURCES_TITLE, [], sources)
    _sheet(book, "method", words.METHOD_TITLE, sentences.method_texts(facts), [])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _summary(pack: Pack) -> Table:
    """The four figures, in all and for each programme, as they are told."""
    titles = list(pack.programmes.values())
    headings = [Heading(name, TEXT) for name in (words.FIGURE, words.IN_ALL, *titles, words.NOTE)]
    rows = [[one.label, one.value, *(value for _, value in one.parts), one.note] for one in four_figures(pack)]
    return table("summary", words.HEADING, "", headings, rows)


def _next(book: Workbook, pack: Pack) -> None:
    amount = sentences.amount_text(pack.usd)
    more, notes, tables = pack.untied, [], [contents.amounts_table(pack), contents.givers_table(pack)]
    if isinstance(more, NextMoney):
        notes = [sentences.next_answer(more, pack.facts.last_year), *sentences.next_details(more)]
        notes.append(words.NEXT_CAPTION.format(first=pack.first_year, year=pack.facts.last_year))
        tables = [
            contents.next_people_table(pack, more),
            contents.next_places_table(pack, more),
            contents.next_sectors_table(more),
            *tables,
        ]
    _sheet(book, "next", words.NEXT_HEADING.format(amount=amount), notes, tables)


def _sheet(book: Workbook, key: str, title: str, notes: list[str], tables: list[Table]) -> None:
    sheet = book.create_sheet(words.SHEETS[key])
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _line(sheet, title, Font(bold=True, size=14))
    for note in notes:
        _line(sheet, note)
    for shown in tables:
        sheet.append([])
        if shown.title != title:
            _line(sheet, shown.title, Font(bold=True, size=12))
        _rows(sheet, shown)
        if shown.note:
            _line(sheet, shown.note, Font(italic=True))
    widest = max((len(shown.headings) for shown in tables), default=1)
    for column in range(1, widest + 1):
        texts = any(len(shown.headings) >= column and shown.headings[column - 1].kind == TEXT for shown in tables)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if texts or not tables else _NARROW


def _line(sheet: Worksheet, text: str, font: Font | None = None) -> None:
    """A line of text that runs over the empty cells beside it."""
    sheet.append([escaped(text)])
    if font is not None:
        sheet.cell(sheet.max_row, 1).font = font


def _rows(sheet: Worksheet, shown: Table) -> None:
    sheet.append([escaped(heading.name) for heading in shown.headings])
    for cell in _last(sheet, shown):
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in shown.rows:
        sheet.append([_value(cell) for cell in row])
        for cell, heading in zip(_last(sheet, shown), shown.headings, strict=True):
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=_side(heading, cell.value))
            if isinstance(cell.value, (int, float)):
                cell.number_format = _FORMATS.get(heading.kind, "General")


def _last(sheet: Worksheet, shown: Table) -> tuple[OpenpyxlCell, ...]:
    """The cells of the row written last."""
    row = sheet.max_row
    cells: tuple[OpenpyxlCell, ...] = next(sheet.iter_rows(row, row, 1, len(shown.headings)))
    return cells


def _value(cell: Cell) -> Cell | None:
    if isinstance(cell, str):
        return escaped(cell) or None
    return None if math.isnan(cell) else cell + 0.0


def _side(heading: Heading, value: object) -> str:
    return "right" if heading.kind != TEXT and value is not None else "left"
