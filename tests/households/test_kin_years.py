"""Kin that wait for each other: years of their own against those of an equal; every count of the plan stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from resettle import make_plan
from resettle.households.fitting import ServiceUse
from resettle.households.kin_years import brought_together
from resettle.households.measures import measures
from resettle.households.placing import Asked, Placed, place_households
from resettle.households.synthetic import synthesise
from resettle.households.verify_placing import verify_placing
from tests.tiny import tiny
from tests.two_years import two_years

if TYPE_CHECKING:
    from pathlib import Path

    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

ASKED = Asked("seed", "5e" * 32)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """40 of 80 households settle in 2027, 30 in 2028."""
    return make_plan(two_years(tmp_path_factory.mktemp("years")), estimate=True)


@pytest.fixture(scope="module")
def registry(plan: Plan) -> Registry:
    """Every household stands alone in its village, and each of 20 names another one kin."""
    made = synthesise(plan.dataset, 1)
    ids = made.households["household"].tolist()
    kin = [ids[at + 20] if at < 20 else "" for at in range(len(ids))]
    return replace(made, households=made.households.assign(community="", kin=kin))


def together(plan: Plan, registry: Registry, placed: Placed) -> float:
    table = measures(plan, registry, placed).set_index("measure")["value"]
    return float(table["kin: the same place in the same year"])


def split(registry: Registry, placed: Placed) -> list[tuple[str, str]]:
    year = placed.placed.set_index("household")["year"]
    pairs = registry.households[registry.households["kin"] != ""][["household", "kin"]].itertuples(index=False)
    return [(one, two) for one, two in pairs if one in year.index and two in year.index and year[one] != year[two]]


def test_the_earlier_waits_and_an_equal_comes_forward(plan: Plan, registry: Registry) -> None:
    """Kin are drawn as a block, and yet a block may lie across the two years: these the option brings together."""
    for seed in map(str, range(40)):
        asked = replace(ASKED, seed=seed)
        alone = place_households(plan, registry, asked)
        parted = split(registry, alone)
        if parted:
            break
    joined = place_households(plan, registry, replace(asked, kin_years=1))
    assert together(plan, registry, joined) == together(plan, registry, alone) + len(parted)
    assert split(registry, joined) == []
    both = alone.placed.merge(joined.placed, on="household", suffixes=("_was", ""))
    moved = both[both["year"] != both["year_was"]]
    assert len(moved) == 2 * len(parted)
    assert (moved["year"] - moved["year_was"]).sum() == 0
    assert verify_placing(plan, registry, joined.placed, joined.waiting, joined.open_slots).empty
    still = place_households(plan, registry, replace(asked, kin_years=0))
    pd.testing.assert_frame_equal(still.placed, alone.placed)


def three(**changed: list[object]) -> pd.DataFrame:
    """A of 2027 is kin to B of 2028; P and Q of 2028, too, are A's equals; Q stands behind P."""
    columns = {
        "household": ["A", "B", "P", "Q"],
        "cohort": "c",
        "solution": "relocate",
        "persons": 4,
        "kin": ["B", "", "", ""],
        "wishes": "",
        "refuses": "",
        "position": [0.1, 0.6, 0.7, 0.8],
        "from_year": pd.array([None] * 4, dtype="Int64"),
        "profile": "general",
        "current_place": "camp",
        "standing": 2,
    }
    return pd.DataFrame(columns | changed)


@pytest.mark.parametrize(
    ("changed", "partner"),
    [
        ({}, "P"),
        ({"from_year": pd.array([None, None, 2028, None], dtype="Int64")}, "Q"),
        ({"refuses": ["", "", "east", ""]}, "Q"),
        ({"wishes": ["", "", "west", ""]}, "Q"),
        ({"wishes": ["", "", "east;west", ""]}, "P"),
        ({"kin": ["B", "", "Q", ""]}, None),
        ({"persons": [4, 4, 5, 5]}, "P"),
        ({"persons": [4, 4, 5, 4]}, "Q"),
        ({"cohort": ["c", "c", "d", "d"]}, None),
        ({"refuses": ["west", "", "", ""]}, None),
    ],
)
def test_who_comes_forward(plan: Plan, changed: dict[str, list[object]], partner: str | None) -> None:
    """A is in the east in 2027, the others in the west in 2028: only whom it costs nothing takes A's place."""
    households = three(**changed)
    put = pd.DataFrame(
        {"row": range(4), "place": ["east", *["west"] * 3], "year": [2027, *[2028] * 3], "slot": "c"},
    )
    told = brought_together(households, put, 1, ServiceUse(plan, households))
    east = households["household"].to_numpy()[told["row"][told["place"] == "east"]]
    assert east.tolist() == [partner or "A"]
    assert sorted(told["year"]) == sorted(put["year"])


@pytest.mark.parametrize(("visits", "partner"), [(4.0, "A"), (5.0, "P")])
def test_nobody_comes_forward_where_a_service_would_be_overrun(tmp_path: Path, visits: float, partner: str) -> None:
    """A of 4 people is in the village in 2027, where a clinic has 4 or 5 visits a year; P, who would come, has 5."""
    tables = {"service_needs": "service,profile,units_per_person\nhealth,general,1"}
    places = """place,name,latitude,longitude,programme,site_lead_years
        camp,Camp,40.0,46.0,p,0
        east,East,40.0,47.0,p,0
        west,West,40.0,48.0,p,0
        village,Village,40.0,47.0,p,0"""
    spare = f"service,place,from_year,units\nhealth,east,,{visits}\nhealth,west,,1000\nhealth,village,,1000"
    plan = make_plan(tiny(tmp_path, places=places, service_spare=spare, **tables), estimate=True)
    households = three(persons=[4, 4, 5, 5])
    put = pd.DataFrame({"row": range(4), "place": ["east", *["west"] * 3], "year": [2027, *[2028] * 3], "slot": "c"})
    told = brought_together(households, put, 1, ServiceUse(plan, households))
    east = households["household"].to_numpy()[told["row"][told["place"] == "east"]]
    assert east.tolist() == [partner]
