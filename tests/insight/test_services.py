"""Services against their norm; the numbers are those of the village in conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resettle.inputs.scenario import Scenario
from resettle.insight.overview import overview
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset
    from resettle.insight.overview import Overview


def test_needed_and_available(seen: Overview) -> None:
    """400 persons x 0.5 visits; 150 to spare and 50 more."""
    rows = seen.services_against_norm
    assert rows["name"].tolist() == ["Village", "Village"]
    assert rows["needed_units"].tolist() == pytest.approx([200.0, 200.0])
    assert rows["available_units"].tolist() == pytest.approx([200.0, 200.0])
    assert rows["used_share"].tolist() == pytest.approx([1.0, 1.0])


def test_a_lower_standard_shows_as_more_than_full(small: Dataset) -> None:
    """At 80 % of the norm nothing may be used beyond 1 / 0.8 of what stands; at the whole norm, never beyond it."""
    whole = overview(make_plan(small, estimate=True)).services_against_norm
    lower = overview(make_plan(small, Scenario(standard=0.8), estimate=True)).services_against_norm
    assert whole["used_share"].max() <= 1 + 1e-6
    assert 1 + 1e-6 < lower["used_share"].max() <= 1.25 + 1e-6
