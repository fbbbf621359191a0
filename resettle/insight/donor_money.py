"""Money that is not there yet: a dataset with givers who stand ready, and scenarios that give them something."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from resettle.inputs.columns import LARGEST_FIGURE
from resettle.inputs.scenario import Change, Scenario
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

UNTIED = "untied"
"""Key of the giver whose money may pay for anything."""
PLENTY = 100.0
"""More money than can be used: so many times all that there is."""
_PREFIX = "next money: "
_RULE = ["programme", "sector", "place"]


class Giver(NamedTuple):
    """Somebody through whom the next money may come.

    Attributes
    ----------
    key : ``untied``, or the first funder with these earmarks
    funders : funders whose earmarks these are; none for untied money
    """

    key: str
    funders: tuple[str, ...]


def givers(dataset: Dataset) -> tuple[Giver, ...]:
    """Untied money, and every different set of earmarks once: funders with the same earmarks give the same answer."""
    earmarks = dataset["earmarks"]
    same: dict[frozenset[tuple[str, ...]], list[str]] = {}
    for funder in dataset["funders"]["funder"]:
        rules = frozenset(earmarks.loc[earmarks["funder"] == funder, _RULE].itertuples(index=False, name=None))
        same.setdefault(rules, []).append(str(funder))
    free = tuple(same.pop(frozenset(), ()))
    return (Giver(UNTIED, free), *(Giver(funders[0], tuple(funders)) for funders in same.values()))


def with_givers(dataset: Dataset, years: range) -> Dataset:
    """The dataset with a further funder, without money so far, for each giver: its earmarks, and money that stays.

    All plans of the one are plans of the other, at the same objective.
    """
    first = years[0]
    keys = {giver.key: f"{_PREFIX}{giver.key}" for giver in givers(dataset)}
    earmarks = dataset["earmarks"]
    told = earmarks[earmarks["funder"].isin(keys)]
    dated = [first] if len(years) == 1 else [first, first + 1]
    tables = {
        **dataset.tables,
        "funders": _added(
            dataset["funders"], [{"funder": name, "title": name, "carries_over": True} for name in keys.values()]
        ),
        "funding": _added(
            dataset["funding"],
            [{"funder": name, "year": year, "usd": 0.0} for name in keys.values() for year in dated],
        ),
        "earmarks": pd.concat([earmarks, told.assign(funder=told["funder"].map(keys))], ignore_index=True),
    }
    return replace(dataset, tables=MappingProxyType(tables))


def with_money(scenario: Scenario, giver: str, usd: float, first_year: int) -> Scenario:
    """The scenario with so much more money of a giver, there from the first year and available until it is used.

    The lever on all funders' money is written as a change before it, so that it does not touch what comes on top.
    """
    lever = scenario.scale.funding
    before = (Change(table="funding", column="usd", times=lever),) if lever != 1.0 else ()
    given = Change(table="funding", where={"funder": f"{_PREFIX}{giver}", "year": first_year}, column="usd", set=usd)
    scale = scenario.scale.model_copy(update={"funding": 1.0})
    return scenario.model_copy(update={"change": (*scenario.change, *before, given), "scale": scale})


def plenty(given_usd: float) -> float:
    """More money than can be used, where so much is given already."""
    return min(PLENTY * given_usd + 1e9, LARGEST_FIGURE)


def years_of(dataset: Dataset, scenario: Scenario) -> range:
    """Calendar years that the scenario plans."""
    first, last = scenario.horizon or (dataset.years[0], dataset.years[-1])
    return range(first, last + 1)


def is_earmarked(dataset: Dataset, funder: str) -> bool:
    """Whether a funder's money is tied to sectors or places; to one programme alone (a state's own money) it is not."""
    rules = dataset["earmarks"][dataset["earmarks"]["funder"] == funder]
    return bool(len(rules)) and not bool(((rules["sector"] == "") & (rules["place"] == "")).any())


def earmark_texts(dataset: Dataset) -> dict[str, str]:
    """What each funder may pay for, in words; blank for anything."""
    sectors, places, programmes = sector_titles(dataset), titles(dataset, "places"), titles(dataset, "programmes")
    texts = {}
    for funder in dataset["funders"]["funder"]:
        rules = dataset["earmarks"][dataset["earmarks"]["funder"] == funder]
        parts = []
        for programme, rows in rules.groupby("programme", sort=False):
            for_what = list(dict.fromkeys(sectors.get(key, "anything") for key in rows["sector"]))
            where = list(dict.fromkeys(str(places[key]) for key in rows["place"] if key))
            text = ", ".join(for_what) + (f" in {', '.join(where)}" if where else "")
            parts.append(f"{text} ({programmes[programme]})" if programme else text)
        texts[str(funder)] = "; ".join(parts)
    return texts


def sector_titles(dataset: Dataset) -> dict[str, str]:
    """Sectors of spending by key, in words; the services by their own titles."""
    services = {str(key): str(title) for key, title in titles(dataset, "services").items()}
    return {
        "housing": "homes",
        "clearance": "clearance of mines",
        "site_works": "opening of sites",
        **{key: title[:1].lower() + title[1:] for key, title in services.items()},
        "moving": "moving",
        "transport": "transport of material",
        "running": "running of services",
    }


def _added(frame: pd.DataFrame, rows: list[dict[str, object]]) -> pd.DataFrame:
    """The frame with rows added in its own types; what they do not say is blank text."""
    more = pd.DataFrame(rows).reindex(columns=frame.columns, fill_value="").astype(frame.dtypes)
    return pd.concat([frame, more], ignore_index=True)
