"""The registry's columns, declared once: a row is a household."""

from __future__ import annotations

from resettle.inputs.columns import Column

SOLUTIONS = ("return", "integrate", "relocate")
AGES = ("0_5", "6_17", "18_59", "60_up")
MEMBERS = tuple(f"{sex}_{age}" for sex in ("female", "male") for age in AGES)
"""Columns of members by sex and age; their sum is the household's persons."""
MOST_MEMBERS = 50
SEPARATOR = ";"
"""Between the ids or places of a cell that holds several."""
SYNTHETIC = "synthetic"
"""Column that marks a registry that was made up: ``true`` in every row."""

_AGE_WORDS = {"0_5": "0 to 5", "6_17": "6 to 17", "18_59": "18 to 59", "60_up": "60 or more"}


def _members(name: str) -> Column:
    sex, _, age = name.partition("_")
    meaning = f"{sex} members aged {_AGE_WORDS[age]}"
    return Column(name, "whole", meaning, "persons", minimum=0.0, maximum=float(MOST_MEMBERS))


COLUMNS: tuple[Column, ...] = (
    Column("household", "text", "id of the household: no name, no number of a person's papers", key=True),
    Column("programme", "text", "programme it belongs to", refers_to="programmes"),
    Column("origin", "text", "community of origin, a place or another origin of the dataset", refers_to="origins"),
    Column("current_place", "text", "where it lives now", refers_to="places"),
    *map(_members, MEMBERS),
    Column("profile", "text", "its needs", refers_to="profiles"),
    Column("solution", "text", "the stated choice", required=False, choices=SOLUTIONS, blank="none stated yet"),
    Column("from_year", "year", "year from which the choice holds", "year", required=False, blank="from the start"),
    Column("community", "text", "village or town of origin, as a key", required=False, blank="not known"),
    Column("kin", "text", "households it wants to be near, separated by ;", required=False, blank="none"),
    Column("wishes", "text", "places it would like, best first, separated by ;", required=False, blank="none"),
    Column("refuses", "text", "places where it must never be placed, separated by ;", required=False, blank="none"),
)
NAMES = tuple(column.name for column in COLUMNS)
MAY_BE_ABSENT = ("from_year", "community", "kin", "wishes", "refuses")
"""Columns that a registry may leave out."""
TEXTS = tuple(column.name for column in COLUMNS if column.kind == "text")


def parted(texts: object) -> list[str]:
    """The ids or places that a cell names, without the blanks around them."""
    return [part for part in (text.strip() for text in str(texts).split(SEPARATOR)) if part]
