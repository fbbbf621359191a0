"""What scenarios assume, in words: the same names as the levers have, figures with their units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from resettle.app import levers
from resettle.app.grid import heading
from resettle.app.names import name_of
from resettle.app.words import compare as words
from resettle.app.words import grids as grid_words
from resettle.app.words import levers as lever_words
from resettle.app.words import what_if
from resettle.inputs.scenario import Scenario
from resettle.inputs.schema import INPUT_TABLES
from resettle.insight.assumed import Assumption, side_by_side
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resettle.inputs.dataset import Dataset

_TITLED = {
    "place": "places",
    "programme": "programmes",
    "funder": "funders",
    "service": "services",
    "corridor": "corridors",
}
"""Columns whose names have titles, and the table that has them."""
_UNITS = {
    "scale": (100.0, "%"),
    "floors": (100.0, "%"),
    "standard": (100.0, "%"),
    "fairest_within": (100.0, "%"),
    "usd_per_person_year": (1.0, "US$"),
    "target": (1.0, words.PERSONS),
    "safeguard": (1.0, words.PERSONS),
}
"""Factor and unit of figures, by part."""


def assumptions_table(dataset: Dataset, scenarios: Sequence[tuple[str, Scenario]]) -> pd.DataFrame:
    """Assumptions that differ, in words: a row for each, a column for each scenario."""
    rows = side_by_side([scenario for _, scenario in scenarios])
    said = [
        [label(dataset, row.assumption), *(value_said(dataset, row.assumption, value) for value in row.values)]
        for row in rows
    ]
    return pd.DataFrame(said, columns=[words.ASSUMPTION, *(name for name, _ in scenarios)], dtype=object)


def changes_table(dataset: Dataset, baseline: Scenario, scenario: Scenario) -> pd.DataFrame:
    """Assumptions in which a scenario differs from the baseline, in words: assumption, baseline, now."""
    table = assumptions_table(dataset, [(what_if.CHANGED_BEFORE, baseline), (what_if.CHANGED_AFTER, scenario)])
    return table.rename(columns={words.ASSUMPTION: what_if.CHANGED_FIELD})


def label(dataset: Dataset, assumption: Assumption) -> str:
    """What an assumption is called."""
    part, names = assumption
    special = _LABELS.get(part)
    return words.PARTS[part] if special is None else special(dataset, names)


def value_said(dataset: Dataset, assumption: Assumption, value: object) -> str:
    """A scenario's value of an assumption, with its unit."""
    part, names = assumption
    if value is None:
        return _usual(dataset, part, names)
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, tuple):
        return _tuple_said(part, names, value)
    if isinstance(value, int | float) and part in _UNITS:
        factor, unit = _UNITS[part]
        return f"{exact(factor * value)} {unit}"
    return lever_words.MODES[str(value)] if part == "mode" else str(value)


def _tuple_said(part: str, names: tuple[str, ...], value: tuple[Any, ...]) -> str:
    if part == "horizon":
        return words.HORIZON.format(first=value[0], last=value[1])
    if part == "add":
        return ", ".join(_figure_said(names[0], *one) for one in value)
    return words.THEN.join(words.STEPS[step].format(figure=_figure(figure)) for step, figure in value)


def _figure_said(table: str, column: str, value: object) -> str:
    """A figure of a row that is added, with its column."""
    declared = INPUT_TABLES[table].column(column) if table in INPUT_TABLES else None
    title = column if declared is None else heading(declared)
    return grid_words.ADDED_FIGURE.format(column=title, value=_figure(value))


def _floor_label(_: Dataset, names: tuple[str, ...]) -> str:
    return words.FLOOR.format(title=lever_words.FLOORS[names[0]][0])


def _standard_label(dataset: Dataset, names: tuple[str, ...]) -> str:
    if not names:
        return lever_words.STANDARD
    return lever_words.STANDARD_OF.format(service=_title(dataset, "service", names[0]))


def _solution_label(dataset: Dataset, names: tuple[str, ...]) -> str:
    programme = _title(dataset, "programme", names[0])
    return lever_words.SOLUTION.format(title=programme, solution=lever_words.SOLUTIONS[names[1]])


def _target_label(dataset: Dataset, names: tuple[str, ...]) -> str:
    scope, name, year = names
    return words.TARGET.format(whom=_title(dataset, scope, name) or words.ALL, year=year)


def _safeguard_label(_: Dataset, names: tuple[str, ...]) -> str:
    return words.SAFEGUARDS[names[0]]


def _usual(dataset: Dataset, part: str, names: tuple[str, ...]) -> str:
    """What holds where a scenario says nothing."""
    if part == "horizon":
        return words.HORIZON.format(first=dataset.years[0], last=dataset.years[-1])
    if part == "opens.corridor":
        return _opening(dataset, levers.corridor_opening(dataset, Scenario(), names[0]))
    if part == "opens.solution":
        return _opening(dataset, levers.solution_opening(dataset, Scenario(), names[0], names[1]))
    return words.NONE if part in ("add", "target", "safeguard", "pin") else what_if.NOTHING_SAID


def _opening(dataset: Dataset, opening: int | str) -> str:
    return lever_words.OPEN_FROM_START if opening == dataset.years[0] else str(opening)


def _change_label(dataset: Dataset, names: tuple[str, ...]) -> str:
    table, column, *rows = names
    declared = INPUT_TABLES[table].column(column) if table in INPUT_TABLES else None
    title = column if declared is None else heading(declared)
    return words.CHANGE.format(
        table=grid_words.title(table), column=title, where=_rows_said(dataset, table, rows) or words.EVERY_ROW
    )


def _added_label(dataset: Dataset, names: tuple[str, ...]) -> str:
    table, *rows = names
    return words.ADDED.format(table=grid_words.title(table), where=_rows_said(dataset, table, rows))


def _rows_said(dataset: Dataset, table: str, rows: Sequence[str]) -> str:
    """The rows that ``column=value`` pairs mean, by people's names for the values."""
    known = INPUT_TABLES.get(table)
    said = []
    for row in rows:
        key, _, value = row.partition("=")
        column = None if known is None else known.column(key)
        said.append(value if column is None else name_of(dataset, column, value))
    return ", ".join(said)


def _pin_label(dataset: Dataset, names: tuple[str, ...]) -> str:
    programme, solution, place, year = names
    parts = [
        _title(dataset, "programme", programme),
        lever_words.SOLUTIONS.get(solution, ""),
        _title(dataset, "place", place),
        year,
    ]
    return words.PIN.format(whom=", ".join(part for part in parts if part) or words.ALL)


def _title(dataset: Dataset, column: str, name: str) -> str:
    table = _TITLED.get(column)
    if table is None or not name:
        return name
    return str(titles(dataset, table).get(name, name))


def _figure(figure: object) -> str:
    return exact(figure) if isinstance(figure, int | float) else str(figure)


def exact(figure: float) -> str:
    """A figure with all its digits (up to nine after the point) and thousands separators."""
    return f"{figure:,.9f}".rstrip("0").rstrip(".")


_LABELS: dict[str, Callable[[Dataset, tuple[str, ...]], str]] = {
    "scale": lambda _, names: lever_words.SCALE[names[0]][0],
    "floors": _floor_label,
    "standard": _standard_label,
    "opens.corridor": lambda dataset, names: words.OPENS.format(title=_title(dataset, "corridor", names[0])),
    "opens.place": lambda dataset, names: words.OPENS.format(title=_title(dataset, "place", names[0])),
    "opens.solution": _solution_label,
    "add": _added_label,
    "change": _change_label,
    "target": _target_label,
    "safeguard": _safeguard_label,
    "pin": _pin_label,
}
"""How an assumption of each part is called."""
