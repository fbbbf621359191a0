"""Out and in again is the identity: folder, zip file, workbook and HXL, on random tables and the shipped dataset."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_of

from resettle.inputs.alike import normal
from resettle.inputs.columns import LARGEST_FIGURE, Column
from resettle.inputs.dataset import Dataset, load_dataset, write_folder, write_workbook
from resettle.inputs.downloads import write_zip
from resettle.inputs.formula_text import escaped
from resettle.inputs.hashtags import TAGS
from resettle.inputs.parsing import parse_table, typed
from resettle.inputs.raw import RawDataset
from resettle.inputs.reading import take_csv
from resettle.inputs.schema import INPUT_TABLES
from resettle.inputs.shipped import shipped_dataset
from resettle.inputs.writing import csv_text
from tests.inputs.careless import CASE

SMALL = load_dataset(CASE / "dataset")
WAYS = {
    "folder": lambda data, path: write_folder(data, path / "x"),
    "hxl": lambda data, path: write_folder(data, path / "x", hxl=True),
    "zip": lambda data, path: write_zip(data, path / "x.zip"),
    "hxl_zip": lambda data, path: write_zip(data, path / "x.zip", hxl=True),
    "workbook": lambda data, path: write_workbook(data, path / "x.xlsx"),
}
_PLAIN = any_of.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf"))
_AWKWARD = any_of.sampled_from([*list("=+-@'#\"_,;|x0D"), "_x000D_", "＝"])
_EDGE = any_of.one_of(_PLAIN, _AWKWARD)
_INSIDE = any_of.one_of(_EDGE, any_of.sampled_from([" ", "\n", "\r", "\r\n", "\t"]))
TEXTS = any_of.builds(
    lambda first, middle, last: normal(first + "".join(middle) + last), _EDGE, any_of.lists(_INSIDE, max_size=6), _EDGE
)
KEYS = TEXTS.filter(lambda text: escaped(text) == text)
"""What a spreadsheet would run as a formula is refused as a key."""


def read_back(data: Dataset, way: str) -> Dataset:
    with TemporaryDirectory() as folder:
        WAYS[way](data, Path(folder))
        [path] = Path(folder).iterdir()
        return load_dataset(path)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=any_of.lists(TEXTS, min_size=1, max_size=8), figures=any_of.lists(any_of.floats(0, 1e15), min_size=1))
def test_a_dataset_reads_back_to_the_same(way: str, texts: list[str], figures: list[float]) -> None:
    """The small case with other titles, names, notes and areas, and P-codes beside some places."""
    count = len(SMALL["places"])
    each = [texts[number % len(texts)] for number in range(count)]
    land = SMALL["land"]
    areas = [figures[number % len(figures)] for number in range(len(land))]
    tables = {
        **SMALL.tables,
        "places": SMALL["places"].assign(name=each, note=each[::-1], pcode=["", *each[1:]]),
        "land": land.assign(ready_ha=areas, note=texts[0]),
    }
    data = Dataset(SMALL.settings.model_copy(update={"title": texts[0]}), tables, "x")
    assert read_back(data, way).digest == data.digest


@pytest.mark.parametrize("way", WAYS)
def test_the_shipped_dataset_reads_back_to_the_same(way: str) -> None:
    shipped = load_dataset(shipped_dataset())
    assert read_back(shipped, way).digest == shipped.digest


def cells(column: Column) -> any_of.SearchStrategy[object]:
    """Any value that a column may hold."""
    if column.kind == "flag":
        return any_of.booleans()
    if column.kind == "text":
        texts = KEYS if column.key or column.refers_to else TEXTS
        filled = any_of.sampled_from(column.choices) if column.choices else texts
    else:
        low, high = column.minimum or 0.0, min(column.maximum or LARGEST_FIGURE, LARGEST_FIGURE)
        filled = (
            any_of.floats(low, high) if column.kind == "number" else any_of.integers(int(low), int(high)).map(float)
        )
        filled = any_of.one_of(filled, any_of.just(float("inf"))) if column.kind == "opening" else filled
    blank = any_of.just("" if column.kind == "text" else float("nan"))
    return filled if column.required else any_of.one_of(filled, blank)


@pytest.mark.parametrize("hxl", [False, True], ids=["csv", "hxl"])
@pytest.mark.parametrize("name", INPUT_TABLES)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=any_of.data())
def test_any_table_reads_back_to_the_same(name: str, *, hxl: bool, data: any_of.DataObject) -> None:
    table = INPUT_TABLES[name]
    rows = data.draw(any_of.lists(any_of.tuples(*map(cells, table.all_columns)), max_size=4))
    columns = {column.name: typed(column, [row[at] for row in rows]) for at, column in enumerate(table.all_columns)}
    frame = pd.DataFrame(columns)
    names = {cell for row in rows for cell in row if isinstance(cell, str)}
    written = csv_text(table, frame, dict.fromkeys(names, "P1") if hxl else None)
    raw = RawDataset("x")
    take_csv(name, f"{name}.csv", written.encode(), raw)
    read, problems = parse_table(table, raw.tables[name])
    assert raw.problems == []
    assert problems == []
    pd.testing.assert_frame_equal(read.reset_index(drop=True), frame)


def test_a_row_of_texts_that_begin_with_a_hash_is_no_row_of_hashtags() -> None:
    raw = RawDataset("x")
    take_csv("programmes", "programmes.csv", b"programme,title\n#north,#loc\nsouth,South\n", raw)
    assert raw.tables["programmes"].rows == [["#north", "#loc"], ["south", "South"]]
    assert TAGS["programmes"]["title"] not in raw.tables["programmes"].tags
