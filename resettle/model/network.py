"""Index sets of supply: links, supplies and the nodes between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.model.years import cross_years, look_up

if TYPE_CHECKING:
    from resettle.model.instance import Instance

TRANSPORT = "transport"


@dataclass(frozen=True)
class Network:
    """Links and supplies that material travels on.

    Attributes
    ----------
    present : whether the dataset has both; where it has not, nothing is carried
    programmes : programmes that plan at least one place where somebody may settle
    carry : index of f: link, programme, year with nodes and cost; none before the link's corridor opens
    draw : index of u: node, programme, year with cost
    nodes : node, programme, year, limit 0: where (11) balances; every place that may need material is a node
    links, supplies : link or node, year, limit: tonnes a year
    """

    present: bool
    programmes: pd.DataFrame
    carry: pd.DataFrame
    draw: pd.DataFrame
    nodes: pd.DataFrame
    links: pd.DataFrame
    supplies: pd.DataFrame


def make_network(given: Instance) -> Network:
    """Links and supplies of the instance, for each programme and year."""
    present = not (given.data["links"].empty or given.data["supplies"].empty)
    programmes = given.places[["programme"]].drop_duplicates().sort_values("programme", ignore_index=True)
    carry, draw = _carry(given, programmes), _draw(given, programmes)
    most = "tonnes_per_year"
    links, supplies = (
        flow[[key, "year", most]].drop_duplicates().rename(columns={most: "limit"})
        for flow, key in ((carry, "link"), (draw, "node"))
    )
    carry, draw = carry.drop(columns=most), draw.drop(columns=most)
    names = pd.concat([carry["from_node"], carry["to_node"], draw["node"], given.places["place"]])
    nodes = pd.DataFrame({"node": sorted(set(names))}).merge(programmes, how="cross")
    nodes = cross_years(nodes, given.years).assign(limit=0.0)
    return Network(present, programmes, carry, draw, nodes, links, supplies)


def _carry(given: Instance, programmes: pd.DataFrame) -> pd.DataFrame:
    links = given.data["links"].sort_values("link", ignore_index=True)
    opens = given.data["corridors"][["corridor", "opens_year"]].dropna()
    links = links.assign(opens=look_up(links, opens, "opens_year", -np.inf))
    spread = cross_years(links.merge(programmes, how="cross"), given.years)
    columns = ["link", "programme", "year", "from_node", "to_node", "usd_per_tonne", "tonnes_per_year"]
    return _filled(spread[spread["year"] >= spread["opens"]][columns])


def _draw(given: Instance, programmes: pd.DataFrame) -> pd.DataFrame:
    supplies = given.data["supplies"].sort_values("node", ignore_index=True)
    spread = cross_years(supplies.merge(programmes, how="cross"), given.years)
    return _filled(spread[["node", "programme", "year", "usd_per_tonne", "tonnes_per_year"]])


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        usd_per_tonne=frame["usd_per_tonne"].fillna(0.0),
        tonnes_per_year=frame["tonnes_per_year"].fillna(np.inf),
    ).reset_index(drop=True)
