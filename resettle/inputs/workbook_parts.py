"""The parts of a workbook looked at before any is parsed: XML that grows when it is read, and far too much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import error

if TYPE_CHECKING:
    from resettle.errors import Problem
    from resettle.inputs.table_limits import TableLimits

_XML = (".xml", ".rels", ".vml")
_SHEETS = "xl/worksheets/"
_TEXTS = "xl/sharedStrings.xml"
MOST_OTHER_TAGS = 500_000
"""Of styles, names and everything else beside cells and texts; each tag has a beginning and an end."""
_TAGS_A_CELL = 6
"""At most, beginnings and ends: of its row, the cell, its value or text, its formula."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_NOT_MADE_BY_PEOPLE = "This is no workbook that people made."


def unfit_parts(name: str, parts: dict[str, bytes], limits: TableLimits) -> Problem | None:
    """The problem for which a workbook is refused before it is parsed, or None."""
    xml = {part: content for part, content in parts.items() if part.lower().endswith(_XML)}
    if any(b"<!DOCTYPE" in content or b"<!ENTITY" in content for content in parts.values()):
        return error(name, None, "", "XML with entities", "a workbook (.xlsx)", _NOT_MADE_BY_PEOPLE)
    if any(content.startswith(_UTF_16) for content in xml.values()):
        return error(
            name, None, "", "XML in UTF-16", "XML in UTF-8, as spreadsheet programs write it", "Save it again."
        )
    sheets = sum(content.count(b"<") for part, content in xml.items() if part.startswith(_SHEETS))
    texts = sum(content.count(b"<") for part, content in xml.items() if part == _TEXTS)
    others = sum(content.count(b"<") for content in xml.values()) - sheets - texts
    most = limits.workbook_cells
    if sheets > _TAGS_A_CELL * most or texts > _TAGS_A_CELL * most:
        hint = "Take other sheets out, or save each table as CSV."
        return error(name, None, "", "more cells or texts", f"about {most:,} cells at most", hint)
    if others > MOST_OTHER_TAGS:
        hint = "Copy the tables into a new workbook, as values, without formats."
        return error(name, None, "", "more styles or names", f"at most {MOST_OTHER_TAGS:,} parts of them", hint)
    return None
