"""What a part of the model reads of instance and decisions, noted, so that it can be read again of others."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from operator import attrgetter, itemgetter, methodcaller
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

    Step = Callable[[Any], Any]
    Path = tuple[Step, ...]

Source = TypeVar("Source")
Value = TypeVar("Value")
_PARTS = ("data", "scenario", "choices", "network", "purses")
"""Read part by part, since as a whole they differ whenever anything does."""


class Readings(Generic[Source]):
    """Tables and settings that are read of ``listener``, which stands in for the source."""

    def __init__(self, source: Source) -> None:
        self._noted: dict[str, tuple[Path, object]] = {}
        self.listener = cast("Source", _Listener(source, (), "", self._noted))

    def same_of(self, other: Source) -> bool:
        """Whether another source reads alike."""
        return all(_same(value, _again(other, path)) for path, value in self._noted.values())


class _Listener:
    """Hands on what it is asked for, and notes the steps to it."""

    def __init__(self, source: object, path: Path, spelled: str, noted: dict[str, tuple[Path, object]]) -> None:
        self._source, self._path, self._spelled, self._noted = source, path, spelled, noted

    def __getattr__(self, name: str) -> object:
        value, step, spelled = getattr(self._source, name), attrgetter(name), f"{self._spelled}.{name}"
        if name in _PARTS:
            return _Listener(value, (*self._path, step), spelled, self._noted)
        if callable(value):
            return lambda *asked: self._note(methodcaller(name, *asked), f"{spelled}{asked}")
        return self._note(step, spelled)

    def __getitem__(self, key: str) -> object:
        return self._note(itemgetter(key), f"{self._spelled}[{key}]")

    def _note(self, step: Step, spelled: str) -> object:
        value = step(self._source)
        self._noted[spelled] = ((*self._path, step), value)
        return value


def _again(source: object, path: Path) -> object:
    found: Any = source
    for step in path:
        found = step(found)
    return found


def as_before(value: Value, before: Value) -> Value:
    """The value, or what was before it where that is equal, table by table: who reads it need not look again."""
    if isinstance(value, pd.DataFrame):
        return before if _same(before, value) else value
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        return replace(value, **{name: as_before(getattr(value, name), getattr(before, name)) for name in names})
    return value


def _same(first: object, second: object) -> bool:
    if isinstance(first, pd.DataFrame):
        return isinstance(second, pd.DataFrame) and (first is second or first.equals(second))
    return bool(type(first) is type(second) and first == second)
