"""Nothing unforeseen reaches a person as a traceback."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    import pytest


def broken_page() -> None:
    from resettle.app.guard import guarded

    @guarded
    def draw() -> None:
        message = "a name that somebody typed"
        raise KeyError(message)

    draw()


def test_a_number_is_shown_and_logged_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="resettle.app"):
        app = AppTest.from_function(broken_page).run()
    assert not app.exception
    (record,) = caplog.records
    number = record.getMessage().split()[0]
    assert number in app.error[0].value
    assert "KeyError" in record.getMessage()
    assert "somebody typed" not in caplog.text
    assert "Traceback" not in app.error[0].value
