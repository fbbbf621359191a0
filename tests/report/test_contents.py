"""The pack's figures, sentences and tables: the hamlet's, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.donor_money import plenty
from resettle.report import contents, sentences, words
from resettle.report.figures import four_figures
from resettle.report.tables import CHANGE, COUNT, MILLIONS, SHARE, TEXT, YEAR, Heading, cell_text, table

if TYPE_CHECKING:
    from resettle.insight.donor_next import NextMoney
    from resettle.report.pack import Pack
    from tests.report.conftest import Answered


def brought(pack: Pack) -> NextMoney:
    """What the next money brings, which is there."""
    assert pack.untied is not None
    assert not isinstance(pack.untied, str)
    return pack.untied


def test_the_four_figures(pack: Pack) -> None:
    """200 of 400 people for 1.0 million US$: 5,000 each; the other 50 homes are another million."""
    figures = {figure.label: (figure.value, figure.parts) for figure in four_figures(pack)}
    assert figures == {
        "People settled by 2028": ("200", (("Programme", "200 of 400 (50%)"),)),
        "Money used by 2028": ("US$ 1.0 million", (("Programme", "US$ 1.0 million"),)),
        "Cost per person settled": ("US$ 5,000", (("Programme", "US$ 5,000"),)),
        "Unfunded need": ("US$ 1.0 million", (("Programme", "US$ 1.0 million"),)),
    }
    assert "By 2028, 200 more people settle. Then the tightest constraint is builders" in four_figures(pack)[3].note


def test_the_need_is_open_until_it_is_estimated(early: Pack) -> None:
    assert four_figures(early)[3].value == "being estimated"
    assert early.pending == 5


def test_a_need_without_a_plan_says_why(answered: Answered) -> None:
    pack = answered.pack({**answered.answers, ("need", "untied", plenty(1.1e6)): "no plan exists"})
    assert (four_figures(pack)[3].value, four_figures(pack)[3].note) == ("–", "no plan exists")


def test_the_answer_in_sentences(pack: Pack) -> None:
    more = brought(pack)
    assert sentences.next_answer(more, 2028) == (
        "US$ 0.4 million more, unearmarked, bring 120 more person-years, weighted by need, by 2028. 80 more people "
        "settle by 2028."
    )
    assert sentences.next_details(more) == [
        "Largest increases in people settled: Village +80.",
        "What it pays for: homes US$ 0.4 million.",
        "Once the money is there, the tightest constraint besides money is builders (Programme).",
    ]


def test_money_that_brings_nothing_says_what_hides_it(pack: Pack) -> None:
    tied = pack.givers[0].answer
    assert tied is not None
    assert not isinstance(tied, str)
    assert sentences.next_answer(tied, 2028).endswith("bring nothing: nobody more settles, and nobody earlier.")
    assert sentences.next_details(tied) == []  # only money limits the hamlet, and this is not for what is short


def test_small_answers_are_masked(pack: Pack) -> None:
    """40,000 US$ bring 8 people, or 16 person-years: within two years that would be eight people at least."""
    (usd, more), _ = pack.amounts
    assert usd == 4e4
    assert more is not None
    assert not isinstance(more, str)
    answer = sentences.next_answer(more, 2028)
    assert "bring fewer than 20 more person-years" in answer
    assert "fewer than 10 more people settle by 2028." in answer
    assert contents.amounts_table(pack).rows[0][1:] == ("fewer than 20", "", "", "fewer than 10", "", "")


def test_people_by_year_with_their_sum(pack: Pack) -> None:
    shown = contents.people_table(pack.facts)
    assert shown.rows == ((2027, 200.0, 0.0, 0.0, 200.0), (2028, 200.0, 0.0, 0.0, 200.0))
    assert shown.title == "200 of 400 people settled by 2028"
    assert shown.headings[4].whole == "Programme: in all"


def test_eight_people_are_nowhere(eight_people: Pack) -> None:
    assert contents.people_table(eight_people.facts).rows[1] == (2028, "fewer than 10", 0.0, 0.0, "fewer than 10")
    figures = four_figures(eight_people)
    assert figures[0].parts == (("Programme", "fewer than 10 of 400 (0%)"),)
    assert figures[2].value == "–"


def test_money_by_funder(pack: Pack) -> None:
    rows = contents.funders_table(pack.facts).rows
    assert rows[0] == ("Government", "anything", "stays available", 1.0, 1.0, 0.0)
    assert rows[1] == ("Clinic fund", "health (Programme)", "lapses each year", 0.2, 0.0, 0.2)
    assert rows[2][3:] == (1.2, 1.0, 0.2)
    told = "US$ 1.0 million of 1.2 million are paid; 0.2 million stay unspent, all of it earmarked"
    assert sentences.funders_title(pack.facts) == told


def test_costs_by_sector(pack: Pack) -> None:
    rows = {row[0]: row[1:] for row in contents.costs_table(pack.facts).rows}
    assert rows["homes"] == (1.0, 5_000.0)
    assert rows["In all"] == (1.0, 5_000.0)
    assert contents.costs_table(pack.facts).title == "A person settled costs US$ 5,000"


def test_the_givers_side_by_side(pack: Pack) -> None:
    untied, clinics = contents.givers_table(pack).rows
    assert untied[2:] == (120.0, 120.0, 120.0, 80.0, 80.0, 80.0)
    assert clinics == ("Clinic fund", "health (Programme)", "nothing", "", "", "", "", "")


def test_givers_wait(early: Pack) -> None:
    assert [row[2] for row in contents.givers_table(early).rows] == ["being estimated"] * 2
    assert [row[1] for row in contents.range_table(early).rows] == ["being estimated"]
    assert contents.range_table(early).title == words.RANGE_TITLE_NONE


def test_the_range(pack: Pack) -> None:
    """Half the money: 25 homes, 100 people."""
    shown = contents.range_table(pack)
    assert shown.title == "Up to 100 fewer people settle by 2028, as choices and money turn out"
    assert shown.rows == (("Half the money", -100.0, -100.0, -0.5),)


def test_where_the_figures_come_from(pack: Pack) -> None:
    assert "0 are sourced (0%)" in sentences.sources_text(pack.facts)
    assert contents.sources_table(pack.facts).rows == (("worked by hand", "", "", ""),)
    assert {row[4] for row in contents.confidence_table(pack.facts).rows} == {1.0}


def test_method_and_limits_are_five_sentences(pack: Pack) -> None:
    assert len(sentences.method_texts(pack.facts)) == 5
    assert all(text.count(". ") <= 1 for text in sentences.method_texts(pack.facts))


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        (TEXT, "as it is", "as it is"),
        (YEAR, 2027, "2027"),
        (COUNT, 1_230.0, "1,230"),
        (CHANGE, 80.0, "+80"),
        (CHANGE, -80.4, "−80"),
        (CHANGE, 0.2, "± 0"),
        (MILLIONS, 9_600.04, "9,600.0"),
        (SHARE, 0.504, "50%"),
        (COUNT, float("nan"), "–"),
        (COUNT, "fewer than 10", "fewer than 10"),
    ],
)
def test_cells_for_people(kind: str, cell: str | float, expected: str) -> None:
    assert cell_text(kind, cell) == expected


def test_a_frame_has_numbers_where_all_are_and_no_plus_signs() -> None:
    headings = [Heading("Place", TEXT), Heading("People", CHANGE), Heading("Money", CHANGE)]
    shown = table("t", "T", "", headings, [["a", 80.0, 5.0], ["b", "fewer than 10", -5.0]])
    frame = shown.frame()
    assert frame["People"].tolist() == ["80", "fewer than 10"]
    assert frame["Money"].tolist() == [5.0, -5.0]
    assert shown.formats() == {"Money": "%,.0f"}


def test_a_row_fits_its_headings() -> None:
    with pytest.raises(ValueError, match="does not fit its 1 headings"):
        table("t", "T", "", [Heading("Place", TEXT)], [["a", "b"]])
