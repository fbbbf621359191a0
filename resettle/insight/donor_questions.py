"""What a donor asks beside the plan's own figures, in the order in which it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.insight.certainty import difference
from resettle.insight.donor import range_scenarios
from resettle.insight.donor_masking import nearest
from resettle.insight.donor_money import UNTIED, givers, plenty
from resettle.insight.donor_next import ALIKE, BRINGS_FROM, NextMoney, next_money, nothing_more
from resettle.insight.donor_steps import are_few, coarse, usd_step
from resettle.results.figures import PERSONS, PROGRAMME, Figure
from resettle.results.gain_ranges import Gain
from resettle.results.more_money import FUNDER, Grant
from resettle.results.more_money import UNTIED as UNTIED_GRANT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.next_million import Fundable
    from resettle.results.figures import FigureRange
    from resettle.results.plan import Plan

NEXT, NEED, RANGE = "next", "need", "range"


class Question(NamedTuple):
    """One thing to be worked out.

    Attributes
    ----------
    kind : ``next`` (more money of a giver), ``need`` (as much as can be used), ``range`` (another scenario)
    key : giver or scenario
    usd : money on top
    scenario : of a range; of the others the one that is asked about
    """

    kind: str
    key: str
    usd: float
    scenario: Scenario

    @property
    def is_of_money(self) -> bool:
        """Whether it is answered by the scenario's own programme with more money in it."""
        return self.kind != RANGE


class RangeRow(NamedTuple):
    """What is different under another scenario: people by programme and in all, and money spent (US$, as shown)."""

    programmes: Mapping[str, Gain]
    in_all: Gain
    usd: float


def questions(
    dataset: Dataset, scenario: Scenario, scenarios: Mapping[str, Scenario], amounts: Sequence[float], given_usd: float
) -> list[Question]:
    """All questions for the first amount of more money (US$), in the order in which they are answered.

    Untied money first, then the need, the first amount from each giver, the other amounts of untied money, the range.
    """
    return [
        Question(NEXT, UNTIED, amounts[0], scenario),
        Question(NEED, UNTIED, plenty(given_usd), scenario),
        *(Question(NEXT, giver.key, amounts[0], scenario) for giver in givers(dataset) if giver.key != UNTIED),
        *(Question(NEXT, UNTIED, usd, scenario) for usd in amounts[1:]),
        *(Question(RANGE, name, 0.0, other) for name, other in range_scenarios(scenarios, scenario).items()),
    ]


def answer_of_money(question: Question, more: Fundable, plan: Plan) -> NextMoney | None:
    """The answer to a question of money; None where the solver finds no optimum.

    A giver's money that brings what untied money brings, or nothing, is not looked into further: it is that answer.
    ``plan`` is the one of the scenario without the money.
    """
    programme = only_programme(plan.dataset, question.key)
    grant = Grant(UNTIED_GRANT) if question.key == UNTIED else Grant(FUNDER, question.key)
    if grant.kind == FUNDER:
        gained, untied = more.gained(grant, question.usd), more.gained(Grant(UNTIED_GRANT), question.usd)
        if gained is None or untied is None:
            return None
        if gained <= BRINGS_FROM * max(1.0, abs(more.objective)):
            return nothing_more(question.usd, plan)
        if abs(untied - gained) <= ALIKE * max(1.0, abs(untied)):
            grant = Grant(UNTIED_GRANT)
    bought = more.given(grant, question.usd)
    return None if bought is None else next_money(bought, question.usd, plan, more.objective, programme)


def only_programme(dataset: Dataset, giver: str) -> str:
    """The one programme that a giver's money is for; blank where it is for several."""
    rules = dataset["earmarks"][dataset["earmarks"]["funder"] == giver]
    named = set(rules["programme"])
    return str(rules["programme"].iloc[0]) if len(named) == 1 else ""


def range_figures(dataset: Dataset) -> list[Figure]:
    """What a scenario of the range is compared in: people in all and by programme."""
    return [Figure(PERSONS), *(Figure(PROGRAMME, str(key)) for key in dataset["programmes"]["programme"])]


def range_row(
    estimate: Plan, other: Plan, before: Mapping[Figure, FigureRange], after: Mapping[Figure, FigureRange]
) -> RangeRow:
    """What another scenario's estimate has more or less than that of the scenario asked about.

    ``before`` and ``after`` are the ranges of ``range_figures`` of both (``Estimator.ranges``).
    """
    spent = [float(plan["spending"]["usd"].sum()) for plan in (estimate, other)]
    data = estimate.dataset
    gains = [_between(figure, before, after) for figure in range_figures(data)]
    in_all, *programmes = (coarse(gain, data) for gain in gains)
    keys = [str(key) for key in data["programmes"]["programme"]]
    step = max(usd_step(plan, is_masked=are_few(gains, data)) for plan in (estimate, other))
    usd = nearest(spent[1] - spent[0], step)
    return RangeRow(dict(zip(keys, programmes, strict=True)), in_all, usd + 0.0)


def _between(figure: Figure, before: Mapping[Figure, FigureRange], after: Mapping[Figure, FigureRange]) -> Gain:
    """A difference between two estimates, with the noise of both; unknown where a range was not found."""
    was, now = before.get(figure), after.get(figure)
    if was is None or now is None:
        return Gain(float("nan"), float("nan"), float("nan"))
    between = difference(now, was)
    return Gain(between.value, between.least or 0.0, between.most or 0.0)
