"""The checker sees what is wrong in a plan's tables, each wrong made by hand, and names the equation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle import Scenario, load_dataset, make_plan
from resettle.results.plan import Plan, digest_of_tables, read_only
from resettle.results.verify import verify
from tests.tiny import tiny

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.results.verification.verdict import Verdict

    Tables = dict[str, pd.DataFrame]
    Edit = Callable[[Tables], None]

SMALL = Path(__file__).parents[1] / "cases" / "small"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan with whole facilities, floors, a target, pins, a corridor and a place that opens."""
    scenario = Scenario.load(SMALL / "scenarios" / "many_levers.toml")
    return make_plan(load_dataset(SMALL / "dataset"), scenario, estimate=False)


def judged(plan: Plan, edit: Edit) -> Verdict:
    """The verdict on the plan with its tables edited, and a digest that fits them."""
    tables = {name: table.copy() for name, table in plan.tables.items()}
    edit(tables)
    decided = {name: table for name, table in tables.items() if name != "bottlenecks"}
    digests = {**plan.summary.digests, "plan": digest_of_tables(decided)}
    edited = replace(plan, tables=read_only(tables), summary=plan.summary.model_copy(update={"digests": digests}))
    return verify(plan.dataset, plan.scenario, edited)


def broken(plan: Plan, edit: Edit) -> set[str]:
    """Equations that the checker finds broken then."""
    return {check.equation for check in judged(plan, edit).violations}


def more(table: str, amount: str, by: float, **where: object) -> Edit:
    """Add to an amount in the first row that fits."""

    def edit(tables: Tables) -> None:
        frame = tables[table]
        fits = pd.Series(data=True, index=frame.index)
        for column, value in where.items():
            fits &= frame[column] == value
        row = frame.index[fits][0]
        tables[table] = frame.assign(**{amount: frame[amount].astype(float)})
        tables[table].loc[row, amount] += by

    return edit


def added(table: str, **row: object) -> Edit:
    """Add a row."""

    def edit(tables: Tables) -> None:
        tables[table] = pd.concat([tables[table], pd.DataFrame([row])], ignore_index=True)

    return edit


def without(table: str, **where: object) -> Edit:
    """Take rows out."""

    def edit(tables: Tables) -> None:
        frame = tables[table]
        fits = pd.Series(data=True, index=frame.index)
        for column, value in where.items():
            fits &= frame[column] == value
        assert fits.any()
        tables[table] = frame[~fits].reset_index(drop=True)

    return edit


def unchanged(tables: Tables) -> None:
    """Nothing."""


def test_the_plan_as_it_stands_is_clean(plan: Plan) -> None:
    verdict = judged(plan, unchanged)
    assert verdict.clean, verdict.summary()
    assert "all" in verdict.summary()
    assert verdict.checks["passed"].all()


SETTLED = {"cohort": "n-r0-h0-l-general", "place": "r0", "solution": "return"}
WRONGS = {
    "a thousand households more than the cohort has": (more("placements", "households", 1000.0), "eq01"),
    "more return in 2027 than have chosen to by then": (
        more("placements", "households", 500.0, **SETTLED, year=2027),
        "eq02",
    ),
    "a return to a place while return is closed": (
        added(
            "placements",
            cohort="s-r0-m0-m-general",
            place="r0",
            year=2028,
            households=1,
            persons=3.6,
            solution="return",
        ),
        "eq03",
    ),
    "a place settled before it opens": (more("sites", "opened", -1.0), "eq03"),
    "homes for nobody there": (without("homes", place="h0", option="tenure4"), "eq05"),
    "more certificates than a year has": (
        added("homes", place="m0", option="certificate4", year=2029, homes=5000.0),
        "eq06",
    ),
    "a school taken away": (without("facilities", place="r0", service="school"), "eq09"),
    "nothing supplied": (without("supplied", year=2027), "eq11"),
    "more carried than the road takes": (more("shipments", "tonnes", 1e6), "eq12"),
    "something for nothing": (without("spending", sector="school", place="r0"), "eq13"),
    "paid by a funder who may not": (
        added("spending", funder="donor", sector="housing", programme="north", place="h0", year=2027, usd=1e6),
        "eq13",
    ),
    "more than a funder has": (more("spending", "usd", 1e12, funder="bank"), "eq14"),
    "a shortfall that is none": (more("shortfalls", "persons", 50.0, target="t1"), "eq17"),
    "half a school": (more("facilities", "modules", 0.5, service="school"), "whole"),
    "half a household": (more("placements", "households", 0.5), "whole"),
    "homes at no place": (added("homes", place="nowhere", option="house3", year=2028, homes=1.0), "tables"),
    "a negative amount": (more("homes", "homes", -1e6), "tables"),
    "a year outside the plan": (more("homes", "year", 40), "tables"),
}


@pytest.mark.parametrize("wrong", WRONGS)
def test_a_wrong_is_named(plan: Plan, wrong: str) -> None:
    edit, equation = WRONGS[wrong]
    assert equation in broken(plan, edit)


def test_a_wrong_is_told_in_words(plan: Plan) -> None:
    """`donor` pays for health, water and clearance only: one row, a million US$ where none is allowed."""
    edit, _ = WRONGS["paid by a funder who may not"]
    verdict = judged(plan, edit)
    told = verdict.summary()
    assert told.startswith("not clean")
    assert "donor" in told
    assert "1,000,000" in told or "1e+06" in told


def test_what_holds_is_told_in_words(plan: Plan) -> None:
    """The fairest plan was not asked for, and plan.json says nothing of it; who has chosen what was."""
    told = {check.equation: str(check) for check in judged(plan, unchanged).findings}
    assert told["fairest"] == "fairest: 3 rows, all kept"
    assert told["eq02"].endswith("rows, all kept")


def test_a_house_that_is_ready_after_the_end_houses_nobody(tmp_path: Path) -> None:
    """Five years to build in a plan of two: it may not be begun, and counts for nobody."""
    late = "option,title,kind,rooms,lead_years,land_ha,material_t\nhouse,House,build,3,5,0,0"
    free = "place,option,unit_cost_usd\nvillage,house,0"
    plan = make_plan(tiny(tmp_path, housing_options=late, housing=free), Scenario())
    begun = judged(plan, added("homes", place="village", option="house", year=2027, homes=10.0))
    assert {check.equation for check in begun.violations} == {"tables"}
    assert "after the horizon" in begun.summary()


def test_a_summary_that_flatters_is_named(plan: Plan) -> None:
    better = plan.summary.model_copy(update={"persons_settled": plan.summary.persons_settled + 1.0})
    verdict = verify(plan.dataset, plan.scenario, replace(plan, summary=better))
    assert {check.equation for check in verdict.violations} == {"summary"}


def test_other_inputs_are_named(plan: Plan) -> None:
    """The same tables, checked against another scenario than they were made from."""
    other = plan.scenario.model_copy(update={"usd_per_person_year": 20_001.0})
    assert "summary" in {check.equation for check in verify(plan.dataset, other, plan).violations}


def test_one_household_too_many_is_seen(tmp_path: Path) -> None:
    """100 households return; a 101st is more than the cohort has, more than have chosen, and not what is said."""
    plan = make_plan(tiny(tmp_path), Scenario())
    assert plan["placements"]["households"].sum() == 100
    found = broken(plan, more("placements", "households", 1.0))
    assert {"eq01", "eq02", "summary"} <= found
