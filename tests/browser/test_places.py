"""Places in a real browser: opened by a click on the map; pictures and tables really arrive as files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Download, Locator, Page

pytestmark = pytest.mark.browser

FIRST = '[data-testid="stMetricValue"]'
CAMERA = '[data-attr="toImage"], [data-title^="Download plot"]'


def opened(page: Page, address: str) -> Page:
    """The page with its figures and its map on the screen; the plan is there, so that nothing moves any more."""
    page.goto(address)
    expect(page.get_by_text("whole facilities and whole households").first).to_be_visible()
    expect(page.locator(FIRST).first).to_be_visible()
    expect(page.locator(".js-plotly-plot .point").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


def saved(page: Page, button: Locator) -> tuple[Download, bytes]:
    """What arrives when a button is pressed."""
    with page.expect_download() as waiting:
        button.click()
    return waiting.value, _content(waiting.value)


def _content(arrived: Download) -> bytes:
    path: Path = arrived.path()
    return path.read_bytes()


def test_a_click_on_the_map_opens_the_place(page: Page, small_app: str) -> None:
    """R1's point is the one whose data name it."""
    opened(page, f"{small_app}/places?place=r0")
    chart = page.locator(".js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    where = chart.evaluate(
        """plot => {
            for (const trace of plot.calcdata) for (const point of trace)
                if (trace[0].trace.customdata && point.i !== undefined) {
                    const told = trace[0].trace.customdata[point.i];
                    if (Array.isArray(told) && told[0] === 'r1') {
                        const axes = plot._fullLayout;
                        return {x: axes.xaxis._offset + axes.xaxis.c2p(point.x),
                                y: axes.yaxis._offset + axes.yaxis.c2p(point.y)};
                    }
                }
        }"""
    )
    # where the chart is by then: charts above it may still be drawn, and push it down
    chart.hover(position=where)
    chart.click(position=where)
    expect(page.get_by_role("heading", name="R1", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"place=r1"))


def test_a_link_opens_the_place(page: Page, small_app: str) -> None:
    opened(page, f"{small_app}/places?place=m0")
    expect(page.get_by_role("heading", name="M0", exact=True)).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["place"] == ["m0"]


def test_pictures_arrive_as_png_and_as_svg_and_the_table_as_csv(page: Page, small_app: str) -> None:
    opened(page, f"{small_app}/places?place=r0")
    png, content = saved(page, page.locator(CAMERA).first)
    assert png.suggested_filename.endswith(".png")
    assert content.startswith(b"\x89PNG")
    page.get_by_role("radio", name="SVG").or_(page.get_by_role("button", name="SVG")).first.click()
    expect(page.locator(".js-plotly-plot .point").first).to_be_visible()
    page.wait_for_timeout(2000)
    svg, content = saved(page, page.locator(CAMERA).first)
    assert svg.suggested_filename.endswith(".svg")
    assert content.lstrip().startswith(b"<svg")
    page.get_by_role("tab", name="Table").first.click()
    table, content = saved(page, page.get_by_role("button", name="Save this table (CSV)").first)
    assert table.suggested_filename.endswith(".csv")
    assert content.decode("utf-8-sig").splitlines()[0].startswith("Place,")
