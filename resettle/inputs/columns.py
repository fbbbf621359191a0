"""How a column and a table are declared: name, kind, unit, range, key, meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["text", "number", "whole", "year", "opening", "flag"]
Provenance = Literal["required", "optional", "absent"]

FIRST_YEAR_POSSIBLE, LAST_YEAR_POSSIBLE = 1900, 2200
LARGEST_FIGURE = 1e15
NEVER = "never"
BLANK = "blank"
"""What a scenario sets a figure to that shall say nothing: no limit, no cost, as the column declares it."""
CONFIDENCES = ("sourced", "derived", "assumption")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : as in the file's header
    kind : ``text``, ``number``, ``whole`` (a whole number), ``year``, ``opening`` (a year, blank = always open, or
        ``never``), ``flag`` (true or false)
    meaning : one line for people
    unit : of the figures, blank for names
    required : whether it must be there and may not be blank
    key : part of the table's key, which must not repeat
    refers_to : table whose key this column names; ``origins``, ``nodes``, ``sectors`` and ``resources`` are wider
    choices : the only values allowed
    minimum, maximum : inclusive range of figures
    blank : what a blank means
    in_parts : whole in a file, but a scenario may leave a part of one (households times 0.66)
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = True
    key: bool = False
    refers_to: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    blank: str = ""
    in_parts: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in ("number", "whole", "year", "opening")

    @property
    def is_integer(self) -> bool:
        """Whether it is kept as int64 in memory; other figures are float64, a blank is NaN, never is infinite."""
        return self.kind in ("whole", "year") and self.required and not self.in_parts


@dataclass(frozen=True)
class Table:
    """A table of the dataset or of a plan.

    Attributes
    ----------
    name : of the file or sheet
    meaning : one line for people
    columns : in order, without provenance and note
    optional : whether it may be left out
    provenance : whether rows end in ``source`` and ``confidence``
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    optional: bool = False
    provenance: Provenance = "required"

    @property
    def keys(self) -> list[str]:
        """Names of the columns that together must not repeat (none: rows add up)."""
        return [column.name for column in self.columns if column.key]

    @cached_property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column a frame of this table has: its own, provenance, note."""
        origin = () if self.provenance == "absent" else _provenance(required=self.provenance == "required")
        return (*self.columns, *origin, NOTE)

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((column for column in self.all_columns if column.name == name), None)


NOTE = Column("note", "text", "remark, arithmetic of a derived figure, reason of an assumption", required=False)


def _provenance(*, required: bool) -> tuple[Column, Column]:
    return (
        Column("source", "text", "where the row's figures come from", required=required, refers_to="sources"),
        Column("confidence", "text", "the weakest figure's confidence", required=required, choices=CONFIDENCES),
    )


def key(column: str, meaning: str = "short name, used by the other tables") -> Column:
    """The column that names a table's rows."""
    return Column(column, "text", meaning, key=True)


def name(
    column: str, meaning: str, *, to: str = "", key: bool = False, required: bool = True, blank: str = ""
) -> Column:
    """A column of names, of another table's key where ``to`` is given."""
    return Column(column, "text", meaning, required=required and not blank, key=key, refers_to=to, blank=blank)


def choice(column: str, meaning: str, choices: tuple[str, ...], *, key: bool = False) -> Column:
    """A column that takes one of a few values."""
    return Column(column, "text", meaning, choices=choices, key=key)


def amount(
    column: str,
    meaning: str,
    unit: str,
    *,
    blank: str = "",
    most: float = LARGEST_FIGURE,
    least: float | None = 0.0,
) -> Column:
    """A column of figures, none below ``least``; ``blank`` says what a blank means where it is allowed."""
    return Column(column, "number", meaning, unit, required=not blank, minimum=least, maximum=most, blank=blank)


def count(column: str, meaning: str, unit: str, *, least: float = 0.0, most: float = 10_000.0) -> Column:
    """A column of whole numbers."""
    return Column(column, "whole", meaning, unit, minimum=least, maximum=most)


def year(column: str, meaning: str, *, key: bool = False, blank: str = "") -> Column:
    """A column of calendar years."""
    low, high = FIRST_YEAR_POSSIBLE, LAST_YEAR_POSSIBLE
    return Column(column, "year", meaning, "year", required=not blank, key=key, minimum=low, maximum=high, blank=blank)


def opening(column: str, meaning: str) -> Column:
    """A column of years of opening: blank is always open, ``never`` is allowed."""
    low, high = FIRST_YEAR_POSSIBLE, LAST_YEAR_POSSIBLE
    return Column(column, "opening", meaning, "year", required=False, minimum=low, maximum=high, blank="always open")
