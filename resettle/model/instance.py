"""From dataset and scenario to index sets and limits: every number that the equations read, as tidy tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.inputs.scenario import apply
from resettle.model.choice import choice_classes, moving_costs
from resettle.model.derived import derived
from resettle.model.network import make_network
from resettle.model.purses import make_purses
from resettle.model.years import cross_years, look_up, standing, yearly

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.model.choice import ChoiceClasses
    from resettle.model.network import Network
    from resettle.model.purses import Purses
    from resettle.model.readings import Readings


@dataclass(frozen=True)
class Instance:
    """A dataset with its scenario applied, as the index sets and limits of the formulation.

    Attributes
    ----------
    data : the dataset after the scenario's changes
    scenario : mode, standards, floors, pins
    before : an instance whose tables are taken where this one's would be the same
    readings : what each table was made of
    """

    data: Dataset
    scenario: Scenario
    before: Instance | None = field(default=None, repr=False)
    readings: dict[str, Readings[Instance]] = field(default_factory=dict, repr=False, compare=False)

    @derived
    def choices(self) -> ChoiceClasses:
        """Choice classes, their members and willing households."""
        return choice_classes(self.data)

    @derived
    def network(self) -> Network:
        """Links and supplies, and the nodes between them."""
        return make_network(self)

    @derived
    def purses(self) -> Purses:
        """Heads of spending and who pays for them."""
        return make_purses(self)

    @property
    def years(self) -> range:
        """The horizon's calendar years."""
        return self.data.years

    @property
    def last(self) -> int:
        """The last year of the horizon."""
        return self.data.years[-1]

    @derived
    def places(self) -> pd.DataFrame:
        """Places that somebody may settle in, with their programme."""
        return self.all_places[self.all_places["place"].isin(self.settle["place"])].reset_index(drop=True)

    @derived
    def all_places(self) -> pd.DataFrame:
        """Every place, sorted by name; ``staged`` where (3) opens it by a decision."""
        places = self.data["places"].sort_values("place", ignore_index=True)
        return places.assign(
            site_cost_usd=places["site_cost_usd"].fillna(0.0),
            min_households=places["min_households"].fillna(0.0),
            max_households=places["max_households"].fillna(np.inf),
            staged=(places["site_cost_usd"].fillna(0.0) > 0) | (places["min_households"].fillna(0.0) > 0),
        )

    @derived
    def programme_of(self) -> pd.DataFrame:
        """place, programme: who plans, builds and pays there."""
        return self.all_places[["place", "programme"]]

    @derived
    def settle(self) -> pd.DataFrame:
        """Index of x: class_, place, year that solution, willingness and openings allow (3)."""
        offered = self._offered.merge(self.choices.willing, on="class_")
        offered = offered[(offered["willing"] > 0) & (offered["year"] >= offered["opens"])]
        return offered[["class_", "place", "year"]].sort_values(["class_", "place", "year"], ignore_index=True)

    @derived
    def _offered(self) -> pd.DataFrame:
        """class_, place, opens: the places of each class's solution and the year from which it may be used."""
        classes = self.choices.classes
        home = classes[classes["solution"] == "return"].assign(place=lambda frame: frame["origin"])
        stay = classes[classes["solution"] == "integrate"].assign(place=lambda frame: frame["present"])
        move = classes[classes["solution"] == "relocate"].merge(self.programme_of, on="programme")
        offered = pd.concat([home, stay, move], ignore_index=True)[["class_", "place", "programme", "solution"]]
        solutions = self.data["solutions"][["programme", "solution", "opens_year"]]
        offered["solution_opens"] = look_up(offered, solutions.dropna(), "opens_year", -np.inf)
        place_opens = self.all_places[["place", "opens_year"]].dropna()
        offered["opens"] = np.maximum(offered["solution_opens"], look_up(offered, place_opens, "opens_year", -np.inf))
        return offered[["class_", "place", "opens"]]

    @derived
    def travel(self) -> pd.DataFrame:
        """class_, place, usd: cost of moving a household."""
        return moving_costs(self.data, self.choices.members, self.settle)

    @derived
    def people(self) -> pd.DataFrame:
        """Index of x with what a class is: rooms, profile, persons_per_household, solution, arriving, weights."""
        classes = self.choices.classes.drop(columns=["origin", "present", "households", "persons", "willing_key"])
        people = self.settle.merge(classes, on="class_")
        return people.assign(
            stay=people["solution"].eq("integrate").map({True: "integrating", False: "arriving"}),
            years_left=self.last - people["year"] + 1,
        )

    @derived
    def most_settled(self) -> pd.DataFrame:
        """place, year, limit: N[d,t] of (3), the smaller of max_households and all who may settle there by then."""
        pairs = self.settle.merge(self.choices.willing, on=["class_", "year"])
        open_ = pairs.groupby(["place", "year"])["willing"].sum().reset_index()
        willing = cross_years(self.settle[["place"]].drop_duplicates(), self.years)
        willing["willing"] = look_up(willing, open_, "willing", 0.0)
        return willing.assign(
            limit=np.minimum(willing["willing"], look_up(willing, self.capacity_of_places, "cap", np.inf))
        )[["place", "year", "limit"]]

    @derived
    def capacity_of_places(self) -> pd.DataFrame:
        """place, cap: max_households, where given."""
        return self.all_places[["place", "max_households"]].rename(columns={"max_households": "cap"})

    @derived
    def open_place(self) -> pd.DataFrame:
        """Index of o: place, year (with lead), only for places with a site cost or a smallest community."""
        staged = self.places[self.places["staged"]][["place", "site_cost_usd", "site_lead_years", "min_households"]]
        dated = cross_years(staged, self.years)
        dated["ready"] = dated["year"] + dated["site_lead_years"]
        return dated[dated["ready"] <= self.last].reset_index(drop=True)

    @derived
    def offers(self) -> pd.DataFrame:
        """place, option, unit_cost_usd, units_per_year, units_net: what is offered where somebody may settle."""
        housing = self.data["housing"][
            ["place", "option", "unit_cost_usd", "units_per_year", "units_total", "unresolved_claims"]
        ]
        offered = housing[housing["place"].isin(self.places["place"])]
        return offered.assign(
            units_per_year=offered["units_per_year"].fillna(np.inf),
            units_net=offered["units_total"].fillna(np.inf) - offered["unresolved_claims"].fillna(0.0),
        ).reset_index(drop=True)

    @derived
    def build(self) -> pd.DataFrame:
        """Index of b with rooms, kind, lead, land, material: homes that would be ready within the horizon."""
        options = self.data["housing_options"].drop(columns=["title", "source", "confidence", "note"], errors="ignore")
        offered = self.offers[["place", "option"]].merge(options, on="option")
        offered = offered.assign(
            land_ha=offered["land_ha"].fillna(0.0),
            material_t=offered["material_t"].fillna(0.0),
        ).merge(self.programme_of, on="place")
        dated = cross_years(offered.sort_values(["place", "option"]), self.years)
        dated["ready"] = dated["year"] + dated["lead_years"]
        return dated[dated["ready"] <= self.last].reset_index(drop=True)

    @derived
    def vacant(self) -> pd.DataFrame:
        """place, rooms, year, homes: vacant homes net of unresolved claims."""
        vacant = self.data["vacant_homes"]
        net = vacant.assign(homes=vacant["homes"] - vacant["unresolved_claims"].fillna(0.0))
        return standing(net, ["place", "rooms"], "homes", self.years)

    @derived
    def services(self) -> pd.DataFrame:
        """Services with blanks filled; ``module_units`` is 1 for a service counted in units."""
        services = self.data["services"].sort_values("service", ignore_index=True)
        filled = {column: services[column].fillna(0.0) for column in ("land_ha", "material_t", "staff_per_unit")}
        module = services["module_size"].fillna(0.0)
        return services.assign(
            **filled,
            integrate_share=services["integrate_share"].fillna(1.0),
            running_usd_per_unit_year=services["running_usd_per_unit_year"].fillna(0.0),
            in_modules=module > 0,
            module_units=module.where(module > 0, 1.0),
            standard=[self.scenario.standard_of(service) for service in services["service"]],
        )

    @derived
    def commission(self) -> pd.DataFrame:
        """Index of m with cost, module, lead, land and material."""
        columns = [
            "service",
            "module_units",
            "in_modules",
            "lead_years",
            "capex_usd_per_module",
            "land_ha",
            "material_t",
        ]
        pairs = self.places[["place", "programme"]].merge(self.services[columns], how="cross")
        dated = cross_years(pairs, self.years)
        dated["ready"] = dated["year"] + dated["lead_years"]
        return dated[dated["ready"] <= self.last].reset_index(drop=True)

    @derived
    def norms(self) -> pd.DataFrame:
        """service, profile, stay, units: what a person of a profile uses, less for who integrates (0g)."""
        needs = self.data["service_needs"][["service", "profile", "units_per_person"]]
        needs = needs[needs["units_per_person"] > 0].merge(self.services[["service", "integrate_share"]], on="service")
        arriving = needs.assign(stay="arriving", units=needs["units_per_person"])
        integrating = needs.assign(stay="integrating", units=needs["units_per_person"] * needs["integrate_share"])
        return pd.concat([arriving, integrating], ignore_index=True)[["service", "profile", "stay", "units"]]

    @derived
    def spare(self) -> pd.DataFrame:
        """service, place, year, units: what stands unused."""
        return standing(self.data["service_spare"], ["service", "place"], "units", self.years)

    @derived
    def land(self) -> pd.DataFrame:
        """Places where land limits: ready_ha, contaminated_ha, clear_usd_per_ha, clear_ha_per_year, programme."""
        land = self.data["land"].sort_values("place", ignore_index=True)
        land = land[land["ready_ha"].notna() & land["place"].isin(self.places["place"])]
        return land.assign(
            contaminated_ha=land["contaminated_ha"].fillna(0.0),
            clear_usd_per_ha=land["clear_usd_per_ha"].fillna(0.0),
            clear_ha_per_year=land["clear_ha_per_year"].fillna(np.inf),
        ).merge(self.programme_of, on="place")

    @derived
    def clear(self) -> pd.DataFrame:
        """Index of q: place, year; usable from the next year, so none in the last."""
        mined = self.land.loc[self.land["contaminated_ha"] > 0, ["place", "programme"]]
        return cross_years(mined, range(self.years[0], self.last))

    @derived
    def capacities(self) -> pd.DataFrame:
        """programme, resource, year, limit: from the first year given on."""
        spread = yearly(self.data["capacities"], ["programme", "resource"], "amount", self.years)
        return spread.rename(columns={"amount": "limit"})

    def capacity(self, resource: str) -> pd.DataFrame:
        """programme, year, limit of one resource."""
        return self._by_resource.get(resource, self._by_resource[""])

    @derived
    def _by_resource(self) -> dict[str, pd.DataFrame]:
        """Limits of each resource; under a blank name, none."""
        limits, resource = self.capacities[["programme", "year", "limit"]], self.capacities["resource"]
        return {name: limits[resource == name].reset_index(drop=True) for name in ("", *resource.unique())}

    @derived
    def build_capacity(self) -> pd.DataFrame:
        """place, year, limit: homes a year that a place's builders finish."""
        spread = yearly(self.data["build_capacity"], ["place"], "homes", self.years)
        return spread.rename(columns={"homes": "limit"})


def make_instance(data: Dataset, scenario: Scenario, before: Instance | None = None) -> Instance:
    """Apply the scenario to the dataset; ``before`` is an instance that most tables may be the same as."""
    given = Instance(apply(data, scenario), scenario, before)
    # Who is alike is asked first: the rest is worked out as the equations ask for it.
    _ = given.choices
    return given
