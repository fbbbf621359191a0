"""What values of the dataset's naming columns are called by people: titles of places and programmes, not their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.app.words import grids as words
from resettle.app.words import levers as lever_words
from resettle.inputs.schema import INPUT_TABLES, STAFF_PREFIX
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from resettle.inputs.columns import Column
    from resettle.inputs.dataset import Dataset

_WIDER = {"origins": "places", "nodes": "places", "sectors": "services"}
"""Where the names of columns are looked up that refer to more than one table."""


def name_of(dataset: Dataset, column: Column, value: object) -> str:
    """A value as people call it; the value itself where it has no other name, what a blank means where it is one."""
    text = "" if value is None or value != value else str(value)
    if not text:
        return column.blank or words.BLANK
    if column.name == "solution":
        return lever_words.SOLUTIONS.get(text, text)
    if column.refers_to == "resources":
        return resource_name(dataset, text)
    table = _WIDER.get(column.refers_to, column.refers_to)
    if table in INPUT_TABLES and len(INPUT_TABLES[table].columns) > 1:
        named = titles(dataset, table)
        return str(named.get(text, text))
    return words.CHOICES.get(text, text)


def resource_name(dataset: Dataset, resource: str) -> str:
    """What a programme's capacity is of."""
    if resource.startswith(STAFF_PREFIX):
        service = resource.removeprefix(STAFF_PREFIX)
        return words.STAFF_OF.format(service=titles(dataset, "services").get(service, service))
    return words.RESOURCES.get(resource, resource)
