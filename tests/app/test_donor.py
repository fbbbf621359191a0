"""Donor: four figures, the next money in one click, no levers, and alone where it is served alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scale, Scenario
from resettle.workspace.link import packed
from tests.app import conftest
from tests.app.conftest import has_figures, settled, start

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

DONOR = "resettle/app/pages/donor.py"


def texts(app: AppTest) -> str:
    """All that can be read, without the signs that keep it from being read as Markdown."""
    return conftest.texts(app).replace("\\", "")


def answered(app: AppTest) -> bool:
    """Whether the next money is answered."""
    return "more, unearmarked, bring" in texts(app)


def at_rest(app: AppTest) -> bool:
    """Whether every estimate is there."""
    return answered(app) and "to come." not in texts(app) and "being estimated" not in texts(app)


def test_the_page_answers_without_a_lever() -> None:
    app = settled(start(DONOR), answered)
    assert not app.exception
    assert [metric.label for metric in app.metric] == [
        "People settled by 2030",
        "Money used by 2030",
        "Cost per person settled",
        "Unfunded need",
    ]
    said = texts(app)
    assert "asked about" not in said  # Streamlit writes a text that stands on its own in a page's file
    assert "US$ 10 million more, unearmarked, bring" in said
    assert said.count("North: **") == said.count("South: **") == 4
    assert not [*app.slider, *app.number_input, *app.text_input, *app.selectbox]
    assert len(app.get("plotly_chart")) >= 3


def test_another_amount_in_one_click() -> None:
    app = settled(start(DONOR), answered)
    app.button_group[0].set_value(50).run()
    settled(app, lambda app: "US$ 50 million more, unearmarked" in texts(app))
    assert "What do the next US$ 50 million bring?" in texts(app)


def test_every_estimate_comes_and_the_files_are_offered() -> None:
    app = settled(start(DONOR), at_rest)
    assert not app.exception
    assert {button.label for button in app.get("download_button")} >= {"One file (HTML)", "Workbook (.xlsx)"}


def test_tables_only_leaves_the_charts_out() -> None:
    app = settled(start(DONOR), answered)
    app.sidebar.toggle[0].set_value(True).run()
    assert len(app.get("plotly_chart")) == 0
    assert "US$ 10 million more" in texts(app)


def test_served_alone_no_other_page_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETTLE_VIEW", "donor")
    app = settled(start(), has_figures)
    assert "nothing can be changed on this page" in texts(app)
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page("resettle/app/pages/what_if.py")


def test_a_view_that_there_is_not_serves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETTLE_VIEW", "donors")
    app = start()
    assert not app.exception
    assert "RESETTLE_VIEW is set to 'donors'" in texts(app)
    assert not app.metric


def test_the_address_shows_one_session_the_page_alone() -> None:
    app = start()
    app.query_params["view"] = "donor"
    settled(app.run(), has_figures)
    assert "nothing can be changed on this page" in texts(app)
    assert not app.slider


def test_the_page_says_baseline_in_large_letters() -> None:
    app = settled(start(DONOR), has_figures)
    assert "Baseline" in [str(header.value).replace("\\", "") for header in app.header]


def test_the_page_follows_the_scenario_that_is_open() -> None:
    """Half the money, as a lever or a link sets it: named, told apart from the baseline, and planned."""
    usual = settled(start(DONOR), has_figures)
    app = start()
    app.session_state["resettle.scenario"] = Scenario(title="Half the money", scale=Scale(funding=0.5))
    app = settled(app.switch_page(DONOR).run(), has_figures)
    assert "Scenario: Half the money" in [str(header.value).replace("\\", "") for header in app.header]
    assert app.metric[1].value != usual.metric[1].value


def test_the_donors_view_follows_the_link_too() -> None:
    baseline = Scenario()
    changed = Scenario(title="Half the money", scale=Scale(funding=0.5))
    app = start()
    app.query_params["view"] = "donor"
    app.query_params["scenario"] = packed(changed, baseline)
    for key in ("resettle.link_read", "resettle.scenario"):
        if key in app.session_state:
            del app.session_state[key]
    app = settled(app.run(), has_figures)
    assert any("Scenario:" in str(header.value).replace("\\", "") for header in app.header)
    assert not app.slider
