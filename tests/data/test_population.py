"""The margins of the population, from the sources' own numbers (none of them read from the script)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset

# The table of about 1998 scaled to 1,000,000 (facts: x 1,000,000 / 560,098; former NKAO split 29:13:11:15:7).
BY_ORIGIN = {
    "fuzuli": 238_753,
    "aghdam": 229_574,
    "lachin": 112_493,
    "kalbajar": 105_828,
    "jabrayil": 105_042,
    "zangilan": 62_127,
    "gubadli": 55_840,
    "shusha": 29_045,
    "khojaly": 13_020,
    "khojavend": 11_017,
    "khankendi": 15_023,
    "aghdara": 7_011,
    "tartar_front_line": 9_232,
    "aghjabadi_front_line": 5_995,
}
# UNHCR, 2024-09-18: per cent of 115,366.
BY_PROVINCE = {
    "yerevan": 40.2,
    "aragatsotn": 3.4,
    "ararat": 10.5,
    "armavir": 9.3,
    "gegharkunik": 3.2,
    "lori": 3.7,
    "kotayk": 15.9,
    "shirak": 3.5,
    "syunik": 5.8,
    "vayots_dzor": 1.9,
    "tavush": 2.6,
}


def cohorts(default: Dataset, programme: str) -> pd.DataFrame:
    table = default["cohorts"]
    return table[table["programme"] == programme]


def test_totals_are_exact(default: Dataset) -> None:
    persons = default["cohorts"].groupby("programme")["persons"].sum()
    assert persons.to_dict() == {"armenia_integration": 100_000, "great_return": 1_000_000}


def test_households_follow_the_mean_family(default: Dataset) -> None:
    households = default["cohorts"].groupby("programme")["households"].sum()
    assert households["great_return"] == round(1_000_000 * 175_034 / 658_793)
    assert households["armenia_integration"] == 25_000  # 4.0 persons in certificate families


def test_origins_of_the_great_return(default: Dataset) -> None:
    persons = cohorts(default, "great_return").groupby("origin")["persons"].sum()
    assert sorted(persons.index) == sorted(BY_ORIGIN)
    assert max(abs(persons[origin] - number) for origin, number in BY_ORIGIN.items()) <= 1
    # the same shares, applied to the register: 658,793 x 133,725 / 560,098 from Fuzuli
    assert persons["fuzuli"] * 0.658793 == pytest.approx(157_289, abs=1)


def test_front_line_origins_are_no_places(default: Dataset) -> None:
    outside = set(default["cohorts"]["origin"]) - set(default["places"]["place"])
    assert outside == {"tartar_front_line", "aghjabadi_front_line"}


def test_provinces_of_armenia(default: Dataset) -> None:
    persons = cohorts(default, "armenia_integration").groupby("current_place")["persons"].sum()
    assert {key: round(number / 1_000, 1) for key, number in persons.items()} == BY_PROVINCE


def test_hosts_of_the_great_return(default: Dataset) -> None:
    persons = cohorts(default, "great_return").groupby("current_place")["persons"].sum() / 1_000_000
    cities = ["baku", "absheron", "sumgait", "ganja", "mingachevir", "yevlakh"]
    assert persons["baku"] == pytest.approx(216_000 / 658_793, abs=0.002)
    assert persons[cities].sum() == pytest.approx(0.52, abs=0.003)


def test_profiles_keep_their_shares(default: Dataset) -> None:
    households = default["cohorts"].groupby(["programme", "profile"])["households"].sum()
    idps, displaced = households["great_return"], households["armenia_integration"]
    assert idps["badly_housed"] / idps.sum() == pytest.approx(0.32 + 0.12 + 0.08, abs=0.003)
    assert displaced["badly_housed"] / displaced.sum() == pytest.approx(47_322 / 100_632, abs=0.005)


def test_households_fit_their_size_class(default: Dataset) -> None:
    table = default["cohorts"].merge(default["size_classes"], on="size_class")
    assert (table["households"] >= 1).all()
    assert (table["households"] % 1 == 0).all()
    assert (table["persons"] % 1 == 0).all()
    assert (table["persons"] >= table["households"] * table["persons_min"]).all()
    assert (table["persons"] <= table["households"] * table["persons_max"]).all()


def test_nobody_cares_alone(default: Dataset) -> None:
    table = default["cohorts"]
    assert table[(table["profile"] == "single_caregiver") & (table["size_class"] == "s1")].empty
