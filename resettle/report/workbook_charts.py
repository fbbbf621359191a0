"""The workbook's own charts, drawn by the spreadsheet program from the cells of their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.utils import get_column_letter

from resettle.charts.style import BLUE, COLOURS, GREY, INCREASE
from resettle.report import words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from resettle.insight.donor import DonorFacts
    from resettle.report.tables import Table

_FIRST_ROW = 3
"""Of figures; the row above has the headings."""
_WIDE, _HIGH = 24.0, 11.0
"""In centimetres."""


def people_chart(sheet: Worksheet, facts: DonorFacts, shown: Table) -> None:
    """People settled by year, a colour for each programme; drawn beside the table's first rows."""
    chart = BarChart()
    chart.grouping, chart.overlap = "stacked", 100
    of_programmes = [column for column, heading in enumerate(shown.headings, 1) if heading.name == words.TOTAL]
    titles = [str(title) for title in facts.programmes["title"]]
    for position, (column, title) in enumerate(zip(of_programmes, titles, strict=True)):
        _add(chart, sheet, column, len(shown.rows), title, COLOURS[position % len(COLOURS)])
    _finish(chart, sheet, shown, words.SETTLED.format(year=facts.last_year), words.PERSONS, words.BY_END_OF)


def funders_chart(sheet: Worksheet, shown: Table) -> None:
    """Paid and unspent by funder."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    names = [heading.name for heading in shown.headings]
    rows = len(shown.rows) - 1  # without the sums
    for name, colour in ((words.PAID, BLUE), (words.UNSPENT, GREY)):
        _add(chart, sheet, names.index(name) + 1, rows, name, colour)
    chart.y_axis.number_format = "#,##0"
    _finish(chart, sheet, shown, words.FUNDERS_CHART, words.MILLION_USD, "", rows=rows)


def amounts_chart(sheet: Worksheet, shown: Table) -> None:
    """Person-years by amount of more money, with the ends of their range."""
    columns = [
        (number, heading.name) for number, heading in enumerate(shown.headings, 1) if heading.group == words.MORE_YEARS
    ]
    if any(isinstance(row[number - 1], str) for row in shown.rows for number, _ in columns):
        return
    chart = LineChart()
    for (number, name), colour in zip(columns, (INCREASE, GREY, GREY), strict=True):
        _add(chart, sheet, number, len(shown.rows), name, colour)
    for series in chart.series:
        series.graphicalProperties.line.solidFill = series.graphicalProperties.solidFill
        series.smooth = False
    _finish(chart, sheet, shown, words.MORE_YEARS, words.MORE_YEARS, words.AMOUNT)


def _add(chart: BarChart | LineChart, sheet: Worksheet, column: int, rows: int, title: str, colour: str) -> None:
    values = Reference(sheet, min_col=column, min_row=_FIRST_ROW, max_row=_FIRST_ROW + rows - 1)
    series = Series(values, title=title)
    series.graphicalProperties.solidFill = colour.removeprefix("#")
    chart.series.append(series)


def _finish(
    chart: BarChart | LineChart, sheet: Worksheet, shown: Table, title: str, y_title: str, x_title: str, rows: int = 0
) -> None:
    """Categories from the first column, titles of axes, and a place to the right of the table."""
    count = rows or len(shown.rows)
    chart.set_categories(Reference(sheet, min_col=1, min_row=_FIRST_ROW, max_row=_FIRST_ROW + count - 1))
    chart.title, chart.y_axis.title, chart.x_axis.title = title, y_title, x_title or None
    chart.y_axis.number_format = "#,##0"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.width, chart.height = _WIDE, _HIGH
    sheet.add_chart(chart, f"{get_column_letter(len(shown.headings) + 2)}{_FIRST_ROW}")
