"""Why: every question has its answer on the small dataset."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from resettle.app.words import why as words
from tests.app.conftest import REPOSITORY, settled, texts

PAGE = "resettle/app/pages/why.py"


def opened(question: str) -> AppTest:
    """The page with a question, as a link asks it, once the plan is there."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=60)
    app.query_params["question"] = question
    app.run()
    return settled(
        app.switch_page(PAGE).run(), lambda page: words.QUESTIONS[question] in [h.value for h in page.header]
    )


def answered(app: AppTest) -> AppTest:
    """The page once its question is asked and worked out."""
    (ask,) = [button for button in app.button if button.label == words.ASK]
    ask.click().run()
    return settled(app, lambda page: "Worked out" in texts(page) or bool(page.error))


@pytest.mark.parametrize("question", ["more", "money", "next", "fairness"])
def test_a_question_is_worked_out_and_drawn(question: str) -> None:
    app = answered(opened(question))
    assert not app.exception
    assert not app.error
    assert app.info
    assert app.get("plotly_chart")
