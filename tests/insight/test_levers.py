"""Amounts behind levers, worked by hand from the small dataset's tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Change, Scale, Scenario, apply
from resettle.insight.levers import TABLES, Amount, amounts, origin_of, origins, scaled

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def test_amounts_of_the_second_year(small: Dataset) -> None:
    """2028: builders 706 + 145; clearance 264; staff as in 2027. Money over 2027-2030, years left out carried on."""
    found = amounts(small)
    assert found["build"] == Amount(851.0, "homes", 2028)
    assert found["clearance"] == Amount(264.0, "ha", 2028)
    assert found["staff"] == Amount(105.0, "staff", 2028)
    assert found["purchase"] == Amount(70.0, "certificates", 2028)
    assert found["funding"].figure == 2 * 45_604_000 + 2 * 52_620_000 + 4 * 7_893_000 + 3 * 6_139_000


def test_a_blank_among_supplies_is_no_limit(small: Dataset) -> None:
    assert math.isinf(amounts(small)["supply"].figure)


def test_every_lever_of_the_format_has_its_tables() -> None:
    assert set(TABLES) == set(Scale.model_fields)


def test_builders_of_places_count_where_programmes_have_no_limit_of_their_own(small: Dataset) -> None:
    """Without the programmes' rows: what the places' builders finish, as carried on to 2028."""
    tables = dict(small.tables)
    capacities = tables["capacities"]
    tables["capacities"] = capacities[capacities["resource"] != "build"].reset_index(drop=True)
    bare = type(small)(small.settings, tables, small.name, small.warnings)
    rows = small["build_capacity"]
    latest = rows[rows["year"] <= 2028].sort_values("year").groupby("place").tail(1)
    assert amounts(bare)["build"].figure == latest["homes"].sum(skipna=False)


def test_a_lever_doubles_what_there_is(small: Dataset) -> None:
    before = amounts(small)["clearance"]
    assert scaled(small, "clearance", before, 2.0) == Amount(528.0, "ha", 2028)


def test_shares_stop_where_everybody_has_chosen(small: Dataset) -> None:
    """Shares of each origin add to 0.9 or 0.95 in the north and 0.9 in the south: ten times that is everybody."""
    before = amounts(small)["willingness"]
    assert 0.9 <= before.figure <= 0.95
    assert scaled(small, "willingness", before, 10.0).figure == pytest.approx(1.0)
    assert scaled(small, "willingness", before, 0.5).figure == pytest.approx(before.figure / 2)


def test_a_changed_figure_is_counted(small: Dataset) -> None:
    change = Change(table="capacities", where={"resource": "purchase"}, column="amount", set=1000)
    assert amounts(apply(small, Scenario(change=(change,))))["purchase"].figure == 1000.0


def test_where_figures_come_from(small: Dataset) -> None:
    titles = small["sources"].set_index("source")["title"]
    found = origins(small)["staff"]
    assert found.tables == ("capacities",)
    assert found.sources == (titles["s1"],)
    assert found.confidence == {"assumption": 2}
    assert origin_of(small, ("land", "places")).tables == ("land", "places")
