"""What follows from a plan alone, its charts above all: worked out once for all sessions that look at that plan."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

from resettle.insight.why_not import WhyNots

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from resettle.insight.overview import Overview
    from resettle.insight.why_not_found import WhyNot

Value = TypeVar("Value")
MOST_KEPT = 256
"""Answers of one plan: those that somebody looked at last."""


class _Answers:
    """Of one plan. Who asks while something is worked out for somebody else waits: it is mostly the same thing."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.found: OrderedDict[Hashable, object] = OrderedDict()


_ANSWERS: WeakKeyDictionary[Overview, _Answers] = WeakKeyDictionary()
_FIRST = threading.Lock()


def once_a_plan(seen: Overview, question: Hashable, work: Callable[[], Value]) -> Value:
    """What ``work`` returns, which nobody may change; it goes when the plan goes.

    Parameters
    ----------
    seen : the plan
    question : what is asked of it, with all that the answer depends on besides the plan
    work : works it out
    """
    with _FIRST:
        answers = _ANSWERS.setdefault(seen, _Answers())
    with answers.lock:
        if question in answers.found:
            answers.found.move_to_end(question)
        else:
            answers.found[question] = work()
            while len(answers.found) > MOST_KEPT:
                answers.found.popitem(last=False)
        return cast("Value", answers.found[question])


def why_not_at(seen: Overview, place: str) -> WhyNot:
    """Why not more people settle at a place by the last year, from what is short; nothing is planned again.

    Raises ResettleError where there is no such place.
    """

    def find() -> WhyNot:
        # what the plan leaves of everything is worked out once for all places
        return once_a_plan(seen, "why nots", lambda: WhyNots(seen.evidence)).place(place)

    return once_a_plan(seen, ("why not", place), find)
