"""Land: (7) land for homes and facilities, (8) clearance of mines, in hectares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.model.lp import minus, term

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance
    from resettle.model.lp import Program


def land(program: Program, x: Decisions, given: Instance) -> None:
    """(7) land: land_used[d,t] ≤ ready[d] + cleared[d,t]; no limit where ready is not given."""
    limits = x.land_used[["place", "year"]].merge(given.land[["place", "ready_ha"]], on="place")
    terms = [term(x.land_used), minus(term(x.cleared))]
    program.require("eq07_land", terms, "<=", limits.rename(columns={"ready_ha": "limit"}))


def clearance(program: Program, x: Decisions, given: Instance) -> None:
    """(8) clearance: Σ_t q[d,t] ≤ contaminated[d]; a year's q within what place and programme can clear."""
    mined = given.land[given.land["place"].isin(x.clear["place"])]
    total = mined[["place", "contaminated_ha"]].rename(columns={"contaminated_ha": "limit"})
    program.require("eq08_contaminated", [term(x.clear)], "<=", total)
    yearly = x.clear[["place", "year"]].merge(given.land[["place", "clear_ha_per_year"]], on="place")
    yearly = yearly.rename(columns={"clear_ha_per_year": "limit"})
    program.require("eq08_place", [term(x.clear)], "<=", yearly)
    teams = given.capacity("clearance")
    used = term(x.clear).merge(teams[["programme", "year"]], on=["programme", "year"])
    program.require("eq08_programme", [used], "<=", teams)
