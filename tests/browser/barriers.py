"""What keeps people out of a page: barriers that axe calls serious, and scrolling sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page


def serious(page: Page) -> dict[str, list[str]]:
    """Violations that axe calls serious or critical, with the elements that have them."""
    return {
        one["id"]: [node["html"][:200] for node in one["nodes"]]
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"serious", "critical"}
    }


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
