"""Rules about names: they are known, keys do not repeat, and there is something to plan."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from resettle.inputs.alike import folded, look_alike, shown_apart
from resettle.inputs.problems import Finding, nearest, quoted
from resettle.inputs.schema import INPUT_TABLES, RESOURCES, SECTORS, STAFF_PREFIX

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.inspection import Inspection

NEEDED = ("programmes", "places", "size_classes", "profiles", "cohorts", "willingness", "services", "funders")
"""Tables that cannot be empty."""


def known_names(looked_at: Inspection) -> None:
    """A name in one table is a key of the table that it refers to."""
    valid = _valid_names(looked_at)
    for name, table in INPUT_TABLES.items():
        for column in table.all_columns:
            names = valid.get(column.refers_to, set())
            if names:
                unknown_names(looked_at, name, column.name, names, column.refers_to)


def unknown_names(looked_at: Inspection, table: str, column: str, valid: set[str], kind: str) -> None:
    """Name the rows of a column whose text is not blank and not among the valid names."""
    frame = looked_at[table]
    unknown = set(frame[column].unique()) - valid - {""}
    if unknown:
        hint = cache(lambda text: nearest(text, valid))
        looked_at.errors(
            table,
            column,
            frame[frame[column].isin(unknown)],
            lambda row: Finding(quoted(row[column]), f"a name in {kind}", hint(row[column])),
        )


def single_keys(looked_at: Inspection) -> None:
    """A table's key is given and does not repeat."""
    for name, table in INPUT_TABLES.items():
        if table.keys and name not in looked_at.damaged:
            frame = looked_at[name]
            if frame.duplicated(table.keys).any():
                _report_repeated(looked_at, name, frame, table.keys)


def _report_repeated(looked_at: Inspection, table: str, frame: pd.DataFrame, keys: list[str]) -> None:
    first = frame.index.to_series().groupby([frame[key] for key in keys]).transform("first")
    again = frame.assign(first=first)[frame.duplicated(keys)]
    looked_at.errors(
        table,
        ", ".join(keys),
        again,
        lambda row: Finding(
            ", ".join(quoted(row[key]) for key in keys) + " again",
            "a key that does not repeat",
            f"It stands in row {row['first']} already.",
        ),
    )


def names_apart(looked_at: Inspection) -> None:
    """No two names differ in case or form alone: people take them for one, and who belongs to the one is lost."""
    for name, table in INPUT_TABLES.items():
        if len(table.keys) == 1 and name not in looked_at.damaged:
            [key] = table.keys
            _report_alike(looked_at, name, key, {}, look_alike(looked_at[name][key]))
    places = looked_at["places"]["place"]
    origins = [*looked_at["cohorts"]["origin"], *looked_at["willingness"]["origin"]]
    known = {folded(place): str(place) for place in places}
    pairs = [(known.get(folded(first), first), first) for first in set(origins)]
    alike = [*((place, name) for place, name in pairs if place != name), *look_alike({*origins} - {*places})]
    for with_origins in ("cohorts", "willingness"):
        _report_alike(looked_at, with_origins, "origin", known, sorted(set(alike)))


def _report_alike(
    looked_at: Inspection, table: str, column: str, known: dict[str, str], pairs: list[tuple[str, str]]
) -> None:
    """Name the rows that hold the second name of a pair; the first is shown beside it."""
    other = {second: known.get(folded(first), first) for first, second in pairs}
    frame = looked_at[table]
    looked_at.errors(
        table,
        column,
        frame[frame[column].isin(set(other))].drop_duplicates(column),
        lambda row: Finding(
            shown_apart(row[column]),
            f"one way to write it; {shown_apart(other[row[column]])} differs in case or form alone",
            "Write them alike, or give one of them another name.",
        ),
    )


def something_to_plan(looked_at: Inspection) -> None:
    """There are places, people who chose, services and funders."""
    for name in NEEDED:
        if looked_at[name].empty and name not in looked_at.damaged:
            hint = f"The table holds: {INPUT_TABLES[name].meaning}."
            looked_at.table_error(name, "", Finding("no rows", "at least one row", hint))
    cohorts = looked_at["cohorts"]
    if len(cohorts) and "cohorts" not in looked_at.damaged and cohorts["households"].sum() == 0:
        looked_at.table_error("cohorts", "households", Finding("no household at all", "somebody to plan for"))


def _valid_names(looked_at: Inspection) -> dict[str, set[str]]:
    """Names by the table or wider list that columns refer to; empty where its table could not be read."""
    valid = {
        name: set(looked_at[name][table.keys[0]]) - {""}
        for name, table in INPUT_TABLES.items()
        if len(table.keys) == 1 and not (name in looked_at.damaged and looked_at[name].empty)
    }
    services = valid.get("services")
    if services is not None:
        valid["sectors"] = {*SECTORS, *services}
        valid["resources"] = {*RESOURCES, *(STAFF_PREFIX + service for service in services)}
    if "places" in valid and "cohorts" in valid:
        valid["origins"] = valid["places"] | set(looked_at["cohorts"]["origin"])
    return valid
