"""Supply: (11) balance, (12) link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.results.verification.finding import compare
from resettle.results.verification.yearly import add, by_year, every_year, total

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison

NODE = ["node", "programme"]


def check_balance(evidence: Evidence) -> list[Comparison]:
    """(11) At each node, programme and year: tonnes in + taken − tonnes out = what is built there needs."""
    links, tables, years = evidence.given["links"], evidence.plan.tables, evidence.years
    if links.empty and evidence.given["supplies"].empty:
        return []
    ends = links[["link", "from_node", "to_node"]]
    carried = tables["shipments"][["link", "programme", "year", "tonnes"]].merge(ends, on="link")
    arrives = by_year(carried.rename(columns={"to_node": "node"}), NODE, "tonnes", years)
    leaves = by_year(carried.rename(columns={"from_node": "node"}), NODE, "tonnes", years)
    taken = by_year(tables["supplied"], NODE, "tonnes", years)
    needed = _needed(evidence)
    found = add(arrives, taken, -leaves, 0.0 * needed)
    largest = add(arrives, taken, leaves, needed)
    limit = needed.reindex(found.index).fillna(0.0)
    return [compare("tonnes in less tonnes out", found, "equal to", limit, unit="t", size=largest)]


def check_link(evidence: Evidence) -> list[Comparison]:
    """(12) Links and supplies within their tonnes a year; nothing before a link's corridor opens."""
    given, tables, years = evidence.given, evidence.plan.tables, evidence.years
    carried = by_year(tables["shipments"], ["link"], "tonnes", years)
    taken = by_year(tables["supplied"], ["node"], "tonnes", years)
    supplies = every_year(given["supplies"].set_index("node")["tonnes_per_year"], years)
    return [
        compare("tonnes carried", carried, "at most", _link_capacity(evidence), unit="t"),
        compare("tonnes taken", taken, "at most", supplies, unit="t"),
    ]


def _link_capacity(evidence: Evidence) -> pd.DataFrame:
    """Tonnes a year that each link carries: 0 before its corridor opens, NaN for no limit."""
    links = evidence.given["links"].set_index("link")
    opens = links["corridor"].map(evidence.given["corridors"].set_index("corridor")["opens_year"])
    closed = opens.fillna(-np.inf).to_numpy(dtype=float)[:, None] > evidence.years.to_numpy()[None, :]
    return every_year(links["tonnes_per_year"], evidence.years).mask(closed, 0.0)


def _needed(evidence: Evidence) -> pd.DataFrame:
    """Tonnes needed by node and programme: a place's own programme builds there."""
    needed = evidence.taken("material_t")
    programme = evidence.programme_of.reindex(needed.index)
    index = pd.MultiIndex.from_arrays([needed.index, programme], names=NODE)
    return total(needed.set_axis(index), NODE)
