"""A browser that has not seen the last answer yet sends old widget values along: they are echoes, no wishes.

Every message of a browser carries the values of all its widgets. One that is sent before the page with the last
change has arrived still has, for each widget that the change moved, the value before it. ``unseen`` plays such a
browser: it goes on with the page that it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.test_what_if import opened, scenario, texts, unfold

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest


def unseen(app: AppTest, act: Callable[[AppTest], object]) -> AppTest:
    """The app after ``act``, in a browser to which nothing of the answer has come."""
    before = app._tree
    act(app)
    app._tree = before
    return app


def quick(app: AppTest, lever: str, factor: float) -> None:
    group = next(one for one in app.get("button_group") if lever in one.label)
    group.set_value([{0.5: "× ½", 1.0: "as assumed", 2.0: "× 2"}[factor]]).run()
