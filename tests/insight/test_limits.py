"""What limits a plan: families of bottlenecks, with prices written by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.inputs.scenario import Scenario
from resettle.insight.limits import CHOICE, capacities_of, limits
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

COLUMNS = "constraint programme place service year item limit used shadow_price persons_per_unit person_years_per_unit"


def with_bottlenecks(plan: Plan, *rows: tuple[object, ...]) -> Plan:
    """The plan with these bottlenecks, and an objective of 1,000."""
    frame = pd.DataFrame(rows, columns=COLUMNS.split())
    summary = plan.summary.model_copy(update={"objective": 1_000.0})
    return replace(plan, tables={**plan.tables, "bottlenecks": frame}, summary=summary)


def test_years_of_one_limit_are_one_family(village: Plan) -> None:
    """10 % of 5 million x 8 and of 5 million x 2: 5 of an objective of 1,000; 3 + 1 person-years; 1 + 0 persons."""
    plan = with_bottlenecks(
        village,
        ("eq14_budget", "", "", "", 2027, "funder gov", 5.0, 5.0, 8.0, 2.0, 6.0),
        ("eq14_budget", "", "", "", 2028, "funder gov", 5.0, 5.0, 2.0, 0.0, 2.0),
    )
    (row,) = limits(plan).to_dict("records")
    assert row["label"] == "money (gov)" or row["label"].startswith("money (")
    assert (row["unit"], row["years"]) == ("million US$", "2027–2028")
    assert row["worth"] == pytest.approx(0.005)
    assert row["person_years"] == pytest.approx(4.0)
    assert row["persons"] == pytest.approx(1.0)


def test_what_the_plan_makes_itself_is_no_limit(village: Plan) -> None:
    """Rooms and units of services are limited by what builds them; they are not told as limits."""
    plan = with_bottlenecks(
        village,
        ("eq05_rooms", "", "village", "", 2027, "least rooms 3", 100.0, 100.0, 9.0, 4.0, 8.0),
        ("eq09_standard", "", "village", "health", 2027, "", 200.0, 200.0, 9.0, 2.0, 4.0),
    )
    assert limits(plan).empty


def test_choices_are_told_apart_from_capacities(village: Plan) -> None:
    plan = with_bottlenecks(
        village,
        ("eq02_choice", "", "", "", 2027, "class c00001", 100.0, 100.0, 9.0, 4.0, 8.0),
        ("eq06_build_programme", "p", "", "", 2028, "", 10.0, 10.0, 1.0, -0.5, 2.0),
        ("eq10_staff", "p", "", "health", 2027, "", 10.0, 10.0, 0.5, 0.0, 0.0),
    )
    table = limits(plan)
    assert table["key"].iloc[0] == CHOICE
    assert capacities_of(table)["label"].tolist() == ["builders (Programme)", "staff of health (Programme)"]


def test_prices_of_all_families_add_to_the_objective(small: Dataset) -> None:
    """Strong duality: with nothing but these limits, 10 % of every price times limit is 10 % of the objective.

    Floors are off and the dataset's target is taken out, since both have prices of their own.
    """
    tables = {**small.tables, "targets": small["targets"].iloc[:0]}
    plan = make_plan(replace(small, tables=tables), Scenario(), estimate=True)
    rows = plan["bottlenecks"]
    given = ("eq02", "eq03_size", "eq06", "eq08", "eq10_staff", "eq12", "eq14")
    outside = rows[rows["constraint"].str.startswith(given)]
    total = limits(plan)["worth"].sum() * plan.summary.objective
    assert total == pytest.approx(0.1 * (outside["limit"] * outside["shadow_price"]).sum(), rel=1e-6)
    assert 0 < total <= 0.1 * plan.summary.objective * 1.001
