"""Why not at a place: worked out once a plan, and let go of with it."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from resettle.app.place_answers import why_not_at
from resettle.errors import ResettleError
from resettle.insight.overview import overview
from resettle.insight.why_not import WhyNots
from resettle.results.make_plan import make_plan

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset


def test_an_answer_is_worked_out_once_and_goes_with_its_plan(small: Dataset) -> None:
    seen = overview(make_plan(small, estimate=True))
    place = str(small["places"]["place"].iloc[0])
    found = why_not_at(seen, place)
    assert found.missing == WhyNots(seen.evidence).place(place).missing
    assert why_not_at(seen, place) is found
    with pytest.raises(ResettleError, match="nowhere"):
        why_not_at(seen, "nowhere")
    gone = weakref.ref(seen)
    del seen, found
    gc.collect()
    assert gone() is None
