"""The documentation's pictures, taken of the app on the shipped dataset: ``make pictures``."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import chromium
from tests.browser.serving import REPOSITORY, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = REPOSITORY / "docs" / "pictures"
PATIENCE_MS = 180_000
FIRST = '[data-testid="stMetricValue"]'
ANSWER = re.compile(r"million US\$ more, free to use for anything, ")


def main() -> None:
    """Overview with its plan, the click paths of the guide, and households placed."""
    FOLDER.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with served(log) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        _overview(page, address)
        _what_if(page, address)
        _donor(page, address)
        _households(page, address)
        browser.close()


def _overview(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("whole facilities and whole households").first).to_be_visible()
    _take(page, "overview", 2100)


def _what_if(page: Page, address: str) -> None:
    page.goto(f"{address}/what_if")
    expect(page.locator(FIRST).first).to_be_visible()
    before = page.locator(FIRST).first.inner_text()
    page.get_by_role("radiogroup", name=re.compile("Clearance of mines")).get_by_text("× 2").click()
    expect(page.locator(FIRST).first).not_to_have_text(before)
    _take(page, "what_if", 1500)


def _donor(page: Page, address: str) -> None:
    page.goto(f"{address}/donor")
    expect(page.get_by_text(ANSWER).first).to_be_visible()
    _take(page, "donor", 1500)


def _households(page: Page, address: str) -> None:
    page.goto(f"{address}/households")
    page.get_by_role("button", name="Make it up").click()
    page.get_by_role("button", name="Plan for them").click()
    word = page.get_by_role("textbox", name="The word published before")
    word.fill("spring")
    word.press("Enter")
    page.get_by_role("button", name="Place every household").click()
    expect(page.get_by_role("heading", name="6. Take it along")).to_be_visible()
    page.get_by_role("heading", name="4. What came of it").scroll_into_view_if_needed()
    _take(page, "households", 1960)


def _take(page: Page, name: str, height: int) -> None:
    page.set_viewport_size({"width": 1440, "height": height})
    page.wait_for_timeout(4000)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.set_viewport_size({"width": 1440, "height": 1000})


if __name__ == "__main__":
    main()
