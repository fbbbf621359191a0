"""Figures that follow from others: worked out once, and not again for another source that reads alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from resettle.model.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class Source(Protocol):
    """What figures are derived of."""

    @property
    def before(self) -> Source | None:
        """Another source, whose figures are taken where they are the same."""

    @property
    def readings(self) -> dict[str, Readings[Any]]:
        """What each figure that was worked out has read of this source."""


class Derived(Generic[Value]):
    """As ``cached_property``, but noted is what the figure reads: where that is as before, so is the figure."""

    def __init__(self, function: Callable[[Any], Value]) -> None:
        self._function, self._name = function, function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, source: Source, kind: type | None = None) -> Value:
        """The figure, the very same object as before where it may be; later reads find it on the source itself."""
        value = self._as_before(source.before, source)
        if value is None:
            readings = Readings(source)
            value = self._function(readings.listener)
            source.readings[self._name] = readings
        vars(source)[self._name] = value
        return value

    def _as_before(self, before: Source | None, source: Source) -> Value | None:
        if before is None:
            return None
        value: Value = getattr(before, self._name)
        return value if before.readings[self._name].same_of(source) else None


def derived(function: Callable[[Any], Value]) -> Derived[Value]:
    """Mark a method as a figure that follows from what it reads of ``self``, and from nothing else."""
    return Derived(function)
