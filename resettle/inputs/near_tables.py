"""Files and sheets that are no table: left out with a word, or refused where one may be meant as a table."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from resettle.inputs.alike import squeezed
from resettle.inputs.problems import error, nearest_name, warning
from resettle.inputs.raw import SETTINGS
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.raw import RawDataset

_TABLE_ENDINGS = {
    "",
    *(f".{one}" for one in ("csv", "tsv", "txt", "tab", "xlsx", "xlsm", "xls", "ods", "parquet", "hxl")),
}
"""Endings of files in which people keep tables: a picture named as a table is none."""
_VERY_NEAR = 0.8


def unknown_tables(names: Sequence[tuple[str, str]], kind: str, raw: RawDataset) -> None:
    """Name files or sheets (where, full name) that are no table.

    One that is written nearly as a table is an error: what it holds would be left out unseen. Where the table itself
    is there, that goes for a name that differs in case, blanks or signs alone. Others are a warning, and left alone.
    """
    for where, full in names:
        endings = PurePath(full).suffixes if kind == "file" else []
        stem = full.removesuffix("".join(endings)) if endings else full
        near = nearest_name(stem, INPUT_TABLES)
        if _is_meant(stem, endings, raw):
            meant = _meant(stem) or near
            name = f"{meant}.csv" if kind == "file" else meant
            hint = f"Name it {name!r}, or take it away."
            raw.problems.append(error(where, None, "", f"a {kind} {full!r}", f"a {kind} {name!r}", hint))
            raw.damaged.add(meant)
            continue
        hint = f"Did you mean {near}? It is left out." if near else "It is left out."
        raw.problems.append(warning(where, None, "", f"a {kind} {full!r}", "only tables of the dataset", hint))


def _is_meant(stem: str, endings: Sequence[str], raw: RawDataset) -> bool:
    """Whether a file or sheet may hold a table of the dataset, so that leaving it out may lose it."""
    if any(ending.lower() not in _TABLE_ENDINGS for ending in endings[:1]):
        return False
    there = {*raw.tables, *raw.damaged}
    same = next((table for table in INPUT_TABLES if squeezed(table) == squeezed(stem)), "")
    if same:
        return [ending.lower() for ending in endings] in ([], [".csv"]) or same not in there
    meant = _meant(stem)
    return bool(meant) and meant not in there


def _meant(stem: str) -> str:
    """The table that a name is very near to, or has at its beginning or end; blank where there is none."""
    text = squeezed(stem[:100])
    held = [table for table in INPUT_TABLES if text.startswith(squeezed(table)) or text.endswith(squeezed(table))]
    if held:
        return max(held, key=len)
    near = nearest_name(stem, INPUT_TABLES, cutoff=_VERY_NEAR)
    return near if near != SETTINGS else ""
