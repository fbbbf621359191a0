"""Rules about names: they are known, keys do not repeat, and there is something to plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding, nearest, quoted
from resettle.inputs.schema import INPUT_TABLES, RESOURCES, SECTORS, STAFF_PREFIX

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.inspection import Inspection

_NEEDED = ("programmes", "places", "size_classes", "profiles", "cohorts", "willingness", "services", "funders")


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
    texts = looked_at[table][column]
    distinct = set(texts.unique()) - valid - {""}
    if not distinct:
        return
    hints = {text: nearest(text, valid) for text in sorted(distinct)[:1000]}
    wrong = texts[texts.isin(distinct)]
    looked_at.errors(
        table,
        column,
        wrong.index,
        lambda row: Finding(quoted(wrong[row]), f"a name in {kind}", hints.get(wrong[row], "")),
    )


def single_keys(looked_at: Inspection) -> None:
    """A table's key is given and does not repeat."""
    for name, table in INPUT_TABLES.items():
        if table.keys and name not in looked_at.damaged:
            frame = looked_at[name]
            again = frame.index[frame.duplicated(table.keys)]
            if len(again):
                _report_repeated(looked_at, name, frame[table.keys], again)


def _report_repeated(looked_at: Inspection, table: str, keys: pd.DataFrame, again: pd.Index) -> None:
    first: dict[tuple[object, ...], int] = {}
    for line, *values in keys.itertuples():
        first.setdefault(tuple(values), line)

    def describe(row: int) -> Finding:
        values = tuple(keys.loc[row])
        found = ", ".join(quoted(value) for value in values)
        return Finding(f"{found} again", "a key that does not repeat", f"It stands in row {first[values]} already.")

    looked_at.errors(table, ", ".join(keys.columns), again, describe)


def something_to_plan(looked_at: Inspection) -> None:
    """There are places, people who chose, services and funders."""
    for name in _NEEDED:
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
