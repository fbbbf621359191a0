"""What scenarios assume, assumption by assumption, so that several can stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.inputs.additions import naming_columns
from resettle.inputs.schema import INPUT_TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.scenario import Change, Pin, Scenario

PARTS = ("mode", "fairest_within", "horizon", "usd_per_person_year", "targets_first", "whole_facilities")
"""Fields of a scenario with one value."""
STEPS = ("set", "times", "plus")
"""What a change may do with a figure."""
BOUNDS = ("at_least", "at_most", "exactly")
"""What a pin may demand."""


class Assumption(NamedTuple):
    """One thing that a scenario can assume.

    Attributes
    ----------
    part : ``scale``, ``floors``, ``standard``, ``opens.corridor``, ``add``, ``change``, ``target``, ``pin`` or a
        field of PARTS
    names : what in it: the lever, the service, the corridor, or table, column and rows
    """

    part: str
    names: tuple[str, ...] = ()


class Differing(NamedTuple):
    """An assumption that scenarios make differently: one value each, None where a scenario says nothing of it."""

    assumption: Assumption
    values: tuple[object, ...]


def side_by_side(scenarios: Sequence[Scenario]) -> list[Differing]:
    """Assumptions in which not all scenarios are the same, each with every scenario's value.

    Values are figures as the scenario has them; of a change, its steps in their order (``times`` 0.7); of a pin, its
    bounds in households.
    """
    services = sorted({name for one in scenarios if isinstance(one.standard, dict) for name in one.standard})
    each = [assumed(one, services) for one in scenarios]
    rows = [
        Differing(key, tuple(one.get(key) for one in each)) for key in dict.fromkeys(key for one in each for key in one)
    ]
    return [row for row in rows if any(value != row.values[0] for value in row.values)]


def assumed(scenario: Scenario, services: Sequence[str] = ()) -> dict[Assumption, object]:
    """Every assumption of a scenario with its value; with ``services``, a standard for each of them."""
    found: dict[Assumption, object] = {Assumption(part): getattr(scenario, part) for part in PARTS}
    for part in ("scale", "floors"):
        found |= {Assumption(part, (name,)): value for name, value in getattr(scenario, part)}
    if services:
        found |= {Assumption("standard", (service,)): scenario.standard_of(service) for service in services}
    elif not isinstance(scenario.standard, dict):
        found[Assumption("standard")] = scenario.standard
    return found | _opened(scenario) | _added(scenario) | _changes(scenario) | _demands(scenario)


def _opened(scenario: Scenario) -> dict[Assumption, object]:
    opens = scenario.opens
    found: dict[Assumption, object] = {}
    for kind, openings in (("corridor", opens.corridor), ("place", opens.place)):
        found |= {Assumption(f"opens.{kind}", (name,)): year for name, year in openings.items()}
    for programme, solutions in opens.solution.items():
        found |= {Assumption("opens.solution", (programme, name)): year for name, year in solutions.items()}
    return found


def _added(scenario: Scenario) -> dict[Assumption, object]:
    """Rows added, by table and what tells the row from others, with their figures."""
    found: dict[Assumption, object] = {}
    for add in scenario.add:
        table = INPUT_TABLES.get(add.table)
        naming = [column.name for column in naming_columns(table)] if table is not None else list(add.row)
        rows = [f"{column}={add.row[column]}" for column in sorted(naming) if column in add.row]
        figures = tuple((column, value) for column, value in sorted(add.row.items()) if column not in naming)
        found[Assumption("add", (add.table, *rows))] = figures
    return found


def _changes(scenario: Scenario) -> dict[Assumption, object]:
    """Changes of the same figures are steps of one assumption."""
    steps: dict[Assumption, tuple[tuple[str, object], ...]] = {}
    for change in scenario.change:
        key = _changed(change)
        steps[key] = (*steps.get(key, ()), _step(change))
    return dict(steps)


def _demands(scenario: Scenario) -> dict[Assumption, object]:
    found: dict[Assumption, object] = {}
    for target in scenario.target:
        found[Assumption("target", (target.scope, target.name, str(target.year)))] = target.persons
    for kind in dict.fromkeys(one.kind for one in scenario.safeguard):
        mine = [one for one in scenario.safeguard if one.kind == kind]
        last = max(one.year for one in mine)
        found[Assumption("safeguard", (kind,))] = sum(one.persons for one in mine if one.year == last)
    for pin in scenario.pin:
        found[Assumption("pin", (pin.programme, pin.solution, pin.place, str(pin.year or "")))] = _bounds(pin)
    return found


def _changed(change: Change) -> Assumption:
    rows = [f"{column}={value}" for column, value in sorted(change.where.items())]
    return Assumption("change", (change.table, change.column, *rows))


def _step(change: Change) -> tuple[str, object]:
    return next((step, getattr(change, step)) for step in STEPS if getattr(change, step) is not None)


def _bounds(pin: Pin) -> tuple[tuple[str, object], ...]:
    return tuple((bound, getattr(pin, bound)) for bound in BOUNDS if getattr(pin, bound) is not None)
