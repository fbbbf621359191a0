"""A scenario's levers: what there is, times so much (``scale``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from resettle.inputs.schema import STAFF_PREFIX
from resettle.inputs.willingness import Choices, communities, largest_sum

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.scenario import Scale


def scale_tables(tables: dict[str, pd.DataFrame], scale: Scale, years: range) -> None:
    """Multiply each lever's columns, as docs/data.md lists them; a blank (no limit) stays blank."""
    _scale_capacities(tables, scale)
    for table, column, factor in (
        ("build_capacity", "homes", scale.build),
        ("land", "clear_ha_per_year", scale.clearance),
        ("funding", "usd", scale.funding),
        ("vacant_homes", "homes", scale.vacant),
        ("service_spare", "units", scale.spare),
        ("housing", "unit_cost_usd", scale.unit_cost),
        ("links", "tonnes_per_year", scale.supply),
        ("supplies", "tonnes_per_year", scale.supply),
    ):
        if factor != 1.0:
            tables[table] = tables[table].assign(**{column: tables[table][column] * factor})
    if scale.vacant < 1.0:
        # Of fewer homes, no more than all can have open claims: none is left to plan with, and none is owed.
        vacant = tables["vacant_homes"]
        claims = np.minimum(vacant["unresolved_claims"], vacant["homes"])
        tables["vacant_homes"] = vacant.assign(unresolved_claims=claims)
    if scale.willingness != 1.0:
        tables["willingness"] = scaled_willingness(tables, scale.willingness, years)


def scaled_willingness(tables: dict[str, pd.DataFrame], factor: float, years: range) -> pd.DataFrame:
    """Shares times the factor, for every programme and origin of the cohorts.

    Where the largest sum over the years of the horizon, of all solutions, open or not, is then above 1, all shares of
    that origin are divided by that one sum. Rows that begin after the horizon say nothing in it and are left out.
    """
    willingness = tables["willingness"]
    choices = Choices(willingness)
    rows, origins, factors = [], [], []
    for programme, origin in communities(tables["cohorts"]):
        paths = choices.of(programme, origin)
        own_factor = factor / max(1.0, factor * largest_sum(paths, years))
        steps = [step for path in paths.values() for step in path if step.from_year <= years[-1]]
        rows += [step.row for step in steps]
        origins += [origin] * len(steps)
        factors += [own_factor] * len(steps)
    expanded = willingness.loc[rows].reset_index(drop=True)
    return expanded.assign(
        origin=np.array(origins, dtype=object), share=np.minimum(expanded["share"] * np.array(factors), 1.0)
    ).astype({"origin": "str"})


def _scale_capacities(tables: dict[str, pd.DataFrame], scale: Scale) -> None:
    resource = tables["capacities"]["resource"]
    levers = {"build": scale.build, "purchase": scale.purchase, "tenure": scale.tenure, "clearance": scale.clearance}
    factors = [scale.staff if name.startswith(STAFF_PREFIX) else levers.get(name, 1.0) for name in resource]
    if all(factor == 1.0 for factor in factors):
        return
    amount = tables["capacities"]["amount"] * np.array(factors, dtype=float)
    tables["capacities"] = tables["capacities"].assign(amount=amount)
