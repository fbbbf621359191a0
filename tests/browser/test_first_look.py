"""Overview and What if in a real browser, on the shipped dataset: the figures are right."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from resettle import Scenario, load_dataset, make_plan
from tests.browser.serving import REPOSITORY, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

DATA = REPOSITORY / "data" / "default"
FIRST = '[data-testid="stMetricValue"]'


def opened(page: Page, address: str) -> Page:
    """A page with its figures on the screen: a count of people comes first."""
    page.goto(address)
    expect(page.locator(FIRST).first).to_have_text(re.compile(r"^[\d,]+$"))
    return page


def people_settled(page: Page) -> str:
    return page.locator(FIRST).first.inner_text()


def estimated(scenario: str, figure: str = "persons_settled") -> str:
    """A figure of plan.json, by the estimate of a scenario that ships, as the pages write it."""
    wanted = Scenario.load(REPOSITORY / "data" / "scenarios" / f"{scenario}.toml")
    return f"{getattr(make_plan(load_dataset(DATA), wanted, estimate=True).summary, figure):,.0f}"


def choose(page: Page, title: str) -> None:
    """Start from another scenario that ships, found by typing."""
    box = page.get_by_role("combobox", name=re.compile("Start from a scenario"))
    box.click()
    box.press_sequentially(title)
    page.get_by_role("option", name=title).click()


def test_the_overview_shows_the_baseline(page: Page, app: str) -> None:
    """First the estimate, then the plan with whole facilities, which settles a little fewer."""
    estimate = estimated("baseline")  # before the page is opened: the plan takes its place within seconds
    opened(page, app)
    assert people_settled(page) == estimate
    expect(page.get_by_text("whole facilities and whole households").first).to_be_visible()
    planned, bound = (int(text.replace(",", "")) for text in (people_settled(page), estimate))
    assert 0.98 * bound <= planned <= 1.005 * bound


def test_a_scenario_chosen_shows_its_own_figures(page: Page, app: str) -> None:
    estimate = estimated("funding_down_30", "person_years")
    opened(page, f"{app}/what_if")
    choose(page, "Funding down by 30 %")
    expect(page.locator(FIRST).first).to_have_text(estimate)


def test_a_lever_moved_by_keyboard_shows_a_difference(page: Page, app: str) -> None:
    opened(page, f"{app}/what_if")
    before = people_settled(page)
    page.get_by_text("Money and material", exact=True).click()
    lever = page.get_by_role("slider", name="Money of all funders")
    lever.focus()
    lever.press("ArrowLeft")
    expect(page.locator(FIRST).first).not_to_have_text(before)
    expect(page.get_by_text(re.compile(r"−[\d,]+.* to the baseline")).first).to_be_visible()
    expect(page.get_by_text("Before this change")).to_be_visible()
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    # not the figure itself: the exact plan of the baseline may have taken the estimate's place meanwhile
    expect(page.get_by_text("no change to the baseline").first).to_be_visible()


def test_refused_data_is_a_list_and_no_traceback(page: Page, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    funding = data / "funding.csv"
    funding.write_text(funding.read_text(encoding="utf-8").replace(",usd,", ",dollars,", 1), encoding="utf-8")
    with served(tmp_path / "log.txt", data) as address:
        page.goto(address)
        expect(page.get_by_text("dollars").first).to_be_visible()
        told = page.locator("body").inner_text()
    assert "funding.csv" in told
    assert "Traceback" not in told
