"""The donor's page in a real browser: one click, alone where it is served alone; the files open offline, and print."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Scenario
from resettle.insight.donor import donor_facts
from resettle.insight.overview import overview
from resettle.report.html import html_of
from resettle.report.pack import packed
from resettle.report.pdf import pdf_of
from resettle.results.make_plan import make_plan
from tests.browser.barriers import serious
from tests.browser.serving import SMALL, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ANSWER = re.compile(r"US\$ \d+ million more, unearmarked, bring")
ALONE = "nothing can be changed on this page"


@pytest.fixture(scope="module")
def donors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an app that serves the donor's page alone, on the small dataset."""
    with pytest.MonkeyPatch.context() as setting:
        setting.setenv("RESETTLE_VIEW", "donor")
        with served(tmp_path_factory.mktemp("donors") / "log.txt", SMALL) as address:
            yield address


@pytest.fixture(scope="module")
def html() -> str:
    """The file of the small dataset's estimate, without further estimates."""
    seen = overview(make_plan(load_dataset(SMALL), estimate=True))
    return html_of(packed(donor_facts(seen, Scenario()), seen, Scenario(), [], {}))


def page_is_filled(page: Page) -> None:
    """Nothing is worked out any more: until then answers come in above the buttons and move them."""
    expect(page.get_by_role("button", name="One file (HTML)")).to_be_visible()
    expect(page.get_by_text("hourglass_top")).to_have_count(0)


def test_every_address_leads_to_the_donors_page(page: Page, donors: str) -> None:
    for address in ("", "what_if", "data", "donor"):
        page.goto(f"{donors}/{address}")
        expect(page.get_by_text(ALONE).first).to_be_visible()
        expect(page.get_by_text(ANSWER).first).to_be_visible()
        assert page.locator('[data-testid="stSidebarNav"]').count() == 0
        assert page.locator('[data-testid="stSlider"], [data-testid="stFileUploader"]').count() == 0
        assert page.get_by_text("Page not found").count() == 0


def test_the_next_money_is_one_click(page: Page, donors: str) -> None:
    page.goto(donors)
    expect(page.get_by_text(ANSWER).first).to_be_visible()
    page.get_by_role("radio", name="US$ 50 million").or_(
        page.get_by_role("button", name="US$ 50 million")
    ).first.click()
    expect(page.get_by_text("US$ 50 million more, unearmarked").first).to_be_visible()


def test_the_file_is_taken_home(page: Page, donors: str) -> None:
    page.goto(donors)
    page_is_filled(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="One file (HTML)").click()
    text = taken.value.path().read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "People settled by 2030" in text


def test_the_file_opens_offline_and_asks_for_nothing(browser: Browser, html: str, tmp_path: Path) -> None:
    file = tmp_path / "donor.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    expect(page.locator(".js-plotly-plot .bars").first).to_be_attached()
    told = page.locator("main").inner_text()
    barriers = serious(page)
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1
    assert said == []
    assert "People settled by 2030" in told
    assert barriers == {}


def test_the_pdf_is_printed_by_the_machines_browser(html: str, tmp_path: Path) -> None:
    made = pdf_of(html)
    assert made.startswith(b"%PDF")
    assert len(made) > 20_000
    reader = shutil.which("pdftotext")
    if reader:
        (tmp_path / "donor.pdf").write_bytes(made)
        text = subprocess.run([reader, tmp_path / "donor.pdf", "-"], capture_output=True, text=True, check=True).stdout
        assert "People settled by 2030" in text
        assert "Page 1 of" in text


@pytest.mark.parametrize("width", [1400, 390])
def test_both_programmes_are_in_view_without_scrolling(page: Page, donors: str, width: int) -> None:
    """All columns of every table fit the page; on a telephone a row's cells stand below each other."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(donors)
    page_is_filled(page)
    tables = page.locator(".pack-scroll")
    assert tables.count() >= 4
    for number in range(tables.count()):
        if tables.nth(number).is_visible():
            inside, room = tables.nth(number).evaluate("one => [one.scrollWidth, one.clientWidth]")
            assert inside <= room + 1, tables.nth(number).get_attribute("aria-label")


def test_the_file_reads_on_a_telephone(browser: Browser, html: str, tmp_path: Path) -> None:
    file = tmp_path / "donor.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)  # to wait for a condition
    page.goto(file.as_uri())
    expect(page.locator(".js-plotly-plot .bars").first).to_be_attached()
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
    page.wait_for_function(  # every chart is drawn anew at the width there is, one after the other
        "[...document.querySelectorAll('figure')].every(one => one.scrollWidth <= one.clientWidth + 1)"
    )
    page.close()
