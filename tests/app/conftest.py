"""The app on the small dataset, run without a browser; background runs are waited for by running the page again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from streamlit.testing.v1.element_tree import WidgetList

REPOSITORY = Path(__file__).parents[2]
SMALL = REPOSITORY / "tests" / "cases" / "small" / "dataset"
WHAT_IF = "resettle/app/pages/what_if.py"
PATIENCE_SECONDS = 120.0

Until = Callable[[AppTest], bool]


@pytest.fixture(autouse=True)
def _small_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RESETTLE_DATA", str(SMALL))
    monkeypatch.setenv("RESETTLE_SCENARIOS", str(tmp_path / "scenarios"))
    monkeypatch.chdir(REPOSITORY)


@pytest.fixture(scope="module", autouse=True)
def _text_as_before() -> Iterator[None]:
    """The app chooses how pandas holds text, for its own process; the tests of other rooms share this one."""
    with pd.option_context("mode.string_storage", pd.options.mode.string_storage):
        yield


@pytest.fixture(scope="module", autouse=True)
def _fresh_caches() -> None:
    """Another module's dataset and plans are not this one's."""
    st.cache_resource.clear()


def start(page: str = "") -> AppTest:
    """The app, opened on the overview or another page."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=60)
    app.run()
    return app.switch_page(page).run() if page else app


def settled(app: AppTest, until: Until) -> AppTest:
    """The app run again until a condition holds, as the page's own clock would."""
    give_up, took_seconds = time.monotonic() + PATIENCE_SECONDS, 0.1
    while not until(app):
        assert time.monotonic() < give_up, "the page did not come to rest"
        # drawing must not take the time from what is waited for
        time.sleep(2 * took_seconds)
        began = time.monotonic()
        app.run()
        took_seconds = time.monotonic() - began
    return app


def has_figures(app: AppTest) -> bool:
    """Whether the row of figures is drawn."""
    return len(app.metric) > 0


def texts(app: AppTest) -> str:
    """All that can be read on the page."""
    parts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.error]
    return "\n".join(str(part.value) for part in parts)


def drawn(widgets: WidgetList, name: str) -> Any:
    """The widget of that name as it is drawn now: each value that the app gives it comes with a new version of it."""
    return next(one for one in widgets if re.fullmatch(rf"{re.escape(name)}(~\d+)?", str(one.key)))


def link_of(app: AppTest) -> str:
    """The link that the sidebar's button copies."""
    bodies = [str(one.proto.body) for one in app.get("html")]
    return unescape(next(found[1] for body in bodies if (found := re.search(r'data-link="([^"]*)"', body))))
