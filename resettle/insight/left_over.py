"""What a plan leaves of every capacity that a place draws on, recomputed from its tables."""

from __future__ import annotations

from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
import pandas as pd

from resettle.insight.place import homes_at_place
from resettle.results.verification.homes import BUILDERS, capacity
from resettle.results.verification.money import moving_usd
from resettle.results.verification.yearly import latest, standing, total

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.results.verification.evidence import Evidence

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
CHANNELS = {"build": BUILDERS, "purchase": ("purchase",), "tenure": ("tenure",)}
"""Resources of a programme, and the kinds of homes that each of them makes."""


def once(
    method: Callable[Concatenate[LeftOver, Arguments], Value],
) -> Callable[Concatenate[LeftOver, Arguments], Value]:
    """The method, worked out once for the same arguments: each year of a question asks for the same again.

    What it returns is shared, so that nobody may change it.
    """

    @wraps(method)
    def found(self: LeftOver, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Value:
        key = (method.__name__, arguments, tuple(named.items()))
        if key not in self.answers:
            self.answers[key] = method(self, *arguments, **named)
        return cast("Value", self.answers[key])

    return found


class LeftOver:
    """What is left by year, as arrays with an entry for each year of the horizon; infinite where nothing limits.

    A capacity of a year (builders, teams, links) that was not used in an earlier year could have been, so it counts.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.years = evidence.years.to_numpy(dtype=np.int64)
        self._homes: dict[str, dict[object, np.ndarray]] = {}
        self._known: dict[str, dict[object, np.ndarray]] = {}
        self.answers: dict[object, object] = {}

    # Homes

    def homes(self, place: str, rooms: float) -> np.ndarray:
        """Homes with so many rooms or more that nobody lives in (5), by year."""
        if place not in self._homes:
            table = homes_at_place(self.evidence, place)
            left = table.assign(left=table["homes"] - table["households"]).pivot(
                index="rooms", columns="year", values="left"
            )
            self._homes[place] = _by_key(left)
        return self._homes[place][int(rooms)]

    @cached_property
    def offers(self) -> pd.DataFrame:
        """Options by place: kind, rooms, lead_years, land_ha, material_t, unit_cost_usd, and their limits (6)."""
        given = self.evidence.given
        options = given["housing_options"][["option", "title", "kind", "rooms", "lead_years", "land_ha", "material_t"]]
        offers = given["housing"].merge(options, on="option")
        in_all = offers["units_total"] - offers["unresolved_claims"].fillna(0.0)
        filled = offers.fillna({"lead_years": 0, "land_ha": 0.0, "material_t": 0.0})
        return filled.assign(in_all=in_all.fillna(np.inf), a_year=offers["units_per_year"].fillna(np.inf))

    @once
    def offered(self, place: str, option: str, years: int) -> float:
        """Homes of an option that are still to be had when it may be commissioned in the first so many years."""
        (row,) = self.offers[(self.offers["place"] == place) & (self.offers["option"] == option)].to_dict("records")
        taken = self._row("building", lambda: self.evidence.building, (place, option))
        return float(min(row["in_all"] - taken.sum(), (row["a_year"] - taken[:years]).sum()))

    def builders(self, place: str, years: int) -> float:
        """Homes that the place's own builders had time for in the first so many years (6)."""
        given = self.evidence.given["build_capacity"]
        limits = self._row(
            "builders", lambda: latest(given, ["place"], "homes", self.evidence.years), place, nothing=np.nan
        )
        made = self._row("made by builders", lambda: self._made("build"), place)
        return self._unused(limits, made, years)

    def programme(self, programme: str, resource: str, years: int) -> float:
        """Homes that a programme's builders, certificates or tenures had room for in the first so many years (6)."""
        made = self._row(f"made {resource}", lambda: self.evidence.of_programme(self._made(resource)), programme)
        return self._unused(self._capacity(programme, resource), made, years)

    def _made(self, resource: str) -> pd.DataFrame:
        """Homes commissioned that draw on a resource, by place."""
        building, options = self.evidence.building, self.evidence.given["housing_options"].set_index("option")["kind"]
        of_kind = options.reindex(building.index.get_level_values("option")).isin(CHANNELS[resource]).to_numpy()
        return total(building[of_kind], ["place"])

    def _capacity(self, programme: str, resource: str) -> np.ndarray:
        """A programme's capacity by year; NaN where nothing limits."""
        return self._row(f"capacity {resource}", lambda: capacity(self.evidence, resource), programme, nothing=np.nan)

    # Land

    @once
    def land(self, place: str) -> np.ndarray:
        """Hectares ready or cleared and not built on (7)."""
        ready = self.evidence.given["land"].set_index("place")["ready_ha"].dropna()
        if place not in ready.index:
            return np.full(len(self.years), np.inf)
        cleared = self._row("cleared", lambda: self.evidence.cleared, place)
        used = self._row("land used", lambda: self.evidence.land_used, place)
        return np.asarray(float(ready[place]) + cleared - used)

    @once
    def clearing(self, place: str, programme: str, years: int) -> dict[str, float]:
        """Hectares that could still be cleared in the first so many years, by what limits it (8)."""
        (row,) = self.evidence.given["land"].set_index("place").loc[[place]].to_dict("records")
        cleared = self._row("clearing", lambda: self.evidence.clearing, place)
        teams = np.full(len(self.years), row["clear_ha_per_year"], dtype=float)
        of_all = self._row("all clearing", lambda: self.evidence.of_programme(self.evidence.clearing), programme)
        return {
            "land": float(np.nan_to_num(row["contaminated_ha"]) - cleared.sum()),
            "teams": self._unused(teams, cleared, years),
            "all teams": self._unused(self._capacity(programme, "clearance"), of_all, years),
        }

    # Services

    def units(self, place: str, service: str) -> np.ndarray:
        """Units that nobody uses, at the scenario's standard (9)."""
        standard = self.evidence.scenario.standard_of(service)
        ready = self._row("ready", lambda: self.evidence.units_ready, (place, service))
        return np.asarray(self.spare(place, service) + ready - standard * self.in_use(place, service))

    def spare(self, place: str, service: str) -> np.ndarray:
        """Units that stood unused before the plan."""
        return self._row("spare", lambda: self.evidence.spare, (place, service))

    def in_use(self, place: str, service: str) -> np.ndarray:
        """Units that people of the plan use (0g)."""
        return self._row("in use", lambda: self.evidence.in_use, (place, service))

    def staff(self, programme: str, service: str, staff_per_unit: float) -> np.ndarray:
        """Staff of a service that a programme has and does not need (10)."""
        used = self._row(f"extra {service}", lambda: self._extra(service), programme) * staff_per_unit
        limit = self._capacity(programme, f"staff:{service}")
        return np.asarray(np.where(np.isnan(limit), np.inf, limit) - used)

    def _extra(self, service: str) -> pd.DataFrame:
        """Units in use beyond the spare ones, by programme."""
        in_use = self.evidence.in_use
        extra = (in_use - self.evidence.spare.reindex(in_use.index).fillna(0.0)).clip(lower=0.0)
        of_service = extra[extra.index.get_level_values("service") == service].droplevel("service")
        return self.evidence.of_programme(of_service)

    # Material and money

    @once
    def material(self, place: str, years: int) -> tuple[float, float]:
        """Tonnes that links into the place, and supplies, could still bring in the first so many years (12)."""
        given, plan = self.evidence.given, self.evidence.plan
        into = self._links_into(place)
        limits = into["tonnes_per_year"].fillna(np.inf).to_numpy(dtype=float)
        limits = limits[:, None] * np.ones(years)
        limits[into["opens"].to_numpy()[:, None] > self.years[None, :years]] = 0.0
        final = self.years[years - 1] if years else -1
        carried = plan["shipments"]
        carried = carried[carried["link"].isin(into["link"]) & (carried["year"] <= final)]
        supplies = given["supplies"]["tonnes_per_year"].fillna(np.inf).sum() * years if years else 0.0
        taken = plan["supplied"].loc[plan["supplied"]["year"] <= final, "tonnes"].sum()
        of_place = np.inf if (given["supplies"]["node"] == place).any() else limits.sum() - carried["tonnes"].sum()
        return float(of_place), float(supplies - taken)

    def closed_corridors(self, place: str, years: int) -> dict[str, str]:
        """Corridors of links into the place that are closed in some of the first so many years, with their titles."""
        into = self._links_into(place)
        closed = into[into["opens"] > float(self.years[0])].drop_duplicates("corridor")
        return dict(zip(closed["corridor"], closed["title"], strict=True)) if years else {}

    def has_open_link(self, place: str, years: int) -> bool:
        """Whether any link into the place carries in the first so many years."""
        last = float(self.years[max(0, years - 1)])
        return bool((self._links_into(place)["opens"] <= last).any())

    @once
    def _links_into(self, place: str) -> pd.DataFrame:
        """Links that end at a place, with the year from which each is open (-inf from the start)."""
        given = self.evidence.given
        corridors = given["corridors"][["corridor", "title", "opens_year"]]
        into = given["links"][given["links"]["to_node"] == place].merge(corridors, on="corridor", how="left")
        return into.assign(opens=into["opens_year"].fillna(-np.inf).astype(float))

    @cached_property
    def money(self) -> pd.DataFrame:
        """US$ that each funder could still spend by the end of each year (14): rows funder, a column for each year.

        Money that is kept may be spent later, and what is spent later cannot be spent before: the least that is left
        in this year or a later one. Money that lapses adds up.
        """
        given, years = self.evidence.given, self.evidence.years
        keeps = given["funders"].set_index("funder")["carries_over"].astype(bool)
        amount = latest(given["funding"], ["funder"], "usd", years).reindex(keeps.index).fillna(0.0)
        spent = total(self.evidence.spending, ["funder"]).reindex(keeps.index).fillna(0.0)
        left = standing(amount - spent)
        kept = left.iloc[:, ::-1].cummin(axis=1).iloc[:, ::-1]
        return kept.where(keeps, left)

    @once
    def money_of(self, funders: frozenset[str]) -> np.ndarray:
        """US$ that these funders together could still spend by the end of each year; one that owes counts as 0."""
        chosen = self.money[self.money.index.isin(funders)]
        return np.asarray(chosen.clip(lower=0.0).sum().to_numpy(dtype=float))

    @once
    def moving_usd(self, place: str) -> pd.Series:
        """US$ to move a household to a place, by choice class (13)."""
        classes = self.evidence.choices.classes.reset_index()[["class_"]]
        return moving_usd(self.evidence, classes.assign(place=place)).droplevel("place")

    @once
    def funders_of(self, sector: str, programme: str, place: str) -> frozenset[str]:
        """Funders that may pay for a sector at a place; one without earmarks may pay for anything."""
        earmarks = self.evidence.given["earmarks"]
        fits = pd.Series(data=True, index=earmarks.index)
        for column, key in (("programme", programme), ("sector", sector), ("place", place)):
            fits &= (earmarks[column] == "") | (earmarks[column] == key)
        free = set(self.evidence.given["funders"]["funder"]) - set(earmarks["funder"])
        return frozenset(free | set(earmarks.loc[fits, "funder"]))

    # The site

    def size(self, place: str) -> np.ndarray:
        """Households that the place takes beyond those settled there (3)."""
        places = self.evidence.given["places"].set_index("place")["max_households"]
        settled = self._row("settled", lambda: total(self.evidence.settled, ["place"]), place)
        most = places[place]
        return np.asarray((np.inf if np.isnan(most) else float(most)) - settled)

    @once
    def opened(self, place: str) -> np.ndarray:
        """How far the site is opened (1, or a part in an estimate), ready by each year."""
        lead = int(np.nan_to_num(self.evidence.given["places"].set_index("place")["site_lead_years"][place]))
        flows = self._row("sites", lambda: self.evidence.opening_sites, place)
        ready = np.zeros(len(flows))
        ready[lead:] = flows[: max(0, len(flows) - lead)]
        return np.asarray(ready.cumsum())

    def _row(self, name: str, frame: Callable[[], pd.DataFrame], key: object, *, nothing: float = 0.0) -> np.ndarray:
        """A row of a frame that is made once, when it is first asked for; ``nothing`` where it has no such row."""
        if name not in self._known:
            self._known[name] = _by_key(frame())
        found = self._known[name].get(key)
        return np.full(len(self.years), nothing) if found is None else found

    @staticmethod
    def _unused(limits: np.ndarray, used: np.ndarray, years: int) -> float:
        """What was not used in the first so many years; a year without a limit does not limit."""
        left = np.where(np.isnan(limits), np.inf, limits) - used
        return float(np.clip(left[:years], 0.0, None).sum()) if years > 0 else 0.0


def _by_key(frame: pd.DataFrame) -> dict[object, np.ndarray]:
    """The rows of a frame by their key; a key of one level stands by itself."""
    keys = [key[0] if isinstance(key, tuple) and len(key) == 1 else key for key in frame.index.tolist()]
    return dict(zip(keys, frame.to_numpy(dtype=float), strict=True))
