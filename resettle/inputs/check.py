"""Rules across tables: one function a rule, all findings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.inputs import network_rules, people_rules, stock_rules
from resettle.inputs.inspection import Inspection
from resettle.inputs.problems import nearest
from resettle.inputs.schema import INPUT_TABLES, RESOURCES, SECTORS, STAFF_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from resettle.errors import Problem
    from resettle.inputs.dataset import Dataset, Settings


def check(dataset: Dataset) -> list[Problem]:
    """Every error and warning of a dataset's content, by the rules of docs/data.md."""
    tables = {name: frame.set_axis(range(2, len(frame) + 2)) for name, frame in dataset.tables.items()}
    return check_tables(tables, dataset.settings, {})


def check_tables(tables: Mapping[str, pd.DataFrame], settings: Settings, files: Mapping[str, str]) -> list[Problem]:
    """The same for frames indexed by their lines; ``files`` gives the file of each table."""
    looked_at = Inspection(tables, settings, files)
    for rule in RULES:
        rule(looked_at)
    return looked_at.problems


def known_names(looked_at: Inspection) -> None:
    """A name in one table is a key of the table that it refers to."""
    valid = _valid_names(looked_at)
    for name, table in INPUT_TABLES.items():
        for column in table.all_columns:
            if column.refers_to in valid:
                allowed = valid[column.refers_to]
                texts = looked_at.tables[name][column.name]
                wrong = texts[(texts != "") & ~texts.isin(allowed)]
                for row, value in wrong.items():
                    expected = f"a name in {column.refers_to}"
                    looked_at.error(name, row, column.name, value, expected, nearest(value, allowed))


def single_keys(looked_at: Inspection) -> None:
    """A table's key does not repeat."""
    for name, table in INPUT_TABLES.items():
        frame = looked_at.tables[name]
        if not table.keys:
            continue
        first = frame.groupby(table.keys, sort=False).cumcount()
        for row in frame.index[first > 0]:
            found = ", ".join(str(frame.loc[row, key]) for key in table.keys)
            looked_at.error(name, row, ", ".join(table.keys), found, "a key that does not repeat", "Remove one row.")


def sensible_years(looked_at: Inspection) -> None:
    """The horizon ends after it begins."""
    settings = looked_at.settings
    if settings.last_year < settings.first_year:
        looked_at.add_settings("last_year", settings.last_year, f"a year from {settings.first_year} on")
    elif settings.last_year - settings.first_year >= 60:
        looked_at.add_settings("last_year", settings.last_year, "a horizon of at most 60 years")


def something_to_plan(looked_at: Inspection) -> None:
    """There are places and people."""
    for name in ("programmes", "places", "cohorts", "size_classes", "profiles", "services", "funders"):
        if looked_at.tables[name].empty:
            looked_at.error(name, None, "", "no rows", "at least one row")


def _valid_names(looked_at: Inspection) -> dict[str, set[str]]:
    keyed = (
        "sources",
        "programmes",
        "places",
        "size_classes",
        "profiles",
        "housing_options",
        "services",
        "corridors",
        "funders",
    )
    valid = {name: set(looked_at.tables[name].iloc[:, 0]) for name in keyed}
    valid["sectors"] = {*SECTORS, *valid["services"]}
    valid["resources"] = {*RESOURCES, *(STAFF_PREFIX + service for service in valid["services"])}
    return valid


RULES: tuple[Callable[[Inspection], None], ...] = (
    known_names,
    single_keys,
    sensible_years,
    something_to_plan,
    people_rules.household_sizes,
    people_rules.size_classes_apart,
    people_rules.origins,
    people_rules.one_preference,
    people_rules.shares_never_fall,
    people_rules.shares_add_to_at_most_one,
    stock_rules.claims_within_totals,
    stock_rules.option_fits_capacity,
    stock_rules.years_begin_in_time,
    stock_rules.target_names,
    stock_rules.community_sizes,
    network_rules.links_and_supplies_together,
    network_rules.nodes_known,
    network_rules.places_reached,
    network_rules.no_cycles,
)
