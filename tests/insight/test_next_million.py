"""The next million on the hamlet, by hand: homes of 20,000 US$, builders for 60 a year, money for 50."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scenario
from resettle.insight.donor_questions import NEXT, Question, answer_of_money
from resettle.insight.next_million import NextMillion, next_million
from resettle.insight.next_million_words import quotable_next_million
from resettle.results.make_plan import make_plan
from resettle.results.more_money import FUNDER, PLACE, SECTOR, UNTIED, MoreMoney
from tests.hamlet import hamlet

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return hamlet(tmp_path_factory.mktemp("hamlet"))


@pytest.fixture(scope="module")
def found(dataset: Dataset) -> NextMillion:
    return next_million(MoreMoney(dataset, Scenario()), (0.2e6, 1e6, 10e6))


def test_a_million_in_every_way_best_first(found: NextMillion) -> None:
    """50 homes more, 10 in 2027 and 40 in 2028: 10·4·2 + 40·4 = 240 person-years less 1; for clinics nothing."""
    table = found.ranked
    assert list(table["kind"]) == [UNTIED, FUNDER, SECTOR, PLACE, FUNDER]
    assert list(table["key"]) == ["", "gov", "housing", "village", "clinics"]
    assert table["result"].tolist() == pytest.approx([239.0] * 4 + [0.0])
    assert table["like_untied"].tolist() == [True] * 4 + [False]
    assert table["predicted"].tolist() == pytest.approx([399.0] * 4 + [0.0])


def test_the_curve_bends_where_builders_are_full_and_ends_where_all_are_home(found: NextMillion) -> None:
    """10 homes in 2027 for 200,000: 80 less 0.2; of 10 million only one is of use."""
    untied = found.curve[found.curve["kind"] == UNTIED]
    assert untied["usd"].tolist() == [0.0, 0.2e6, 1e6, 10e6]
    assert untied["result"].tolist() == pytest.approx([0.0, 79.8, 239.0, 239.0])
    assert untied["persons"].tolist() == pytest.approx([0.0, 40.0, 200.0, 200.0])
    assert untied["person_years"].tolist() == pytest.approx([0.0, 80.0, 240.0, 240.0])
    assert untied["persons_known"].tolist() == [False, True, True, True]
    assert set(found.curve["key"]) == {"", "gov", "clinics"}


def test_where_untied_money_goes(found: NextMillion) -> None:
    million = found.by_sector[found.by_sector["amount"] == 1e6]
    assert million.set_index("sector_title")["usd"]["homes"] == pytest.approx(1e6)
    people = found.by_place[found.by_place["amount"] == 1e6].set_index("name")["persons"]
    assert people["Village"] == pytest.approx(200.0)


def test_solves_are_counted_as_they_come(dataset: Dataset) -> None:
    heard: list[tuple[int, int]] = []
    found = next_million(MoreMoney(dataset, Scenario()), (1e6,), lambda number, of: heard.append((number, of)))
    assert heard == [(number, found.solves) for number in range(1, found.solves + 1)]
    assert found.solves == 5


def test_it_can_be_quoted(found: NextMillion) -> None:
    assert quotable_next_million(found).splitlines() == [
        "A million US$ more that may pay for anything: 240 person-years more, weighted by need; 200 people more by the "
        "last year. More is spent on homes 1.0 million US$.",
        "Within its earmarks a million brings, in weighted person-years: as much from Government; nothing from Clinic "
        "fund, whose money is not what is short.",
        "Tied to a sector or a place it frees other money that would have been spent there, so that it brings as much "
        "as untied in 1 of 1 sectors, and in 1 of 1 places.",
        "Larger amounts, untied: 10.0 million US$: 240 person-years more, weighted by need; 200 people more by the "
        "last year.",
    ]


def test_where_money_holds_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Twice the money pays for all 100 homes; a million more finds no home to buy."""
    rich = Scenario.from_content({"scale": {"funding": 2.0, "build": 2.0}})
    found = next_million(MoreMoney(hamlet(tmp_path_factory.mktemp("rich")), rich), (1e6,))
    assert quotable_next_million(found) == "More money brings nothing, whoever gives it: other limits hold the plan."


@pytest.mark.parametrize("usd", [0.2e6, 1e6, 10e6])
def test_a_donor_is_told_the_same_as_the_page_why(dataset: Dataset, found: NextMillion, usd: float) -> None:
    """One engine: the donor's answer and the curve of Why have the same figures and ranges for the same amount."""
    plan = make_plan(dataset, Scenario(), estimate=True)
    question = Question(NEXT, UNTIED, usd, Scenario())
    told = answer_of_money(question, MoreMoney(dataset, Scenario()), plan)
    (row,) = found.curve[(found.curve["kind"] == UNTIED) & (found.curve["usd"] == usd)].to_dict("records")
    assert told is not None
    assert told.gained == pytest.approx(row["result"], abs=1e-9)
    for gain, name in ((told.in_all.person_years, "person_years"), (told.in_all.persons, "persons")):
        assert gain == pytest.approx((row[name], row[f"{name}_least"], row[f"{name}_most"]), abs=1e-6)
