"""A registry that is made up has the dataset's margins to the last household and person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle.errors import ResettleError
from resettle.households.choices import chosen_by_year
from resettle.households.columns import MEMBERS
from resettle.households.synthetic import PREFIX, synthesise
from tests.tiny import TABLES, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.inputs.dataset import Dataset


def test_every_cohort_has_its_households_and_persons(small: Dataset, made_up: Registry) -> None:
    counted = made_up.households.groupby("cohort")["persons"].agg(["size", "sum"])
    cohorts = small["cohorts"].set_index("cohort").sort_index()
    cohorts = cohorts[cohorts["households"] > 0]
    assert counted["size"].tolist() == cohorts["households"].tolist()
    assert counted["sum"].tolist() == cohorts["persons"].tolist()


def test_every_household_fits_its_size_class_and_has_an_adult(small: Dataset, made_up: Registry) -> None:
    households = made_up.households
    classes = small["size_classes"].set_index("size_class")
    least = households["size_class"].map(classes["persons_min"])
    most = households["size_class"].map(classes["persons_max"])
    assert households["persons"].between(least, most).all()
    assert (households[list(MEMBERS)].sum(axis=1) == households["persons"]).all()
    adults = households[[name for name in MEMBERS if name.endswith(("18_59", "60_up"))]].sum(axis=1)
    assert (adults >= 1).all()


def test_choices_follow_the_shares_by_year(small: Dataset, made_up: Registry) -> None:
    """For each cohort, solution and year: as many as ``chosen_by_year`` says, neither more nor fewer."""
    chosen = made_up.households[made_up.households["solution"] != ""]
    for row in chosen_by_year(small).to_dict("records"):
        mine = chosen[(chosen["cohort"] == row["cohort"]) & (chosen["solution"] == row["solution"])]
        assert (mine["from_year"] <= row["year"]).sum() == row["households"]


def test_how_many_have_chosen_by_hand(tmp_path: Path) -> None:
    """7 households: 0.5 are 3.5, rounded up to 4; 0.5 of them integrate, of whom only 3 are left.

    Village has a share of its own: none of the programme's 0.9 counts there.
    """
    dataset = tiny(
        tmp_path,
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,village,camp,m,general,7,28
            c2,p,camp,village,m,general,10,40""",
        willingness="""programme,origin,solution,from_year,share,preference
            p,,return,2027,0.9,1
            p,village,return,2026,0.2,1
            p,village,return,2028,0.5,1
            p,,integrate,2027,0.5,1""".replace("p,,return,2027,0.9,1", "p,,return,2027,0.5,1"),
    )
    found = chosen_by_year(dataset).set_index(["cohort", "solution", "year"])["households"].to_dict()
    assert found == {
        ("c1", "return", 2027): 1,
        ("c1", "return", 2028): 4,
        ("c1", "integrate", 2027): 3,
        ("c2", "return", 2027): 5,
        ("c2", "integrate", 2027): 5,
    }


def test_the_same_seed_gives_the_same_registry_and_another_another(small: Dataset, made_up: Registry) -> None:
    pd.testing.assert_frame_equal(synthesise(small, 7).households, made_up.households)
    other = synthesise(small, 8).households
    assert (other["community"] != made_up.households["community"]).any()
    assert (other["solution"] != made_up.households["solution"]).any()


def test_kin_and_wishes_stay_inside(small: Dataset, made_up: Registry) -> None:
    """Kin are of the same origin; places wished for and refused are the programme's, and never the same one."""
    households = made_up.households.set_index("household")
    linked = households[households["kin"] != ""]
    assert len(linked) > 0
    assert (households.loc[linked["kin"], "origin"].to_numpy() == linked["origin"].to_numpy()).all()
    programme_of = small["places"].set_index("place")["programme"]
    wishing = households[households["wishes"] != ""]
    assert len(wishing) > 0
    assert (wishing["solution"] == "relocate").all()
    named = wishing["wishes"].str.split(";").explode()
    assert (named.map(programme_of) == wishing["programme"].reindex(named.index)).all()


def test_it_says_that_it_is_made_up(made_up: Registry) -> None:
    assert made_up.synthetic
    assert made_up.households["household"].str.startswith(PREFIX).all()


@pytest.mark.parametrize(
    ("cohort", "told"),
    [
        ("c1,p,village,camp,m,general,2,40", "found 40 persons in 2 households; expected as many as its size class"),
        ("c1,p,village,camp,m,general,2,7.5", "found 7.5 persons; expected a whole number"),
    ],
)
def test_margins_that_no_household_can_have_are_told(tmp_path: Path, cohort: str, told: str) -> None:
    dataset = tiny(tmp_path, cohorts=f"{TABLES['cohorts'].splitlines()[0]}\nc1,p,village,camp,m,general,2,8")
    row = dict(zip(TABLES["cohorts"].splitlines()[0].split(","), cohort.split(","), strict=True))
    spoilt = dataset["cohorts"].assign(persons=float(row["persons"]))
    dataset = type(dataset)(dataset.settings, {**dataset.tables, "cohorts": spoilt})
    with pytest.raises(ResettleError, match=told):
        synthesise(dataset, 1)
