"""Our own files, resaved by a spreadsheet program: read as they were, or refused by name; no promise is lost unseen."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.errors import ResettleError
from resettle.households.draw import seed_of, seed_sentence
from resettle.households.earlier_file import read_earlier
from resettle.households.list_file import read_list
from resettle.households.lists import file_of
from resettle.households.own_tables import read_table
from resettle.households.promises import Earlier, refuse_other_ids

if TYPE_CHECKING:
    from pathlib import Path

PLACED = "household,cohort,solution,place,year,persons,position,slot\n007,c1,return,village,2027,4,0.5,c1\n"
DRAW = "household,ticket,group,position,equals,round\n007,00aa11bb22cc33dd,ffff000011112222,0.5,1,1\n"
SECRET = "0" * 64


def packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in {"placed": PLACED, "draw": DRAW, **files}.items():
            archive.writestr(f"{name}.csv", text)
        archive.writestr("secret.key", SECRET)
    return made.getvalue()


def test_an_earlier_placing_is_read_with_its_zeros() -> None:
    earlier, secret, _ = read_earlier(packed())
    assert secret == SECRET
    assert earlier.promised["household"].tolist() == ["007"]
    assert earlier.draw["ticket"].tolist() == ["00aa11bb22cc33dd"]
    assert earlier.promised["year"].tolist() == [2027]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"placed": PLACED.replace(",", ";")}, "placed.csv, row 1: found columns separated by ';'"),
        ({"placed": PLACED.replace("slot", "Slot")}, "placed.csv: found no column slot"),
        ({"draw": DRAW.replace("00aa11bb22cc33dd", "9.9E+15")}, "draw.csv, row 2, ticket: found no code of 16"),
        ({"draw": DRAW.replace("00aa11bb22cc33dd", "aa11bb22cc33dd")}, "draw.csv, row 2, ticket: found no code of 16"),
        ({"draw": DRAW.replace("0.5", "0,5")}, "draw.csv, row 2: found 7 cells"),
        ({"draw": DRAW.replace("0.5", "half")}, "draw.csv, row 2, position: found none; expected a number"),
        ({"placed": PLACED.replace(",4,", ",,")}, "placed.csv, row 2, persons: found none; expected a whole number"),
    ],
)
def test_what_a_spreadsheet_changed_is_refused_by_name(files: dict[str, str], found: str) -> None:
    with pytest.raises(ResettleError) as refusal:
        read_earlier(packed(**files))
    assert str(refusal.value).removeprefix("error: ").startswith(found)


@pytest.mark.parametrize("data", [b"", b"PK", packed()[:-30], packed()[:200]])
def test_a_damaged_zip_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ResettleError, match="zip file"):
        read_earlier(data)


def test_a_part_that_is_missing_is_named() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("placed.csv", PLACED)
    with pytest.raises(ResettleError, match=r"found no draw.csv, secret.key"):
        read_earlier(made.getvalue())


def test_a_list_of_other_columns_or_separators_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("ticket;group\na;b\n")
    with pytest.raises(ResettleError, match="separated by ';'"):
        read_list(tmp_path / "list.csv")


def test_texts_of_a_table_are_never_taken_for_figures(tmp_path: Path) -> None:
    (tmp_path / "placed.csv").write_text(PLACED.replace("c1", "0012"))
    assert read_table(tmp_path / "placed.csv")["cohort"].tolist() == ["0012"]


def promised(*ids: str) -> Earlier:
    return Earlier(pd.DataFrame({"household": list(ids)}), pd.DataFrame())


def test_promises_that_find_nobody_stop_the_placing() -> None:
    """They were reported as changed 'as the household asked'."""
    now = pd.DataFrame({"household": ["a1", "a2"]})
    with pytest.raises(ResettleError, match="found none of the 2 households"):
        refuse_other_ids(now, promised("b1", "b2"))
    refuse_other_ids(now, promised("a1", "b2"))
    refuse_other_ids(now, promised())


def test_ids_that_lost_their_zeros_stop_the_placing() -> None:
    now = pd.DataFrame({"household": ["7", "12", "x"]})
    with pytest.raises(ResettleError, match="found 2 households of the earlier placing whose ids differ"):
        refuse_other_ids(now, promised("007", "012", "x"))


def test_the_seed_is_the_same_in_whatever_form_the_word_is_typed() -> None:
    assert seed_of(" Baha\u0301r ", "7 12\n") == seed_of("Bah\u00e1r", "7 12")
    assert seed_of("s\u0327a", "1") == seed_of("\u015fa", " 1 ")
    assert seed_of("spring", "7 12 28") == "e7f2f6057849521600ec41cf3c81e72453d5dc8bbc2d1e100188c4318a9abc4b"
    assert seed_sentence(" spring", "7 12 28").startswith(
        "The seed is SHA-256 of the word 'spring' and the public text '7 12 28': e7f2f605"
    )


@pytest.mark.parametrize(
    ("word", "found"), [("  ", "the seed word is blank"), ("a\u200bb", "signs that everybody sees")]
)
def test_a_word_that_nobody_can_type_is_refused(word: str, found: str) -> None:
    with pytest.raises(ResettleError, match=found):
        seed_of(word)


def test_places_that_differ_outside_plain_letters_have_lists_of_their_own() -> None:
    """şuşa and çuça were one file: two of four households were on no list."""
    names = {file_of(place, 2027) for place in ("şuşa", "çuça", "_u_a", "a b", "a_b", "A_b", "a.b", "../x", "con")}
    assert len({name.lower() for name in names}) == 9
    assert file_of("village", 2027) == "village-2027.csv"
    assert all(name.isascii() and "/" not in name and " " not in name for name in names)
