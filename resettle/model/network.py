"""Index sets of supply: links, supplies and the nodes between them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.model.years import cross_years, look_up

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
