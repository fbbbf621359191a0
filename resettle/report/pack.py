"""The pack: everything that a donor gets, already as shown; the page, the workbook and the PDF draw the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resettle.insight.donor_money import UNTIED, Giver, givers, years_of
from resettle.insight.donor_next import NextMoney
from resettle.insight.donor_questions import NEED, NEXT, RANGE, Question, RangeRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from resettle.inputs.scenario import Scenario
    from resettle.insight.donor import DonorFacts
    from resettle.insight.overview import Overview

Kept = NextMoney | RangeRow | str
"""What is kept of an estimate: its answer, or why there is none."""
Answers = dict[tuple[str, str, float], Kept]
"""Answers by kind, key and US$ of the question; a question without one is still being answered."""


@dataclass(frozen=True)
class GiverRow:
    """A giver, what it may pay for in words, and what its money brings: None while that is estimated."""

    title: str
    earmark: str
    answer: NextMoney | str | None


@dataclass(frozen=True)
class Pack:
    """What a donor gets.

    Attributes
    ----------
    facts : of the plan
    usd : the next money
    first_year : when it is there
    untied, need : answers (need: as much money as can be used); text where there is no plan; None while they are
        worked out
    amounts : US$ and answer of each amount of untied money, the smallest first
    givers : the same money, tied
    ranges : title and answer of each scenario of the range
    differences : in what the scenario differs from the baseline: assumption, baseline, here
    programmes : titles by programme
    made_with, data_version, digest : version of resettle and of the data, and the plan's digest
    made_on : the day, where it is to be told
    """

    facts: DonorFacts
    usd: float
    first_year: int
    untied: NextMoney | str | None
    need: NextMoney | str | None
    amounts: tuple[tuple[float, NextMoney | str | None], ...]
    givers: tuple[GiverRow, ...]
    ranges: tuple[tuple[str, RangeRow | str | None], ...]
    made_with: str = ""
    data_version: str = ""
    digest: str = ""
    made_on: date | None = None
    programmes: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[tuple[str, str, str], ...] = ()

    @property
    def pending(self) -> int:
        """Estimates that are not there yet."""
        of_amounts = [found for _, found in self.amounts]
        given = [self.need, *of_amounts, *(row.answer for row in self.givers), *(found for _, found in self.ranges)]
        return sum(one is None for one in given)


def packed(
    facts: DonorFacts,
    seen: Overview,
    scenario: Scenario,
    asked: Sequence[Question],
    answers: Answers,
    made_on: date | None = None,
    differences: Sequence[tuple[str, str, str]] = (),
) -> Pack:
    """The pack of a plan and of the questions asked, as far as they are answered."""
    dataset = seen.plan.dataset
    found = {(one.kind, one.key, one.usd): answers.get((one.kind, one.key, one.usd)) for one in asked}
    untied = [(one.usd, _next(found[NEXT, UNTIED, one.usd])) for one in asked if one.kind == NEXT and one.key == UNTIED]
    usd = untied[0][0] if untied else 0.0
    need = next((found[key] for key in found if key[0] == NEED), None)
    return Pack(
        facts=facts,
        usd=usd,
        first_year=years_of(dataset, scenario)[0],
        untied=untied[0][1] if untied else None,
        need=_next(need),
        amounts=tuple(sorted(untied, key=lambda pair: pair[0])),
        givers=tuple(
            _giver_row(facts, giver, _next(found[NEXT, giver.key, usd]))
            for giver in givers(dataset)
            if giver.key != UNTIED and (NEXT, giver.key, usd) in found
        ),
        ranges=tuple(_range_row(one, found[RANGE, one.key, one.usd]) for one in asked if one.kind == RANGE),
        made_with=seen.plan.summary.versions.get("resettle", ""),
        data_version=dataset.settings.version,
        digest=seen.plan.summary.digests.get("plan", "")[:12],
        made_on=made_on,
        programmes=dict(facts.programmes[["programme", "title"]].itertuples(index=False, name=None)),
        differences=tuple(differences),
    )


def _next(found: Kept | None) -> NextMoney | str | None:
    return found if isinstance(found, (NextMoney, str)) else None


def _giver_row(facts: DonorFacts, giver: Giver, found: NextMoney | str | None) -> GiverRow:
    rows = facts.funders.set_index("funder")
    title = " · ".join(str(rows.loc[funder, "title"]) for funder in giver.funders)
    return GiverRow(title, str(rows.loc[giver.funders[0], "earmark"]), found)


def _range_row(question: Question, found: Kept | None) -> tuple[str, RangeRow | str | None]:
    title = question.scenario.title or question.key.replace("_", " ")
    return title, found if isinstance(found, (RangeRow, str)) else None
