"""Figures that the sources fix, recomputed from the sources' numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def test_clearance_is_residential_land_only(default: Dataset) -> None:
    """65,500 ha a year x 14,713 / 280,000 = 3,442 ha; the districts add to it, Kalbajar and Khojavend slowest."""
    capacities, land = default["capacities"], default["land"].set_index("place")["clear_ha_per_year"]
    pace = capacities.loc[capacities["resource"] == "clearance", "amount"]
    assert pace.tolist() == [3_442]
    assert land.sum() == pytest.approx(3_442, abs=6)
    assert land["kalbajar"] == pytest.approx(3_442 * 0.021, abs=1)
    people = {"kalbajar": 105_828, "aghdam": 229_574, "jabrayil": 105_042}
    assert min(people, key=lambda place: land[place] / people[place]) == "kalbajar"
    assert land["khojavend"] == land.min()


def test_builders_start_at_the_observed_pace(default: Dataset) -> None:
    """24,000 persons / 3.76 = 6,383 and 34,500 / 5 = 6,900: 6,500 lies between."""
    table = default["capacities"]
    builders = table[(table["programme"] == "great_return") & (table["resource"] == "build")].set_index("year")[
        "amount"
    ]
    assert 24_000 / 3.76 < builders[2027] < 34_500 / 5
    assert builders[2036] / builders[2027] == pytest.approx(1.08**9, rel=1e-3)


def test_budgets_are_the_stated_parts(default: Dataset) -> None:
    """AZN 3.5bn / 1.7 x 0.45 = US$ 926m; AMD 55bn / 380 x 0.60 = US$ 87m."""
    money = default["funding"].groupby("funder")["usd"].first()
    assert money["az_state"] == pytest.approx(3.5e9 / 1.7 * 0.45, rel=1e-3)
    assert money["am_state"] == pytest.approx(55e9 / 380 * 0.60, rel=3e-3)


def test_certificates_pay_by_person(default: Dataset) -> None:
    """Yerevan AMD 3m, Kotayk 4m, Syunik 5m a person: a single person's certificate is that / 380."""
    costs = default["housing"].set_index(["place", "option"])["unit_cost_usd"]
    for place, million in (("yerevan", 3), ("kotayk", 4), ("syunik", 5)):
        assert costs[place, "certificate_1"] == pytest.approx(million * 1e6 / 380, abs=50)


def test_new_homes_average_the_contract_in_fuzuli(default: Dataset) -> None:
    """AZN 113,008 / 1.7 = US$ 66,475 a flat, over 114, 464, 536 and 154 flats of one to four rooms."""
    costs = default["housing"].set_index(["place", "option"])["unit_cost_usd"]
    flats = dict(enumerate((114, 464, 536, 154), start=1))
    mean = sum(costs["fuzuli", f"flat_{n}"] * count for n, count in flats.items()) / 1_268
    assert mean == pytest.approx(66_475, rel=0.01)


def test_rooms_by_resolution_65(default: Dataset) -> None:
    sizes = default["size_classes"][["persons_min", "rooms"]].to_numpy().tolist()
    assert sizes == [[1, 1], [2, 2], [4, 3], [6, 4]]


def test_claims_come_off_what_can_be_repaired(default: Dataset) -> None:
    repairs = default["housing"][default["housing"]["option"].str.startswith("repair")]
    left = repairs["unresolved_claims"].sum() / repairs["units_total"].sum()
    assert left == pytest.approx(0.8, abs=0.001)


def test_supplies_are_near_todays_use(default: Dataset) -> None:
    supplies = default["supplies"].set_index("node")["tonnes_per_year"]
    assert supplies[["baku_port", "ganja", "georgia"]].sum() == 530_000


def test_corridors_wait_for_a_planner(default: Dataset) -> None:
    opens = default["corridors"].set_index("corridor")["opens_year"]
    assert opens.drop("horadiz_aghband").eq(float("inf")).all()
    links = default["links"]
    through = links[links["corridor"].isin(["zangezur", "iran_bypass"]) & (links["to_node"] == "zangilan")]
    kilometres = through.set_index("corridor")["km"]
    assert kilometres["iran_bypass"] - kilometres["zangezur"] == 160  # about 100 miles longer
