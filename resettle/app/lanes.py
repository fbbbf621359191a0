"""The worker processes of the app: which lanes there are, and how many processes each has on this machine."""

from __future__ import annotations

import os
from functools import cache

from resettle.workers.pool import Lane, Pool

ESTIMATES, PLANS, BESIDE, QUESTIONS = "estimates", "plans", "beside", "questions"
"""Estimates that somebody looks at; whole plans; what is asked beside them; questions of several plans."""


def lanes(cores: int | None = None) -> dict[str, Lane]:
    """A lane's processes by the machine's cores: one each, and of estimates and questions one for every two cores.

    The machine's own scheduler shares its cores among them; the page's own process comes before all of them, and an
    estimate that somebody waits for before whole plans and questions.
    """
    half = max(1, (cores or os.cpu_count() or 1) // 2)
    return {
        ESTIMATES: Lane(half, nice=5, idle_seconds=None),
        PLANS: Lane(1, nice=12),
        BESIDE: Lane(1, nice=10),
        QUESTIONS: Lane(half, nice=10),
    }


@cache
def pool() -> Pool:
    """The workers of this process, started when the first of them is needed."""
    return Pool(lanes())
