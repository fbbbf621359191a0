"""Every page, light and wide, dark and narrow: no serious barrier, no sideways scrolling, nothing from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import serious, sideways

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


class Look(NamedTuple):
    """A page and what stands on it when it is complete."""

    address: str
    last: str
    charts: bool = True


LOOKS = (
    Look("", "How far these figures can be trusted"),
    Look("what_if", "What follows"),
    Look("compare?compare=baseline&compare=shipped/many_levers", "Figures side by side"),
    Look("why", "More would bring most in"),
    Look("places", "What is used up in"),
    Look("households", "1. The registry", charts=False),
    Look("donor", "^Download$"),
    Look("data", "Plan with your own data", charts=False),
    Look("method", "Licences and versions", charts=False),
)
EVERY_PAGE = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.address.partition("?")[0] or "overview")


def complete(page: Page, app: str, look: Look) -> None:
    """Open the page and wait until all of it is there, what is folded away opened."""
    page.goto(f"{app}/{look.address}")
    expect(page.get_by_role("heading", name=re.compile(look.last)).first).to_be_visible()
    if look.charts:
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    # looked for anew each time: what comes in late draws the page again, and takes away what was counted before
    folded = page.locator('[data-testid="stMain"] details:not([open]) > summary')
    for _ in range(40):
        if not folded.count():
            break
        folded.first.click()
    # what is being drawn anew is faded meanwhile, and what is being worked out draws it anew
    expect(page.get_by_text("being checked")).to_have_count(0)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


@EVERY_PAGE
@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_no_barrier_and_nothing_from_outside(
    browser: Browser, small_app: str, look: Look, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    complete(page, small_app, look)
    found, over = serious(page), sideways(page)
    context.close()
    assert [one for one in said if "Content Security Policy" in one] == []
    assert found == {}
    assert over <= 0
    assert {urlsplit(url).hostname for url in asked if urlsplit(url).scheme not in {"data", "blob"}} == {"127.0.0.1"}
    assert any(url.startswith("ws") for url in asked)
