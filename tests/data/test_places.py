"""Places carry every name in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

ARMENIAN_SCRIPT = re.compile(r"[Ա-Ֆա-և]")


def test_return_districts_have_both_names(default: Dataset) -> None:
    places = default["places"]
    districts = places[places["region"] == "Return districts"]
    assert len(districts) == 12
    for names in districts["other_names"]:
        assert "(Azerbaijani)" in names
        assert "(Armenian: " in names
        assert ARMENIAN_SCRIPT.search(names)


def test_khankendi_is_stepanakert(default: Dataset) -> None:
    places = default["places"].set_index("place")
    for name in ("Xankəndi", "Stepanakert", "Ստեփանակերտ"):
        assert name in places.loc["khankendi", "other_names"]


def test_eleven_provinces_of_armenia(default: Dataset) -> None:
    places = default["places"]
    provinces = places[places["programme"] == "armenia_integration"]
    assert sorted(provinces["pcode"]) == [f"AM{n:02d}" for n in range(1, 12)]


def test_points_lie_in_the_south_caucasus(default: Dataset) -> None:
    places = default["places"]
    assert places["latitude"].between(38.8, 41.3).all()
    assert places["longitude"].between(43.4, 50.4).all()


def test_site_costs_only_where_hardly_anybody_has_returned(default: Dataset) -> None:
    places = default["places"].set_index("place")
    assert sorted(places.index[places["site_cost_usd"] > 0]) == ["gubadli", "kalbajar", "khojavend"]
