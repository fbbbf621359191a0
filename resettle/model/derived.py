"""Figures that follow from others: worked out once, and not again for another source that reads alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from resettle.model.readings import Readings, as_before

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
        before = source.before
        known: Value | None = None if before is None else getattr(before, self._name)
        if before is None or known is None:
            value = self._worked_out(source)
        elif before.readings[self._name].same_of(source):
            value = known
        else:
            value = as_before(self._worked_out(source), known)
        vars(source)[self._name] = value
        return value

    def _worked_out(self, source: Source) -> Value:
        readings = Readings(source)
        value = self._function(readings.listener)
        source.readings[self._name] = readings
        return value


def derived(function: Callable[[Any], Value]) -> Derived[Value]:
    """Mark a method as a figure that follows from what it reads of ``self``, and from nothing else."""
    return Derived(function)
