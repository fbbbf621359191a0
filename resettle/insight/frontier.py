"""Cost and coverage: the best plans from little money to so much that money no longer limits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.insight.overview import Overview
from resettle.insight.quotable import money, people, per_cent
from resettle.insight.tidy import titles
from resettle.insight.trial import betterness, persons_of, tried

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates, Trial

LEAST = 0.1
"""Share of the scenario's money with which the frontier begins."""
ENOUGH = 1e-3
"""Money no longer limits where any more of it would add less than this part to the objective."""
_LARGEST_FACTOR = 1000.0
_MOST_TANGENTS = 8
_ALIKE = 1e-6


@dataclass(frozen=True)
class Frontier:
    """Plans of one scenario with more and more money.

    Attributes
    ----------
    points : by share of the scenario's money (of the dataset's, where the scenario leaves none): share,
        usd_available, usd_spent (US$ of the base year, all years), persons (settled by the last year), person_years
        (weighted), objective, persons_per_million (what another million, of all funders together, adds at the
        margin), own (the scenario's own money), knee, enough (money no longer limits), why (there is no plan; else
        blank)
    by_programme : share, programme, title, persons
    """

    points: pd.DataFrame
    by_programme: pd.DataFrame

    @property
    def knee(self) -> pd.Series | None:
        """The row of the knee; None where the frontier has none."""
        rows = self.points[self.points["knee"]]
        return None if rows.empty else rows.iloc[0]


def frontier(estimates: Estimates, scenario: Scenario, points: int = 12) -> Frontier:
    """The best plan for each amount of money, from a tenth of the scenario's to where money no longer limits.

    The optimum of a linear programme is concave in its right-hand side (Bertsimas & Tsitsiklis 1997, section 5.2), here
    the budgets of (14), so each million adds no more than the one before it; for ``fairest``, of two stages, only
    roughly. Where the frontier ends is found with tangents: from a plan with little money along its money's shadow
    price up to the height of the best that any money brings, which is never beyond the end of a concave curve. Then
    the widest gaps are halved until there are so many points.

    The knee is the point furthest above the straight line from the first point to the one from which money no longer
    limits, with money and person-years each counted from 0 to 1 between the two (Satopää et al. 2011, "Kneedle").
    """
    own = scenario.scale.funding or 1.0
    found: dict[float, Trial] = {}

    def at(share: float) -> Trial:
        if share not in found:
            scale = scenario.scale.model_copy(update={"funding": min(own * share, _LARGEST_FACTOR)})
            found[share] = tried(estimates, scenario.model_copy(update={"scale": scale}))
        return found[share]

    with_plenty = at(_LARGEST_FACTOR / own)
    end = LEAST
    for _ in range(_MOST_TANGENTS):
        following = _along_the_tangent(at(end), with_plenty, end)
        if following is None or following * own >= _LARGEST_FACTOR:
            break
        end = following
    at(1.0)
    if scenario.scale.funding < _LARGEST_FACTOR:
        del found[_LARGEST_FACTOR / own]  # so much money is no plan of anybody's: it only says how high the curve goes
    while len(found) < points:
        shares = np.array(sorted(found))
        widest = int(np.diff(shares).argmax())
        at(float(shares[widest : widest + 2].mean()))
    return _told(found, with_plenty, 1.0 if scenario.scale.funding else float("nan"))


def quotable_frontier(curve: Frontier) -> str:
    """What more money brings, in sentences with their numbers."""
    good = curve.points[curve.points["why"] == ""]
    if good.empty:
        return "No amount of money makes this scenario possible: something else in it rules every plan out."
    first, last = good.iloc[0], good[good["enough"]].iloc[0] if good["enough"].any() else good.iloc[-1]
    said = f"With {money(first['usd_available'])} ({per_cent(first['share'])} of this scenario's money) "
    said += f"{people(first['persons'])} settle"
    if first["share"] < last["share"]:
        said += f"; with {money(last['usd_available'])}, {people(last['persons'])}"
    said += ", and more money than that adds nothing to speak of." if last["enough"] else "."
    knee = curve.knee
    if knee is None:
        return said
    before, beyond = years_per_million(first, knee), years_per_million(knee, last)
    return said + (
        f" Up to {money(knee['usd_available'])} a further million adds {before:,.0f} person-years (a person settled "
        f"for one year) on average; beyond it, {beyond:,.0f}."
    )


def _along_the_tangent(here: Trial, with_plenty: Trial, share: float) -> float | None:
    """The share at which this plan's tangent reaches what plenty of money brings; None where the end is reached."""
    if with_plenty.plan is None:
        return None
    if here.plan is None:
        return 2 * share
    missing = betterness(with_plenty.plan) - betterness(here.plan)
    if missing <= ENOUGH * abs(betterness(with_plenty.plan)):
        return None
    worth = _worth_of_money(here, "shadow_price")
    return share * (1.0 + missing / worth) if worth > 0 else 2 * share


def _worth_of_money(trial: Trial, price: str) -> float:
    """What doubling every funder's money would bring at the margin: prices times budgets of (14)."""
    if trial.plan is None:
        return float("nan")
    rows = trial.plan["bottlenecks"]
    rows = rows[rows["constraint"] == "eq14_budget"]
    return float((rows["limit"] * rows[price]).sum())


def _told(found: dict[float, Trial], with_plenty: Trial, own: float) -> Frontier:
    rows, programmes = [], []
    for share, trial in sorted(found.items()):
        rows.append(_point(share, trial, with_plenty, own))
        if trial.plan is not None:
            names = titles(trial.plan.dataset, "programmes")
            programmes += [(share, key, name, persons_of(trial.plan, str(key))) for key, name in names.items()]
    points = pd.DataFrame(rows)
    points.insert(8, "knee", _knee(points))
    return Frontier(points, pd.DataFrame(programmes, columns=["share", "programme", "title", "persons"]))


def _point(share: float, trial: Trial, with_plenty: Trial, own: float) -> dict[str, object]:
    plan, nothing = trial.plan, float("nan")
    said = None if plan is None else plan.summary
    available = nothing if plan is None else float(Overview(plan).money_by_funder["given_usd"].sum())
    enough = False
    if plan is not None and with_plenty.plan is not None:
        best = betterness(with_plenty.plan)
        enough = best - betterness(plan) <= ENOUGH * abs(best)
    return {
        "share": share,
        "usd_available": available,
        "usd_spent": said.cost_usd if said else nothing,
        "persons": said.persons_settled if said else nothing,
        "person_years": said.person_years if said else nothing,
        "objective": said.objective if said else nothing,
        "persons_per_million": _worth_of_money(trial, "persons_per_unit") * 1e6 / available if available else nothing,
        "own": share == own,
        "enough": enough,
        "why": trial.why,
    }


def _knee(points: pd.DataFrame) -> pd.Series:
    """Whether each point is the knee; there is none among fewer than three, or on a straight line."""
    ends = points.loc[points["enough"], "share"]
    last = ends.min() if len(ends) else points["share"].max()
    rows = points[(points["why"] == "") & (points["share"] <= last)]
    knee = pd.Series(False, index=points.index)
    money_spread, years_spread = np.ptp(rows[["usd_available", "person_years"]], axis=0) if len(rows) > 2 else (0, 0)
    if money_spread > 0 and years_spread > 0:
        along = (rows["usd_available"] - rows["usd_available"].iloc[0]) / money_spread
        height = (rows["person_years"] - rows["person_years"].iloc[0]) / years_spread - along
        knee[height.idxmax()] = bool(height.max() > _ALIKE)
    return knee


def years_per_million(here: pd.Series, there: pd.Series) -> float:
    """Person-years that each million between two points adds: what the knee is about, and never rises."""
    usd = float(there["usd_available"] - here["usd_available"])
    return float(there["person_years"] - here["person_years"]) * 1e6 / usd if usd > 0 else 0.0
