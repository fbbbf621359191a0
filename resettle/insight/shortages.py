"""What people who wait would need at a place against what the plan leaves: what is missing, and what holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from resettle.inputs.schema import STAFF_PREFIX
from resettle.insight.left_over import CHANNELS
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from resettle.insight.left_over import LeftOver
    from resettle.insight.waiting import Choosing, Waiting

_FELT = 1e-3
"""Less than this of a home, hectare, unit, tonne or dollar is the solver's tolerance."""
_NAMES = {
    ("build", "offers"): ("homes to be built or rehabilitated on offer in {place}", "(6)"),
    ("purchase", "offers"): ("homes to be bought on offer in {place}", "(6)"),
    ("tenure", "offers"): ("present homes that can be secured in {place}", "(6)"),
    ("build", "builders"): ("builders of {place}", "(6)"),
    ("build", "all builders"): ("builders of all places of {programme}", "(6)"),
    ("purchase", "certificates"): ("purchase certificates of {programme}", "(6)"),
    ("tenure", "tenures"): ("present homes that {programme} can secure", "(6)"),
}
_CLEARED_BY = {
    "land": ("land that can be built on or cleared in {place}", "(7)"),
    "teams": ("clearance teams of {place}", "(8)"),
    "all teams": ("clearance teams of all places of {programme}", "(8)"),
}


class Shortage(NamedTuple):
    """Too little of something.

    ``key`` tells shortages apart (homes, services, offers, builders, all builders, certificates, tenures, land, teams,
    all teams, staff, material, supplies, corridor, money, size, site, community, pin), ``equation`` is its number,
    ``what`` and ``unit`` are for people, ``short`` is how much is missing, ``of`` says by keys of the dataset what
    exactly is short (as ``resettle.insight.more_of`` reads it), ``due`` is the year by which it is needed at the
    latest, where that is before the year asked about (else 0).
    """

    key: str
    equation: str
    what: str
    short: float
    unit: str
    of: tuple[str, ...] = ()
    due: int = 0


class Bill(NamedTuple):
    """US$ for a sector, to be paid by a year (its position in the horizon) at the latest."""

    sector: str
    due: int
    usd: float


@dataclass(frozen=True)
class Shortages:
    """Of one place and year.

    Attributes
    ----------
    missing : what people would use and the plan makes itself: homes, units of services
    held_by : what is given from outside and stands in the way of that, or of the people at once
    usd, running_usd : what it costs at least to settle them there in this year, apart running each year after
    """

    missing: tuple[Shortage, ...]
    held_by: tuple[Shortage, ...]
    usd: float = 0.0
    running_usd: float = 0.0


def shortages(left: LeftOver, choosing: Choosing, place: str, waiting: Waiting, at: int) -> Shortages:
    """What these people would need at a place by the year with this position in the horizon, and do not find.

    Needs are by the norm, (5) rooms and (9) units, and what these take in builders, land, staff, material and money;
    each is held against the whole of what the plan leaves, as if nobody else waited. What is commissioned takes land,
    material and money in the year in which it is begun, here the latest that is early enough. Of a channel of homes
    (building, purchase, tenure) only its tightest limit is told.
    """
    return _Asked(left, choosing, place, waiting, at).found()


class _Asked:
    """One question: a place, who waits, and a year."""

    def __init__(self, left: LeftOver, choosing: Choosing, place: str, waiting: Waiting, at: int) -> None:
        self.left, self.choosing, self.place, self.waiting, self.at = left, choosing, place, waiting, at
        given = left.evidence.given
        (self.site,) = given["places"][given["places"]["place"] == place].to_dict("records")
        self.programme = str(self.site["programme"])
        self.names = {
            "place": str(titles(given, "places")[place]),
            "programme": str(titles(given, "programmes")[self.programme]),
        }
        self.bills: list[Bill] = []
        self.hectares: dict[int, float] = {}
        self.tonnes: dict[int, float] = {}

    def found(self) -> Shortages:
        """Needs in their order: each adds what it takes in land, material and money to the next."""
        missing_homes, held = self._homes()
        missing_units, staff = self._services()
        held += [*staff, *self._land(), *self._material(), *self._site()]
        held += self._money()
        running = sum(bill.usd for bill in self.bills if bill.sector == "running")
        usd = sum(bill.usd for bill in self.bills) - running
        return Shortages((*missing_homes, *missing_units), tuple(held), usd, running)

    # Homes

    def _homes(self) -> tuple[list[Shortage], list[Shortage]]:
        rooms, short = 0.0, 0.0
        for threshold in sorted(set(self.waiting.rows["rooms"].astype(float))):
            left = max(0.0, float(self.left.homes(self.place, threshold)[self.at]))
            if self.waiting.needing(threshold) - left > short + _FELT:
                rooms, short = threshold, self.waiting.needing(threshold) - left
        if short <= _FELT:
            return [], []
        size = "homes" if rooms <= 1 else f"homes with {rooms:g} rooms or more"
        what = f"{size} in {self.names['place']}"
        homes = Shortage("homes", "(5)", what, short, "homes", (self.place, f"{rooms:g}"))
        offers = self.left.offers
        offers = offers[(offers["place"] == self.place) & (offers["rooms"] >= rooms)]
        if self.waiting.integrating <= 0:
            offers = offers[offers["kind"] != "tenure"]
        offers = offers[self.at - offers["lead_years"] >= 0]
        if offers.empty:
            return [homes], [homes]
        tightest, most = self._channels(offers)
        self._take(offers.assign(most=offers["option"].map(most)), short)
        possible = sum(amount for _, amount in tightest.values())
        held = []
        if short - possible > _FELT:
            for channel, (limit, _) in tightest.items():
                what, equation = _NAMES[channel, limit]
                of = (self.programme if limit in _OF_PROGRAMME else self.place, channel)
                held.append(Shortage(limit, equation, what.format_map(self.names), short - possible, "homes", of))
        return [homes], held

    def _channels(self, offers: pd.DataFrame) -> tuple[dict[str, tuple[str, float]], dict[str, float]]:
        """The tightest limit of each way to a home with what it leaves, and the most of each option."""
        tightest: dict[str, tuple[str, float]] = {}
        most: dict[str, float] = {}
        for channel, kinds in CHANNELS.items():
            leads = offers.loc[offers["kind"].isin(kinds)].set_index("option")["lead_years"]
            if leads.empty:
                continue
            years = {str(option): self.at - int(lead) + 1 for option, lead in leads.items()}
            each = {option: max(0.0, self.left.offered(self.place, option, span)) for option, span in years.items()}
            limits = {"offers": sum(each.values())} | self._makers(channel, max(years.values()))
            limit = min(limits, key=lambda name: limits[name])
            amount = min(limits[limit], self.waiting.integrating) if channel == "tenure" else limits[limit]
            tightest[channel] = limit, amount
            most |= {option: min(amount, offered) for option, offered in each.items()}
        return tightest, most

    def _makers(self, channel: str, years: int) -> dict[str, float]:
        of_programme = self.left.programme(self.programme, channel, years)
        if channel == "build":
            return {"builders": self.left.builders(self.place, years), "all builders": of_programme}
        return {"certificates" if channel == "purchase" else "tenures": of_programme}

    def _take(self, offers: pd.DataFrame, homes: float) -> None:
        """Land, material and money of so many homes: each from the options that take least of it, at their latest."""
        begun = self.at - int(offers["lead_years"].min())
        _add(self.hectares, begun, _least(offers, "land_ha", homes))
        _add(self.tonnes, begun, _least(offers, "material_t", homes))
        self.bills.append(Bill("housing", begun, _least(offers, "unit_cost_usd", homes)))

    # Services

    def _services(self) -> tuple[list[Shortage], list[Shortage]]:
        units, services = self.waiting.units(self.left.evidence), self.left.evidence.given["services"]
        missing, held = [], []
        for row in services[services["service"].isin(units[units > 0].index)].to_dict("records"):
            service, use = str(row["service"]), float(units[row["service"]])
            needed = use * self.left.evidence.scenario.standard_of(service)
            left = max(0.0, float(self.left.units(self.place, service)[self.at]))
            if needed - left > _FELT:
                what = f"{row['title']} in {self.names['place']}"
                unit = f"units ({row['unit']})"
                short = Shortage("services", "(9)", what, needed - left, unit, (self.place, service))
                missing.append(short)
                if self.at < int(np.nan_to_num(row["lead_years"])):
                    held.append(short)
                else:
                    self._commission(row, needed - left)
            held += self._staff(row, use)
            running = float(np.nan_to_num(row["running_usd_per_unit_year"]))
            self.bills.append(Bill("running", self.at, use * running))
        return missing, held

    def _commission(self, service: Mapping[Hashable, Any], units: float) -> None:
        """Land, material and money of so many units."""
        figures = {name: float(np.nan_to_num(service[name])) for name in _OF_FACILITIES}
        facilities, begun = units / (figures["module_size"] or 1.0), self.at - int(figures["lead_years"])
        self.bills.append(Bill(str(service["service"]), begun, facilities * figures["capex_usd_per_module"]))
        _add(self.hectares, begun, facilities * figures["land_ha"])
        _add(self.tonnes, begun, facilities * figures["material_t"])

    def _staff(self, service: Mapping[Hashable, Any], use: float) -> list[Shortage]:
        """Staff of the units beyond the spare ones, which have theirs (10)."""
        key, per_unit = str(service["service"]), float(np.nan_to_num(service["staff_per_unit"]))
        if per_unit <= 0:
            return []
        before, spare = (float(rows[self.at]) for rows in (self._used(key), self.left.spare(self.place, key)))
        needed = per_unit * (max(0.0, before + use - spare) - max(0.0, before - spare))
        short = needed - max(0.0, float(self.left.staff(self.programme, key, per_unit)[self.at]))
        what = f"staff of {str(service['title']).lower()} of {self.names['programme']}"
        of = (self.programme, f"{STAFF_PREFIX}{key}")
        return [Shortage("staff", "(10)", what, short, "persons", of)] if short > _FELT else []

    def _used(self, service: str) -> np.ndarray:
        return self.left.in_use(self.place, service)

    # Land, material, the site

    def _land(self) -> list[Shortage]:
        """Hectares by the year in which something is begun on them; what is cleared counts from the year after."""
        (land,) = self.left.evidence.given["land"].set_index("place").reindex([self.place]).to_dict("records")
        free = np.minimum.accumulate(self.left.land(self.place)[::-1])[::-1]
        worst, paid = [], 0.0
        for begun, needed in _by_then(self.hectares):
            lacking = needed - max(0.0, float(free[begun]))
            if lacking <= _FELT:
                continue
            limits = self.left.clearing(self.place, self.programme, begun)
            if begun == 0 and limits["land"] > _FELT:  # no team can clear it before the plan begins
                worst.append(self._ready_land(lacking))
                continue
            limit = min(limits, key=lambda name: limits[name])
            cleared = min(lacking, max(0.0, limits[limit]))
            if cleared > paid:
                usd = (cleared - paid) * float(np.nan_to_num(land["clear_usd_per_ha"]))
                self.bills.append(Bill("clearance", begun - 1, usd))
                paid = cleared
            if lacking - cleared > _FELT:
                what, equation = _CLEARED_BY[limit]
                of = (self.programme, "clearance") if limit in _OF_PROGRAMME else (self.place,)
                worst.append(Shortage(limit, equation, what.format_map(self.names), lacking - cleared, "ha", of))
        return _largest(worst)

    def _ready_land(self, lacking: float) -> Shortage:
        year = int(self.left.years[0])
        what = f"land ready for building in {self.names['place']} in {year}"
        return Shortage("land", "(7)", what, lacking, "ha", (self.place,))

    def _material(self) -> list[Shortage]:
        found = []
        for begun, needed in _by_then(self.tonnes):
            carried, supplied = self.left.material(self.place, begun + 1)
            short = needed - max(0.0, min(carried, supplied))
            if short <= _FELT:
                continue
            if supplied < carried:
                found.append(Shortage("supplies", "(12)", "supplies of building material", short, "t"))
                continue
            closed = self.left.closed_corridors(self.place, begun + 1)
            for corridor, title in closed.items():
                what = f"the opening of the corridor {title}"
                found.append(Shortage("corridor", "(12)", what, short, "t", (corridor,)))
            if self.left.has_open_link(self.place, begun + 1) or not closed:
                what = f"roads and railways into {self.names['place']} for building material"
                found.append(Shortage("material", "(12)", what, short, "t", (self.place,)))
        return [max(rows, key=lambda one: one.short) for rows in _by_what(found)]

    def _site(self) -> list[Shortage]:
        held = []
        short = self.waiting.households - max(0.0, float(self.left.size(self.place)[self.at]))
        if short > _FELT:
            what = f"the most that {self.names['place']} takes"
            held.append(Shortage("size", "(3)", what, short, "households", (self.place,)))
        cost, least = (float(np.nan_to_num(self.site[name])) for name in ("site_cost_usd", "min_households"))
        missing = 1.0 - min(1.0, float(self.left.opened(self.place)[self.at]))
        if (cost <= 0 and least <= 0) or missing <= _FELT:
            return held
        begun = max(0, self.at - int(np.nan_to_num(self.site["site_lead_years"])))
        self.bills.append(Bill("site_works", begun, missing * cost))
        last = int(self.left.years[-1])
        classes = pd.concat([self.choosing.leading_to(self.place), self.choosing.relocating_to(self.place)])
        may = self.choosing.chosen(classes.drop_duplicates("class_"), last)
        if least - may > _FELT:
            what = f"households that may come to {self.names['place']}, against its smallest community"
            return [*held, Shortage("community", "(4)", what, least - may, "households", (self.place,))]
        if self.at < int(np.nan_to_num(self.site["site_lead_years"])):
            what = f"the site of {self.names['place']}, not ready yet"
            held.append(Shortage("site", "(3)", what, missing, "sites", (self.place,)))
        return held

    # Money

    def _money(self) -> list[Shortage]:
        """US$ that those who may pay lack by some year: for what some of them alone may pay, and for all together.

        What is commissioned is paid when it is begun (13): money of a later year cannot pay for it.
        """
        self.bills.append(Bill("moving", self.at, self.waiting.moving_usd(self.left.moving_usd(self.place))))
        purses: dict[frozenset[str], dict[int, float]] = {}
        for bill in self.bills:
            if bill.usd > _FELT:
                payers = self.left.funders_of(bill.sector, self.programme, self.place)
                for purse in (payers, _EVERYBODY):
                    _add(purses.setdefault(purse, {}), bill.due, bill.usd)
        everybody = frozenset[str]().union(*(payers for payers in purses if payers != _EVERYBODY))
        worst, short, latest = everybody, 0.0, self.at
        for purse, bills in purses.items():
            payers = everybody if purse == _EVERYBODY else purse
            left = self.left.money_of(payers)
            lacking, due = max((needed - float(left[due]), due) for due, needed in _by_then(bills))
            worst, short, latest = (payers, lacking, due) if lacking > short else (worst, short, latest)
        names = titles(self.left.evidence.given, "funders")
        who = ", ".join(str(names[one]) for one in names.index if one in worst) or "nobody may pay for it"
        due = int(self.left.years[latest]) if latest < self.at else 0
        of = tuple(str(one) for one in names.index if one in worst)
        return [Shortage("money", "(14)", f"money ({who})", short, "US$", of, due)] if short > _FELT else []


_OF_FACILITIES = ("module_size", "capex_usd_per_module", "land_ha", "material_t", "lead_years")
_EVERYBODY = frozenset({"*"})
_OF_PROGRAMME = ("all builders", "certificates", "tenures", "all teams")
"""Keys of what the places of a programme share."""


def _add(amounts: dict[int, float], at: int, amount: float) -> None:
    amounts[at] = amounts.get(at, 0.0) + amount


def _by_then(amounts: Mapping[int, float]) -> list[tuple[int, float]]:
    """Years (positions in the horizon), and what is needed in them and before."""
    years = sorted(amounts)
    return [(year, sum(amounts[one] for one in years if one <= year)) for year in years]


def _by_what(found: list[Shortage]) -> list[list[Shortage]]:
    """Shortages of the same thing together, in their order."""
    return [[one for one in found if one.what == what] for what in dict.fromkeys(one.what for one in found)]


def _largest(found: list[Shortage]) -> list[Shortage]:
    return [max(found, key=lambda one: one.short)] if found else []


def _least(offers: pd.DataFrame, column: str, homes: float) -> float:
    """The least that so many homes take of something; homes that no option is left for take the least of any."""
    total, wanted = 0.0, homes
    for most, each in offers.sort_values(column)[["most", column]].itertuples(index=False):
        made = min(wanted, most)
        total, wanted = total + made * each, wanted - made
    return float(total + wanted * offers[column].min())
