"""The climb of a ladder: what holds the last plan most, lifted, and the plan made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.cause_words import kept_text
from resettle.insight.kept_by_aim import kept_by_aim
from resettle.insight.lifting import has_figures, lifted, lifting
from resettle.insight.limits import absent, all_families, capacities_of, limits, of_programme
from resettle.insight.overview import Overview
from resettle.insight.tidy import titles
from resettle.insight.trial import betterness, persons_of, tried

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates, Trial
    from resettle.results.plan import Plan

REACHED, CHOICES, NO_LIMIT, STEPS, NO_PLAN = "reached", "choices", "no limit", "steps", "no plan"
NOTHING_THERE = "nothing there"
"""How a ladder ends; see ``resettle.insight.ladder.Ladder``."""
_NOTHING = 1e-6
_IDLE = ["family", "label", "matters_at", "hidden_by"]


class Climb:
    """Where the ladder has got to.

    Attributes
    ----------
    trial : the last step's
    rows : of the steps
    seen : limits of each step that has a plan
    """

    def __init__(self, estimates: Estimates, scenario: Scenario, times: float, programme: str) -> None:
        self._estimates, self._scenario, self._times, self._programme = estimates, scenario, times, programme
        self._factors: dict[str, float] = {}
        self._barren: set[str] = set()
        self.trial = tried(estimates, scenario)
        self.rows = [_step(0, "", "", 1.0, self.trial, None)]
        self.seen: list[pd.DataFrame] = []
        self._lacking: list[pd.DataFrame] = []
        self._people: list[tuple[int, str, str, float]] = []
        self._note()
        self._dataset = None if self.trial.plan is None else self.trial.plan.dataset

    def next_family(self) -> pd.Series | None:
        """What holds the plan most of all that can be lifted and was not lifted in vain; notes it in the last row."""
        if self.trial.plan is None:
            return None
        held = self.seen[-1]
        known = set(lifting(self.trial.plan.dataset, self._times, self._programme)) - self._barren
        liftable = held[held["key"].isin(known)]
        if liftable.empty:
            return None
        self.rows[-1]["next_label"] = liftable["label"].iloc[0]
        return liftable.iloc[0]

    def lift(self, family: str, label: str) -> None:
        """Plan anew with so many times as much of a family."""
        before = self.trial.plan
        if before is None:
            return
        self._factors[family] = self._factors.get(family, 1.0) * self._times
        self.trial = tried(self._estimates, lifted(self._scenario, before.dataset, self._factors, self._programme))
        self.rows.append(_step(len(self.rows), family, label, self._factors[family], self.trial, before))
        self._note()
        if not self.rows[-1]["better"]:
            self._barren.add(family)

    def _note(self) -> None:
        """What limits the last step's plan, and how many settle in it."""
        plan = self.trial.plan
        if plan is not None:
            mine = of_programme(plan, self._programme) if self._programme else plan
            known = lifting(plan.dataset, self._times, self._programme)
            lacking = absent(mine)
            self.seen.append(limits(mine))
            self._lacking.append(lacking[lacking["key"].isin(set(known))])
            names = titles(plan.dataset, "programmes").items()
            step = len(self.rows) - 1
            self._people += [(step, str(key), str(title), persons_of(plan, str(key))) for key, title in names]

    def by_programme(self) -> pd.DataFrame:
        """Persons settled by step and programme."""
        return pd.DataFrame(self._people, columns=["step", "programme", "title", "persons"])

    def missing(self) -> tuple[str, ...]:
        """What the last plan has nothing of and would be better with."""
        return tuple(self._lacking[-1]["label"]) if self._lacking else ()

    def by_aim(self) -> str:
        """How many people the aim itself keeps waiting in the last plan."""
        plan = self.trial.plan
        if plan is None:
            return ""
        kept = kept_by_aim(Overview(plan).evidence)
        return "" if kept is None else kept_text(*kept, plan.scenario.usd_per_person_year)

    def ending(self) -> str:
        """Why there is nothing more to lift."""
        if self.missing():
            return NOTHING_THERE
        return CHOICES if capacities_of(self.seen[-1]).empty else NO_LIMIT

    def idle(self) -> pd.DataFrame:
        """Limits of which there is a figure, but more of it would do nothing in the first plan."""
        rows = []
        dataset = self._dataset
        for family in all_families(dataset) if dataset is not None else ():
            told = zip(self.seen, self._lacking, strict=True)
            held = [family.key in {*table["key"], *lacking["key"]} for table, lacking in told]
            if held[0] or dataset is None:
                continue
            if not has_figures(dataset, lifting(dataset, 1.0, self._programme).get(family.key, ())):
                continue
            at = held.index(True) if True in held else None
            hidden_by = "" if at is None else self.rows[at]["label"]
            rows.append((family.key, family.label, at, hidden_by))
        return pd.DataFrame(rows, columns=_IDLE).astype({"matters_at": "Int64"})


def _step(number: int, family: str, label: str, times: float, trial: Trial, before: Plan | None) -> dict[str, object]:
    nothing = float("nan")
    said = None if trial.plan is None else trial.plan.summary
    was = None if before is None else before.summary
    return {
        "step": number,
        "family": family,
        "label": label,
        "times": times,
        "persons": said.persons_settled if said else nothing,
        "person_years": said.person_years if said else nothing,
        "usd": said.cost_usd if said else nothing,
        "persons_more": said.persons_settled - was.persons_settled if said and was else nothing,
        "usd_more": said.cost_usd - was.cost_usd if said and was else nothing,
        "better": trial.plan is not None and before is not None and _is_better(trial.plan, before),
        "next_label": "",
        "why": trial.why,
    }


def _is_better(plan: Plan, before: Plan) -> bool:
    gained = betterness(plan) - betterness(before)
    return gained > _NOTHING * max(1.0, abs(betterness(before)))
