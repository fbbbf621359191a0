"""Money that is not there yet: who may give it, and what it may pay for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.inputs.columns import LARGEST_FIGURE
from resettle.insight.tidy import short_titles, titles

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario

UNTIED = "untied"
"""Key of the giver whose money may pay for anything."""
PLENTY = 100.0
"""More money than can be used: so many times all that there is."""
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
    sectors, places, programmes = sector_titles(dataset), titles(dataset, "places"), short_titles(dataset)
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
