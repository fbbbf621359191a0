"""The estimates that a donor's questions need, in the order in which they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.insight.donor import need_shown, range_scenarios, settled_at_end_shown
from resettle.insight.donor_money import UNTIED, givers, plenty, with_money, years_of
from resettle.insight.donor_next import NextMoney, limit_beside_money, next_money, shown_usd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.overview import Overview

NEXT, NEED, RANGE = "next", "need", "range"
BASELINE = ""
"""Key of the baseline among the scenarios of the range."""


class Question(NamedTuple):
    """One estimate to be made.

    Attributes
    ----------
    kind : ``next`` (more money of a giver), ``need`` (as much as can be used), ``range`` (a scenario that ships)
    key : giver or scenario
    usd : money on top
    """

    kind: str
    key: str
    usd: float
    scenario: Scenario

    @property
    def of_givers(self) -> bool:
        """Whether it is asked of the dataset with givers."""
        return self.kind != RANGE


class RangeRow(NamedTuple):
    """What a scenario beside the baseline gives: its title, people by programme as shown, and money spent."""

    title: str
    people: pd.DataFrame
    usd: float

    @property
    def persons(self) -> float:
        """People in all, as shown."""
        return float(self.people["persons"].sum())


class Need(NamedTuple):
    """What money alone could do more: programme, title, usd (as shown), what it would bring, and what limits it then.

    ``limits`` says by the programme's title what limits it once there is all the money that it can use, so that no
    need for money is not read as no need; blank where only what people have chosen does.
    """

    usd: pd.DataFrame
    brings: NextMoney
    limits: Mapping[str, str]


def question_of_nothing(dataset: Dataset, baseline: Scenario) -> Scenario:
    """No money on top: what every ``next`` and ``need`` is compared with."""
    return with_money(baseline, UNTIED, 0.0, years_of(dataset, baseline)[0])


def questions(
    dataset: Dataset, baseline: Scenario, scenarios: Mapping[str, Scenario], amounts: Sequence[float], given_usd: float
) -> list[Question]:
    """All questions for the first amount of more money (US$), in the order in which they are answered.

    Untied money first, then the need, the range, the other amounts of untied money, and the first one from each giver.
    """
    first = years_of(dataset, baseline)[0]

    def more(kind: str, giver: str, usd: float) -> Question:
        return Question(kind, giver, usd, with_money(baseline, giver, usd, first))

    beside = range_scenarios(scenarios, baseline)
    ranges = {BASELINE: baseline, **beside} if beside else {}
    return [
        more(NEXT, UNTIED, amounts[0]),
        more(NEED, UNTIED, plenty(given_usd)),
        *(Question(RANGE, name, 0.0, scenario) for name, scenario in ranges.items()),
        *(more(NEXT, UNTIED, usd) for usd in amounts[1:]),
        *(more(NEXT, giver.key, amounts[0]) for giver in givers(dataset) if giver.key != UNTIED),
    ]


def answer(question: Question, found: Overview, nothing: Overview | None) -> NextMoney | RangeRow | Need:
    """What is kept of an estimate; ``nothing`` is the one without money on top, which ``next`` and ``need`` need."""
    if question.kind == RANGE or nothing is None:
        spent = float(shown_usd(found.plan["spending"].groupby("programme")["usd"].sum()).sum())
        title = question.scenario.title or question.key
        return RangeRow(title, settled_at_end_shown(found), spent)
    brings = next_money(nothing, found, question.usd, only_programme(nothing.plan.dataset, question.key))
    if question.kind == NEXT:
        return brings
    programmes = found.settled_at_end[["programme", "title"]].itertuples(index=False)
    limits = {str(title): limit_beside_money(found, str(programme)) for programme, title in programmes}
    return Need(need_shown(nothing, found), brings, limits)


def only_programme(dataset: Dataset, giver: str) -> str:
    """The one programme that a giver's money is for; blank where it is for several."""
    rules = dataset["earmarks"][dataset["earmarks"]["funder"] == giver]
    named = set(rules["programme"])
    return str(rules["programme"].iloc[0]) if len(named) == 1 else ""
