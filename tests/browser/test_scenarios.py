"""Saved scenarios and Compare in a real browser: save, reload, open; two side by side; a link in a new session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import serious, sideways
from tests.browser.serving import SMALL, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRST = '[data-testid="stMetricValue"]'


@pytest.fixture(scope="module")
def saving_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app on the small dataset, with a folder of saved scenarios of its own."""
    with served(tmp_path_factory.mktemp("scenarios") / "log.txt", SMALL) as address:
        yield address


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator(FIRST).first).to_have_text(re.compile(r"^[\d,]+$"))
    return page


def change_builders(page: Page, how: str) -> None:
    """One click in What if."""
    page.get_by_role("radiogroup", name=re.compile("Builders")).get_by_text(how).click()
    expect(page.get_by_text("differ from the baseline in 1 point")).to_be_visible()


def link_of(page: Page) -> str:
    """What "Copy link" puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_save_reload_open(page: Page, saving_app: str) -> None:
    opened(page, f"{saving_app}/what_if")
    change_builders(page, "× ½")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("textbox", name="Name", exact=True).fill("Less money")
    page.get_by_role("button", name="Save under this name").click()
    expect(page.get_by_text("Saved as “Less money”.")).to_be_visible()
    expect(page.get_by_text("differ from the baseline in")).to_have_count(0)
    # the plan with whole facilities, which takes the estimate's place: the same whenever it is made
    expect(page.get_by_text(re.compile(r"people settled by 2030 \(Plan\)"))).to_be_visible()
    figure = page.locator(FIRST).first.inner_text()
    expect(page).to_have_url(re.compile(r"what_if\?saved=Less(\+|%20)money$"))
    page.reload()
    expect(page.get_by_role("combobox", name=re.compile("Start from a scenario"))).to_have_value("Saved: Less money")
    expect(page.locator(FIRST).first).to_have_text(figure)
    page.get_by_role("button", name="Back to the baseline").click()
    expect(page.get_by_text("Nothing is different from the baseline yet")).to_be_visible()
    expect(page).to_have_url(re.compile("what_if$"))
    page.get_by_role("button", name="Saved (1)").click()
    primary = page.get_by_test_id("stPopoverBody").get_by_test_id("stBaseButton-primary")
    primary.filter(has_text="Open", visible=True).click()  # a button with help is there twice, once for telephones
    expect(page.get_by_text("Nothing is different from the baseline yet")).to_have_count(0)
    expect(page.locator(FIRST).first).to_have_text(figure)


def test_compare_two(page: Page, saving_app: str) -> None:
    page.goto(f"{saving_app}/compare")
    box = page.get_by_role("combobox", name=re.compile("Scenarios to compare"))
    box.click()
    box.press_sequentially("many")
    page.get_by_role("option", name="many_levers").click()
    expect(page.get_by_text("Figures side by side")).to_be_visible()
    expect(page.get_by_text("What is assumed differently")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    box.press("Escape")
    assert serious(page) == {}


def test_a_link_in_a_new_session(browser: Browser, page: Page, saving_app: str) -> None:
    opened(page, f"{saving_app}/what_if")
    change_builders(page, "× 2")
    link = link_of(page)
    assert link.startswith(f"{saving_app}/what_if?scenario=")
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    other = opened(context.new_page(), link)
    expect(other.get_by_text("differ from the baseline in 1 point")).to_be_visible()
    expect(other.get_by_role("slider", name="Builders").first).to_have_attribute("aria-valuetext", re.compile("200"))
    context.close()


def test_compare_needs_no_sideways_scrolling(browser: Browser, saving_app: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{saving_app}/compare?compare=baseline&compare=shipped/many_levers&compare=shipped/fairest")
    expect(page.locator(".js-plotly-plot")).to_have_count(3, timeout=90_000)
    over = sideways(page)
    context.close()
    assert over <= 0


def test_a_reload_keeps_what_is_not_saved(page: Page, saving_app: str) -> None:
    """On another page too, whose address Streamlit writes anew; and Back leads to the page before, not to a lever."""
    opened(page, f"{saving_app}/what_if")
    change_builders(page, "× 2")
    expect(page).to_have_url(re.compile("scenario="))
    page.get_by_role("link", name="Places").click()
    expect(page).to_have_url(re.compile("places.*scenario="))
    page.reload()
    expect(page.get_by_text("differ from the baseline in 1 point")).to_be_visible()


def test_where_the_browser_refuses_the_link_is_there_to_be_copied(page: Page, saving_app: str) -> None:
    opened(page, f"{saving_app}/what_if")
    change_builders(page, "× 2")
    page.evaluate("""() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
        document.execCommand = () => false;
    }""")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("This browser does not let pages copy.")).to_be_visible()
    box = page.get_by_role("textbox", name="Link to this page with these assumptions")
    expect(box).to_have_value(re.compile(r"what_if\?scenario="))
    expect(box).to_be_focused()
