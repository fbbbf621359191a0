"""Choice classes, their shares and their cost of moving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from resettle.inputs.scenario import Opens, Scenario
from resettle.model.choice import choice_classes, great_circle_km
from resettle.model.instance import make_instance
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

PLACES = """place,name,latitude,longitude,programme,site_lead_years
    camp,Camp,40.0,46.0,p,0
    hostel,Hostel,40.0,46.5,p,0
    village,Village,40.0,47.0,p,0
    hamlet,Hamlet,40.0,48.0,p,0"""
COHORTS = "cohort,programme,origin,current_place,size_class,profile,households,persons"
SHARES = "programme,origin,solution,from_year,share,preference"


def test_cohorts_that_a_solution_cannot_tell_apart_are_one_class(tmp_path: Path) -> None:
    """From one origin, two present places: one class to return, two to integrate, one to relocate.

    30 households of 3 and 10 of 7 persons: h = (90 + 70)/40 = 4 persons a household where they are together.
    """
    dataset = tiny(
        tmp_path,
        places=PLACES,
        cohorts=f"{COHORTS}\nc1,p,village,camp,m,general,30,90\nc2,p,village,hostel,m,general,10,70",
        willingness=f"{SHARES}\np,,return,2027,0.3,1\np,,integrate,2027,0.3,1\np,,relocate,2027,0.3,1",
    )
    found = choice_classes(dataset)
    by_solution = found.classes.groupby("solution")["households"].apply(sorted)
    assert by_solution.to_dict() == {"integrate": [10.0, 30.0], "relocate": [40.0], "return": [40.0]}
    together = found.classes[found.classes["solution"] != "integrate"]
    assert together["persons_per_household"].tolist() == [4.0, 4.0]
    members = found.members[found.members["solution"] == "return"].set_index("cohort")
    assert members["household_part"].to_dict() == {"c1": 0.75, "c2": 0.25}
    assert members["person_part"].to_dict() == {"c1": 0.5625, "c2": 0.4375}


def test_origins_are_kept_apart_to_return_and_merged_to_relocate(tmp_path: Path) -> None:
    dataset = tiny(
        tmp_path,
        places=PLACES,
        cohorts=f"{COHORTS}\nc1,p,village,camp,m,general,30,90\nc2,p,hamlet,camp,m,general,10,70",
        willingness=f"{SHARES}\np,,return,2027,0.3,1\np,,relocate,2027,0.3,1",
    )
    classes = choice_classes(dataset).classes
    assert classes.groupby("solution").size().to_dict() == {"relocate": 1, "return": 2}
    assert set(classes.loc[classes["solution"] == "return", "origin"]) == {"village", "hamlet"}


def test_an_origins_own_rows_replace_the_general_ones_of_that_solution_only(tmp_path: Path) -> None:
    """village: return 0.5 instead of 0.2, and only from 2028; relocate as for all. 100 and 50 households."""
    dataset = tiny(
        tmp_path,
        places=PLACES,
        cohorts=f"{COHORTS}\nc1,p,village,camp,m,general,100,400\nc2,p,hamlet,camp,m,general,50,200",
        willingness=f"{SHARES}\np,,return,2027,0.2,1\np,village,return,2028,0.5,0.9\np,,relocate,2027,0.1,1",
    )
    found = choice_classes(dataset)
    told = found.willing.merge(found.classes[["class_", "solution", "origin", "preference"]], on="class_")
    back = told[told["solution"] == "return"].set_index(["origin", "year"])["willing"].to_dict()
    assert back == {
        ("village", 2027): 0.0,
        ("village", 2028): 50.0,
        ("hamlet", 2027): 10.0,
        ("hamlet", 2028): 10.0,
    }
    assert told.loc[told["solution"] == "relocate", "willing"].tolist() == [15.0, 15.0]
    own = told[(told["origin"] == "village")]["preference"].unique()
    assert own.tolist() == [0.9]


def test_who_comes_from_no_place_cannot_return(tmp_path: Path) -> None:
    """20 of the 120 households come from elsewhere."""
    dataset = tiny(
        tmp_path,
        cohorts=f"{COHORTS}\nc1,p,village,camp,m,general,100,400\nc2,p,elsewhere,camp,m,general,20,80",
    )
    assert choice_classes(dataset).members["cohort"].tolist() == ["c1"]


def test_cohorts_of_nobody_are_left_out(tmp_path: Path) -> None:
    cohorts = f"{COHORTS}\nc1,p,village,camp,m,general,100,400\nc2,p,village,camp,m,general,0,0"
    found = choice_classes(tiny(tmp_path, cohorts=cohorts))
    assert found.members["cohort"].tolist() == ["c1"]
    assert found.classes["households"].tolist() == [100.0]


def test_where_each_solution_leads(tmp_path: Path) -> None:
    """Return: the origin. Integrate: the present place. Relocate: every place of the programme, also those two."""
    dataset = tiny(
        tmp_path,
        places=PLACES,
        willingness=f"{SHARES}\np,,return,2027,0.3,1\np,,integrate,2027,0.3,1\np,,relocate,2027,0.3,1",
    )
    people = make_instance(dataset, Scenario()).people
    offered = people.groupby("solution")["place"].apply(lambda places: sorted(set(places))).to_dict()
    assert offered == {
        "integrate": ["camp"],
        "relocate": ["camp", "hamlet", "hostel", "village"],
        "return": ["village"],
    }
    assert people.groupby("solution")["stay"].first().to_dict() == {
        "integrate": "integrating",
        "relocate": "arriving",
        "return": "arriving",
    }


@pytest.mark.parametrize(
    "opens",
    [
        pytest.param(Opens(place={"village": 2028}), id="place"),
        pytest.param(Opens(solution={"p": {"return": 2028}}), id="solution"),
    ],
)
def test_nobody_settles_before_the_opening(tmp_path: Path, opens: Opens) -> None:
    assert make_instance(tiny(tmp_path), Scenario(opens=opens)).settle["year"].tolist() == [2028]


def test_what_never_opens_leads_nowhere(tmp_path: Path) -> None:
    assert make_instance(tiny(tmp_path), Scenario(opens=Opens(place={"village": "never"}))).settle.empty


def test_great_circles_of_known_length() -> None:
    """A quarter of the sphere's circumference: 6371.0088·π/2 = 10,007.56 km; a degree on the equator 111.195 km.

    London (51.5, 0) to New York (40.75, -74), by the spherical law of cosines: 5,575.9 km.
    """
    start = np.array([[0.0, 0.0], [0.0, 10.0], [51.5, 0.0]])
    end = np.array([[90.0, 0.0], [0.0, 11.0], [40.75, -74.0]])
    by_cosines = 6371.0088 * np.arccos(
        np.sin(np.radians(51.5)) * np.sin(np.radians(40.75))
        + np.cos(np.radians(51.5)) * np.cos(np.radians(40.75)) * np.cos(np.radians(74))
    )
    assert great_circle_km(start, end) == pytest.approx([10007.5572, 111.19508, by_cosines], rel=1e-7)
    assert by_cosines == pytest.approx(5575.9, abs=0.1)


def test_cost_of_moving_is_the_members_mean_and_the_travel_table_comes_first(tmp_path: Path) -> None:
    """30 households from the camp by the table (500 US$), 10 from the hostel computed: 100 + 2 a km.

    The hostel lies half a degree of longitude from the village on the 40th parallel:
    km = 2·6371.0088·asin(cos 40°·sin 0.25°) = 42.59. Mean: (30·500 + 10·(100 + 2·42.59))/40.
    """
    dataset = tiny(
        tmp_path,
        settings={"usd_per_household_move": 100.0, "usd_per_household_km": 2.0},
        places=PLACES,
        cohorts=f"{COHORTS}\nc1,p,village,camp,m,general,30,90\nc2,p,village,hostel,m,general,10,70",
        travel="from_place,to_place,usd_per_household\ncamp,village,500",
    )
    km = 2 * 6371.0088 * np.arcsin(np.cos(np.radians(40)) * np.sin(np.radians(0.25)))
    assert km == pytest.approx(42.59, abs=0.01)
    travel = make_instance(dataset, Scenario()).travel
    assert travel["usd"].tolist() == pytest.approx([(30 * 500 + 10 * (100 + 2 * km)) / 40])


def test_who_stays_pays_no_move(tmp_path: Path) -> None:
    dataset = tiny(
        tmp_path,
        settings={"usd_per_household_move": 100.0},
        willingness=f"{SHARES}\np,,integrate,2027,1,1",
    )
    assert make_instance(dataset, Scenario()).travel["usd"].tolist() == [0.0]
