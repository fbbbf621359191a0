"""Rules across tables: one function a rule, all findings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.inputs import money_rules, name_rules, network_rules, people_rules, stock_rules, year_rules
from resettle.inputs.inspection import Inspection
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.errors import Problem
    from resettle.inputs.dataset import Dataset


class Rule(NamedTuple):
    """A rule and the tables that it needs whole; where one of them cannot be read, the rule waits."""

    look: Callable[[Inspection], None]
    needs: tuple[str, ...] = ()


SETTINGS = "settings"
"""Stands among the tables that a rule needs."""

RULES: tuple[Rule, ...] = (
    Rule(name_rules.known_names),
    Rule(name_rules.single_keys),
    Rule(name_rules.names_apart),
    Rule(name_rules.something_to_plan),
    Rule(year_rules.horizon_forward, (SETTINGS,)),
    Rule(year_rules.first_year_given, ("capacities", "build_capacity", "funding", SETTINGS)),
    Rule(year_rules.targets_in_time, ("targets", SETTINGS)),
    Rule(year_rules.ready_in_time, ("housing_options", "services", SETTINGS)),
    Rule(people_rules.a_person_a_household, ("cohorts",)),
    Rule(people_rules.sizes_fit_classes, ("cohorts", "size_classes")),
    Rule(people_rules.size_classes_apart, ("size_classes",)),
    Rule(people_rules.origins_are_places, ("cohorts", "places")),
    Rule(people_rules.one_preference, ("willingness",)),
    Rule(people_rules.shares_never_fall, ("willingness",)),
    Rule(people_rules.shares_add_to_at_most_one, ("willingness", "cohorts")),
    Rule(stock_rules.housing_claims, ("housing",)),
    Rule(stock_rules.vacant_claims, ("vacant_homes",)),
    Rule(stock_rules.community_sizes, ("places",)),
    Rule(stock_rules.target_names, ("targets", "programmes", "places")),
    Rule(money_rules.earmarks_that_pay, ("earmarks", "places")),
    Rule(money_rules.funders_with_money, ("funders", "funding")),
    Rule(network_rules.links_and_supplies_together, ("links", "supplies")),
    Rule(network_rules.nodes_known, ("links", "supplies", "places")),
    Rule(
        network_rules.places_reached,
        ("links", "supplies", "places", "corridors", "housing", "housing_options", "services", SETTINGS),
    ),
    Rule(network_rules.no_free_circles, ("links",)),
)


def check(dataset: Dataset) -> list[Problem]:
    """Every error and warning of a dataset's content, by the rules of docs/data.md; rows as in a file written of it."""
    tables = {name: frame.set_axis(range(2, len(frame) + 2)) for name, frame in dataset.tables.items()}
    return check_tables(Inspection(tables, dataset.settings, {name: f"{name}.csv" for name in INPUT_TABLES}))


def check_tables(looked_at: Inspection) -> list[Problem]:
    """The same for frames indexed by their lines; rules that need a damaged table are left out."""
    missing = {*looked_at.damaged, *([SETTINGS] if looked_at.settings is None else [])}
    for rule in RULES:
        if missing.isdisjoint(rule.needs):
            rule.look(looked_at)
    return looked_at.problems
