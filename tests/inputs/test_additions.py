"""Rows that a scenario adds: taken where they fit, refused by field where they do not, kept on every way out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle import make_plan
from resettle.errors import ScenarioError
from resettle.inputs.difference import difference
from resettle.inputs.scenario import Add, Change, Scale, Scenario, apply
from resettle.insight.assumed import Assumption, side_by_side
from resettle.results.verify import verify
from resettle.workspace.link import packed, unpacked

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

HOMES = {"place": "r1", "rooms": 4, "from_year": 2028, "homes": 500}


def adding(table: str = "vacant_homes", **row: object) -> Scenario:
    return Scenario.from_content({"add": [{"table": table, "row": row or HOMES}]}, "mine.toml")


def test_a_row_is_added_and_nothing_else(small: Dataset) -> None:
    applied = apply(small, adding())
    before, after = small["vacant_homes"], applied["vacant_homes"]
    assert len(after) == len(before) + 1
    assert after.iloc[:-1].equals(before)
    assert after.dtypes.equals(before.dtypes)
    row = after.iloc[-1]
    assert {name: row[name] for name in HOMES} == HOMES
    assert (row["confidence"], row["source"]) == ("assumption", "scenario")
    assert all(applied[name].equals(small[name]) for name in small.tables if name not in ("vacant_homes", "sources"))


def test_changes_and_levers_act_on_added_rows(small: Dataset) -> None:
    """500 homes and 100 more, times one half: 300."""
    where = {"place": "r1", "rooms": 4, "from_year": 2028}
    change = Change(table="vacant_homes", where=where, column="homes", plus=100.0)
    scenario = adding().model_copy(update={"change": (change,), "scale": Scale(vacant=0.5)})
    assert apply(small, scenario)["vacant_homes"]["homes"].iloc[-1] == 300.0


@pytest.mark.parametrize(
    ("table", "row", "field", "expected"),
    [
        ("vacant_hoems", HOMES, "table", "a table that takes rows"),
        ("places", {"place": "new"}, "table", "a table that takes rows"),
        ("vacant_homes", {**HOMES, "romos": 1}, "romos", "a column of vacant_homes"),
        ("vacant_homes", {"place": "r1", "homes": 5}, "rooms", "a whole number from 1 to 100 (rooms)"),
        ("vacant_homes", {**HOMES, "homes": -1}, "homes", "a number of at least 0 (homes)"),
        ("vacant_homes", {**HOMES, "homes": "many"}, "homes", "a number of at least 0 (homes)"),
        ("vacant_homes", {**HOMES, "place": "nowhere"}, "place", "places"),
        ("vacant_homes", {**HOMES, "unresolved_claims": 501}, "unresolved_claims", "at most homes"),
        ("build_capacity", {"place": "r0", "year": 2027, "homes": 5}, "row", "does not have yet"),
        ("funding", {"funder": "nobody", "year": 2027, "usd": 5}, "funder", "funders"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_by_its_field(
    small: Dataset, table: str, row: dict[str, object], field: str, expected: str
) -> None:
    with pytest.raises(ScenarioError) as refusal:
        apply(small, adding(table, **row))
    problem = refusal.value.problems[0]
    assert field in f"{problem.column} {problem.found} {problem.hint}"
    assert expected in f"{problem.expected} {problem.hint}"


def test_the_same_row_twice_is_refused(small: Dataset) -> None:
    twice = Scenario(add=(Add(table="vacant_homes", row=HOMES), Add(table="vacant_homes", row={**HOMES, "homes": 7})))
    with pytest.raises(ScenarioError, match="does not have yet"):
        apply(small, twice)


def test_the_line_of_a_wrong_field_is_told(small: Dataset) -> None:
    text = '[[add]]\ntable = "vacant_homes"\n[add.row]\nplace = "r1"\nrooms = 4\nhomes = -5\n'
    with pytest.raises(ScenarioError) as refusal:
        apply(small, Scenario.parse(text, "mine.toml"))
    (problem,) = refusal.value.problems
    assert (problem.file, problem.row) == ("mine.toml", 6)


def test_files_links_and_digests_keep_it() -> None:
    scenario = adding()
    assert Scenario.parse(scenario.dump_toml()) == scenario
    assert unpacked(packed(scenario, Scenario()), Scenario()) == scenario
    other = adding(**{**HOMES, "homes": 501})
    assert len({scenario.digest, other.digest, Scenario().digest}) == 3


def test_a_scenario_without_rows_has_the_digest_it_had_before() -> None:
    """Of version 0.1: plans and saved scenarios name it."""
    assert Scenario().digest == "ac532319c73b13c0eac84e2adb9ef0d85acec5470235d0c44f8ad489fddbd53d"


def test_it_stands_among_what_is_different() -> None:
    (row,) = side_by_side([Scenario(), adding()])
    assert row.assumption == Assumption("add", ("vacant_homes", "from_year=2028", "place=r1", "rooms=4"))
    assert row.values == (None, (("homes", 500),))
    assert set(difference(Scenario(), adding())["field"]) == {
        "add 1: table",
        *(f"add 1: row.{name}" for name in HOMES),
    }


def test_a_plan_with_it_passes_its_check_and_without_it_does_not(small: Dataset) -> None:
    """The checker applies the scenario itself: a plan that uses the homes is refused where they are not there."""
    homes = {"place": "r0", "rooms": 3, "from_year": 2027, "homes": 300}
    plan = make_plan(small, adding(**homes), estimate=True)
    assert verify(small, adding(**homes), plan).clean
    assert not verify(small, Scenario(), plan).clean
