"""Every table in words, for docs/data.md: what the code reads is what the document says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.columns import LARGEST_FIGURE, NEVER
from resettle.inputs.dataset import Settings
from resettle.inputs.hashtags import TAGS
from resettle.inputs.schema import INPUT_TABLES, RESOURCES, RESULT_TABLES, SECTORS, STAFF_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resettle.inputs.columns import Column, Table

_HEAD = "| column | meaning | unit | values | blank |\n|---|---|---|---|---|"
_TAGGED_HEAD = "| column | meaning | unit | values | blank | HXL hashtag |\n|---|---|---|---|---|---|"
_KINDS = {"text": "text", "number": "number", "whole": "whole number", "year": "year", "flag": "true or false"}
_WIDER = {
    "origins": "a place, or an origin of `cohorts`",
    "nodes": "a place, a node of `supplies`, or a name in other links",
    "sectors": "`" + "`, `".join(SECTORS) + "` or a service",
    "resources": "`" + "`, `".join(RESOURCES) + f"` or `{STAFF_PREFIX}` and a service",
}
_PROVENANCE = {
    "required": "Rows end in `source` and `confidence`; `note` is optional.",
    "optional": "Rows may end in `source` and `confidence`; `note` is optional.",
    "absent": "`note` is optional.",
}


def describe_tables() -> str:
    """Markdown of dataset.toml, the dataset's tables and a plan's: column, meaning, unit, values, blank, hashtag."""
    parts = ["## Tables of a dataset", _described_settings()]
    parts += [_described(table, _about(table), table.columns) for table in INPUT_TABLES.values()]
    parts.append("## Tables of a plan")
    parts += [_described(table, f"{_sentence(table.meaning)}.", table.columns) for table in RESULT_TABLES.values()]
    return "\n\n".join(parts) + "\n"


def _described_settings() -> str:
    rows = [
        f"| `{name}` | {(field.description or '').rstrip('.')} | {_setting_kind(field.annotation)} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["### dataset.toml", "", "| field | meaning | values |", "|---|---|---|", *rows])


def _setting_kind(annotation: object) -> str:
    return {int: "year", float: "number"}.get(annotation, "text") if isinstance(annotation, type) else "text"


def _described(table: Table, about: str, columns: Iterable[Column]) -> str:
    tags = TAGS.get(table.name)
    if tags is None:
        return "\n".join([f"### {table.name}", "", about, "", _HEAD, *map(_row, columns)])
    rows = [f"{_row(column)} `{tags[column.name]}` |" for column in columns]
    return "\n".join([f"### {table.name}", "", about, "", _TAGGED_HEAD, *rows])


def _about(table: Table) -> str:
    """What a table holds, whether it may be left out, its key, and where its figures come from."""
    keys = ", ".join(f"`{key}`" for key in table.keys)
    about = [f"{_sentence(table.meaning)}."]
    about += ["The table may be left out."] if table.optional else []
    about.append(f"Key: {keys}." if keys else "Rows add up.")
    about.append(_PROVENANCE[table.provenance])
    return " ".join(about)


def _row(column: Column) -> str:
    blank = "" if column.required else (column.blank or "allowed")
    return f"| `{column.name}` | {column.meaning} | {column.unit} | {_values(column)} | {blank} |"


def _values(column: Column) -> str:
    if column.choices:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    if column.kind == "opening":
        return f"year or `{NEVER}`"
    if column.refers_to:
        return _WIDER.get(column.refers_to, f"a name in `{column.refers_to}`")
    return _KINDS[column.kind] + (_range(column) if column.kind in ("number", "whole") else "")


def _range(column: Column) -> str:
    if column.minimum is None:
        return ""
    if column.maximum is None or column.maximum >= LARGEST_FIGURE:
        return f" from {column.minimum:g}"
    return f" from {column.minimum:g} to {column.maximum:,.0f}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
