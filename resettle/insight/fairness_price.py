"""The price of fairness: how many people are settled as the worst-served communities are held higher and higher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.equity import equity
from resettle.insight.overview import Overview
from resettle.insight.quotable import more_or_fewer, people, per_cent
from resettle.insight.tidy import titles
from resettle.insight.trial import persons_of, tried

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates, Trial
    from resettle.results.plan import Plan

FLOORS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Floors of communities of origin that are tried."""
FAIREST = "fairest"
_NO_MORE = 1e-3


@dataclass(frozen=True)
class FairnessPrice:
    """Plans of one scenario that are held to be fairer and fairer.

    Attributes
    ----------
    steps : one row a plan: step (``floor 0.5`` or ``fairest``), floor (missing for ``fairest``), persons (settled by
        the last year), person_years (weighted), usd (spent), worst (cover (0i) of the worst-served community of origin
        of any programme), worst_name, worst_title (its programme), persons_more (than in the first row that has a
        plan), why (there is no plan; else blank)
    by_programme : step, programme, title, persons, worst, worst_name (of its communities of origin, by cover)
    equity : step, and the columns of ``resettle.insight.equity.equity``
    """

    steps: pd.DataFrame
    by_programme: pd.DataFrame
    equity: pd.DataFrame


def fairness_price(estimates: Estimates, scenario: Scenario, floors: Sequence[float] = FLOORS) -> FairnessPrice:
    """The scenario with each floor (15) of communities of origin, and as the mode ``fairest`` plans it.

    A floor φ asks that every community reaches at least φ of the cover of its own programme. A higher floor leaves
    fewer plans to choose from, so the objective never rises with it; head counts may. Everything else of the
    scenario stays, other floors too. ``fairest`` is tried without a floor of origin, which it makes superfluous.
    """
    trials = []
    for floor in floors:
        held = scenario.floors.model_copy(update={"origin": float(floor)})
        trials.append((f"floor {floor:g}", floor, tried(estimates, scenario.model_copy(update={"floors": held}))))
    without = scenario.floors.model_copy(update={"origin": 0.0})
    fairest = scenario.model_copy(update={"floors": without, "mode": FAIREST})
    trials.append((FAIREST, float("nan"), tried(estimates, fairest)))
    even = {step: equity(Overview(trial.plan).evidence) for step, _, trial in trials if trial.plan is not None}
    steps = pd.DataFrame([_step(step, floor, trial, even.get(step)) for step, floor, trial in trials])
    first = steps.loc[steps["why"] == "", "persons"]
    steps.insert(8, "persons_more", steps["persons"] - (first.iloc[0] if len(first) else float("nan")))
    parts = [_by_programme(step, trial.plan, even[step]) for step, _, trial in trials if trial.plan is not None]
    return FairnessPrice(
        steps=steps,
        by_programme=pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_BY_PROGRAMME),
        equity=pd.concat([table.assign(step=step) for step, table in even.items()], ignore_index=True)
        if even
        else pd.DataFrame(columns=["step"]),
    )


def quotable_price(price: FairnessPrice, floor: float = 0.5) -> str:
    """What a floor and the fairest plan ask of the whole, in sentences with their numbers."""
    good = price.steps[price.steps["why"] == ""]
    if good.empty:
        return "None of these plans is possible: " + str(price.steps["why"].iloc[0])
    first = good.iloc[0]
    said = (
        f"Held to a floor of {per_cent(first['floor'])}" if first["floor"] > 0 else "Without a floor"
    ) + f" {people(first['persons'])} settle, and the worst-served community is covered to {per_cent(first['worst'])}."
    asked = good[(good["floor"] - floor).abs() < 1e-9]
    for _, row in asked.iterrows():
        said += (
            f" Asking that every community of origin reaches {per_cent(floor)} of its programme's cover settles "
            f"{more_or_fewer(row['persons_more'])} and covers the worst-served community to {per_cent(row['worst'])}."
        )
    for _, row in good[good["step"] == FAIREST].iterrows():
        said += f" The fairest plan settles {more_or_fewer(row['persons_more'])} and covers it to "
        said += f"{per_cent(row['worst'])}."
    return said + _held_down(good) + _each_programme(price.by_programme)


def _held_down(good: pd.DataFrame) -> str:
    """From which floor on nothing is won for the worst served, while fewer people settle: levelling down."""
    floors = good[good["floor"].notna()]
    enough = floors[floors["worst"] >= good["worst"].max() - _NO_MORE]
    if len(enough) < 2:
        return ""
    fewer = float(enough["persons"].iloc[0] - enough["persons"].iloc[-1])
    if fewer < 0.5:
        return ""
    return (
        f" Beyond a floor of {per_cent(enough['floor'].iloc[0])} the worst-served community gains nothing more: others "
        f"are only held down to it, {people(fewer)} fewer at {per_cent(enough['floor'].iloc[-1])}."
    )


def _each_programme(rows: pd.DataFrame) -> str:
    """The same sentence for every programme, where there are several."""
    if rows["programme"].nunique() < 2:
        return ""
    said = ""
    for title, mine in rows.groupby("title", sort=False):
        first, last = mine.iloc[0], mine.iloc[-1]
        said += f" {title}: {people(first['persons'])} and a worst-served community covered to "
        said += f"{per_cent(first['worst'])} in the first of these plans, {people(last['persons'])} and "
        said += f"{per_cent(last['worst'])} in the last."
    return said


_BY_PROGRAMME = ["step", "programme", "title", "persons", "worst", "worst_name"]


def _communities(even: pd.DataFrame) -> pd.DataFrame:
    return even[(even["kind"] == "origin") & (even["measure"] == "cover")]


def _step(step: str, floor: float, trial: Trial, even: pd.DataFrame | None) -> dict[str, object]:
    nothing = float("nan")
    said = None if trial.plan is None else trial.plan.summary
    row: dict[str, object] = {
        "step": step,
        "floor": floor,
        "persons": said.persons_settled if said else nothing,
        "person_years": said.person_years if said else nothing,
        "usd": said.cost_usd if said else nothing,
        "worst": nothing,
        "worst_name": "",
        "worst_title": "",
        "why": trial.why,
    }
    communities = pd.DataFrame() if even is None else _communities(even)
    for _, worst in communities.sort_values("worst", kind="stable").head(1).iterrows() if len(communities) else ():
        row |= {"worst": worst["worst"], "worst_name": worst["worst_name"], "worst_title": worst["title"]}
    return row


def _by_programme(step: str, plan: Plan, even: pd.DataFrame) -> pd.DataFrame:
    """A row for each programme, with its own worst-served community; missing where none has a place to go."""
    rows = pd.DataFrame({"title": titles(plan.dataset, "programmes")}).rename_axis(index="programme").reset_index()
    rows.insert(0, "step", step)
    rows["persons"] = [persons_of(plan, programme) for programme in rows["programme"]]
    rows = rows.merge(_communities(even)[["programme", "worst", "worst_name"]], on="programme", how="left")
    return rows.fillna({"worst_name": ""})[_BY_PROGRAMME]
