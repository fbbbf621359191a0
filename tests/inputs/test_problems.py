"""Findings: nearest names, quoted values, long lists."""

from __future__ import annotations

import pytest

from resettle.inputs.problems import MOST_LISTED, Finding, listed, nearest, nearest_name, quoted


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("aghdm", "Did you mean 'aghdam'?"),
        ("AGHDAM", "Did you mean 'aghdam'?"),
        (" aghdam ", "Did you mean 'aghdam'?"),
        ("xyz", "Valid are: aghdam, fuzuli, shusha."),
    ],
)
def test_nearest_names_what_was_meant_or_lists_what_there_is(name: str, hint: str) -> None:
    assert nearest(name, ["shusha", "aghdam", "fuzuli", ""]) == hint


def test_nearest_lists_eight_names_at_most() -> None:
    assert nearest("?", "abcdefghij") == "Valid are: a, b, c, d, e, f, g, h, …."


def test_nearest_of_nothing_says_so() -> None:
    assert nearest("x", []) == "There are none yet."
    assert nearest_name("x", []) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [("", "a blank"), (None, "a blank"), ("a\nb", r"'a\nb'"), (2.5, "2.5"), ("x" * 90, repr("x" * 79 + "…"))],
)
def test_quoted_shows_a_value_on_one_line(value: object, text: str) -> None:
    assert quoted(value) == text


def test_quoted_cuts_long_things_that_are_no_text() -> None:
    assert len(quoted(list(range(1000)))) == 80


def test_long_lists_end_in_a_count_of_the_rest() -> None:
    rows = list(range(2, MOST_LISTED + 1002))
    problems = listed("warning", "land.csv", "ready_ha", rows, lambda row: Finding(f"{row}", "none"))
    assert [problem.row for problem in problems] == [*rows[:MOST_LISTED], None]
    assert {problem.severity for problem in problems} == {"warning"}
    assert problems[-1].found == "1,000 more rows of this kind"
    assert "first 200" in problems[-1].hint


def test_a_list_of_the_longest_length_needs_no_count() -> None:
    problems = listed("error", "f", "c", list(range(MOST_LISTED)), lambda row: Finding(f"{row}", "none"))
    assert len(problems) == MOST_LISTED
