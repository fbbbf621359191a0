"""Pins and their regret: what a planner's word over the optimiser costs, and whom it displaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.overview import Overview
from resettle.insight.quotable import listed, money, more_or_fewer
from resettle.insight.tidy import titles
from resettle.insight.trial import betterness, tried

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Pin, Scenario
    from resettle.insight.trial import Estimates, Trial

_COLUMNS = ["pin", "said", "persons", "person_years", "usd", "objective", "costs", "why"]
ALL_PINS = 0
"""Number of the row in which all pins are taken away together."""
SAME = 1e-6
"""A pin that costs no more than this part of the objective costs nothing: the solver is no more exact than that, and
among plans that are equally good people and money differ by chance."""
_MOST_NAMED = 6
_MOVED = 0.5
"""Fewer persons than this are not told as moved: they are rounding."""


@dataclass(frozen=True)
class PinRegret:
    """What each pin of a scenario costs, the plan without it less the plan with it.

    Attributes
    ----------
    pins : pin (its number in the scenario, from 1; 0 for all of them together), said (what it asks, in words),
        persons, person_years (weighted), usd (spent), objective (better by so much without it, never negative), costs
        (whether that is more than the solver's tolerance; where not, all differences are 0), why (there is no plan with
        or without it; else blank)
    by_place : pin, place, name, programme (of the place), with_pin, without_pin, difference (persons settled by the
        last year; more without it is positive); only places where it makes a difference, the largest first
    by_origin : pin, programme, title, origin, name, with_pin, without_pin, difference, likewise
    """

    pins: pd.DataFrame
    by_place: pd.DataFrame
    by_origin: pd.DataFrame


def pin_regret(estimates: Estimates, scenario: Scenario) -> PinRegret:
    """Plan anew without each pin (17), and without any where there are several.

    What is asked for and not reached is priced in the objective; taking a pin away takes that price away too, so the
    objective is never worse without it, while people or money may be either.
    """
    with_all = tried(estimates, scenario)
    dataset = None if with_all.plan is None else with_all.plan.dataset
    names = {number: said_pin(pin, dataset) for number, pin in enumerate(scenario.pin, start=1)}
    if len(names) > 1:
        names[ALL_PINS] = "all pins"
    rows: list[dict[str, object]] = []
    places, origins = [], []
    for number, said in names.items():
        left = tuple(pin for at, pin in enumerate(scenario.pin, start=1) if number not in (at, ALL_PINS))
        without = tried(estimates, scenario.model_copy(update={"pin": left}))
        rows.append(_row(number, said, with_all, without))
        if with_all.plan is not None and without.plan is not None and rows[-1]["costs"]:
            first, second = Overview(with_all.plan), Overview(without.plan)
            keys = ["place", "name", "programme"]
            places.append(_moved(number, first.places_on_map, second.places_on_map, keys))
            keys = ["programme", "title", "origin", "name"]
            origins.append(_moved(number, first.coverage_by_origin, second.coverage_by_origin, keys))
    columns = ["with_pin", "without_pin", "difference"]
    return PinRegret(
        pins=pd.DataFrame(rows, columns=_COLUMNS),
        by_place=_joined(places, ["pin", "place", "name", "programme", *columns]),
        by_origin=_joined(origins, ["pin", "programme", "title", "origin", "name", *columns]),
    )


def quotable_regret(regret: PinRegret) -> str:
    """What each pin costs and whom it displaces, a sentence or two a pin."""
    if regret.pins.empty:
        return "This scenario has no pins."
    return " ".join(_of_pin(row, regret) for _, row in regret.pins.iterrows())


def said_pin(pin: Pin, dataset: Dataset | None) -> str:
    """A pin in words: ``at least 300 households in Aghdam in 2028``; names as the dataset has them, else keys."""
    bounds = (("at least", pin.at_least), ("at most", pin.at_most), ("exactly", pin.exactly))
    amounts = " and ".join(f"{word} {value:,.12g}" for word, value in bounds if value is not None)
    place, programme = pin.place, pin.programme
    if dataset is not None:
        place = str(titles(dataset, "places").get(place, place))
        programme = str(titles(dataset, "programmes").get(programme, programme))
    single = {pin.at_least, pin.at_most, pin.exactly} <= {1.0, None}
    said = f"{amounts} {'household' if single else 'households'}"
    said += f" of {programme}" if programme else ""
    said += f" by the solution {pin.solution}" if pin.solution else ""
    said += f" in {place}" if place else ""
    return said + (f" in {pin.year}" if pin.year is not None else " over all years")


def _row(number: int, said: str, with_all: Trial, without: Trial) -> dict[str, object]:
    nothing = float("nan")
    row: dict[str, object] = {"pin": number, "said": said}
    if with_all.plan is None or without.plan is None:
        unknown = dict.fromkeys(("persons", "person_years", "usd", "objective"), nothing)
        return {**row, **unknown, "costs": False, "why": with_all.why or without.why}
    better = betterness(without.plan) - betterness(with_all.plan)
    if better <= SAME * max(1.0, abs(betterness(with_all.plan))):
        same = dict.fromkeys(("persons", "person_years", "usd", "objective"), 0.0)
        return {**row, **same, "costs": False, "why": ""}
    before, after = with_all.plan.summary, without.plan.summary
    return {
        **row,
        "persons": after.persons_settled - before.persons_settled,
        "person_years": after.person_years - before.person_years,
        "usd": after.cost_usd - before.cost_usd,
        "objective": better,
        "costs": True,
        "why": "",
    }


def _moved(number: int, with_pin: pd.DataFrame, without_pin: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Persons with and without the pin, by keys that both frames have once each; only where they differ."""
    both = with_pin[[*keys, "persons"]].merge(
        without_pin[[*keys, "persons"]], on=keys, how="outer", suffixes=("_with", "_without")
    )
    both = both.rename(columns={"persons_with": "with_pin", "persons_without": "without_pin"})
    both = both.fillna({"with_pin": 0.0, "without_pin": 0.0})
    both["difference"] = both["without_pin"] - both["with_pin"]
    both = both[both["difference"].abs() >= _MOVED]
    order = both["difference"].abs().sort_values(ascending=False, kind="stable").index
    both = both.loc[order].reset_index(drop=True)
    both.insert(0, "pin", number)
    return both


def _joined(parts: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=columns)


def _of_pin(row: pd.Series, regret: PinRegret) -> str:
    if row["why"]:
        return f"What “{row['said']}” costs is not known: {row['why']}"
    if not row["costs"]:
        return f"“{row['said']}” makes no difference: without this pin the best plan is no better."
    said = f"Without “{row['said']}” {more_or_fewer(row['persons'])} would settle"
    said += f", for {money(abs(row['usd']))} {'more' if row['usd'] > 0 else 'less'}" if abs(row["usd"]) >= 1 else ""
    moved = regret.by_origin[regret.by_origin["pin"] == row["pin"]]
    parts = [f"{more_or_fewer(one['difference'])} from {one['name']}" for one in moved.to_dict("records")]
    return said + (f": {listed(parts, _MOST_NAMED)}." if parts else ".")
