"""HXL hashtags: every column has one, no two of a table the same, all of the core dictionary."""

from __future__ import annotations

import pytest

from resettle.inputs.hashtags import HASHTAGS, TAGS, columns_by_tag, is_hashtag, parsed
from resettle.inputs.schema import INPUT_TABLES


@pytest.mark.parametrize("table", INPUT_TABLES.values(), ids=lambda table: table.name)
def test_every_column_has_its_own_hashtag(table: object) -> None:
    name, columns = table.name, [column.name for column in table.all_columns]
    assert set(columns) <= set(TAGS[name])
    assert len(columns_by_tag(name)) == len(TAGS[name])
    assert all(is_hashtag(tag) for tag in TAGS[name].values())


def test_only_hashtags_of_the_core_dictionary() -> None:
    used = {parsed(tag)[0] for tags in TAGS.values() for tag in tags.values()}
    assert used == HASHTAGS


def test_no_table_and_no_column_too_many() -> None:
    assert set(TAGS) == set(INPUT_TABLES)
    for name, table in INPUT_TABLES.items():
        assert set(TAGS[name]) - {"source", "confidence"} <= {column.name for column in table.all_columns}


@pytest.mark.parametrize("text", ["#loc+code", " #loc +code", "#LOC+Code", "#loc + code", "#loc+code+i_az"])
def test_one_meaning_however_it_is_written(text: str) -> None:
    assert is_hashtag(text)
    assert parsed(text) == ("#loc", frozenset({"code"}))


@pytest.mark.parametrize("text", ["", "loc", "#", "#1", "# loc", "#loc code", "#loc+", "Baku", "#loc+code, "])
def test_what_is_no_hashtag(text: str) -> None:
    assert not is_hashtag(text)
