"""What follows from a plan alone: worked out once for the same plan and question, and let go of with the plan."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from resettle.app import once_a_plan as module
from resettle.app.once_a_plan import once_a_plan, why_not_at
from resettle.errors import ResettleError
from resettle.insight.overview import overview
from resettle.insight.why_not import WhyNots
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.results.plan import Plan


@pytest.fixture(scope="module")
def plan(small: Dataset) -> Plan:
    return make_plan(small, estimate=True)


def test_a_chart_is_drawn_once_a_plan_and_question(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    plans = [overview(plan), overview(plan)]
    drawn: list[str] = []

    def draw(name: str) -> list[str]:
        drawn.append(name)
        return [name]

    def first() -> list[str]:
        return once_a_plan(plans[0], ("people", "persons"), lambda: draw("first"))

    with ThreadPoolExecutor(8) as sessions:
        figures = list(sessions.map(lambda _: first(), range(8)))
    assert drawn == ["first"]
    assert all(figure is figures[0] for figure in figures)
    once_a_plan(plans[0], ("people", "share"), lambda: draw("another question"))
    once_a_plan(plans[1], ("people", "persons"), lambda: draw("another plan"))
    once_a_plan(plans[0], ("map",), lambda: draw("the third"))
    first()  # it went for the third
    assert drawn[1:] == ["another question", "another plan", "the third", "first"]


def test_what_fails_is_tried_again(plan: Plan) -> None:
    seen = overview(plan)
    with pytest.raises(ZeroDivisionError):
        once_a_plan(seen, "it", lambda: 1 // 0)
    assert once_a_plan(seen, "it", lambda: 1) == 1


def test_answers_go_with_their_plan(plan: Plan) -> None:
    plans = [overview(plan)]
    place = str(plan.dataset["places"]["place"].iloc[0])
    found = why_not_at(plans[0], place)
    assert found.missing == WhyNots(plans[0].evidence).place(place).missing
    assert why_not_at(plans[0], place) is found
    with pytest.raises(ResettleError, match="nowhere"):
        why_not_at(plans[0], "nowhere")
    gone = weakref.ref(plans[0])
    plans.clear()
    gc.collect()
    assert gone() is None
