"""The donor's page in a real browser: one click, alone where it is served alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.serving import REPOSITORY, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SMALL = REPOSITORY / "tests" / "cases" / "small" / "dataset"
ANSWER = re.compile(r"million US\$ more, free to use for anything, ")
ALONE = "nothing can be changed on this page"


@pytest.fixture(scope="module")
def donors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an app that serves the donor's page alone, on the small dataset."""
    with pytest.MonkeyPatch.context() as setting:
        setting.setenv("RESETTLE_VIEW", "donor")
        with served(tmp_path_factory.mktemp("donors") / "log.txt", SMALL) as address:
            yield address


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
    page.get_by_role("radio", name="50 million US$").or_(
        page.get_by_role("button", name="50 million US$")
    ).first.click()
    expect(page.get_by_text("50 million US$ more, free to use for anything").first).to_be_visible()
