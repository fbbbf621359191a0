"""Data: tables looked through, files handed over and refused or used, and the way back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from resettle.app.components.take_along import _csv
from resettle.inputs.dataset import load_dataset
from resettle.inputs.downloads import workbook_bytes, zip_bytes
from resettle.inputs.uploads import read_upload
from resettle.inputs.writing import table_csv
from tests.app.conftest import SMALL, start, texts

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

DATA = "resettle/app/pages/data.py"
DATASET = load_dataset(SMALL)
LAND = table_csv(DATASET, "land")


def handed_over(name: str, content: bytes | str) -> AppTest:
    """The page with a file in its uploader."""
    app = start(DATA)
    data = content.encode() if isinstance(content, str) else content
    return app.file_uploader[0].upload(name, data).run()


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def cells(app: AppTest) -> str:
    return "\n".join(str(table.value.to_numpy().tolist()) for table in [*app.table, *app.dataframe])


def test_every_row_of_a_table_is_there_with_its_source() -> None:
    app = start(DATA)
    assert not app.exception
    rows = app.dataframe[0].value
    assert rows["place"].tolist() == DATASET["places"]["place"].tolist()
    assert {"source", "confidence", "note"} <= set(rows.columns)
    assert "8 of 8 rows of places" in texts(app)
    assert DATASET["sources"]["title"].iloc[0] in cells(app).replace("\\", "")


def test_a_search_finds_rows() -> None:
    app = start(DATA)
    app.selectbox[0].set_value("funding").run()
    app.text_input[0].set_value("donor 2028").run()
    assert len(app.dataframe[0].value) == 1
    app.text_input[0].set_value("nowhere").run()
    assert not app.exception
    assert "No row of funding" in "\n".join(info.value for info in app.info)


def test_every_table_can_be_looked_at() -> None:
    app = start(DATA)
    for name in ("sources", "travel", "solutions", "vacant_homes", "earmarks", "cohorts"):
        app.selectbox[0].set_value(name).run()
        assert not app.exception
        assert not app.error


def test_problems_are_told_by_sheet_row_and_column_and_nothing_is_used() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(DATASET)))
    book["land"]["B3"] = "much"
    book["places"]["I4"] = "nroth"
    made = io.BytesIO()
    book.save(made)
    app = handed_over("mine.xlsx", made.getvalue())
    assert not app.exception
    assert "2 problems to mend" in texts(app)
    table = next(one.value for one in app.table if "Found" in one.value.columns)
    told = {tuple(str(cell).replace("\\", "") for cell in row[:3]) for row in table.to_numpy().tolist()}
    assert told == {("mine.xlsx sheet land", "3", "ready_ha"), ("mine.xlsx sheet places", "4", "programme")}
    assert "Plan with this data" not in buttons(app)


def test_a_sound_file_is_compared_used_and_left_again() -> None:
    app = handed_over("land.csv", LAND.replace(",37,", ",38,", 1))
    assert not app.exception
    assert "What is different from the present data: 1 rows changed, 0 added, 0 removed" in texts(app)
    changes = next(one.value for one in app.dataframe if "Before" in one.value.columns)
    assert changes.to_numpy().tolist() == [["land", "changed", "r0", "ready_ha", "37", "38"]]
    next(button for button in app.button if button.label == "Plan with this data").click().run()
    assert not app.exception
    assert "This window plans with uploaded data" in texts(app)
    assert "What is different from the dataset that ships: 1 rows changed" in texts(app)
    app.switch_page("resettle/app/pages/method.py").run()
    assert "This window plans with uploaded data" in texts(app)
    next(button for button in app.button if button.label == "Back to the dataset that ships").click().run()
    assert "uploaded data" not in texts(app)


def test_the_same_data_have_nothing_to_use() -> None:
    app = handed_over("x.zip", zip_bytes(DATASET, hxl=True))
    assert "What is different from the present data: nothing" in texts(app)
    assert "Plan with this data" not in buttons(app)


def test_text_of_a_file_is_shown_as_text() -> None:
    """A picture or a link in a cell is neither fetched nor followed."""
    app = handed_over("land.csv", LAND.replace("r0,", "![x](https://example.org/x.png),", 1))
    table = next(one.value for one in app.table if "Found" in one.value.columns)
    assert not any("![" in str(cell) for cell in table.to_numpy().ravel())


@pytest.mark.parametrize("hxl", [False, True])
def test_a_table_taken_along_reads_back(*, hxl: bool) -> None:
    """With the mark by which spreadsheets know UTF-8."""
    taken = _csv(DATASET, "land", hxl=hxl)
    assert taken.startswith(b"\xef\xbb\xbf")
    assert read_upload("land.csv", taken, DATASET).dataset.digest == DATASET.digest
