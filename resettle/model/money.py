"""Money: (13) spending is what is commissioned, moved, run and carried; (14) budgets.

Money is planned in millions of US$ of the base year: a solver judges a price by an absolute tolerance, and the worth of
one dollar is below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.model.lp import minus, term
from resettle.model.network import TRANSPORT
from resettle.model.purses import HEAD, budgets

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program

USD_PER_MILLION = 1_000_000.0


def spending(program: Program, x: Decisions, given: Instance) -> None:
    """(13) spending: for each purse and year Σ_k y is what its sectors and places cost; transport by programme."""
    parts = [part[[*HEAD, "year", "variable", "coefficient"]] for part in cost_terms(x, given) if len(part)]
    if not parts:
        return
    costs = pd.concat(parts, ignore_index=True).merge(x.purses.heads, on=HEAD)
    costs = costs[costs["coefficient"] != 0].copy()
    costs["coefficient"] /= USD_PER_MILLION
    keys = ["purse", "year"]
    limits = pd.concat([costs[keys], x.spend[keys]]).drop_duplicates().sort_values(keys).assign(limit=0.0)
    program.require("eq13_spending", [term(x.spend), minus(costs)], "==", limits)


def budget(program: Program, x: Decisions, given: Instance) -> None:
    """(14) budget: drawn[k,t] ≤ the money given so far, or this year's where money lapses."""
    limits = budgets(given)
    limits = limits.assign(limit=limits["limit"] / USD_PER_MILLION)
    program.require("eq14_budget", [term(x.drawn)], "<=", limits)


def cost_terms(x: Decisions, given: Instance) -> list[pd.DataFrame]:
    """What everything costs, in US$ a unit: terms with sector, programme, place ("" for transport) and year."""
    running = x.in_use.merge(given.services[["service", "running_usd_per_unit_year"]], on="service")
    move = x.settle.drop(columns="programme").merge(given.travel, on=["class_", "place"])
    clear = x.clear.merge(given.land[["place", "clear_usd_per_ha"]], on="place")
    build = x.build.merge(given.offers[["place", "option", "unit_cost_usd"]], on=["place", "option"])
    local = [
        term(clear, "clear_usd_per_ha").assign(sector="clearance"),
        term(build, "unit_cost_usd").assign(sector="housing"),
        term(x.open_place, "site_cost_usd").assign(sector="site_works"),
        term(move, "usd").assign(sector="moving"),
        term(x.commission, "capex_usd_per_module", sector="service"),
        term(running, "running_usd_per_unit_year").assign(sector="running"),
    ]
    columns = ["sector", "place", "year", "variable", "coefficient"]
    placed = [part[columns].merge(given.programme_of, on="place") for part in local]
    return placed + [term(flow, "usd_per_tonne").assign(sector=TRANSPORT, place="") for flow in (x.carry, x.draw)]
