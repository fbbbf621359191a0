"""The story of a plan from end to end: solved, read out, verified, or refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.errors import PlanError, ScenarioError, SolveError
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Floors, Opens, Pin, Scale, Scenario, Target
from resettle.model.formulation import build
from resettle.model.instance import make_instance
from resettle.results import summary as summary_module
from resettle.results.make_plan import finished, make_plan
from resettle.results.matrix import matrix_of
from resettle.results.progress import Clock
from resettle.results.solve import Request, solve
from resettle.results.verify import verify
from tests.conftest import CASES
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.results.progress import Progress


def test_a_plan_by_hand(tmp_path: Path) -> None:
    """100 households of 4 return in 2027: 400 persons, 800 person-years, nothing spent, nothing short."""
    plan = make_plan(tiny(tmp_path))
    said = plan.summary
    assert plan["placements"].to_dict("records") == [
        {
            "cohort": "c1",
            "place": "village",
            "year": 2027,
            "households": 100,
            "persons": 400.0,
            "solution": "return",
        }
    ]
    assert (said.persons_settled, said.person_years, said.cost_usd, said.short) == (400.0, 800.0, 0.0, 0.0)
    assert said.persons == {"p": {"return": 400.0, "integrate": 0.0, "relocate": 0.0}}
    assert said.objective == pytest.approx(800)
    assert said.quality == "plan"
    assert said.households_rounded_away == 0.0
    assert said.verification["clean"] is True
    assert {"aggregate", "build", "hand_over", "solve", "read_out", "verify"} <= set(said.seconds)


@pytest.mark.parametrize("storage", ["python", "pyarrow"])
def test_no_figure_depends_on_how_pandas_stores_text(storage: str) -> None:
    """The command line and the app use Python's own text, a notebook may use Arrow's: one plan, read and checked."""
    with pd.option_context("mode.string_storage", storage):
        plan = make_plan(load_dataset(CASES / "small" / "dataset"), estimate=True)
        assert plan["placements"]["cohort"].dtype.storage == storage
        assert verify(plan.dataset, plan.scenario, plan).clean
    assert (
        plan.summary.digests["plan"]
        == make_plan(load_dataset(CASES / "small" / "dataset"), estimate=True).summary.digests["plan"]
    )


@pytest.mark.parametrize(
    ("estimate", "whole_facilities", "quality"),
    [(None, True, "plan"), (None, False, "estimate"), (True, True, "estimate"), (False, False, "plan")],
)
def test_who_decides_whether_facilities_are_whole(
    tmp_path: Path, estimate: bool | None, whole_facilities: bool, quality: str
) -> None:
    """The caller, and the scenario where the caller says nothing."""
    plan = make_plan(tiny(tmp_path), Scenario(whole_facilities=whole_facilities), estimate=estimate)
    assert plan.summary.quality == quality


@pytest.mark.parametrize("mode", ["most_people", "least_cost", "fairest"])
@pytest.mark.parametrize("estimate", [True, False])
def test_every_mode_gives_a_verified_plan(small: Dataset, mode: str, estimate: bool) -> None:
    """The checker, which shares no code with the model, finds nothing."""
    scenario = Scenario(
        mode=mode,
        floors=Floors(size=0.5),
        target=(Target(scope="all", year=2030, persons=3000),),
        pin=(Pin(place="r1", at_most=300),),
    )
    plan = make_plan(small, scenario, estimate=estimate, gap=0.05)
    assert plan.summary.verification["clean"] is True
    assert (plan.summary.z is not None) == (mode == "fairest")
    assert plan.summary.gap <= 0.05 + 1e-6


def test_the_fairest_plan_without_facilities_needs_no_rounding(tmp_path: Path) -> None:
    """One community, all of whom return in the first year: its cover is 1, as a plan and as an estimate."""
    dataset = tiny(tmp_path)
    for estimate in (False, True):
        assert make_plan(dataset, Scenario(mode="fairest"), estimate=estimate).summary.z == pytest.approx(1.0)


def test_a_plan_for_nobody(tmp_path: Path) -> None:
    """A year in which nothing is open is a plan with empty tables, not an error."""
    for mode in ("most_people", "least_cost", "fairest"):
        scenario = Scenario(
            mode=mode,
            opens=Opens(place={"village": "never"}),
            floors=Floors(origin=0.5, size=0.5, profile=0.5, programme=0.5),
            target=(Target(scope="all", year=2028, persons=40),),
        )
        plan = make_plan(tiny(tmp_path), scenario)
        assert plan["placements"].empty
        assert plan["shortfalls"]["persons"].tolist() == pytest.approx([40.0])
        assert plan.summary.persons_settled == 0.0


def test_a_plan_that_fails_its_check_is_not_returned(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables that say twice as many settle than there are homes for: the check names the equation."""
    honest = summary_module.read_tables

    def doubled(*given: object, **named: object) -> dict[str, pd.DataFrame]:
        tables = honest(*given, **named)  # type: ignore[arg-type]
        placed = tables["placements"]
        return {**tables, "placements": placed.assign(households=placed["households"] * 2)}

    monkeypatch.setattr(summary_module, "read_tables", doubled)
    with pytest.raises(PlanError, match="eq05"):
        make_plan(small, estimate=True)


def test_a_listener_that_says_no_stops_the_search(small: Dataset) -> None:
    """Asked to stop once a first plan is there: that plan comes back with its gap, and is verified all the same."""
    heard: list[Progress] = []

    def listen(moment: Progress) -> bool:
        heard.append(moment)
        return moment.incumbent is None

    plan = make_plan(small, gap=1e-9, progress=listen)
    assert any(moment.incumbent is not None for moment in heard)
    assert plan.summary.status == "stopped"
    assert plan.summary.gap > 1e-9
    assert plan.summary.verification["clean"] is True


def test_a_plan_stopped_at_once_still_has_the_linear_bound(small: Dataset) -> None:
    """Branch and bound that is stopped before it begins has proven nothing; the linear programme before it has."""
    estimate = make_plan(small, estimate=True).summary
    stopped = make_plan(small, gap=1e-9, progress=lambda _: False).summary
    assert stopped.status == "stopped"
    assert stopped.objective <= stopped.bound <= estimate.bound * (1 + 1e-6)


def test_a_listener_that_only_listens_hears_every_stage(tmp_path: Path) -> None:
    heard: list[str] = []
    make_plan(tiny(tmp_path), progress=lambda moment: heard.append(moment.stage))
    stages = list(dict.fromkeys(heard))
    assert stages[:3] == ["aggregate", "build", "hand_over"]
    assert stages[-3:] == ["prices", "read_out", "verify"]
    assert "solve" in stages


def test_no_time_is_no_plan(medium: Dataset) -> None:
    with pytest.raises(SolveError, match="time"):
        make_plan(medium, estimate=True, time_limit=0.0)


def test_what_is_not_in_the_dataset_is_refused(small: Dataset) -> None:
    with pytest.raises(ScenarioError, match="r9"):
        make_plan(small, Scenario(pin=(Pin(place="r9", at_most=1),)))


def test_the_dataset_stays_as_it_is(tmp_path: Path) -> None:
    """A scenario is applied to a copy: the dataset's digest is the same after the plan."""
    dataset = tiny(tmp_path)
    before = dataset.digest
    plan = make_plan(dataset, Scenario(opens=Opens(place={"village": 2028})))
    assert dataset.digest == before == plan.summary.digests["dataset"]
    assert plan["placements"]["year"].tolist() == [2028]


@pytest.mark.parametrize("homes", [0.0, 50.0])
def test_what_is_too_little_to_be_told_is_not_paid_for(tmp_path: Path, homes: float) -> None:
    """A 0.00000009th of a clinic of 500,000 US$ is no clinic; 0.045 US$ for it would be spent on nothing.

    The government pays for it out of the same purse as homes of 1 million US$ a year, or as nothing.
    """
    clinic = "service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year"
    dataset = tiny(
        tmp_path,
        vacant_homes="place,rooms,from_year,homes,unresolved_claims",
        housing="place,option,unit_cost_usd,units_per_year,units_total,unresolved_claims\nvillage,house,20000,,,",
        capacities="programme,resource,year,amount\np,build,2027,50",
        services=f"{clinic}\nhealth,Health,visit,100,0,500000,0",
    )
    scenario = Scenario(scale=Scale(build=homes / 50))
    clock = Clock(None, None)
    model = build(make_instance(dataset, scenario), whole=False)
    matrix = matrix_of(model.program)
    solved = solve(model, matrix, Request(whole=False, gap=0.0, solver="highs"), clock)
    values = solved.values.copy()
    clinics = model.decisions.commission
    values[clinics.loc[clinics["year"] == 2027, "variable"].to_numpy(dtype=int)] = 9e-8
    paid = model.decisions.spend
    values[paid.loc[paid["year"] == 2027, "variable"].to_numpy(dtype=int)] += 9e-8 * 0.5
    plan = finished(dataset, model, matrix, replace(solved, values=values), clock)
    assert plan["facilities"].empty
    assert plan.summary.cost_usd == pytest.approx(2 * 20_000 * homes, abs=1e-6)
