"""The next million on the hamlet, by hand: homes of 20,000 US$, builders for 60 a year, money for 50."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.inputs.scenario import Scenario
from resettle.insight.donor_questions import NEXT, Question, answer_of_money
from resettle.insight.next_million import NextMillion, fold_ties, next_million
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
        "Within its earmarks a million brings, in weighted person-years: as much as unearmarked from Government; "
        "nothing from Clinic fund, whose money is not what is short.",
        "Earmarked to a sector, a million brings as much as unearmarked in the only one there is.",
        "Earmarked to a place, a million brings as much as unearmarked in the only one there is.",
        "An earmark for what is paid for anyway frees other money for the rest.",
        "Larger amounts, unearmarked: 10.0 million US$: 240 person-years more, weighted by need; "
        "200 people more by the last year.",
    ]


def ranked(*rows: tuple[str, str, float, bool]) -> pd.DataFrame:
    """A million from each source: kind, title, weighted person-years, whether that is as much as unearmarked."""
    table = pd.DataFrame(rows, columns=["kind", "title", "result", "like_untied"])
    figures = {"person_years": table["result"], "persons": 1.0, "predicted": table["result"], "spent_usd": 1e6}
    return table.assign(key=table["title"].str.lower(), for_what="anything", **figures)


def said_of(table: pd.DataFrame) -> str:
    empty = {"amount": [], "programme": [], "title": [], "sector": [], "sector_title": [], "usd": []}
    curve = pd.DataFrame({"kind": [], "usd": []})
    return quotable_next_million(NextMillion(table, curve, pd.DataFrame(empty), pd.DataFrame(), 0))


def test_where_all_bring_as_much_none_is_said_to_bring_less() -> None:
    """Five of seven sectors bring less: five are named, or counted; all three places bring as much."""
    sectors = [(SECTOR, "Homes", 9.0, True), (SECTOR, "Land", 9.0, True)]
    sectors += [(SECTOR, name, result, False) for name, result in zip("ABCDE", (5.0, 4.0, 3.0, 2.0, 1.0), strict=True)]
    places = [(PLACE, name, 9.0, True) for name in ("Near", "Far", "Hill")]
    said = said_of(ranked((UNTIED, "unearmarked funds", 9.0, True), *sectors, *places))
    assert (
        "Earmarked to a sector, a million brings as much as unearmarked in 2 of 7 sectors, and less in 5: E (1), "
        "D (2), C (3), B (4) and A (5)." in said
    )
    assert "Earmarked to a place, a million brings as much as unearmarked in all 3 places." in said


def test_where_none_brings_as_much() -> None:
    said = said_of(
        ranked((UNTIED, "unearmarked funds", 9.0, True), (PLACE, "Near", 2.0, False), (PLACE, "Far", 1.0, False))
    )
    assert "Earmarked to a place, a million brings less than unearmarked in all 2 places: Far (1) and Near (2)." in said


def test_who_brings_less_is_named_or_counted() -> None:
    funders = [(FUNDER, name, float(at), False) for at, name in enumerate("ABCDEF", start=1)]
    said = said_of(ranked((UNTIED, "unearmarked funds", 9.0, True), *funders))
    assert "1 from A, 2 from B, 3 from C, 4 from D and 2 others." in said


def test_the_same_answer_is_one_row() -> None:
    """Four sectors like unearmarked money, two that bring nothing, one between: three rows and the unearmarked one."""
    sectors = [(SECTOR, name, 9.0, True) for name in "ABCD"] + [(SECTOR, "E", 2.0, False)]
    sectors += [(SECTOR, name, 0.0, False) for name in "FG"]
    folded = fold_ties(ranked((UNTIED, "unearmarked funds", 9.0, True), *sectors))
    assert folded["title"].tolist() == [
        "unearmarked funds",
        "As much as unearmarked, for any of: A, B, C and D (4 sectors)",
        "E",
        "Nothing, for any of: F and G (2 sectors)",
    ]
    assert folded["result"].tolist() == [9.0, 9.0, 2.0, 0.0]
    assert folded.loc[1, "key"] == "a; b; c; d"


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
