"""The dataset's tables for looking at: what is found, how columns are explained, which sources are named."""

from __future__ import annotations

import pytest

from resettle.inputs.dataset import Dataset, load_dataset
from resettle.inputs.schema import INPUT_TABLES
from resettle.insight.data_tables import columns_explained, counts_of, decimals, found_rows, sources_named
from tests.inputs.careless import CASE

SMALL = load_dataset(CASE / "dataset")


@pytest.mark.parametrize("table", INPUT_TABLES)
def test_nothing_asked_is_every_row(table: str) -> None:
    assert len(found_rows(SMALL, table)) == len(SMALL[table])


def test_every_word_must_stand_in_the_row_in_whatever_case() -> None:
    assert found_rows(SMALL, "funding", "DONOR")["funder"].tolist() == ["donor"]
    one = found_rows(SMALL, "funding", "donor 2028")
    assert one[["funder", "year"]].to_numpy().tolist() == [["donor", 2028]]
    assert found_rows(SMALL, "funding", "donor nobody").empty


def test_confidence_is_one_of_those_chosen() -> None:
    places = SMALL["places"].assign(confidence=["sourced", "derived", *["assumption"] * 6])
    data = Dataset(SMALL.settings, {**SMALL.tables, "places": places}, "x")
    assert len(found_rows(data, "places", "", ["sourced", "derived"])) == 2
    assert counts_of(found_rows(data, "places")) == {"sourced": 1, "derived": 1, "assumption": 6}
    assert counts_of(found_rows(data, "sources")) == {}


def test_never_is_a_word() -> None:
    assert found_rows(SMALL, "solutions")["opens_year"].tolist() == ["never"]


def test_decimals_are_as_many_as_are_needed() -> None:
    land = SMALL["land"].iloc[:2].assign(ready_ha=[1.0, float("nan")], contaminated_ha=[0.25, 1 / 3])
    data = Dataset(SMALL.settings, {**SMALL.tables, "land": land}, "x")
    found = decimals("land", found_rows(data, "land"))
    assert (found["ready_ha"], found["contaminated_ha"]) == (0, 6)
    assert "opens_year" not in decimals("solutions", found_rows(SMALL, "solutions"))


def test_columns_are_explained_with_unit_blank_and_hashtag() -> None:
    explained = columns_explained("land").set_index("column")
    assert explained.loc["ready_ha"].tolist() == [
        "ready for building",
        "ha",
        "land does not limit",
        "#indicator+num+land+ready+ha",
    ]
    assert explained.loc["place", "blank"] == "not allowed"
    assert explained.loc["note", "blank"] == "allowed"


def test_sources_are_named_with_their_rows() -> None:
    rows = found_rows(SMALL, "land")
    named = sources_named(SMALL, "land", rows)
    assert named["source"].tolist() == ["s1"]
    assert named["rows"].tolist() == [len(rows)]
    assert named["title"].tolist() == SMALL["sources"].loc[SMALL["sources"]["source"] == "s1", "title"].tolist()
    assert sources_named(SMALL, "sources", found_rows(SMALL, "sources")).empty
