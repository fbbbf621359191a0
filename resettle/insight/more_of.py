"""More of exactly what is named as a cause: the data and the scenario with it, to be planned again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.inputs.columns import LARGEST_FIGURE
from resettle.inputs.scenario import Change, Floors, Opens, Scale, Scenario
from resettle.insight.lifting import lifting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Pin
    from resettle.insight.shortages import Shortage

ENOUGH = 1e7
"""More homes, hectares, units, tonnes and staff than anybody needs."""
TIMES = 1000.0
"""How many times as much a family of limits is made of."""
_MONEY_TIMES, _MONEY_MORE = 100.0, 1e9


def plain(scenario: Scenario) -> Scenario:
    """The scenario for a dataset to which it is applied already: its aim, floors, standards and pins alone."""
    done = {"change": (), "scale": Scale(), "opens": Opens(), "target": (), "horizon": None}
    return scenario.model_copy(update={**done, "whole_facilities": False})


def more_of(given: Dataset, scenario: Scenario, causes: Iterable[Shortage]) -> tuple[Dataset, Scenario]:
    """Dataset and scenario with plenty of each cause and of nothing else.

    Parameters
    ----------
    given
        The dataset after the scenario.
    scenario
        As ``plain`` gives it.
    causes
        By ``key`` and ``of`` of each, see ``resettle.insight.shortages.Shortage`` and ``resettle.insight.causes``.
    """
    raising = _Raising(given, scenario)
    for cause in causes:
        _RAISES[cause.key](raising, *cause.of)
    return replace(given, tables=MappingProxyType(raising.tables)), raising.scenario


class _Raising:
    """Tables and scenario as causes are raised one after the other."""

    def __init__(self, given: Dataset, scenario: Scenario) -> None:
        self.given, self.scenario, self.tables = given, scenario, dict(given.tables)

    # Homes

    def homes(self, place: str, rooms: str) -> None:
        """Vacant homes of so many rooms from the first year on."""
        row = {
            "place": place,
            "rooms": int(float(rooms)),
            "from_year": np.nan,
            "homes": ENOUGH,
            "unresolved_claims": 0.0,
        }
        self._add("vacant_homes", row)

    def offers(self, place: str, channel: str) -> None:
        """No limit on what is offered at the place of the kinds of a channel."""
        options = self.tables["housing_options"]
        kinds = {"build": ("build", "rehabilitate")}.get(channel, (channel,))
        of_kind = self.tables["housing"]["option"].isin(options.loc[options["kind"].isin(kinds), "option"])
        rows = of_kind & (self.tables["housing"]["place"] == place)
        for column, value in (("units_per_year", np.nan), ("units_total", np.nan), ("unresolved_claims", 0.0)):
            self._set("housing", rows, column, value)

    def builders(self, place: str, *_: str) -> None:
        """The builders of one place."""
        self._set("build_capacity", self.tables["build_capacity"]["place"] == place, "homes", ENOUGH)

    def capacity(self, programme: str, resource: str) -> None:
        """A capacity of a programme: builders, certificates, tenures, clearance, staff of a service."""
        table = self.tables["capacities"]
        rows = (table["programme"] == programme) & (table["resource"] == resource)
        self._set("capacities", rows, "amount", ENOUGH)

    # Land and site

    def land(self, place: str) -> None:
        """Ready land."""
        self._set("land", self.tables["land"]["place"] == place, "ready_ha", ENOUGH)

    def teams(self, place: str) -> None:
        """The clearance teams of one place."""
        self._set("land", self.tables["land"]["place"] == place, "clear_ha_per_year", np.nan)

    def size(self, place: str) -> None:
        """The most households that a place takes."""
        self._set("places", self._place(place), "max_households", np.nan)

    def community(self, place: str) -> None:
        """No smallest community."""
        self._set("places", self._place(place), "min_households", np.nan)

    def site(self, place: str) -> None:
        """The site is ready in the year in which it is opened."""
        self._set("places", self._place(place), "site_lead_years", 0)

    def opening(self, place: str, *solutions: str) -> None:
        """Place and solutions (programme and solution, a blank between) are open from the start."""
        self._set("places", self._place(place), "opens_year", np.nan)
        table = self.tables["solutions"]
        both = table["programme"].astype(str) + " " + table["solution"].astype(str)
        self._set("solutions", both.isin(solutions), "opens_year", np.nan)

    # Services, material, money

    def services(self, place: str, service: str) -> None:
        """Units of a service that stand unused from the first year on."""
        self._add("service_spare", {"service": service, "place": place, "from_year": np.nan, "units": ENOUGH})

    def material(self, place: str) -> None:
        """Links into a place."""
        self._set("links", self.tables["links"]["to_node"] == place, "tonnes_per_year", np.nan)

    def supplies(self, *_: str) -> None:
        """All supplies of material."""
        self._set("supplies", self._all("supplies"), "tonnes_per_year", np.nan)

    def corridor(self, *corridors: str) -> None:
        """Corridors open from the start."""
        self._set("corridors", self.tables["corridors"]["corridor"].isin(corridors), "opens_year", np.nan)

    def money(self, *funders: str) -> None:
        """More money than can be used of each funder, in the first year; each year where it lapses."""
        table = self.tables["funding"]
        first = self.given.settings.first_year
        plenty = min(_MONEY_TIMES * float(table["usd"].sum()) + _MONEY_MORE, LARGEST_FIGURE / 100)
        rows = table["funder"].isin(funders)
        self._set("funding", rows & (table["year"] >= first), "usd", table["usd"].fillna(0.0) + plenty)
        for funder in funders:
            dated = table.loc[table["funder"] == funder, "year"]
            if not (dated == first).any():
                self._add("funding", {"funder": funder, "year": first, "usd": plenty})

    # The aim

    def worth(self, usd: str) -> None:
        """So many US$ a person-year."""
        self.scenario = self.scenario.model_copy(update={"usd_per_person_year": min(float(usd), LARGEST_FIGURE)})

    def aim(self) -> None:
        """The aim that settles whoever can be settled."""
        self.scenario = self.scenario.model_copy(update={"mode": "most_people"})

    def floors(self) -> None:
        """No floor of fairness."""
        mode = "most_people" if self.scenario.mode == "fairest" else self.scenario.mode
        self.scenario = self.scenario.model_copy(update={"floors": Floors(), "mode": mode})

    def weight(self, *profiles: str) -> None:
        """Weight and preference of 1 where they are 0."""
        for table, column in (("profiles", "priority_weight"), ("willingness", "preference")):
            figures = self.tables[table][column]
            rows = (figures == 0) & (self.tables["profiles"]["profile"].isin(profiles) if table == "profiles" else True)
            self._set(table, rows, column, 1.0)

    def pin(self, number: str) -> None:
        """Without the upper bound of one pin."""
        pins = list(self.scenario.pin)
        free = pins[int(number) - 1].model_copy(update={"at_most": LARGEST_FIGURE, "exactly": None})
        pins[int(number) - 1] = free
        self.scenario = self.scenario.model_copy(update={"pin": tuple(pins)})

    def asked_of_others(self) -> None:
        """No target, and no pin that asks for at least so many."""
        self.tables["targets"] = self.tables["targets"].iloc[:0]
        pins = [pin.model_copy(update={"at_least": None}) if pin.at_least else pin for pin in self.scenario.pin]
        free = tuple(pin if pin.at_most or pin.exactly else _unbound(pin) for pin in pins)
        self.scenario = self.scenario.model_copy(update={"pin": free})

    def family(self, key: str) -> None:
        """A whole family of limits, many times as large."""
        for change in lifting(self.given, TIMES)[key]:
            self._times(change)

    def _times(self, change: Change) -> None:
        table = self.tables[change.table]
        rows = self._all(change.table)
        for column, value in change.where.items():
            rows &= table[column] == value
        self._set(change.table, rows, change.column, table[change.column] * TIMES)

    def _all(self, name: str) -> pd.Series:
        return pd.Series(data=True, index=self.tables[name].index)

    def _place(self, place: str) -> pd.Series:
        return self.tables["places"]["place"] == place

    def _set(self, name: str, rows: pd.Series, column: str, value: float | pd.Series) -> None:
        table = self.tables[name]
        self.tables[name] = table.assign(**{column: table[column].mask(rows, value).astype(table[column].dtype)})

    def _add(self, name: str, row: dict[str, object]) -> None:
        table = self.tables[name]
        added = pd.DataFrame([row]).reindex(columns=table.columns, fill_value="").astype(table.dtypes)
        self.tables[name] = pd.concat([table, added], ignore_index=True)


def _unbound(pin: Pin) -> Pin:
    """The pin without any bound that matters; it keeps its number."""
    return pin.model_copy(update={"at_most": LARGEST_FIGURE})


_RAISES: dict[str, Callable[..., None]] = {
    "homes": _Raising.homes,
    "services": _Raising.services,
    "offers": _Raising.offers,
    "builders": _Raising.builders,
    "all builders": _Raising.capacity,
    "certificates": _Raising.capacity,
    "tenures": _Raising.capacity,
    "all teams": _Raising.capacity,
    "staff": _Raising.capacity,
    "land": _Raising.land,
    "teams": _Raising.teams,
    "size": _Raising.size,
    "community": _Raising.community,
    "site": _Raising.site,
    "opening": _Raising.opening,
    "material": _Raising.material,
    "supplies": _Raising.supplies,
    "corridor": _Raising.corridor,
    "money": _Raising.money,
    "worth": _Raising.worth,
    "aim": _Raising.aim,
    "floors": _Raising.floors,
    "weight": _Raising.weight,
    "pin": _Raising.pin,
    "asked": _Raising.asked_of_others,
    "family": _Raising.family,
}
