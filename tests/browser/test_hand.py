"""Ways of the hand in a real browser, on the small dataset: no click is lost, answers stay in view, few tab stops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

FIRST = '[data-testid="stMetricValue"]'
FACTORS = ("× 2", "× ½", "as assumed")
TEN_CLICKS = (
    ("Builders", "× 2"),
    ("Clearance of mines", "× ½"),
    ("Builders", "× ½"),
    ("Purchase certificates", "× 2"),
    ("Vacant homes", "× 2"),
    ("Clearance of mines", "× 2"),
    ("Securing tenure", "× ½"),
    ("Builders", "as assumed"),
    ("Vacant homes", "× ½"),
    ("Purchase certificates", "as assumed"),
)
FEWEST_STOPS = 8
"""A person who goes by the keyboard is at the first lever after at most so many presses of Tab."""


def opened(page: Page, address: str) -> Page:
    page.goto(f"{address}/what_if")
    expect(page.locator(FIRST).first).to_have_text(re.compile(r"^[\d,]+$"))
    expect(line(page)).to_have_text(re.compile("settled by"))
    return page


def line(page: Page) -> Locator:
    """The answer at the foot of the window."""
    return page.get_by_test_id("stBottom")


def quick(page: Page, lever: str, factor: str) -> Locator:
    return page.get_by_role("radiogroup", name=re.compile(lever)).get_by_role("radio", name=factor)


def press(page: Page, what: Locator) -> None:
    """As a hand does it: there, down, a moment, up; whatever becomes of the page meanwhile."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(80)
    page.mouse.up()


def all_stand(page: Page, expected: dict[str, str]) -> None:
    """Every lever stands where it was put: its choice, its slider, its box, and the count of what is different."""
    for lever, factor in expected.items():
        per_cent = {"× 2": "200", "× ½": "50", "as assumed": "100"}[factor]
        expect(quick(page, lever, factor)).to_be_checked()
        expect(page.get_by_role("slider", name=lever).first).to_have_attribute(
            "aria-valuetext", re.compile(rf"^{per_cent}\b")
        )
        expect(page.get_by_role("textbox", name=re.compile(lever))).to_have_value(f"{per_cent} %")
    moved = sum(factor != "as assumed" for factor in expected.values())
    if moved:
        expect(page.get_by_text(re.compile(rf"differ from the baseline in {moved} point"))).to_be_visible()


@pytest.mark.parametrize("waits", [True, False], ids=["after_the_answer", "while_it_is_worked_out"])
def test_of_ten_clicks_none_is_lost(page: Page, small_app: str, waits: bool) -> None:
    """Each 2.5 s after the answer to the one before, while the exact plan comes in; or at once, without waiting."""
    opened(page, small_app)
    expected: dict[str, str] = {}
    for lever, factor in TEN_CLICKS:
        press(page, quick(page, lever, factor))
        expected[lever] = factor
        if waits:
            expect(line(page)).to_have_text(re.compile("settled by"))
            all_stand(page, expected)
            page.wait_for_timeout(2500)
    all_stand(page, expected)
    expect(line(page)).to_have_text(re.compile("settled by"))
    all_stand(page, expected)


def test_twice_undo_redo_at_once(page: Page, small_app: str) -> None:
    opened(page, small_app)
    press(page, quick(page, "Builders", "× 2"))
    for name in ("Undo", "Redo", "Undo", "Redo"):
        button = page.get_by_role("button", name=name, exact=True)
        expect(button).to_be_enabled()
        press(page, button)
    all_stand(page, {"Builders": "× 2"})


def test_the_first_lever_is_few_tab_stops_away(page: Page, small_app: str) -> None:
    """From the page as it is loaded: the link to the main part, and on from there."""
    opened(page, small_app)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    role = "document.activeElement.getAttribute('role') || document.activeElement.type"
    for _ in range(FEWEST_STOPS - 1):
        page.keyboard.press("Tab")
        if page.evaluate(role) in ("slider", "range"):
            break
    assert page.evaluate(role) in ("slider", "range")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("differ from the baseline in 1 point")).to_be_visible()


def in_window(page: Page, what: Locator) -> bool:
    box, size = what.bounding_box(), page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"])


def test_figures_stay_in_view_while_the_last_lever_is_moved(page: Page, small_app: str) -> None:
    """At 1400 pixels: every group open, the lowest lever moved; the figures have not left the window."""
    opened(page, small_app)
    for group in ("Money and material", "Services and staff", "Fairness"):
        page.get_by_text(group, exact=True).click()
        expect(line(page)).to_have_text(re.compile("settled by"))
    lever = page.get_by_role("slider", name=re.compile("programme", re.IGNORECASE)).last
    lever.scroll_into_view_if_needed()
    lever.focus()
    lever.press("ArrowRight")
    expect(page.get_by_text("differ from the baseline in 1 point")).to_be_attached()
    assert in_window(page, lever)
    assert in_window(page, page.locator(FIRST).first)


def test_the_answer_is_near_the_levers_on_a_telephone(browser: Browser, small_app: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = opened(context.new_page(), small_app)
    lever = quick(page, "Vacant homes", "× 2")
    press(page, lever)
    expect(line(page)).to_have_text(re.compile(r"settled by .* against the baseline"))
    assert in_window(page, lever)
    assert in_window(page, line(page).get_by_text("settled by"))
    context.close()


def test_a_value_is_typed_beside_a_slider(page: Page, small_app: str) -> None:
    opened(page, small_app)
    box = page.get_by_role("textbox", name=re.compile("Builders")).first
    box.fill("72.5")
    box.press("Enter")
    expect(page.get_by_role("slider", name="Builders").first).to_have_attribute("aria-valuetext", re.compile("72.5"))
    expect(page.get_by_role("textbox", name=re.compile("Builders")).first).to_have_value("72.5 %")
    expect(page.get_by_text("differ from the baseline in 1 point")).to_be_visible()


@pytest.mark.parametrize("address", ["", "overview"])
def test_the_overview_has_an_address(page: Page, small_app: str, address: str) -> None:
    page.goto(f"{small_app}/{address}")
    expect(page.locator(FIRST).first).to_have_text(re.compile(r"^[\d,]+$"))
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_role("link", name="Overview")).to_have_count(1)


def test_the_answer_is_in_view_where_a_figure_was_asked_for(page: Page, small_app: str) -> None:
    """The button to use it is far below the figures: the line at the foot has the answer, beside the button."""
    opened(page, small_app)
    page.get_by_text(re.compile("^Any single figure")).click()
    amount = page.get_by_role("textbox", name="Homes", exact=True)
    amount.fill("500")
    amount.press("Enter")
    use = page.get_by_role("button", name="Use this change").first
    use.click()
    expect(page.get_by_text("Figures that are changed (1)")).to_be_visible()
    expect(line(page)).to_have_text(re.compile(r"settled by .* against the baseline"))
    assert in_window(page, line(page).get_by_text("settled by"))
