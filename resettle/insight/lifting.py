"""A family of limits lifted: the change of a scenario that makes so many times as much of it available."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.scenario import Change, Scenario
from resettle.inputs.schema import STAFF_PREFIX
from resettle.insight.donor_questions import only_programme
from resettle.insight.limits import LINKS, SUPPLIES
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from resettle.inputs.dataset import Dataset

_PLAIN = {
    "size": ("places", "max_households"),
    "place builders": ("build_capacity", "homes"),
    "offers a year": ("housing", "units_per_year"),
    "offers in all": ("housing", "units_total"),
    "place clearance": ("land", "clear_ha_per_year"),
    LINKS: ("links", "tonnes_per_year"),
    SUPPLIES: ("supplies", "tonnes_per_year"),
}
_BY_PROGRAMME = {
    "eq06_build_programme": "build",
    "eq06_purchase_programme": "purchase",
    "eq06_tenure_programme": "tenure",
    "eq08_programme": "clearance",
}


def lifting(dataset: Dataset, times: float, programme: str = "") -> dict[str, tuple[Change, ...]]:
    """Changes by key of the family (see ``resettle.insight.limits``) that together make so many times as much of it.

    What people have chosen, and the land that can be cleared at all, have none: no planner can lift them. With a
    programme, only what is for it alone or for several, and what single places have in its places only.
    """
    services = titles(dataset, "services")
    found = {key: _plain(dataset, table, column, times, programme) for key, (table, column) in _PLAIN.items()}
    for whose, title in titles(dataset, "programmes").items():
        for constraint, resource in _BY_PROGRAMME.items():
            found[f"{constraint} {title}"] = (_capacity(str(whose), resource, times),)
        for service, said in services.items():
            found[f"staff {said} {title}"] = (_capacity(str(whose), f"{STAFF_PREFIX}{service}", times),)
    for funder in dataset["funders"]["funder"]:
        found[f"money {funder}"] = (Change(table="funding", where={"funder": str(funder)}, column="usd", times=times),)
    if not programme:
        return found
    return {
        family: changes
        for family, changes in found.items()
        if changes and (family in _PLAIN or programme_of(dataset, changes[0]) in ("", programme))
    }


def has_figures(dataset: Dataset, changes: Iterable[Change]) -> bool:
    """Whether the dataset has a figure that these changes would change."""
    for change in changes:
        rows = dataset[change.table]
        for column, value in change.where.items():
            rows = rows[rows[column] == value]
        if rows[change.column].notna().any():
            return True
    return False


def lifted(scenario: Scenario, dataset: Dataset, times: Mapping[str, float], programme: str = "") -> Scenario:
    """The scenario with each family so many times as large; its own changes and levers stay."""
    changes = [lifting(dataset, factor, programme)[family] for family, factor in times.items()]
    return scenario.model_copy(update={"change": (*scenario.change, *(one for each in changes for one in each))})


def _plain(dataset: Dataset, table: str, column: str, times: float, programme: str) -> tuple[Change, ...]:
    """A whole column; of one programme, where rows are of places, a change for each of its places in the table."""
    if not programme or "place" not in dataset[table]:
        return (Change(table=table, column=column, times=times),)
    places = dataset["places"]
    own = places.loc[places["programme"] == programme, "place"]
    there = own[own.isin(dataset[table]["place"])]
    return tuple(Change(table=table, where={"place": str(place)}, column=column, times=times) for place in there)


def programme_of(dataset: Dataset, change: Change) -> str:
    """The only programme for which a change of ``lifting`` makes more available; blank where it is not for one."""
    if "funder" in change.where:
        return only_programme(dataset, str(change.where["funder"]))
    return str(change.where.get("programme", ""))


def _capacity(programme: str, resource: str, times: float) -> Change:
    where: dict[str, str | int | float] = {"programme": programme, "resource": resource}
    return Change(table="capacities", where=where, column="amount", times=times)
