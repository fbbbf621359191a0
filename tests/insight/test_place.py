"""One place: who comes, homes against need, what limits it, why nobody settles there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scenario
from resettle.insight.chosen import choosing_a_place
from resettle.insight.overview import Overview, overview
from resettle.insight.place import (
    NEVER_OPEN,
    NO_CAPACITY,
    NO_SITE,
    NOBODY_CHOSE,
    arrivals,
    homes_at_place,
    limits_at_place,
    settled_by_solution,
    why_nobody,
)
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.inputs.dataset import Dataset
    from resettle.insight.place import Absence

PLACES = """place,name,latitude,longitude,programme,opens_year,site_cost_usd,site_lead_years,min_households
    camp,Camp,40.0,46.0,p,,,0,
    village,Village,40.0,47.0,p,{opens},{cost},0,{least}"""


def why(folder: Path, *, opens: str = "", cost: str = "", least: str = "", **tables: str) -> Absence | None:
    """Why nobody settles in a village that opens in a year, costs something to open, or needs a smallest community."""
    look = overview(make_plan(tiny(folder, places=PLACES.format(opens=opens, cost=cost, least=least), **tables)))
    return why_nobody(look.evidence, look.people_choosing, "village")


def test_who_comes_from_where(seen: Overview) -> None:
    (row,) = arrivals(seen.evidence, seen.people_placed, "village").to_dict("records")
    assert (row["origin_name"], row["from_name"], row["solution"], row["persons"]) == ("Village", "Camp", "return", 400)
    assert arrivals(seen.evidence, seen.people_placed, "camp").empty


def test_homes_against_households_that_need_them(seen: Overview) -> None:
    """60 vacant homes net of claims and 40 built, for 100 households, in both years."""
    rows = homes_at_place(seen.evidence, "village")
    assert rows["rooms"].tolist() == [3, 3]
    assert rows["homes"].tolist() == pytest.approx([100.0, 100.0])
    assert rows["households"].tolist() == [100.0, 100.0]


def test_a_place_without_homes_has_rows_of_nought(seen: Overview) -> None:
    assert homes_at_place(seen.evidence, "camp")["homes"].tolist() == [0.0, 0.0]


def test_whose_choice_leads_there(seen: Overview) -> None:
    rows = choosing_a_place(seen.people_choosing, "village").set_index(["solution", "year"])["persons"]
    assert rows.to_dict() == {
        ("return", 2027): 400.0,
        ("return", 2028): 400.0,
        ("integrate", 2027): 0.0,
        ("integrate", 2028): 0.0,
    }


def test_those_settled_add_to_the_parts_that_are_told(small: Dataset) -> None:
    """Who returns, integrates and relocates there, against the figure of the map, place by place."""
    look = overview(make_plan(small, estimate=True))
    on_map = look.places_on_map.set_index("place")["persons"]
    for place, persons in on_map.items():
        came = settled_by_solution(look.people_placed, str(place))
        assert sum(came.values()) == pytest.approx(persons)
        chosen = choosing_a_place(look.people_choosing, str(place))
        last = float(chosen.loc[chosen["year"] == look.plan.years[-1], "persons"].sum())
        assert came["return"] + came["integrate"] <= last + 1e-6
    assert on_map.sum() > 0


def test_what_is_used_up(tmp_path: Path) -> None:
    """50 homes for 100 households: ten per cent more, 5 homes of 4 persons in both years, is 20 + 20 person-years."""
    vacant = "place,rooms,from_year,homes,unresolved_claims\nvillage,3,,50,0"
    plan = make_plan(tiny(tmp_path, vacant_homes=vacant), estimate=True)
    first = limits_at_place(plan, "village").iloc[0]
    assert first["label"] == "homes with rooms enough"
    assert first["years"] == "2027–2028"
    assert first["person_years"] == pytest.approx(40.0)
    assert limits_at_place(plan, "camp").empty


def test_somebody_settles(seen: Overview) -> None:
    assert why_nobody(seen.evidence, seen.people_choosing, "village") is None


def test_it_never_opens(tmp_path: Path) -> None:
    found = why(tmp_path, opens="never")
    assert found is not None
    assert (found.reason, found.chosen) == (NEVER_OPEN, 0.0)


def test_nobody_chose_it(tmp_path: Path) -> None:
    found = why(tmp_path, willingness="programme,origin,solution,from_year,share,preference\np,,integrate,2027,1,1")
    assert found is not None
    assert found.reason == NOBODY_CHOSE


def test_its_site_is_not_opened(tmp_path: Path) -> None:
    """A smallest community of 101 households, and there are 100."""
    found = why(tmp_path, cost="1", least="101")
    assert found is not None
    assert (found.reason, found.chosen, found.min_households) == (NO_SITE, 400.0, 101.0)


def test_there_is_nothing_to_live_in(tmp_path: Path) -> None:
    found = why(tmp_path, vacant_homes="place,rooms,from_year,homes,unresolved_claims")
    assert found is not None
    assert (found.reason, found.chosen) == (NO_CAPACITY, 400.0)


def test_a_place_by_year_on_the_map(tmp_path: Path) -> None:
    """Half of the households choose in 2027, all by 2028."""
    shares = """programme,origin,solution,from_year,share,preference
        p,,return,2027,0.5,1
        p,,return,2028,1,1"""
    look = overview(make_plan(tiny(tmp_path, willingness=shares), Scenario(), estimate=True))
    by_year = {year: look.map_of(year)[0].set_index("place")["persons"]["village"] for year in (2027, 2028)}
    assert by_year == {2027: 200.0, 2028: 400.0}
