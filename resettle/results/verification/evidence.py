"""What the checker goes by: the inputs after the scenario, the plan's tables, and the stocks (0a)-(0h)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.choices import Choices, read_choices
from resettle.results.verification.memory import Value, remembered
from resettle.results.verification.yearly import add, adding_up, by_year, figures_of, later, standing, times, total

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.inputs.dataset import Dataset, Settings
    from resettle.inputs.scenario import Scenario
    from resettle.results.plan import Plan


@dataclass(frozen=True)
class Evidence:
    """Inputs and plan, and what follows from both. Frames have a column for each year.

    Attributes
    ----------
    loaded, given : the dataset before and after the scenario
    scenario : what was asked
    plan : the plan, of which only tables and summary are read
    """

    loaded: Dataset
    given: Dataset
    scenario: Scenario
    plan: Plan

    def of_inputs(self, function: Callable[..., Value], *sources: object) -> Value:
        """``function(*sources)``, where the sources are of the inputs alone; not worked out anew for the next plan."""
        return remembered(self.loaded, function, *sources)

    @cached_property
    def worked_out(self) -> dict[object, object]:
        """What functions of this evidence alone have found (``once_per_plan``)."""
        return {}

    @cached_property
    def years(self) -> pd.Index:
        """Calendar years of the horizon."""
        return self.of_inputs(_years, self.given.settings)

    @cached_property
    def years_left(self) -> np.ndarray:
        """|T| − t + 1 for each year of the horizon."""
        return np.arange(len(self.years), 0, -1, dtype=float)

    @cached_property
    def choices(self) -> Choices:
        """Choice classes, willing households, and where each class may settle."""
        names = ("cohorts", "willingness", "places", "solutions", "size_classes", "profiles")
        return self.of_inputs(read_choices, *(self.given[name] for name in names), self.years)

    @cached_property
    def programme_of(self) -> pd.Series:
        """Programme of each place, p(d)."""
        return self.of_inputs(_programmes, self.given["places"])

    @cached_property
    def unrounded(self) -> Evidence:
        """The same of the households that the programme settles before they are rounded to whole ones."""
        return Unrounded(self.loaded, self.given, self.scenario, self.plan)

    # People

    @cached_property
    def placed(self) -> pd.DataFrame:
        """Placements of known cohorts with what the class adds: class_, e, rooms, profile, persons by h(c).

        `by_mean` is households times the class's mean size: the persons of every equation.
        """
        return self._of_members(self.plan.tables["placements"])

    def _of_members(self, table: pd.DataFrame) -> pd.DataFrame:
        members = self.choices.members[["cohort", "solution", "class_", "programme", "origin", "profile"]]
        placed = table.merge(members, on=["cohort", "solution"])
        classes = self.choices.classes
        placed["rooms"] = classes["rooms"].reindex(placed["class_"]).to_numpy(dtype=float)
        placed["by_mean"] = placed["households"] * classes["mean_size"].reindex(placed["class_"]).to_numpy()
        placed["integrating"] = placed["solution"] == "integrate"
        return placed

    @cached_property
    def settling(self) -> pd.DataFrame:
        """x: households by class_ and place, as they move."""
        return by_year(self.placed, ["class_", "place"], "households", self.years)

    @cached_property
    def moved(self) -> pd.DataFrame:
        """(0a) moved[c,t], households."""
        return standing(total(self.settling, ["class_"]))

    @cached_property
    def settled(self) -> pd.DataFrame:
        """(0b) settled[d,r,e,t], households by place, rooms and integrating (true or false)."""
        return standing(by_year(self.placed, ["place", "rooms", "integrating"], "households", self.years))

    @cached_property
    def persons(self) -> pd.DataFrame:
        """(0c) persons[d,j,e,t], by place, profile and integrating."""
        return standing(by_year(self.placed, ["place", "profile", "integrating"], "by_mean", self.years))

    # What is commissioned

    @cached_property
    def building(self) -> pd.DataFrame:
        """b: homes by place and option, as they are commissioned."""
        return by_year(self.plan.tables["homes"], ["place", "option"], "homes", self.years)

    @cached_property
    def homes(self) -> pd.DataFrame:
        """(0d) homes[d,a,t], by place and option."""
        return standing(later(self.building, self._per_row(self.building, "housing_options", "option", "lead_years")))

    @cached_property
    def commissioning(self) -> pd.DataFrame:
        """m: facilities by place and service (units where the module is 0), as they are commissioned."""
        facilities = self.plan.tables["facilities"]
        sizes = figures_of(facilities["service"], self.given["services"].set_index("service")["module_size"])
        amount = facilities["modules"].where(sizes > 0, facilities["units"])
        return by_year(facilities.assign(amount=amount), ["place", "service"], "amount", self.years)

    @cached_property
    def units_ready(self) -> pd.DataFrame:
        """(0e) module[s]·facilities[d,s,t], units by place and service."""
        ready = later(self.commissioning, self._per_row(self.commissioning, "services", "service", "lead_years"))
        sizes = self.given["services"].set_index("service")["module_size"]
        return standing(times(ready, sizes.where(sizes > 0, 1.0), "service"))

    @cached_property
    def opening_sites(self) -> pd.DataFrame:
        """o: places as they are opened."""
        return by_year(self.plan.tables["sites"], ["place"], "opened", self.years)

    @cached_property
    def clearing(self) -> pd.DataFrame:
        """q: hectares by place, as they are cleared."""
        return by_year(self.plan.tables["clearance"], ["place"], "hectares", self.years)

    @cached_property
    def cleared(self) -> pd.DataFrame:
        """(0f) cleared[d,t], hectares cleared by the year before."""
        return standing(later(self.clearing, pd.Series(1, index=self.clearing.index)))

    @cached_property
    def land_used(self) -> pd.DataFrame:
        """(0f) land_used[d,t], hectares under what is commissioned."""
        return standing(self.taken("land_ha"))

    def taken(self, per_unit: str) -> pd.DataFrame:
        """What homes and facilities take (`land_ha` or `material_t`), by place, as they are commissioned."""
        options = self.given["housing_options"].set_index("option")[per_unit]
        services = self.given["services"].set_index("service")[per_unit]
        return add(
            total(times(self.building, options, "option"), ["place"]),
            total(times(self.commissioning, services, "service"), ["place"]),
        )

    # Services

    @cached_property
    def in_use(self) -> pd.DataFrame:
        """(0g) in_use[d,s,t], units by place and service."""
        services = self.given["services"][["service", "integrate_share"]].fillna({"integrate_share": 1.0})
        needs = self.given["service_needs"][["service", "profile", "units_per_person"]].merge(services, on="service")
        rows = self.persons.index.to_frame(index=False).reset_index(names="row").merge(needs, on="profile")
        part = np.where(rows["integrating"], rows["integrate_share"], 1.0) * rows["units_per_person"]
        units = self.persons.to_numpy()[rows["row"].to_numpy()] * part.to_numpy(dtype=float)[:, None]
        index = pd.MultiIndex.from_frame(rows[["place", "service"]])
        return total(pd.DataFrame(units, index=index, columns=self.years), ["place", "service"])

    @cached_property
    def spare(self) -> pd.DataFrame:
        """spare[d,s,t], units by place and service."""
        return self.of_inputs(_spare, self.given["service_spare"], self.years)

    # Money

    @cached_property
    def spending(self) -> pd.DataFrame:
        """y, US$ by funder, sector, programme and place."""
        keys = ["funder", "sector", "programme", "place"]
        return by_year(self.plan.tables["spending"], keys, "usd", self.years)

    def of_programme(self, by_place: pd.DataFrame) -> pd.DataFrame:
        """Frame by place summed over the places of each programme."""
        programme = self.programme_of.reindex(by_place.index.get_level_values("place"))
        return by_place.groupby(pd.Index(programme, name="programme"), sort=False).sum()

    def _per_row(self, frame: pd.DataFrame, table: str, key: str, column: str) -> pd.Series:
        """A figure of another table for each row of the frame, by one level of its index."""
        figures = self.given[table].set_index(key)[column]
        return figures.reindex(frame.index.get_level_values(key))


@dataclass(frozen=True)
class Unrounded(Evidence):
    """What follows from the households of the programme, in parts: nothing is lost to rounding there."""

    @cached_property
    def placed(self) -> pd.DataFrame:
        """What each class settles, under the name of its first cohort."""
        return self._of_members(self.plan.tables["unrounded"])


def _years(settings: Settings) -> pd.Index:
    return pd.Index(np.arange(settings.first_year, settings.last_year + 1, dtype=np.int64), name="year")


def _programmes(places: pd.DataFrame) -> pd.Series:
    return places.set_index("place")["programme"]


def _spare(service_spare: pd.DataFrame, years: pd.Index) -> pd.DataFrame:
    return adding_up(service_spare, ["place", "service"], "units", years)
