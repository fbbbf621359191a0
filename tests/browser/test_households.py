"""Households in a real browser: planted names are in no log, cache, link, request, donor output or public table."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from playwright.sync_api import expect

from resettle.households.registry import registry_bytes
from resettle.households.synthetic import synthesise
from resettle.inputs.dataset import load_dataset
from tests.browser.serving import SMALL, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PLANTED = "planted-zeynalova"
"""In a column that is left out, in ids, and in the name of the file."""


def registry(tmp_path: Path) -> bytes:
    """The small case made up, its first hundred ids planted, with a column of names beside them."""
    file = tmp_path / "registry.csv"
    file.write_bytes(registry_bytes(synthesise(load_dataset(SMALL), 4), file))
    frame = pd.read_csv(file, dtype=str, keep_default_na=False).head(4000).assign(kin="", surname=f"{PLANTED} surname")
    file.unlink()
    frame.loc[:99, "household"] = [f"{PLANTED}-{number}" for number in range(100)]
    return frame.drop(columns="synthetic").to_csv(index=False).encode("utf-8")


def asked_for(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return asked


def taken(page: Page, label: str) -> bytes:
    with page.expect_download() as arriving:
        page.get_by_role("button", name=label).first.click()
    return arriving.value.path().read_bytes()


def place(page: Page, data: bytes) -> None:
    """Hand it over, leave out the names, plan and place."""
    page.get_by_text("Hand one over").click()
    page.get_by_text("Leave out columns that look personal").click()
    file = {"name": f"{PLANTED}.csv", "mimeType": "text/csv", "buffer": data}
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(file)
    page.get_by_role("button", name="Plan for them").click()
    page.get_by_role("textbox", name="The word published before").fill("spring")
    page.get_by_role("textbox", name="The word published before").press("Enter")
    page.get_by_role("button", name="Place every household").click()
    expect(page.get_by_role("heading", name="6. Take it along")).to_be_visible()


def test_planted_names_are_nowhere_but_with_who_places_them(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, log = tmp_path / "home", tmp_path / "app" / "log.txt"
    data = registry(tmp_path)
    for folder in (home, log.parent):
        folder.mkdir()
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    with served(log, SMALL) as address:
        asked = asked_for(page)
        page.goto(f"{address}/households")
        place(page, data)
        family = page.get_by_role("textbox", name="Id of a household")
        family.fill(f"{PLANTED}-7")
        family.press("Enter")
        expect(page.get_by_text(f"Household {PLANTED}-7 is")).to_be_visible()
        everything = zipfile.ZipFile(io.BytesIO(taken(page, "Everything (zip), not for everyone")))
        public = taken(page, "Tables for everyone (CSV)") + taken(page, "List of tickets (CSV)")
        assert PLANTED not in page.url
        page.get_by_role("link", name="Donor").click()
        expect(page.get_by_role("heading", name="Download", exact=True)).to_be_visible()
        donor = page.locator("body").inner_text()
        page.get_by_role("link", name="Households").click()
        expect(page.get_by_role("heading", name="1. The registry")).to_be_visible()
    assert PLANTED.encode() in everything.read("placed.csv") + everything.read("waiting.csv")
    public += b"".join(everything.read(name) for name in everything.namelist() if name.startswith("for_everyone/"))
    assert PLANTED.encode() not in public
    assert f"{PLANTED} surname".encode() not in b"".join(everything.read(name) for name in everything.namelist())
    assert PLANTED not in donor
    assert not [url for url in asked if PLANTED in url]
    kept = [file for folder in (home, log.parent) for file in folder.rglob("*") if file.is_file()]
    assert log in kept
    assert [file.name for file in kept if PLANTED.encode() in file.read_bytes()] == []
    assert [file.name for file in kept if PLANTED in file.name] == []


def test_a_wrong_registry_is_told_without_what_stands_in_it(page: Page, small_app: str, tmp_path: Path) -> None:
    data = registry(tmp_path)
    page.goto(f"{small_app}/households")
    page.get_by_text("Hand one over").click()
    file = {"name": f"{PLANTED}.csv", "mimeType": "text/csv", "buffer": data}
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(file)
    expect(page.get_by_text("1 to mend")).to_be_visible()
    expect(page.get_by_text("a column that looks personal")).to_be_visible()
    findings = taken(page, "All findings as CSV")
    assert b"surname" in findings
    assert PLANTED.encode() not in findings
