"""HXL: a row of hashtags found, columns known by it, disagreements told; P-codes compared with places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.dataset import load_dataset, write_folder
from resettle.inputs.hashtags import TAGS
from tests.inputs.careless import CASE, errors_of, read_rows, write_rows

if TYPE_CHECKING:
    from pathlib import Path

SMALL = load_dataset(CASE / "dataset")


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """The small case with hashtags, its first place with a P-code."""
    folder = tmp_path / "tagged"
    coded = SMALL["places"].assign(pcode=["XX01", *[""] * 7])
    write_folder(type(SMALL)(SMALL.settings, {**SMALL.tables, "places": coded}, "x"), folder, hxl=True)
    return folder


def test_hashtags_stand_under_the_header(tagged: Path) -> None:
    header, tags = read_rows(tagged, "land")[:2]
    assert header[:3] == ["place", "place_pcode", "ready_ha"]
    assert tags[:3] == ["#loc+code", "#loc+code+v_pcode", "#indicator+num+land+ready+ha"]
    assert read_rows(tagged, "land")[2][:2] == ["r0", "XX01"]


def test_tables_without_a_place_with_a_pcode_have_no_such_column(tagged: Path) -> None:
    assert read_rows(tagged, "funding")[0][:2] == ["funder", "year"]


def test_a_header_in_another_language_is_known_by_its_hashtags(tagged: Path) -> None:
    rows = read_rows(tagged, "land")
    rows[0] = [f"sütun {number}" for number in range(len(rows[0]))]
    write_rows(tagged, "land", rows)
    assert load_dataset(tagged)["land"].equals(SMALL["land"])


def test_hashtags_without_a_header_and_below_titles(tagged: Path) -> None:
    """HXL allows both: no header at all, and lines of titles above it; lines are still counted as in the file."""
    rows = read_rows(tagged, "land")
    write_rows(tagged, "land", rows[1:])
    assert load_dataset(tagged)["land"].equals(SMALL["land"])
    titles = [["Land for homes", *[""] * (len(rows[0]) - 1)], [""] * len(rows[0])]
    rows[2][2] = "much"
    write_rows(tagged, "land", [*titles, *rows])
    [problem] = errors_of(tagged)
    assert (problem.row, problem.column, problem.found) == (5, "ready_ha", "'much'")


def test_case_order_spaces_and_language_of_a_hashtag_do_not_count(tagged: Path) -> None:
    rows = read_rows(tagged, "land")
    rows[0] = [""] * len(rows[0])
    rows[1][2] = "#Indicator +land +HA +ready +num +i_az"
    write_rows(tagged, "land", rows)
    assert load_dataset(tagged)["land"].equals(SMALL["land"])


def test_header_and_hashtag_that_disagree_are_told(tagged: Path) -> None:
    rows = read_rows(tagged, "land")
    rows[1][2], rows[1][3] = rows[1][3], rows[1][2]
    write_rows(tagged, "land", rows)
    first, second = errors_of(tagged)
    assert (first.file, first.row, first.column) == ("land.csv", 1, "ready_ha")
    assert "which is that of 'contaminated_ha'" in first.found
    assert first.expected == TAGS["land"]["ready_ha"]
    assert second.column == "contaminated_ha"


def test_a_hashtag_that_no_column_has_is_told(tagged: Path) -> None:
    rows = read_rows(tagged, "land")
    rows[1][2] = "#affected+f"
    write_rows(tagged, "land", rows)
    [problem] = errors_of(tagged)
    assert problem.found == "the hashtag '#affected+f' under 'ready_ha'"


def test_some_columns_may_have_no_hashtag(tagged: Path) -> None:
    rows = read_rows(tagged, "land")
    rows[1][4:] = [""] * len(rows[1][4:])
    write_rows(tagged, "land", rows)
    assert load_dataset(tagged)["land"].equals(SMALL["land"])


def test_a_pcode_that_is_not_the_places_is_told(tagged: Path) -> None:
    rows = read_rows(tagged, "land")
    rows[2][1], rows[3][1] = "XX09", "XX01"
    write_rows(tagged, "land", rows)
    first, second = errors_of(tagged)
    assert (first.file, first.row, first.column, first.found) == ("land.csv", 3, "place_pcode", "'XX09'")
    assert first.expected == "'XX01', the P-code of 'r0' in places"
    assert (second.row, second.expected) == (4, "no P-code, as in places")


def test_a_pcode_may_be_left_blank(tagged: Path) -> None:
    rows = read_rows(tagged, "land")
    rows[2][1] = ""
    write_rows(tagged, "land", rows)
    assert load_dataset(tagged)["land"].equals(SMALL["land"])
