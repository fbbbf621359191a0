"""Scenarios: fields and their ranges, lines, round trips, digests."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from resettle.errors import ScenarioError
from resettle.inputs.scenario import Change, Opens, Pin, Scale, Scenario, Target
from tests.inputs.careless import CASE

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.errors import Problem

FULL = """
title = "Half the clearance, corridor in 2029"
description = "All fields."
dataset = "default"
mode = "least_cost"
horizon = [2027, 2036]
standard = { school = 0.8 }
usd_per_person_year = 20_000
fairest_within = 0.02
whole_facilities = false
[floors]
origin = 0.1
size = 0.6
profile = 0.2
programme = 0.3
[scale]
clearance = 0.5
[[change]]
table = "build_capacity"
where = { place = "fuzuli", year = 2027 }
column = "homes"
times = 1.5
[[change]]
table = "corridors"
column = "opens_year"
set = "never"
[opens]
corridor.zangezur = 2029
place.shusha = "never"
solution.armenia_integration.return = 2028
[[target]]
scope = "programme"
name = "great_return"
year = 2030
persons = 140_000
[[pin]]
programme = "great_return"
place = "aghdam"
year = 2028
at_least = 1000
"""


def refusals(text: str, file: str = "mine.toml") -> list[Problem]:
    with pytest.raises(ScenarioError) as refusal:
        Scenario.parse(text, file)
    return list(refusal.value.problems)


def refused(text: str, file: str = "mine.toml") -> Problem:
    [problem] = refusals(text, file)
    return problem


def test_every_field_is_read() -> None:
    scenario = Scenario.parse(FULL)
    assert scenario.mode == "least_cost"
    assert scenario.horizon == (2027, 2036)
    assert (scenario.standard_of("school"), scenario.standard_of("health")) == (0.8, 1.0)
    assert scenario.usd_per_person_year == 20_000.0
    assert scenario.fairest_within == 0.02
    assert scenario.whole_facilities is False
    assert scenario.floors.size == 0.6
    assert scenario.scale == Scale(clearance=0.5)
    assert scenario.change[0].where == {"place": "fuzuli", "year": 2027}
    assert scenario.change[1].set == "never"
    assert scenario.opens.solution == {"armenia_integration": {"return": 2028}}
    assert scenario.target == (Target(scope="programme", name="great_return", year=2030, persons=140_000.0),)
    assert scenario.pin == (Pin(programme="great_return", place="aghdam", year=2028, at_least=1000.0),)


def test_an_empty_scenario_is_the_default() -> None:
    assert Scenario.parse("") == Scenario()
    assert Scenario().standard_of("school") == 1.0
    assert Scenario().mode == "most_people"


@pytest.mark.parametrize("name", ["as_shipped", "fairest", "least_cost", "many_levers"])
@pytest.mark.parametrize("case", ["small", "medium", "long"])
def test_the_cases_scenarios_load_and_come_back(case: str, name: str) -> None:
    scenario = Scenario.load(CASE.parent / case / "scenarios" / f"{name}.toml")
    assert Scenario.parse(scenario.dump_toml()) == scenario


def test_json_says_the_same(tmp_path: Path) -> None:
    scenario = Scenario.parse(FULL)
    file = tmp_path / "mine.JSON"
    file.write_text(json.dumps(scenario.model_dump(mode="json")), encoding="utf-8-sig")
    assert Scenario.load(str(file)) == scenario
    assert Scenario.load(file).read_from.file == "mine.JSON"


_NAME = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
_YEAR = st.integers(1900, 2200)
_OPENING = _YEAR | st.just("never")
_FACTOR = st.floats(0, 1000)
_AMOUNT = st.floats(0, 1e15)
_CHANGE = st.builds(
    Change,
    table=_NAME,
    where=st.dictionaries(_NAME, _NAME | st.integers(-9, 9) | st.floats(-1e9, 1e9), max_size=2),
    column=_NAME,
    times=st.floats(-1e15, 1e15),
)
_SCENARIO = st.builds(
    Scenario,
    title=_NAME,
    mode=st.sampled_from(["most_people", "least_cost", "fairest"]),
    fairest_within=st.floats(0, 1, exclude_max=True),
    horizon=st.none() | st.tuples(_YEAR, _YEAR).map(sorted).map(tuple),
    standard=_FACTOR | st.dictionaries(_NAME, _FACTOR, max_size=2),
    whole_facilities=st.booleans(),
    scale=st.builds(Scale, build=_FACTOR, willingness=_FACTOR),
    change=st.lists(_CHANGE, max_size=2).map(tuple),
    opens=st.builds(
        Opens,
        corridor=st.dictionaries(_NAME, _OPENING, max_size=2),
        solution=st.dictionaries(_NAME, st.dictionaries(st.just("return"), _OPENING, max_size=1), max_size=1),
    ),
    target=st.lists(st.builds(Target, scope=st.just("all"), year=_YEAR, persons=_AMOUNT), max_size=2).map(tuple),
    pin=st.lists(st.builds(Pin, place=_NAME, year=st.none() | _YEAR, exactly=_AMOUNT), max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(_SCENARIO)
def test_any_scenario_comes_back_from_toml_and_json(scenario: Scenario) -> None:
    for text, file in ((scenario.dump_toml(), "x.toml"), (scenario.model_dump_json(), "x.json")):
        back = Scenario.parse(text, file)
        assert back == scenario
        assert back.digest == scenario.digest


@pytest.mark.parametrize(
    ("text", "row", "column", "expected", "hint"),
    [
        ("mod = 'fairest'", 1, "mod", "a field of the format", "Did you mean 'mode'?"),
        ("[scale]\nclearence = 2", 2, "scale.clearence", "a field of the format", "Did you mean 'clearance'?"),
        ("[floors]\n\nsze = 0.1", 3, "floors.sze", "a field of the format", "Did you mean 'size'?"),
        ("[opens]\nroad.x = 2029", 2, "opens.road", "a field of the format", "Valid are: corridor, place, solution."),
        (
            "[[target]]\nscope='all'\nyear=2030\npersons=1\nby=2",
            5,
            "target 1: by",
            "a field of the format",
            "Valid are",
        ),
        ("mode = 'fair'", 1, "mode", "'most_people', 'least_cost' or 'fairest'", "Did you mean 'fairest'?"),
        ("standard = -1", 1, "standard", "at least 0", ""),
        ("[standard]\nschool = 'half'", 2, "standard.school", "a number", ""),
        ("standard = '0.8'", 1, "standard", "a number", ""),
        ("fairest_within = 1", 1, "fairest_within", "less than 1", ""),
        ("fairest_within = -0.01", 1, "fairest_within", "at least 0", ""),
        ("fairest_within = '1%'", 1, "fairest_within", "a number", ""),
        ("usd_per_person_year = 0", 1, "usd_per_person_year", "more than 0", ""),
        ("usd_per_person_year = nan", 1, "usd_per_person_year", "a finite number", ""),
        ("whole_facilities = 'yes'", 1, "whole_facilities", "true or false", ""),
        ("[floors]\nsize = 1.5", 2, "floors.size", "at most 1", ""),
        ("[scale]\nbuild = -0.5", 2, "scale.build", "at least 0", ""),
        ("[scale]\nbuild = 1001", 2, "scale.build", "at most 1000", ""),
        ("[scale]\nbuild = true", 2, "scale.build", "a number", ""),
        ("[scale]\nbuild = inf", 2, "scale.build", "a finite number", ""),
        ("scale = 2", 1, "scale", "a table of fields", ""),
        ("horizon = [2036, 2027]", 1, "horizon", "a horizon that ends after it begins", ""),
        ("horizon = [2027]", 1, "horizon 2", "a value", ""),
        ("horizon = [27, 2036]", 1, "horizon 1", "at least 1900", ""),
        ("horizon = 2027", 1, "horizon", "a list in square brackets", ""),
        ("[opens]\ncorridor.zc = 'later'", 2, "opens.corridor.zc", "a number without quotation marks, or 'never'", ""),
        ("[opens]\nplace.r2 = 20290", 2, "opens.place.r2", "at most 2200", ""),
        ("[opens.solution.south]\nretrun = 2028", 2, "opens.solution.south.retrun", "", "Did you mean 'return'?"),
        ("[[target]]\nscope='al'\nyear=2030\npersons=1", 2, "target 1: scope", "'all', 'programme' or 'place'", ""),
        ("[[target]]\nscope='all'\npersons=1", 1, "target 1: year", "a value", ""),
        ("[[target]]\nscope='all'\nyear=2030\npersons=-1", 4, "target 1: persons", "at least 0", ""),
        ("[[pin]]\nplace='r0'", 1, "pin 1", "one of at_least, at_most and exactly", ""),
        ("[[pin]]\nexactly=1\nat_most=2", 1, "pin 1", "exactly alone, without at_least and at_most", ""),
        ("[[pin]]\nat_least=3\nat_most=2", 1, "pin 1", "at_least not above at_most", ""),
        ("[[pin]]\nsolution='stay'\nexactly=1", 2, "pin 1: solution", "'return'", ""),
        ("[[change]]\ntable='land'\ncolumn='ready_ha'", 1, "change 1", "exactly one of set, times and plus", ""),
        ("[[change]]\ntable='l'\ncolumn='c'\nset=1\nplus=1", 1, "change 1", "exactly one of set, times and plus", ""),
        ("[[change]]\ntable='l'\ncolumn='c'\nset=nan", 4, "change 1: set", "a finite number", ""),
        ("[[change]]\ntable='l'\ncolumn='c'\nset='much'", 4, "change 1: set", "'never'", ""),
        ("[[change]]\ntable='l'\ncolumn='c'\nset=true", 4, "change 1: set", "a number", ""),
        ("[[change]]\ntable='l'\ncolumn='c'\ntimes=1e16", 4, "change 1: times", "at most 1e+15", ""),
        ("[[change]]\ntable='l'\ncolumn='c'\ntimes=1\nwhere={a=[1]}", 5, "change 1: where.a", "a text or a number", ""),
        (
            "[[change]]\ntable='l'\ncolumn='c'\ntimes=1\nwhere={a=true}",
            5,
            "change 1: where.a",
            "a text or a number",
            "",
        ),
    ],
)
def test_what_is_wrong_is_named_with_line_and_field(text: str, row: int, column: str, expected: str, hint: str) -> None:
    problem = refused(text)
    assert (problem.file, problem.row, problem.column) == ("mine.toml", row, column)
    assert expected in problem.expected
    assert hint in problem.hint


def test_the_second_change_is_named_by_its_own_line() -> None:
    text = '[[change]]\ntable = "a"\ncolumn = "b"\ntimes = 2\n\n[[change]]\ntable = "a"\ncolumn = "b"\ntimes = "2"\n'
    problem = refused(text)
    assert (problem.row, problem.column, problem.found) == (9, "change 2: times", "'2'")


def test_all_problems_come_at_once() -> None:
    found = {problem.column for problem in refusals("mode = 1\nstandrd = 1\n[scale]\nbuild = -1\n")}
    assert found == {"mode", "standrd", "scale.build"}


def test_a_refusal_names_its_file() -> None:
    with pytest.raises(ScenarioError, match=r"the scenario mine\.toml has errors:"):
        Scenario.parse("x = 1", "mine.toml")


def test_fields_given_as_a_dictionary() -> None:
    assert Scenario.from_content({"mode": "fairest"}).mode == "fairest"
    with pytest.raises(ScenarioError) as refusal:
        Scenario.from_content({"scale": {"bild": 2}})
    assert refusal.value.problems[0].file == "scenario"
    assert "'build'" in refusal.value.problems[0].hint


def test_a_scenario_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Scenario().mode = "fairest"  # type: ignore[misc]


def test_the_digest_does_not_know_title_and_description() -> None:
    plain = Scenario(mode="fairest")
    assert Scenario(mode="fairest", title="t", description="d").digest == plain.digest
    assert Scenario(mode="fairest", dataset="other").digest != plain.digest
    assert Scenario(mode="fairest", fairest_within=0.02).digest != plain.digest
    assert Scenario().digest != plain.digest


def test_the_digest_does_not_know_how_a_figure_was_written() -> None:
    assert Scenario.parse("[scale]\nbuild = 2").digest == Scenario.parse("scale = {build = 2.0}").digest


def test_where_it_was_read_from_is_no_part_of_it() -> None:
    read = Scenario.parse(FULL, "a.toml")
    assert read == Scenario.parse(FULL, "b.toml")
    assert hash(read.read_from) == hash(Scenario().read_from)
    assert pickle.loads(pickle.dumps(read)).read_from.file == "a.toml"


def test_a_changed_copy_no_longer_claims_the_lines_of_the_file() -> None:
    read = Scenario.parse(FULL, "a.toml")
    assert read.model_copy().read_from.file == "a.toml"
    assert read.model_copy(update={"mode": "fairest"}).read_from.lines == {}


def test_dumped_toml_holds_only_what_differs() -> None:
    assert Scenario().dump_toml() == ""
    assert Scenario(scale=Scale(build=2)).dump_toml() == "[scale]\nbuild = 2.0\n"
