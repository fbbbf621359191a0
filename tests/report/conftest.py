"""A pack of the hamlet, every question answered, with text in it that a page or a spreadsheet could run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scale, Scenario
from resettle.insight.donor import donor_facts
from resettle.insight.donor_questions import answer_of_money, questions, range_figures, range_row
from resettle.insight.overview import overview
from resettle.report.pack import Answers, Pack, packed
from resettle.results.estimator import Estimator
from resettle.results.more_money import MoreMoney
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from resettle.insight.donor_questions import Question
    from resettle.insight.overview import Overview

HOSTILE = "=HYPERLINK(1)<script>alert(1)</script>"
BASELINE = Scenario(title=HOSTILE, description="The data as they are.")
POORER = Scenario(title="Half the money", scale=Scale(funding=0.5))


class Answered:
    """The hamlet's plan, what was asked, and the answers."""

    def __init__(self, seen: Overview, asked: list[Question], answers: Answers) -> None:
        self.seen, self.asked, self.answers = seen, asked, answers

    def pack(self, answers: Answers | None = None) -> Pack:
        """The pack of all answers, or of some."""
        facts = donor_facts(self.seen, BASELINE, BASELINE)
        found = self.answers if answers is None else answers
        return packed(facts, self.seen, BASELINE, self.asked, found, date(2026, 7, 1))


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """What 400,000 and 40,000 US$ more bring to the hamlet."""
    dataset = hamlet(tmp_path_factory.mktemp("pack"))
    plain, more = Estimator(dataset, BASELINE), MoreMoney(dataset, BASELINE)
    seen = overview(plain.estimate(BASELINE))
    asked = questions(dataset, BASELINE, {"poorer": POORER}, [4e5, 4e4], 1.1e6)
    answers: Answers = {}
    for one in asked:
        if one.is_of_money:
            found = answer_of_money(one, more, seen.plan)
            assert found is not None
        else:
            other, figures = plain.estimate(one.scenario), range_figures(dataset)
            found = range_row(seen.plan, other, *(plain.ranges(plan, figures) for plan in (seen.plan, other)))
        answers[one.kind, one.key, one.usd] = found
    return Answered(seen, asked, answers)


@pytest.fixture(scope="session")
def pack(answered: Answered) -> Pack:
    """With every answer."""
    return answered.pack()


@pytest.fixture(scope="session")
def early(answered: Answered) -> Pack:
    """Before any answer."""
    return answered.pack({})


@pytest.fixture(scope="session")
def eight_people(answered: Answered, pack: Pack) -> Pack:
    """The same, with eight people where there were 200: all of them masked."""
    seen = overview(answered.seen.plan)
    few = seen.settled_by_year.assign(persons=seen.settled_by_year["persons"] / 25)
    seen.__dict__["settled_by_year"] = few
    return replace(pack, facts=donor_facts(seen, BASELINE, BASELINE))
