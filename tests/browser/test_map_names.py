"""Names on the maps of the shipped places, wide and narrow: none is printed over another, or cut by the edge."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

COMPARED = "compare?compare=baseline&compare=shipped/funding_down_30"
BOXES = """() => [...document.querySelectorAll('.js-plotly-plot')]
    .filter((plot) => plot.closest('[class*="st-key-named-map"]'))
    .map((plot) => [...plot.querySelectorAll('.textpoint text')]
        .filter((text) => text.textContent.trim() && getComputedStyle(text).visibility === 'visible')
        .map((text) => { const box = text.getBoundingClientRect();
                         return [text.textContent, box.left, box.top, box.right, box.bottom]; }))"""


class Name(NamedTuple):
    """A name as it is printed, and its box in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Name) -> bool:
        """Whether one is printed over the other."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def names_on_map(page: Page) -> list[Name]:
    (names,) = [found for found in page.evaluate(BOXES) if found]
    return [Name(*name) for name in names]


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("address", ["", COMPARED], ids=["overview", "compare"])
def test_no_name_lies_on_another(browser: Browser, app: str, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000})
    page = context.new_page()
    page.goto(f"{app}/{address}")
    chart = page.locator('[class*="st-key-named-map"] .js-plotly-plot')
    expect(chart).to_be_visible()
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".textpoint text").first).to_have_css("visibility", re.compile("visible|hidden"))
    page.wait_for_load_state("networkidle")
    names = names_on_map(page)
    assert len(names) >= 3
    assert [(one.text, other.text) for one, other in combinations(names, 2) if one.meets(other)] == []
    assert all(name.left >= 0 and name.right <= width for name in names)
    context.close()
