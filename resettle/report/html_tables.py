"""A table as HTML, the same on the page and in the file: right-aligned figures, and rows stacked on a narrow screen."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from resettle.report.tables import TEXT

if TYPE_CHECKING:
    from resettle.report.tables import Heading, Table


def table_style() -> str:
    """The style of these tables, for a page of any ground."""
    return files("resettle.report").joinpath("tables.css").read_text(encoding="utf-8")


def table_html(shown: Table) -> str:
    """The table; its title is its label for who cannot see it."""
    rows = ""
    for cells in shown.texts():
        first, *rest = zip(shown.headings, cells, strict=True)
        rows += f"<tr><th scope='row' class='text'>{escape(first[1])}</th>{''.join(_cell(*one) for one in rest)}</tr>"
    label = escape(shown.title, quote=True)
    return (
        f"<div class='pack-scroll' tabindex='0' role='region' aria-label='{label}'>"
        f"<table class='pack-table {shown.key}'><thead>{_head(shown)}</thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(heading: Heading, text: str) -> str:
    label = escape(heading.whole, quote=True)
    blank = "" if text else " blank"
    return f"<td class='{_kind(heading)}{blank}' data-label='{label}'>{escape(text)}</td>"


def _head(shown: Table) -> str:
    """One row of headings, or two where columns have something in common."""
    if not any(heading.group for heading in shown.headings):
        return f"<tr>{''.join(_heading(one, one.name) for one in shown.headings)}</tr>"
    upper, lower = "", ""
    for group, members in groupby(shown.headings, key=lambda heading: heading.group):
        headings = list(members)
        if group:
            upper += f"<th scope='colgroup' class='group' colspan='{len(headings)}'>{escape(group)}</th>"
            lower += "".join(_heading(one, one.name) for one in headings)
        else:
            upper += "".join(_heading(one, one.name, rows=2) for one in headings)
    return f"<tr>{upper}</tr><tr>{lower}</tr>"


def _heading(heading: Heading, text: str, rows: int = 1) -> str:
    span = f" rowspan='{rows}'" if rows > 1 else ""
    return f"<th scope='col' class='{_kind(heading)}'{span}>{escape(text)}</th>"


def _kind(heading: Heading) -> str:
    return "text" if heading.kind == TEXT else "number"
