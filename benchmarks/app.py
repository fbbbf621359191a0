"""APP: what a person waits for in a browser, alone and among other sessions, on the dataset that ships."""

from __future__ import annotations

import re
import time
from contextlib import nullcontext
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from benchmarks.tables import median_of, seconds_text, table
from benchmarks.visitors import visited
from tests.browser.chromium import chromium
from tests.browser.serving import served

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from benchmarks.setting import Setting

SESSIONS = (1, 20)
"""Sessions at once, the measured browser's among them."""
PATIENCE_MS = 300_000
FIGURE = '[data-testid="stMetricValue"]'
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
LEVERS = {1: "Builders", 20: "Securing tenure"}
"""A lever for each number of sessions: what has been asked once is kept, and comes at once."""
TITLES = {
    "first": "first figure, app just started",
    "figure": "first figure, app in use",
    "lever": "lever released to new figure",
    "page": "page change",
}


def measure(setting: Setting) -> dict[str, object]:
    """Each wait so many times, alone and among others, in one run of the app."""
    expect.set_options(timeout=PATIENCE_MS)
    found: dict[str, object] = {}
    with served(setting.scratch / "app.log") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        first = _in_a_new_page(browser, lambda page: _first_figure(page, address))
        _in_a_new_page(browser, lambda page: _settle(page, address))
        for sessions in SESSIONS:
            others = visited(address, sessions - 1) if sessions > 1 else nullcontext([])
            with others as moved:
                waits = _waits(browser, address, LEVERS[sessions], setting.repeat)
                found[str(sessions)] = {**waits, "others": list(moved)}
        browser.close()
    return {"first": [first], "sessions": found}


def _waits(browser: Browser, address: str, lever: str, repeat: int) -> dict[str, list[float]]:
    figure = [_in_a_new_page(browser, lambda page: _first_figure(page, address)) for _ in range(repeat)]
    moved, change = _in_a_new_page(browser, lambda page: _levers_and_pages(page, address, lever, repeat))
    return {"figure": figure, "lever": moved, "page": change}


def _in_a_new_page(browser: Browser, done: Callable[[Page], object]) -> object:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    try:
        return done(context.new_page())
    finally:
        context.close()


def _first_figure(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    expect(page.locator(FIGURE).first).to_have_text(re.compile(r"^[\d,]+$"))
    return time.perf_counter() - began


def _settle(page: Page, address: str) -> None:
    """Wait until the start that levers go from is there: the baseline, a lever, and both at rest."""
    page.goto(f"{address}/what_if")
    _moved(page, LEVERS[1], "ArrowRight")


def _levers_and_pages(page: Page, address: str, lever: str, repeat: int) -> tuple[list[float], list[float]]:
    page.goto(f"{address}/what_if")
    levers = [_moved(page, lever, "ArrowLeft") for _ in range(repeat)]
    changes = []
    for _ in range(repeat):
        for name in ("Overview", "What if"):
            began = time.perf_counter()
            page.get_by_role("link", name=name, exact=True).click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(name if name == "What if" else "")
            expect(page.locator(FIGURE).first).to_have_text(re.compile(r"^[\d,]+$"))
            changes.append(time.perf_counter() - began)
    return levers, changes


def _moved(page: Page, lever: str, key: str) -> float:
    """One step of a slider; the seconds until the first figure is another one."""
    figure = page.locator(FIGURE).first
    expect(figure).to_have_text(re.compile(r"^[\d,]+$"))
    before = figure.inner_text()
    slider = page.get_by_role("slider", name=lever)
    slider.focus()
    began = time.perf_counter()
    slider.press(key)
    expect(figure).not_to_have_text(before)
    return time.perf_counter() - began


def tables(found: dict[str, object]) -> str:
    """Seconds of each wait, alone and among others."""
    alone, *_ = (str(number) for number in SESSIONS)
    repeat = len(found["sessions"][alone]["figure"])
    rows = [[TITLES["first"], seconds_text(found["first"][0]), *("–" for _ in SESSIONS[1:])]]
    for wait in ("figure", "lever", "page"):
        rows.append([TITLES[wait], *(_said(found["sessions"][str(number)][wait]) for number in SESSIONS)])
    others = [second for number in SESSIONS for second in found["sessions"][str(number)]["others"]]
    heads = ["seconds", *(f"{number} session{'s' if number > 1 else ''}" for number in SESSIONS)]
    return (
        f"In Chromium, on the same machine as the app; {median_of(repeat)}, largest in brackets. The other sessions "
        f"are visitors without a browser (`benchmarks/visitors.py`) who move a lever every 15 s: theirs took "
        f"{seconds_text(median(others))} s to be drawn, {len(others)} moves. The page's own wait includes what the "
        f"browser takes to draw it.\n\n{table(heads, rows)}"
        if others
        else table(heads, rows)
    )


def _said(seconds: list[float]) -> str:
    return f"{seconds_text(median(seconds))} ({seconds_text(max(seconds))})"
