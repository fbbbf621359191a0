"""Data and Method in a real browser: files arrive, come back wrong and right, and are planned with."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from resettle.inputs.dataset import load_dataset
from resettle.inputs.downloads import workbook_bytes, zip_bytes
from resettle.inputs.uploads import read_upload
from tests.browser.serving import SMALL, served

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DATASET = load_dataset(SMALL)
PICTURE = "https://example.org/picture.png"


def opened(page: Page, address: str) -> Page:
    page.goto(f"{address}/data")
    expect(page.get_by_role("heading", name="Plan with your own data")).to_be_visible()
    return page


def edited(edit: Callable[[Workbook], object]) -> bytes:
    book = load_workbook(io.BytesIO(workbook_bytes(DATASET)))
    edit(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def hand_over(page: Page, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(file)


def taken(page: Page, label: str) -> bytes:
    with page.expect_download() as arriving:
        page.get_by_role("button", name=label, exact=True).click()
    return arriving.value.path().read_bytes()


def test_what_is_taken_along_reads_back(page: Page, small_app: str) -> None:
    opened(page, small_app)
    for label, ending in (
        ("Workbook", "xlsx"),
        ("CSV files (zip)", "zip"),
        ("CSV files with HXL hashtags (zip)", "zip"),
    ):
        assert read_upload(f"x.{ending}", taken(page, label), DATASET).dataset.digest == DATASET.digest
    places = taken(page, "This table as CSV with HXL hashtags")
    assert b"#loc+code" in places
    assert read_upload("places.csv", places, DATASET).dataset.digest == DATASET.digest
    assert load_workbook(io.BytesIO(taken(page, "Empty workbook to fill in"))).sheetnames[0] == "dataset"


def test_a_wrong_workbook_is_told_by_sheet_row_and_column(page: Page, small_app: str) -> None:
    """And what stands in its cells is shown as text: no picture is fetched."""

    def edit(book: Workbook) -> None:
        book["land"]["B3"] = "much"
        book["places"]["I4"] = f"![x]({PICTURE})"
        book["funding"]["C2"] = "=1+1"

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, small_app)
    hand_over(page, "mine.xlsx", edited(edit))
    expect(page.get_by_text("3 problems to mend")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="ready_ha").first).to_be_attached()
    rows = [" ".join(row.split()) for row in page.get_by_role("row").all_inner_texts()]
    for where in ("mine.xlsx sheet land 3 ready_ha", "mine.xlsx sheet places 4 programme"):
        assert any(row.startswith(where) for row in rows)
    assert any("Cell C2 holds '=1+1'" in row for row in rows)
    assert {urlsplit(url).hostname for url in asked if urlsplit(url).scheme.startswith("http")} == {"127.0.0.1"}
    expect(page.get_by_role("button", name="Plan with this data")).to_have_count(0)


def test_a_good_workbook_is_compared_and_planned_with_here_only(browser: Browser, page: Page, small_app: str) -> None:
    def edit(book: Workbook) -> None:
        book["land"]["B2"] = 38
        book["dataset"]["B2"] = "My own data"

    opened(page, small_app)
    hand_over(page, "mine.xlsx", edited(edit))
    expect(page.get_by_text("from the present data: 2 rows changed, 0 added, 0 removed")).to_be_visible()
    page.get_by_role("button", name="Plan with this data").click()
    expect(page.get_by_text("This window plans with uploaded data")).to_be_visible()
    page.get_by_role("link", name="Overview of the plan with these data").click()
    expect(page.get_by_role("heading", name="My own data")).to_be_visible()
    expect(page.locator('[data-testid="stMetricValue"]').first).to_have_text(re.compile(r"^[\d,]+$"))
    other = browser.new_context().new_page()
    opened(other, small_app)
    expect(other.get_by_text("uploaded data:")).to_have_count(0)
    other.context.close()
    page.get_by_role("button", name="Back to the dataset that ships").click()
    expect(page.get_by_role("heading", name=DATASET.settings.title)).to_be_visible()


def test_nothing_handed_over_is_kept_or_logged(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    log = folder / "log.txt"
    with served(log, SMALL) as address:
        opened(page, address)
        hand_over(page, "mine.zip", zip_bytes(DATASET).replace(b"PK", b"XX", 1))
        expect(page.get_by_text("1 problem to mend")).to_be_visible()
    assert "mine" not in log.read_text(encoding="utf-8")
    assert [file.name for file in folder.iterdir() if file.name != "log.txt"] == []
