"""Services: (9) standard, (10) staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.results.verification.finding import as_solved, compare
from resettle.results.verification.homes import capacity
from resettle.results.verification.memory import once_per_plan
from resettle.results.verification.yearly import add, times

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison


def check_standard(evidence: Evidence) -> list[Comparison]:
    """(9) standard[s]·in_use[d,s,t] ≤ spare[d,s,t] + module[s]·facilities[d,s,t]."""
    return [*standard_limits(evidence), *as_solved(standard_limits(evidence.unrounded))]


@once_per_plan
def standard_limits(evidence: Evidence) -> list[Comparison]:
    """Units needed by place and service against those there are."""
    services = evidence.given["services"]["service"]
    standard = pd.Series({service: evidence.scenario.standard_of(service) for service in services})
    needed = times(evidence.in_use, standard, "service")
    there = add(evidence.spare, evidence.units_ready).reindex(needed.index).fillna(0.0)
    return [compare("units needed", needed, "at most", there, unit="units")]


def check_staff(evidence: Evidence) -> list[Comparison]:
    """(10) staff[s]·Σ_{d of p} extra[d,s,t] ≤ capacity[p,staff:s,t], extra what is in use beyond the spare units."""
    return [*staff_limits(evidence).values(), *as_solved([*staff_limits(evidence.unrounded).values()])]


@once_per_plan
def staff_limits(evidence: Evidence) -> dict[str, Comparison]:
    """Staff needed by programme against those there are, by service."""
    services = evidence.given["services"].set_index("service")["staff_per_unit"].fillna(0.0)
    in_use = evidence.in_use
    extra = (in_use - evidence.spare.reindex(in_use.index).fillna(0.0)).clip(lower=0.0)
    staff = times(extra, services, "service")
    comparisons = {}
    for service in services.index[services > 0]:
        of_service = staff[staff.index.get_level_values("service") == service].droplevel("service")
        found = evidence.of_programme(of_service)
        limit = capacity(evidence, f"staff:{service}")
        comparisons[str(service)] = compare(f"staff of {service}", found, "at most", limit, unit="staff")
    return comparisons
