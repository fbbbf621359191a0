"""Charts of a plan, drawn once for all sessions that look at it; they go when the plan goes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import plotly.graph_objects as go

    from resettle.insight.overview import Overview

MOST_KEPT = 256
"""Charts of one plan: those of the last places that somebody looked at."""


class _Charts:
    """Of one plan. Who asks for a chart while somebody else's is drawn waits: it is mostly the same one."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.drawn: OrderedDict[Hashable, go.Figure] = OrderedDict()


_CHARTS: WeakKeyDictionary[Overview, _Charts] = WeakKeyDictionary()
_FIRST = threading.Lock()


def drawn_once(seen: Overview, given: Hashable, draw: Callable[[], go.Figure]) -> go.Figure:
    """A chart of a plan, which nobody may change.

    Parameters
    ----------
    seen : the plan
    given : which chart it is, and all that it depends on besides the plan
    draw : makes it
    """
    with _FIRST:
        charts = _CHARTS.setdefault(seen, _Charts())
    with charts.lock:
        if given in charts.drawn:
            charts.drawn.move_to_end(given)
        else:
            charts.drawn[given] = draw()
            while len(charts.drawn) > MOST_KEPT:
                charts.drawn.popitem(last=False)
        return charts.drawn[given]
