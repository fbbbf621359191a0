"""Scenario files: unreadable ones, and the lines of fields."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from resettle.errors import ScenarioError
from resettle.inputs.scenario import Scenario
from resettle.inputs.scenario_text import field_name, toml_lines

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.errors import Problem


def refused(path: Path) -> Problem:
    with pytest.raises(ScenarioError) as refusal:
        Scenario.load(path)
    [problem] = refusal.value.problems
    return problem


def test_unreadable_toml_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "x"\n[scale\nbuild = 2\n')
    assert (refused(file).file, refused(file).row) == ("mine.toml", 2)


def test_unreadable_json_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{\n"title": "x",\n"scale": {,}\n}')
    assert (refused(file).row, refused(file).expected) == (3, "JSON that can be read")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"horizon": [' + "1" * 5000 + ", 2030]}"])
def test_json_too_deep_or_too_long_is_no_crash(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine.json"
    file.write_text(text)
    assert refused(file).file == "mine.json"


def test_a_field_twice_in_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"mode": "fairest", "mode": "least_cost"}')
    assert refused(file).found == "the field 'mode' stands there twice"


@pytest.mark.parametrize("text", ["[]", "3", '"x"', "null"])
def test_json_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine.json"
    file.write_text(text)
    assert refused(file).expected == "a table of fields"


def test_not_a_number_in_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"scale": {"build": NaN}}')
    assert (refused(file).column, refused(file).expected) == ("scale.build", "a finite number")


def test_a_scenario_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "mine.toml").found == "no such file"
    assert refused(tmp_path).found == "a folder"


def test_a_scenario_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "x"', encoding="utf-16")
    assert "UTF-16" in refused(file).found


def test_a_huge_scenario_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.touch()
    os.truncate(file, 50 * 2**20)
    assert (refused(file).found, refused(file).expected) == ("50.0 MB", "at most 1 MB")


def test_lines_of_fields() -> None:
    text = '''# a comment = 1
title = "x"
description = """
scale = not a field
"""
standard = { school = 0.8 }
[scale]   # levers
"build" = 2
[[change]]
table = "a"
[[change]]
where = { x = 1 }
[opens]
corridor.'z c' = 2029
solution.south."return" = 2030
[[change]]
text = """one line"""
times = 2
'''
    assert toml_lines(text) == {
        ("title",): 2,
        ("description",): 3,
        ("standard",): 6,
        ("scale",): 7,
        ("scale", "build"): 8,
        ("change",): 9,
        ("change", 0): 9,
        ("change", 0, "table"): 10,
        ("change", 1): 11,
        ("change", 1, "where"): 12,
        ("opens",): 13,
        ("opens", "corridor"): 14,
        ("opens", "corridor", "z c"): 14,
        ("opens", "solution"): 15,
        ("opens", "solution", "south"): 15,
        ("opens", "solution", "south", "return"): 15,
        ("change", 2): 16,
        ("change", 2, "text"): 17,
        ("change", 2, "times"): 18,
    }


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((), ""),
        (("mode",), "mode"),
        (("scale", "build"), "scale.build"),
        (("change", 1), "change 2"),
        (("change", 1, "where", "place"), "change 2: where.place"),
    ],
)
def test_fields_as_people_say_them(path: tuple[str | int, ...], name: str) -> None:
    assert field_name(path) == name
