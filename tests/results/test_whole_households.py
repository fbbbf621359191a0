"""Whole households: rounded down over the years, dealt to equals in proportion, never more than there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resettle.inputs.scenario import Scenario
from resettle.model.choice import ChoiceClasses, choice_classes
from resettle.results.readout import read_tables
from resettle.results.whole_households import placements
from tests.solving import best
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

COHORTS = "cohort,programme,origin,current_place,size_class,profile,households,persons"
SHARES = "programme,origin,solution,from_year,share,preference"


def of_three_camps(path: Path, *households: int, shares: str = "p,,return,2027,1,1") -> ChoiceClasses:
    """Cohorts c1, c2, … from one village in one camp each: one choice class a solution."""
    camps = "\n".join(f"camp{n},C,40,46,p,0" for n in range(len(households)))
    rows = "\n".join(f"c{n + 1},p,village,camp{n},m,general,{h},{4 * h}" for n, h in enumerate(households))
    dataset = tiny(
        path,
        places=f"place,name,latitude,longitude,programme,site_lead_years\nvillage,V,40,47,p,0\n{camps}",
        cohorts=f"{COHORTS}\n{rows}",
        willingness=f"{SHARES}\n{shares}",
    )
    return choice_classes(dataset)


def flows(
    choices: ChoiceClasses, by_year: dict[int, float], solution: str = "return"
) -> tuple[pd.DataFrame, np.ndarray]:
    """The village's arrivals of a solution's only class."""
    class_ = choices.classes.loc[choices.classes["solution"] == solution, "class_"].item()
    rows = pd.DataFrame({"class_": class_, "place": "village", "year": list(by_year), "solution": solution})
    return rows, np.array(list(by_year.values()))


def dealt(placed: pd.DataFrame) -> dict[str, int]:
    return placed.groupby("cohort")["households"].sum().to_dict()


@pytest.mark.parametrize(
    ("seats", "split"),
    [
        pytest.param(1, {"c1": 1}, id="1"),
        pytest.param(3, {"c1": 1, "c2": 1, "c3": 1}, id="3"),
        pytest.param(5, {"c1": 3, "c2": 1, "c3": 1}, id="5"),
        pytest.param(7, {"c1": 3, "c2": 2, "c3": 2}, id="7"),
        pytest.param(8, {"c1": 4, "c2": 2, "c3": 2}, id="8"),
    ],
)
def test_seats_of_webster_by_hand(tmp_path: Path, seats: int, split: dict[str, int]) -> None:
    """53, 24 and 23 households, divided by 1, 3, 5, 7, … and taken from the largest down.

    53 (c1), 24 (c2), 23 (c3), 17.67 (c1), 10.6 (c1), 8 (c2), 7.67 (c3), 7.57 (c1).
    """
    choices = of_three_camps(tmp_path, 53, 24, 23)
    assert dealt(placements(choices, *flows(choices, {2027: float(seats)}))) == split


def test_a_running_total_is_rounded_down_and_nobody_is_lost_on_the_way(tmp_path: Path) -> None:
    """0.6 in 2027 and 1.2 in 2028: 0.6 and 1.8 so far: none in 2027, one in 2028."""
    choices = of_three_camps(tmp_path, 100)
    placed = placements(choices, *flows(choices, {2027: 0.6, 2028: 1.2}))
    assert placed[["year", "households"]].to_numpy().tolist() == [[2028, 1]]


def test_what_a_solver_lacks_of_a_whole_number_is_no_loss(tmp_path: Path) -> None:
    """2.9999999 is 3 to a solver's tolerance; 2.9 is 2."""
    choices = of_three_camps(tmp_path, 100)
    assert dealt(placements(choices, *flows(choices, {2027: 2.9999999}))) == {"c1": 3}
    assert dealt(placements(choices, *flows(choices, {2027: 2.9}))) == {"c1": 2}


def test_persons_are_the_cohorts_own_mean(tmp_path: Path) -> None:
    """12 households of 4 persons each."""
    choices = of_three_camps(tmp_path, 100)
    placed = placements(choices, *flows(choices, {2027: 12.0}))
    assert placed["persons"].tolist() == [48.0]


def test_nobody_is_dealt_more_than_it_has_or_has_chosen(tmp_path: Path) -> None:
    """Half of 3, 1 and 1 households return: 1.5, 0.5, 0.5, rounded up 2, 1, 1; a class of 2.5 settles 2."""
    choices = of_three_camps(tmp_path, 3, 1, 1, shares="p,,return,2027,0.5,1\np,,relocate,2027,0.5,1")
    back, one = flows(choices, {2027: 2.5})
    on, other = flows(choices, {2027: 2.5}, "relocate")
    placed = placements(choices, pd.concat([back, on], ignore_index=True), np.r_[one, other])
    assert placed["households"].sum() == 4
    assert all(total <= has for total, has in zip(dealt(placed).values(), (3, 1, 1), strict=False))
    assert placed[placed["solution"] == "return"]["households"].sum() == 2


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    households=st.lists(st.integers(1, 60), min_size=1, max_size=5),
    parts=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_rounding_keeps_every_total_and_every_cohort(
    tmp_path: Path, households: list[int], parts: tuple[float, float]
) -> None:
    """Settled so far: at most what the programme says, less than one household under it; no cohort beyond itself."""
    choices = of_three_camps(tmp_path, *households)
    everybody = sum(households)
    first = parts[0] * everybody
    second = parts[1] * (everybody - first)
    placed = placements(choices, *flows(choices, {2027: first, 2028: second}))
    settled = placed.groupby("year")["households"].sum().reindex([2027, 2028], fill_value=0).cumsum()
    for found, planned in zip(settled, (first, first + second), strict=True):
        assert planned - 1 < found <= planned + 1e-5
    has = dict(zip((f"c{n + 1}" for n in range(len(households))), households, strict=True))
    assert all(number <= has[cohort] for cohort, number in dealt(placed).items())
    assert placed["households"].gt(0).all()


def test_spending_on_moving_and_running_goes_down_with_the_households(tmp_path: Path) -> None:
    """60.5 homes: 60.5 households in the programme, 60 in the table.

    100 US$ a move: 6,000; 0.1 units a person at 50 US$ a year: 60·4·0.1·50 = 1,200 in each of two years.
    """
    dataset = tiny(
        tmp_path,
        settings={"usd_per_household_move": 100.0},
        vacant_homes="place,rooms,homes\nvillage,3,60.5",
        services="""service,title,unit,module_size,lead_years,capex_usd_per_module,running_usd_per_unit_year
            h,H,v,0,0,0,50""",
        service_needs="service,profile,units_per_person\nh,general,0.1",
    )
    found = best(dataset, Scenario())
    tables = read_tables(found.model, found.solved.values, whole=False)
    assert tables["placements"]["households"].tolist() == [60]
    paid = tables["spending"].groupby(["sector", "year"])["usd"].sum()
    assert paid["moving", 2027] == pytest.approx(6000)
    assert paid["running", 2027] == pytest.approx(1200)
    assert paid["running", 2028] == pytest.approx(1200)
