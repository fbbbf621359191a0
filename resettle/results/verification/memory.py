"""What the checker works out once: of the inputs for all plans made from them, of a plan for all its checks."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.inputs.dataset import Dataset
    from resettle.results.verification.evidence import Evidence

Value = TypeVar("Value")
_KNOWN: WeakKeyDictionary[Dataset, dict[tuple[str, ...], tuple[tuple[object, ...], object]]] = WeakKeyDictionary()


def remembered(loaded: Dataset, function: Callable[..., Value], *sources: object) -> Value:
    """``function(*sources)``, worked out once while the sources are the very same objects.

    It sees nothing but its sources. None of them may be of a plan: a plan is judged by its own tables every time.

    Parameters
    ----------
    loaded : the dataset as loaded, which the scenarios' datasets share their unchanged tables with; what is known goes
        when it goes
    function : what to work out, a function of a module
    sources : all that it takes; texts tell apart what is kept side by side, of the others the latest are kept
    """
    known = _KNOWN.setdefault(loaded, {})
    key = (function.__module__, function.__qualname__, *(one for one in sources if isinstance(one, str)))
    before, value = known.get(key, ((), None))
    if len(before) != len(sources) or not all(map(_same, before, sources)):
        value = function(*sources)
        known[key] = sources, value
    return cast("Value", value)


def _same(one: object, other: object) -> bool:
    return one is other or (isinstance(one, str) and one == other)


def once_per_plan(function: Callable[[Evidence], Value]) -> Callable[[Evidence], Value]:
    """``function(evidence)``, worked out once for one evidence: several checks go by the same limits.

    What it returns is shared, so that nobody may change it.
    """

    @wraps(function)
    def found(evidence: Evidence) -> Value:
        if function not in evidence.worked_out:
            evidence.worked_out[function] = function(evidence)
        return cast("Value", evidence.worked_out[function])

    return found
