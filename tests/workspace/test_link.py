"""Links: the same scenario back, and what nobody should send."""

from __future__ import annotations

import base64
import json
import os
import zlib

import pytest
from hypothesis import given, settings

from resettle.errors import ResettleError, ScenarioError, WorkspaceError
from resettle.inputs.scenario import Change, Floors, Scale, Scenario
from resettle.workspace.link import LONGEST_LINK, MOST_BYTES, packed, unpacked
from tests.workspace.test_store import scenarios

BASELINE = Scenario(title="As assumed", description="What is likely", floors=Floors(size=0.6))


def sent(content: object) -> str:
    """A link with this content, however hostile."""
    return squeezed((content if isinstance(content, str) else json.dumps(content)).encode())


def squeezed(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")


@settings(max_examples=40, deadline=None)
@given(scenarios)
def test_the_same_comes_back(scenario: Scenario) -> None:
    assert unpacked(packed(scenario, BASELINE), BASELINE) == scenario


def test_words_of_the_baseline_are_left_out_and_its_levers_are_not_added() -> None:
    asked = BASELINE.model_copy(update={"scale": Scale(build=2.0), "floors": Floors()})
    link = packed(asked, BASELINE)
    assert unpacked(link, BASELINE) == asked
    elsewhere = unpacked(link, Scenario(floors=Floors(origin=0.9)))
    assert elsewhere.digest == asked.digest


def test_a_usual_link_is_short() -> None:
    asked = BASELINE.model_copy(update={"scale": Scale(build=2.0, clearance=1.5, funding=0.7)})
    assert len(packed(asked, BASELINE)) < 150


def test_the_link_holds_letters_that_need_no_escape() -> None:
    asked = Scenario(title="Füzuli / Ստեփանակերտ & <b>", description="?#=+")
    assert set(packed(asked, BASELINE)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_too_many_assumptions_are_told_and_not_cut() -> None:
    noise = tuple(
        Change(table="land", where={"place": os.urandom(16).hex()}, column="ready_ha", set=float(number))
        for number in range(300)
    )
    with pytest.raises(WorkspaceError, match="as a file instead"):
        packed(Scenario(change=noise), BASELINE)


@pytest.mark.parametrize("garbage", ["", "x", "!!", "AAAA", "é", "../x", "A" * 5, packed(Scenario(), BASELINE)[:-3]])
def test_garbage_is_told_in_words(garbage: str) -> None:
    with pytest.raises(WorkspaceError, match="whole link"):
        unpacked(garbage, BASELINE)


def test_every_link_cut_off_is_told() -> None:
    link = packed(Scenario(description="a" * 30, scale=Scale(build=2.0)), BASELINE)
    for length in range(len(link)):
        with pytest.raises(ResettleError):
            unpacked(link[:length], BASELINE)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = squeezed(b"[" * (MOST_BYTES * 40))
    assert len(bomb) < LONGEST_LINK
    with pytest.raises(WorkspaceError, match="was not followed"):
        unpacked(bomb, BASELINE)
    with pytest.raises(WorkspaceError, match="too long"):
        unpacked("A" * (LONGEST_LINK + 1), BASELINE)


def test_what_lies_behind_the_scenario_is_refused() -> None:
    with pytest.raises(WorkspaceError, match="incomplete"):
        unpacked(base64.urlsafe_b64encode(zlib.compress(b"{}") + b"more").decode().rstrip("="), BASELINE)


@pytest.mark.parametrize("content", [[], "x", 3, None, True])
def test_what_is_no_scenario_is_told(content: object) -> None:
    with pytest.raises(WorkspaceError, match="does not hold a scenario"):
        unpacked(squeezed(json.dumps(content).encode()), BASELINE)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"scael": {"build": 2}}, "scale"),
        ({"scale": {"build": -1}}, "scale.build"),
        ({"scale": {"build": 1e9}}, "scale.build"),
        ({"scale": {"build": "2"}}, "scale.build"),
        ({"horizon": [2030, 2027]}, "horizon"),
        ({"change": [{"table": "land", "column": "ready_ha"}]}, "change 1"),
        ('{"scale": {"build": NaN}}', "scale.build"),
        ('{"mode": "fairest", "mode": "least_cost"}', "twice"),
        ("[" * 30_000, "link.json"),
        ("{", "link.json"),
    ],
)
def test_wrong_fields_are_told_by_their_names(content: object, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        unpacked(sent(content), BASELINE)
