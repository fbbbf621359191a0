"""Land: (7) land, (8) clearance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.results.verification.finding import compare
from resettle.results.verification.homes import capacity
from resettle.results.verification.yearly import add, every_year

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence
    from resettle.results.verification.finding import Comparison


def check_land(evidence: Evidence) -> list[Comparison]:
    """(7) land_used[d,t] ≤ ready[d] + cleared[d,t], where ready land is given."""
    ready = every_year(evidence.given["land"].set_index("place")["ready_ha"].dropna(), evidence.years)
    cleared = evidence.cleared
    limit = add(ready, cleared[cleared.index.isin(ready.index)])
    return [compare("land used", evidence.land_used, "at most", limit, unit="ha")]


def check_clearance(evidence: Evidence) -> list[Comparison]:
    """(8) No more is cleared than is contaminated, than the place's teams and the programme's clear in a year."""
    land = evidence.given["land"].set_index("place")
    clearing = evidence.clearing
    contaminated = land["contaminated_ha"].reindex(clearing.index).fillna(0.0)
    of_place = every_year(land["clear_ha_per_year"], evidence.years)
    of_programme = capacity(evidence, "clearance")
    return [
        compare("cleared over the horizon", clearing.sum(axis=1), "at most", contaminated, unit="ha"),
        compare("cleared", clearing, "at most", of_place, unit="ha"),
        compare("cleared", evidence.of_programme(clearing), "at most", of_programme, unit="ha"),
    ]
