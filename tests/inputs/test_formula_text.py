"""Text that a spreadsheet would run: escaped when written, the same when read back."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from resettle.inputs.formula_text import escaped, escaped_frame, unescaped

TEXTS = any_of.text(alphabet=any_of.sampled_from("'=+-@\t\r\n ＝a1"), max_size=8)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", " =1", "  -x", "＝1+1", "＋1", "－1", "＠x"]
)
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["", "Baku", "'quoted'", "a=b", "1-2", "' x", "O'Neill", "Ağdam"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert escaped(text) == text
    assert unescaped(text) == text


def test_an_apostrophe_of_the_text_itself_survives() -> None:
    assert escaped("'=1") == "''=1"
    assert unescaped("''=1") == "'=1"


@given(TEXTS)
def test_reading_undoes_writing(text: str) -> None:
    written = escaped(text)
    assert unescaped(written) == text
    assert written.lstrip(" ")[:1] not in tuple("=+-@＝") or not written


@given(TEXTS, TEXTS)
def test_two_texts_are_never_written_alike(one: str, other: str) -> None:
    assert (escaped(one) == escaped(other)) == (one == other)


def test_a_frame_keeps_its_figures() -> None:
    frame = pd.DataFrame({"=name": ["=1", "b", None], "figure": [-1.5, 2.0, float("nan")], "whole": [-1, 2, 3]})
    written = escaped_frame(frame)
    assert written.columns.tolist() == ["'=name", "figure", "whole"]
    assert written["'=name"].tolist()[:2] == ["'=1", "b"]
    assert written["'=name"].isna().tolist() == [False, False, True]
    assert written["figure"].tolist()[:2] == [-1.5, 2.0]
    assert written["whole"].tolist() == [-1, 2, 3]
    assert frame["=name"].tolist()[0] == "=1"


def test_a_frame_with_two_columns_of_one_name() -> None:
    frame = pd.DataFrame([["=1", "-2"]], columns=["a", "a"])
    assert escaped_frame(frame).to_numpy().tolist() == [["'=1", "'-2"]]
