"""What the stores that all sessions share hold of a dataset, let go of when no session plans with it any more."""

from __future__ import annotations

from resettle.app import state
from resettle.app.components.lever_panel import forget_texts
from resettle.app.components.study import studies
from resettle.app.components.why_not_here import forget_answers
from resettle.app.confidence import forget_confidence


def let_go_of_dataset(digest: str) -> None:
    """Plans, ranges, answers and texts of a dataset that a session had of its own."""
    for store in (state.store(), state.ranges(), studies()):
        store.let_go(digest)
    forget_texts()
    forget_answers()
    forget_confidence()
