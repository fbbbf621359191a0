"""What limits a plan: families of bottlenecks, with prices written by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.app.sentences import limits_finding
from resettle.charts.limits import limits_chart
from resettle.cli.story import story
from resettle.inputs.scenario import Scenario, Target
from resettle.insight.limits import CHOICE, capacities_of, limits
from resettle.insight.limits_words import gain_text, quotable_limits
from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan

COLUMNS = "constraint programme place service year item limit used shadow_price persons_per_unit person_years_per_unit"


def with_bottlenecks(plan: Plan, *rows: tuple[object, ...]) -> Plan:
    """The plan with these bottlenecks, and an objective of 1,000."""
    frame = pd.DataFrame(rows, columns=COLUMNS.split())
    summary = plan.summary.model_copy(update={"objective": 1_000.0})
    return replace(plan, tables={**plan.tables, "bottlenecks": frame}, summary=summary)


def test_years_of_one_limit_are_one_family(village: Plan) -> None:
    """10 % of 5 million: 3 + 1 person-years of the plan's 400·2; 1 + 0 persons of its 400."""
    plan = with_bottlenecks(
        village,
        ("eq14_budget", "", "", "", 2027, "funder gov", 5.0, 5.0, 8.0, 2.0, 6.0),
        ("eq14_budget", "", "", "", 2028, "funder gov", 5.0, 5.0, 2.0, 0.0, 2.0),
    )
    (row,) = limits(plan).to_dict("records")
    assert row["label"] == "money (gov)" or row["label"].startswith("money (")
    assert (row["unit"], row["years"]) == ("million US$", "2027–2028")
    assert row["person_years"] == pytest.approx(4.0)
    assert row["person_years_share"] == pytest.approx(4.0 / 800.0)
    assert row["persons"] == pytest.approx(1.0)
    assert row["persons_share"] == pytest.approx(1.0 / 400.0)


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
    assert table["key"].iloc[-1] == CHOICE  # no lever, so it stands last, however much it would bring
    assert capacities_of(table)["label"].tolist() == ["builders (Programme)", "staff of health (Programme)"]


def test_the_sentence_and_the_first_bar_name_the_same_limit(village: Plan) -> None:
    """Staff would add 2 person-years for a price of 1, builders 1 person-year for a price of 9 (they save money)."""
    plan = with_bottlenecks(
        village,
        ("eq02_choice", "", "", "", 2027, "class c00001", 100.0, 100.0, 9.0, 4.0, 80.0),
        ("eq06_build_programme", "p", "", "", 2028, "", 10.0, 10.0, 9.0, 0.5, 1.0),
        ("eq10_staff", "p", "", "health", 2027, "", 10.0, 10.0, 1.0, 0.0, 2.0),
    )
    table, seen = limits(plan), overview(plan)
    (bar,) = limits_chart(table).data
    first = capacities_of(table)["label"].iloc[0]
    assert first == "staff of health (Programme)"
    assert list(bar.y)[-1].partition("<br><b>")[0].replace("<br>", " ") == first
    assert f"What holds the plan most is {first}" in quotable_limits(table, 2028)
    assert f"What holds the plan most is {first}" in limits_finding(seen).replace("\\", "")
    told = story(plan)
    assert told.index(first) < told.index("builders (Programme)") < told.index("what people have chosen")


def test_the_gain_is_in_per_cent_of_the_person_years_that_the_plan_shows(tmp_path: Path) -> None:
    """Weighted 1.5: 50 homes for 100 households of 4 are 600 person-years; ten per cent more homes add 60 of them.

    The objective, which is less what is spent, is shown nowhere, so nothing is told in per cent of it.
    """
    dataset = tiny(
        tmp_path,
        profiles="profile,title,priority_weight\ngeneral,General,1.5",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,1000000,,,",
        build_capacity="place,year,homes\nvillage,2027,50\nvillage,2028,0",
    )
    plan = make_plan(dataset, estimate=True)
    assert plan.summary.person_years == pytest.approx(600.0)
    assert plan.summary.objective == pytest.approx(550.0)
    (builders,) = capacities_of(limits(plan)).to_dict("records")
    assert builders["person_years"] == pytest.approx(60.0)
    said = gain_text(builders, 2028)
    assert said == (
        "by its shadow price, 10 % more of it in every year would add about 60 person-years (10 % of the plan's) and "
        "settle about 20 more people by 2028 (10 % of the plan's)"
    )


def test_least_cost_is_ranked_and_told_by_the_money_that_it_saves(tmp_path: Path) -> None:
    """All 400 must settle in 2027: 30 flats on offer for 10,000 US$, so 70 houses for 20,000; a tenth more flats, 3."""
    dataset = tiny(
        tmp_path,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing_options="""option,title,kind,rooms,lead_years,land_ha,material_t
            house,House,build,3,0,0,0
            flat,Flat,purchase,3,0,0,0""",
        housing="""place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims
            village,house,20000,,,
            village,flat,10000,,30,""",
    )
    target = Target(scope="all", year=2027, persons=400)
    plan = make_plan(dataset, Scenario(mode="least_cost", target=(target,)), estimate=True)
    (first, *_) = capacities_of(limits(plan)).to_dict("records")
    assert first["usd_less"] == pytest.approx(30_000.0)
    assert gain_text(first, 2028).endswith("would lower the cost that the plan counts by about 30,000 US$")


def test_prices_of_all_families_add_to_the_objective(small: Dataset) -> None:
    """Strong duality: with nothing but these limits, 10 % of every price times limit is 10 % of the objective.

    Floors are off and the dataset's target is taken out, since both have prices of their own.
    """
    tables = {**small.tables, "targets": small["targets"].iloc[:0]}
    plan = make_plan(replace(small, tables=tables), Scenario(), estimate=True)
    rows = plan["bottlenecks"]
    given = ("eq02", "eq03_size", "eq06", "eq08", "eq10_staff", "eq12", "eq14")
    outside = rows[rows["constraint"].str.startswith(given)]
    total = 0.1 * (outside["limit"] * outside["shadow_price"]).sum()
    told = limits(plan)["person_years"].sum()
    assert told == pytest.approx(0.1 * (outside["limit"] * outside["person_years_per_unit"]).sum(), rel=1e-6)
    assert 0 < total <= 0.1 * plan.summary.objective * 1.001
