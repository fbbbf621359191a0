"""Every table of every page: figures in a format with separators, to the right, and people's names, not keys."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from streamlit.testing.v1 import AppTest

from resettle.app.components.tables import number_columns
from resettle.inputs.scenario import Add, Change, Scale, Scenario
from resettle.inputs.schema import INPUT_TABLES
from tests.app.conftest import REPOSITORY, has_figures, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.inputs.dataset import Dataset

PAGES = {
    "overview": ("closer",),
    "what_if": ("compared.open", "grid.open"),
    "compare": (),
    "places": (),
    "why": (),
}
SEPARATED = re.compile(r"%[+]?,\.\df")
OTHERS = {"percent", "%d", "%.3f"}
"""Formats of shares, of years and counts of rooms, and of degrees."""
OWN_CASE = Scenario(
    title="Own",
    scale=Scale(build=2.0),
    add=(Add(table="vacant_homes", row={"place": "r1", "rooms": 4, "from_year": 2029, "homes": 5000}),),
    change=(Change(table="funding", where={"funder": "bank"}, column="usd", times=0.9),),
)


def drawn_page(page: str) -> AppTest:
    """A page under assumptions of its own, with tables only, and what is folded away open."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=120)
    app.session_state["resettle.light"] = True
    app.session_state["resettle.scenario"] = OWN_CASE
    app.run()
    for part in PAGES[page]:
        app.session_state[part] = True
    app.switch_page(f"resettle/app/pages/{page}.py").run()
    return settled(
        app,
        lambda app: (
            len(app.dataframe) + len(app.table) > 0 and (page in ("compare", "why", "places") or has_figures(app))
        ),
    )


def keys_with_titles(dataset: Dataset) -> set[str]:
    """Keys of the dataset that have another name for people."""
    found = set()
    for name, table in INPUT_TABLES.items():
        title = next((one.name for one in table.columns if one.name in ("title", "name")), None)
        if title is not None and name not in ("sources", "targets"):
            rows = dataset[name]
            found |= {
                str(key)
                for key, text in zip(rows[table.columns[0].name], rows[title], strict=True)
                if str(key) != str(text)
            }
    return found


def cells(frame: pd.DataFrame) -> Iterator[str]:
    yield from map(str, frame.columns)
    for column in frame.columns:
        yield from (cell for cell in frame[column] if isinstance(cell, str))


@pytest.mark.parametrize("page", PAGES)
def test_figures_have_separators_and_names_are_people_s(page: str, small: Dataset) -> None:
    app = drawn_page(page)
    assert not app.exception
    for shown in app.dataframe:
        config = json.loads(shown.proto.columns or "{}")
        for name, values in shown.value.items():
            if is_numeric_dtype(values) and not is_bool_dtype(values):
                pattern = config[str(name)]["type_config"]["format"]
                assert SEPARATED.fullmatch(pattern) or pattern in OTHERS, (name, pattern)
                assert config[str(name)]["alignment"] == "right"
    raw = keys_with_titles(small) | {
        f"{column.name}" for table in INPUT_TABLES.values() for column in table.columns if "_" in column.name
    }
    # a list of problems quotes the data as they stand
    for shown in (*app.dataframe, *(table for table in app.table if "What to do" not in table.value)):
        told = {cell.replace("\\", "") for cell in cells(shown.value)}
        parts = {part for cell in told for part in re.split(r", |: ", cell)}
        assert not parts & raw, parts & raw


def test_a_figure_without_a_format_has_a_usual_one() -> None:
    table = pd.DataFrame({"homes": [1200.0, 3.0], "share": [0.25, 1.5], "name": ["a", "b"], "is": [True, False]})
    columns = number_columns(table, {"share": "percent"})
    assert {name: one["type_config"]["format"] for name, one in columns.items()} == {
        "homes": "%,.0f",
        "share": "percent",
    }
