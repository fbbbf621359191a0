"""How far, and what would it take: which limit stops the plan next as the last one is lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.climb import CHOICES, NO_LIMIT, NO_PLAN, NOTHING_THERE, REACHED, STEPS, Climb
from resettle.insight.quotable import listed, money, people
from resettle.insight.trial import persons_of

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario
    from resettle.insight.trial import Estimates

MOST_STEPS = 12
"""Steps that a ladder takes unless it is told otherwise; each is an estimate."""
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
    by_aim : how many people the aim itself keeps waiting in the last plan, in a sentence; blank where it keeps nobody
    """

    steps: pd.DataFrame
    by_programme: pd.DataFrame
    idle: pd.DataFrame
    programme: str
    ended: str
    missing: tuple[str, ...] = ()
    by_aim: str = ""


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
    climb = Climb(estimates, scenario, times, programme)
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
    return Ladder(
        pd.DataFrame(climb.rows), climb.by_programme(), climb.idle(), programme, ended, climb.missing(), climb.by_aim()
    )


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
    useful = good[good["better"]]
    said += f", held most by {useful['label'].iloc[0]}." if len(useful) else "."
    if len(useful):
        largest = useful.groupby("label", sort=False)["times"].max()
        lifts = [f"{label} (times {factor:g})" for label, factor in largest.items()]
        said += f" With more of {listed(lifts, _MOST_NAMED)}, {people(settled.iloc[-1])} settle"
        said += ", and all programmes together spend" if found.programme else " for"
        said += f" {money(last['usd'])} instead of {money(first['usd'])}."
    said += _IN_VAIN.format(label=first["next_label"]) if first["next_label"] and not len(useful) else ""
    said += _ENDINGS.get(found.ended, "").format(missing=listed(list(found.missing), _MOST_NAMED))
    said += f" {found.by_aim}" if found.by_aim else ""
    hidden = found.idle[found.idle["hidden_by"] != ""]
    if len(found.idle):
        said += f" At today's pace more of {listed(list(found.idle['label']), _MOST_NAMED)} alone would do nothing"
        if len(hidden):
            said += f"; of {hidden['label'].iloc[0]} more begins to matter only with more of "
            said += f"{hidden['hidden_by'].iloc[0]}"
        said += "."
    return said


_IN_VAIN = " More of {label} was tried, for its shadow price, and made the plan no better."
_ENDINGS = {
    CHOICES: " Then only what people have chosen limits the plan.",
    NO_LIMIT: " Then only what may not be lifted here limits the plan.",
    NOTHING_THERE: " Then the plan lacks {missing}: where it is needed there is nothing of it to multiply.",
}
