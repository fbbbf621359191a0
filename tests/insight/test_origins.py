"""Coverage of communities of origin, worked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan
from tests.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.insight.overview import Overview


def test_everybody_of_the_village_is_served(seen: Overview) -> None:
    (row,) = seen.coverage_by_origin.to_dict("records")
    assert (row["name"], row["of_persons"], row["chosen"], row["persons"]) == ("Village", 400.0, 400.0, 400.0)
    assert (row["share"], row["share_of_chosen"], row["worst"]) == (1.0, 1.0, True)


def test_the_least_served_among_those_who_can_be(tmp_path: Path) -> None:
    """Only who can be served can be the least served.

    50 homes for 100 households that return to the village: 200 of 400 settle. Of 10 households of the hamlet 8 would
    integrate in the camp, where 4 homes stand. The third origin is no place and has chosen only to return.
    """
    dataset = tiny(
        tmp_path,
        cohorts="""cohort,programme,origin,current_place,size_class,profile,households,persons
            c1,p,village,camp,m,general,100,400
            c2,p,hamlet,camp,m,general,10,40
            c3,p,lost_town,camp,m,general,10,40""",
        willingness="""programme,origin,solution,from_year,share,preference
            p,,return,2027,1,1
            p,hamlet,return,2027,0,1
            p,hamlet,integrate,2027,0.8,1""",
        vacant_homes="place,rooms,from_year,homes,unresolved_claims\nvillage,3,,50,0\ncamp,3,,4,0",
    )
    rows = overview(make_plan(dataset, estimate=True)).coverage_by_origin.set_index("origin")
    assert rows["chosen"].to_dict() == pytest.approx({"village": 400.0, "hamlet": 32.0, "lost_town": 0.0})
    assert rows["persons"].to_dict() == pytest.approx({"village": 200.0, "hamlet": 16.0, "lost_town": 0.0})
    assert rows["share"].to_dict() == pytest.approx({"village": 0.5, "hamlet": 0.4, "lost_town": 0.0})
    assert rows["share_of_chosen"].to_dict() == pytest.approx({"village": 0.5, "hamlet": 0.5, "lost_town": 0.0})
    assert rows["worst"].to_dict() == {"village": False, "hamlet": True, "lost_town": False}
    assert rows["name"]["lost_town"] == "Lost Town"
