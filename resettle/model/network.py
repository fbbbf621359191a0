"""Index sets of supply and money: links, supplies, and who may pay for what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.model.years import cross_years, look_up, yearly

if TYPE_CHECKING:
    from resettle.model.instance import Instance

TRANSPORT = "transport"


class Network:
    """Links and supplies that material travels on; empty where the dataset has neither."""

    def __init__(self, given: Instance) -> None:
        self.given = given
        self.present = not (given.data["links"].empty or given.data["supplies"].empty)

    @cached_property
    def programmes(self) -> pd.DataFrame:
        """Programmes that plan at least one place where somebody may settle."""
        return self.given.places[["programme"]].drop_duplicates().sort_values("programme", ignore_index=True)

    @cached_property
    def carry(self) -> pd.DataFrame:
        """Index of f: link, programme, year with nodes, cost and limit; none before the link's corridor opens."""
        links = self.given.data["links"].sort_values("link", ignore_index=True)
        opens = self.given.data["corridors"][["corridor", "opens_year"]].dropna()
        links = links.assign(opens=look_up(links, opens, "opens_year", -np.inf))
        spread = cross_years(links.merge(self.programmes, how="cross"), self.given.years)
        columns = ["link", "programme", "year", "from_node", "to_node", "usd_per_tonne", "tonnes_per_year"]
        return self._filled(spread[spread["year"] >= spread["opens"]][columns])

    @cached_property
    def draw(self) -> pd.DataFrame:
        """Index of u: node, programme, year with cost and limit."""
        supplies = self.given.data["supplies"].sort_values("node", ignore_index=True)
        spread = cross_years(supplies.merge(self.programmes, how="cross"), self.given.years)
        return self._filled(spread[["node", "programme", "year", "usd_per_tonne", "tonnes_per_year"]])

    @cached_property
    def nodes(self) -> pd.DataFrame:
        """node, programme, year, limit 0: where (11) balances; every place that may need material is a node."""
        names = pd.concat(
            [self.carry["from_node"], self.carry["to_node"], self.draw["node"], self.given.places["place"]]
        )
        frame = pd.DataFrame({"node": sorted(set(names))}).merge(self.programmes, how="cross")
        return cross_years(frame, self.given.years).assign(limit=0.0)

    @staticmethod
    def _filled(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(
            usd_per_tonne=frame["usd_per_tonne"].fillna(0.0),
            tonnes_per_year=frame["tonnes_per_year"].fillna(np.inf),
        ).reset_index(drop=True)


def spending_index(given: Instance, heads: pd.DataFrame) -> pd.DataFrame:
    """Index of y: funder, sector, programme, place, year for what costs something and a funder's earmarks allow.

    ``heads`` lists what may cost something: sector, programme, place ("" for transport), year. A funder without
    earmarks may pay for anything; one that names a place never pays transport.
    """
    funders = given.data["funders"][["funder"]]
    earmarks = given.data["earmarks"][["funder", "programme", "sector", "place"]]
    free = funders[~funders["funder"].isin(earmarks["funder"])].assign(programme="", sector="", place="")
    rules = pd.concat([earmarks, free], ignore_index=True)
    kinds = heads[["sector", "programme", "place"]].drop_duplicates()
    pairs = rules.merge(kinds, how="cross", suffixes=("_rule", ""))
    allowed = pd.Series(data=True, index=pairs.index)
    for key in ("programme", "sector", "place"):
        allowed &= (pairs[f"{key}_rule"] == "") | (pairs[f"{key}_rule"] == pairs[key])
    payers = pairs[allowed][["funder", "sector", "programme", "place"]].drop_duplicates()
    spread = payers.merge(heads, on=["sector", "programme", "place"])
    order = ["funder", "sector", "programme", "place", "year"]
    return spread[order].sort_values(order, ignore_index=True)


def budgets(given: Instance) -> pd.DataFrame:
    """funder, year, limit: all money so far for a funder that carries over, this year's for one whose money lapses."""
    funders = given.data["funders"][["funder", "carries_over"]].sort_values("funder")
    frame = cross_years(funders, given.years)
    frame["usd"] = look_up(frame, yearly(given.data["funding"], ["funder"], "usd", given.years), "usd", 0.0)
    so_far = frame.groupby("funder")["usd"].cumsum()
    return frame.assign(limit=so_far.where(frame["carries_over"], frame["usd"]))[
        ["funder", "year", "limit", "carries_over"]
    ]
