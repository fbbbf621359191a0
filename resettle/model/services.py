"""Services: (9) standard, (10) staff, in the units of each service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.model.lp import minus, term
from resettle.model.years import look_up

if TYPE_CHECKING:
    import pandas as pd

    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program

_KEYS = ["place", "service", "year"]


def standard(program: Program, x: Decisions, given: Instance) -> None:
    """(9) standard: standard[s]·in_use[d,s,t] ≤ spare[d,s,t] + module[s]·facilities[d,s,t]."""
    standards = given.services.set_index("service")["standard"]
    used = term(x.in_use, x.in_use["service"].map(standards))
    ready = term(x.facilities, "module_units")
    program.require("eq09_standard", [used, minus(ready)], "<=", _spare(x.in_use, given))


def staff(program: Program, x: Decisions, given: Instance) -> None:
    """(10) staff: staff[s]·Σ_{d of p} extra[d,s,t] ≤ capacity[p,staff:s,t]; extra ≥ in_use − spare, extra ≥ 0."""
    staffed = given.services[given.services["staff_per_unit"] > 0][["service", "staff_per_unit"]]
    capacities = given.capacities[given.capacities["resource"].str.startswith("staff:")]
    capacities = capacities.assign(service=capacities["resource"].str.removeprefix("staff:"))
    limits = capacities.merge(staffed, on="service")[["programme", "service", "year", "limit"]]
    needed = x.in_use.merge(given.programme_of, on="place").merge(
        limits[["programme", "service", "year"]], on=["programme", "service", "year"]
    )
    extra = program.variables("extra", needed[[*_KEYS, "programme"]])
    program.require("eq10_extra", [term(needed), minus(term(extra))], "<=", _spare(needed, given))
    used = term(extra.merge(staffed, on="service"), "staff_per_unit")
    program.require("eq10_staff", [used], "<=", limits)


def _spare(frame: pd.DataFrame, given: Instance) -> pd.DataFrame:
    return frame[_KEYS].assign(limit=look_up(frame, given.spare, "units", 0.0))
