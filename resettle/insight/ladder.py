"""How far, and what would it take: which limit stops the plan next as the last one is lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.lifting import lifted, lifting
from resettle.insight.limits import absent, all_families, capacities_of, limits, of_programme
from resettle.insight.quotable import listed, money, people
from resettle.insight.tidy import titles
from resettle.insight.trial import betterness, persons_of, tried

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates, Trial
    from resettle.results.plan import Plan

MOST_STEPS = 12
"""Steps that a ladder takes unless it is told otherwise; each is an estimate."""
REACHED, CHOICES, NO_LIMIT, STEPS, NO_PLAN = "reached", "choices", "no limit", "steps", "no plan"
NOTHING_THERE = "nothing there"
_NOTHING = 1e-6
_MOST_NAMED = 4


@dataclass(frozen=True)
class Ladder:
    """Plans of one scenario as the limit that holds them most is lifted again and again.

    Attributes
    ----------
    steps : step (0 is the scenario as it is), family, label (what was lifted; blank in step 0), times (how many times
        as much of it as the scenario has), persons (settled by the last year), person_years (weighted), usd (spent;
        all three of all programmes), persons_more, usd_more (than a step before), better (whether the step made the
        plan any better), next_label (what holds the plan most now; blank where nothing does that can be lifted), why
        (the step has no plan; else blank)
    by_programme : step, programme, title, persons
    idle : limits of which more would do nothing as things are: family, label, matters_at (the first step at which it
        would; missing where at none), hidden_by (what was lifted just then; blank where at none)
    programme : the one it was asked for; blank for all
    ended : ``reached`` (the number of people), ``choices`` (only what people have chosen limits), ``no limit`` (only
        what may not be lifted does), ``nothing there`` (what limits is what there is nothing of: see ``missing``),
        ``steps`` (as many as were allowed), ``no plan``
    missing : labels of limits of which there is nothing in the last plan, where something would make it better
    """

    steps: pd.DataFrame
    by_programme: pd.DataFrame
    idle: pd.DataFrame
    programme: str
    ended: str
    missing: tuple[str, ...] = ()


def ladder(
    estimates: Estimates,
    scenario: Scenario,
    *,
    programme: str = "",
    persons: float = float("inf"),
    times: float = 2.0,
    most_steps: int = MOST_STEPS,
) -> Ladder:
    """Lift the limit that holds the plan most, plan anew, and so on.

    Parameters
    ----------
    estimates, scenario
        Where it begins.
    programme
        Look at and lift only limits of this programme and its places, and those that programmes share; blank: any.
        The same question can be asked for every programme; of all at once, a larger one's limits come first.
    persons
        Stop once so many settle (of the programme, if one is named).
    times
        How many times as much a step makes of a limit; one that holds the plan again is lifted again.
    most_steps
        Stop after so many steps.

    Notes
    -----
    Which limit holds the plan most is what ``insight.limits`` says: by ten per cent more of it at its shadow price.
    A limit without a price does nothing however much more there were of it alone, by the duality of linear programmes
    (a price of 0 stays feasible in the dual); hence ``idle``. A limit whose lifting brought nothing is left alone.
    """
    climb = _Climb(estimates, scenario, times, programme)
    ended = ""
    while not ended:
        plan = climb.trial.plan
        family = climb.next_family()
        if plan is None:
            ended = NO_PLAN
        elif (persons_of(plan, programme) if programme else plan.summary.persons_settled) >= persons:
            ended = REACHED
        elif family is None:
            ended = climb.ending()
        elif len(climb.rows) > most_steps:
            ended = STEPS
        else:
            climb.lift(str(family["key"]), str(family["label"]))
    return Ladder(pd.DataFrame(climb.rows), climb.by_programme(), climb.idle(), programme, ended, climb.missing())


def quotable_ladder(found: Ladder) -> str:
    """What stops the plan now and next, and what lifting it takes, in sentences with their numbers."""
    good = found.steps[found.steps["why"] == ""]
    if good.empty:
        return f"This scenario has no plan: {found.steps['why'].iloc[0]}"
    first, last = good.iloc[0], good.iloc[-1]
    rows = found.by_programme[found.by_programme["programme"].eq(found.programme) | (found.programme == "")]
    settled = rows.groupby("step")["persons"].sum()
    whom = f" ({rows['title'].iloc[0]})" if found.programme else ""
    said = f"As things are, {people(settled.iloc[0])} settle{whom}"
    said += f", held most by {first['next_label']}." if first["next_label"] else "."
    useful = good[good["better"]]
    if len(useful):
        largest = useful.groupby("label", sort=False)["times"].max()
        lifts = [f"{label} (times {factor:g})" for label, factor in largest.items()]
        said += f" With more of {listed(lifts, _MOST_NAMED)}, {people(settled.iloc[-1])} settle"
        said += ", and all programmes together spend" if found.programme else " for"
        said += f" {money(last['usd'])} instead of {money(first['usd'])}."
    said += _ENDINGS.get(found.ended, "").format(missing=listed(list(found.missing), _MOST_NAMED))
    hidden = found.idle[found.idle["hidden_by"] != ""]
    if len(found.idle):
        said += f" At today's pace more of {listed(list(found.idle['label']), _MOST_NAMED)} alone would do nothing"
        if len(hidden):
            said += f"; of {hidden['label'].iloc[0]} more begins to matter only with more of "
            said += f"{hidden['hidden_by'].iloc[0]}"
        said += "."
    return said


_ENDINGS = {
    CHOICES: " Then only what people have chosen limits the plan.",
    NO_LIMIT: " Then only what may not be lifted here limits the plan.",
    NOTHING_THERE: " Then the plan lacks {missing}: where it is needed there is nothing of it to multiply.",
}
_IDLE = ["family", "label", "matters_at", "hidden_by"]


class _Climb:
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
            if held[0] or dataset is None or not _in_data(dataset, family.key, self._programme):
                continue
            at = held.index(True) if True in held else None
            hidden_by = "" if at is None else self.rows[at]["label"]
            rows.append((family.key, family.label, at, hidden_by))
        return pd.DataFrame(rows, columns=_IDLE).astype({"matters_at": "Int64"})


def _in_data(dataset: Dataset, family: str, programme: str) -> bool:
    """Whether the dataset has a figure that lifting the family would change."""
    for change in lifting(dataset, 1.0, programme).get(family, ()):
        rows = dataset[change.table]
        for column, value in change.where.items():
            rows = rows[rows[column] == value]
        if rows[change.column].notna().any():
            return True
    return False


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
