"""Names that are safe as files, in every script; tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resettle.errors import WorkspaceError
from resettle.workspace.names import checked_name, checked_tags, same_name, suggested_name

HOSTILE = [
    "",
    "   ",
    "../x",
    "..",
    ".",
    ".hidden",
    "a/b",
    "a\\b",
    "C:evil",
    "a\0b",
    "a\nb\tc/",
    "con",
    "NUL.2",
    "lpt1",
    "COM¹",
    "com².x",
    "LPT³",
    "ＣＯＮ",
    "Aux.a.b",
    "name.",
    "-rf",
    "=1+1",
    "x" * 81,
    "ш" * 101,
    "a*",
    "a?",
    "<script>",
    "a\u202eb",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_refused(name: str) -> None:
    with pytest.raises(WorkspaceError, match=r"cannot be used|Windows keeps"):
        checked_name(name)


@pytest.mark.parametrize(
    "name", ["Builders doubled", "Füzuli 2029", "Ստեփանակերտ", "Сценарий 2", "5,000 homes (+30 %)", "a.b"]
)
def test_names_in_every_script_are_kept(name: str) -> None:
    assert checked_name(name) == name


def test_spaces_and_accents_have_one_form() -> None:
    assert checked_name("  Fu\u0308zuli   2029 ") == "Füzuli 2029"
    assert same_name("füzuli", "FU\u0308ZULI")


@given(st.text(max_size=120))
def test_whatever_is_accepted_is_one_file_in_its_folder(text: str) -> None:
    try:
        name = checked_name(text)
    except WorkspaceError:
        return
    assert not set(name) & set('/\\:*?"<>|\0\n\r')
    assert not name.startswith((".", " ", "-"))
    assert len(f"{name}.toml".encode()) <= 255
    assert checked_name(name) == name


@given(st.text(max_size=120))
def test_a_suggested_name_can_be_used(title: str) -> None:
    name = suggested_name(title)
    assert name == "" or checked_name(name) == name


def test_suggestions() -> None:
    assert suggested_name("Clearance: twice as fast?") == "Clearance twice as fast"
    assert suggested_name("???") == ""


def test_tags_are_sorted_and_said_once() -> None:
    assert checked_tags(["roads", " Donors ", "roads", ""]) == ("Donors", "roads")


@pytest.mark.parametrize("tags", [["a,b"], ["x" * 31], ["#"], [f"tag {n}" for n in range(9)]])
def test_tags_that_cannot_be_kept_are_refused(tags: list[str]) -> None:
    with pytest.raises(WorkspaceError):
        checked_tags(tags)
