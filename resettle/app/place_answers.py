"""Why not more people settle at a place, as far as one plan says: worked out once for all who look at that plan."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from resettle.insight.why_not import WhyNots

if TYPE_CHECKING:
    from resettle.insight.overview import Overview
    from resettle.insight.why_not_found import WhyNot


class _Answers:
    """Of one plan; who asks while somebody else's question about it is worked out waits for that one."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.why_nots: WhyNots | None = None
        self.found: dict[str, WhyNot] = {}


_ANSWERS: WeakKeyDictionary[Overview, _Answers] = WeakKeyDictionary()
_FIRST = threading.Lock()


def why_not_at(seen: Overview, place: str) -> WhyNot:
    """What is short for those who wait there, by the last year; nothing is planned again.

    It goes when the plan goes. Raises ResettleError where there is no such place.
    """
    with _FIRST:
        answers = _ANSWERS.setdefault(seen, _Answers())
    with answers.lock:
        if place not in answers.found:
            # what the plan leaves is worked out once for all places
            answers.why_nots = answers.why_nots or WhyNots(seen.evidence)
            answers.found[place] = answers.why_nots.place(place)
        return answers.found[place]
