"""Charts drawn once: for the same plan and question, and let go of with the plan."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from resettle.app import figures_drawn
from resettle.app.figures_drawn import drawn_once
from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    import pytest

    from resettle.inputs.dataset import Dataset


def test_a_chart_is_drawn_once_a_plan_and_question(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_drawn, "MOST_KEPT", 2)
    plan = make_plan(small, estimate=True)
    plans = [overview(plan), overview(plan)]
    drawn: list[str] = []

    def draw(name: str) -> go.Figure:
        drawn.append(name)
        return go.Figure()

    with ThreadPoolExecutor(8) as sessions:
        figures = list(
            sessions.map(lambda _: drawn_once(plans[0], ("people", "persons"), lambda: draw("first")), range(8))
        )
    assert drawn == ["first"]
    assert all(figure is figures[0] for figure in figures)
    drawn_once(plans[0], ("people", "share"), lambda: draw("another question"))
    drawn_once(plans[1], ("people", "persons"), lambda: draw("another plan"))
    drawn_once(plans[0], ("map",), lambda: draw("the third"))
    drawn_once(plans[0], ("people", "persons"), lambda: draw("the first again, which went for the third"))
    assert drawn[1:] == ["another question", "another plan", "the third", "the first again, which went for the third"]
    gone = weakref.ref(plans[0])
    plans.clear()
    gc.collect()
    assert gone() is None
