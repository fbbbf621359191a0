"""Why: every question has its answer on the small dataset, and says so where there is nothing to answer."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from resettle.app.state import SCENARIO
from resettle.app.words import why as words
from resettle.inputs.dataset import load_dataset
from resettle.inputs.scenario import Pin, Scale, Scenario, Target
from resettle.insight.overview import overview
from resettle.insight.pins import pin_regret, quotable_regret
from resettle.insight.targets import short_text, target_states
from resettle.results.estimator import Estimator
from resettle.results.make_plan import make_plan
from tests.app.conftest import REPOSITORY, SMALL, settled, start, texts

PAGE = "resettle/app/pages/why.py"
MISSED = Scenario(target=(Target(scope="all", year=2030, persons=26_000),))
PINNED = Scenario(pin=(Pin(place="r0", at_most=0),))


def opened(question: str, scenario: Scenario | None = None) -> AppTest:
    """The page with a question, as a link asks it, once the plan is there."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=60)
    app.query_params["question"] = question
    app.run()
    if scenario is not None:
        app.session_state[SCENARIO] = scenario
    heading = words.QUESTIONS[question]
    return settled(app.switch_page(PAGE).run(), lambda page: heading in [header.value for header in page.header])


def answered(app: AppTest) -> AppTest:
    """The page once its question is asked and worked out."""
    (ask,) = [button for button in app.button if button.label == words.ASK]
    ask.click().run()
    return settled(app, lambda page: "Worked out" in texts(page) or bool(page.error))


@pytest.mark.parametrize("question", ["more", "money", "million", "next", "fairness", "others"])
def test_a_question_is_worked_out_and_drawn(question: str) -> None:
    app = answered(opened(question))
    assert not app.exception
    assert not app.error
    assert app.info
    assert app.get("plotly_chart")


def test_what_holds_the_plan_is_there_at_once_with_its_map() -> None:
    app = opened("limits")
    assert not app.exception
    assert "What holds the plan most is" in texts(app)
    assert len(app.get("plotly_chart")) == 2
    (limit,) = [box for box in app.selectbox if box.label == words.LIMIT]
    assert limit.options[0] == words.ALL_LIMITS
    limit.set_value("eq05_rooms").run()
    assert not app.exception
    assert "homes with rooms enough" in texts(app)


def test_why_not_at_a_place_for_a_group_and_by_a_year() -> None:
    app = opened("not")
    assert "R0" in app.info[0].value
    (year,) = [box for box in app.selectbox if box.label == words.NOT_YEAR]
    year.set_value(2027).run()
    assert "2027" in app.info[0].value
    app.session_state["why.not.kind"] = "cohort"
    app.run()
    assert not app.exception
    assert "households are settled by the end of 2027" in app.info[0].value
    app.session_state["why.not.kind"] = "target"
    app.run()
    assert "1,459 people by the end of 2030. It is met: " in app.info[0].value.replace("\\", "")


def test_why_a_target_is_missed() -> None:
    missed = Scenario(target=(Target(scope="all", year=2030, persons=10_000_000),))
    app = opened("not", missed)
    app.session_state["why.not.kind"] = "target"
    app.run()
    (which,) = [box for box in app.selectbox if box.label == words.NOT_WHICH["target"]]
    which.set_value(which.options[-1]).run()
    assert not app.exception
    assert "It falls short by" in app.info[0].value


def test_what_pins_cost_is_what_the_insight_says() -> None:
    app = answered(opened("pins", PINNED))
    assert not app.exception
    dataset = load_dataset(SMALL)
    expected = quotable_regret(pin_regret(Estimator(dataset, PINNED), PINNED))
    assert app.info[0].value.replace("\\", "") == expected


def test_without_pins_there_is_nothing_to_ask() -> None:
    app = opened("pins")
    assert words.PINS_NONE in texts(app)
    assert not [button for button in app.button if button.label == words.ASK]


def test_what_would_meet_a_target_can_be_opened() -> None:
    """The assumptions of a way replace the session's; a plan with them meets the target."""
    app = answered(opened("repair", MISSED))
    assert not app.exception
    assert "They are all met with" in app.info[0].value
    (way,) = [box for box in app.selectbox if box.label == words.REPAIR_WAY]
    assert way.options[0].startswith("the least extra money")
    assert "No programme has fewer people settled" in app.success[0].value
    (open_it,) = [button for button in app.button if button.label == words.REPAIR_OPEN]
    open_it.click().run()
    assert not app.exception
    taken = app.session_state[SCENARIO]
    assert taken.change
    assert (taken.mode, taken.targets_first) == (MISSED.mode, True)
    evidence = overview(make_plan(load_dataset(SMALL), taken, estimate=True)).evidence
    assert short_text(target_states(evidence)) == ""  # what planning whole households takes is not missed


def test_targets_and_pins_that_contradict_each_other_are_named() -> None:
    pins = (Pin(place="r0", at_least=10), Pin(place="r0", at_most=5))
    app = answered(opened("conflict", Scenario(pin=pins)))
    assert not app.exception
    assert "cannot be met together" in app.info[0].value
    assert app.dataframe[0].value.shape[0] == 2


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("repair", "The estimate meets every target and pin."),
        ("conflict", "The one target or pin can be met with the present capacities and money."),
    ],
)
def test_a_target_of_the_dataset_counts_too(question: str, told: str) -> None:
    app = answered(opened(question))
    assert not app.exception
    assert app.info[0].value.replace("\\", "") == told


def test_what_made_the_difference_needs_a_difference() -> None:
    assert words.CHANGE_NONE in texts(opened("change"))
    app = answered(opened("change", Scenario(scale=Scale(build=0.5))))
    assert not app.exception
    assert "builders" in app.info[0].value


def test_an_answer_is_kept_for_the_next_to_ask() -> None:
    answered(opened("money", Scenario(scale=Scale(build=0.7))))
    again = opened("money", Scenario(scale=Scale(build=0.7)))
    assert "Worked out" in texts(again)
    assert not [button for button in again.button if button.label == words.ASK]


def test_a_question_that_is_not_there_is_told() -> None:
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=60)
    app.query_params["question"] = "weather"
    app.run()
    app.switch_page(PAGE).run()
    assert "weather" in app.warning[0].value


def test_another_question_is_chosen_and_stands_in_the_link() -> None:
    app = settled(start(PAGE), lambda page: bool(page.header))
    (pills,) = [group for group in app.button_group if group.label == words.QUESTION]
    pills.set_value("not").run()
    assert words.QUESTIONS["not"] in [header.value for header in app.header]
    assert app.query_params["question"] in ("not", ["not"])
