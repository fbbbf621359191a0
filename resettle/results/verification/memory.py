"""What the checker works out of the inputs alone, kept for the next plan that is made from the same tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.inputs.dataset import Dataset

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
