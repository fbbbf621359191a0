"""What a plan falls short by: persons of targets and safeguards, households of pins; the two are never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Shortfall(NamedTuple):
    """What is missed.

    Attributes
    ----------
    persons : of targets and safeguards
    households : of pins
    """

    persons: float
    households: float

    @property
    def priced(self) -> float:
        """What the aims of plans price alike (17): a person and a household count one each. No figure for people."""
        return self.persons + self.households

    @property
    def anything(self) -> bool:
        """Whether as much as half a person or household is missed."""
        return self.priced >= _HALF


_HALF = 0.5
_BOUNDS = ("at_least", "at_most", "exactly")


def shortfall_of(shortfalls: pd.DataFrame) -> Shortfall:
    """What a plan's table ``shortfalls`` says."""
    pins = shortfalls["target"].map(lambda name: in_households(str(name))).to_numpy(dtype=bool)
    missed = shortfalls["persons"].to_numpy(dtype=float)
    return Shortfall(float(missed[~pins].sum()), float(missed[pins].sum()))


def in_households(name: str) -> bool:
    """Whether a row of the table ``shortfalls`` counts households: ``pin 2 at_least`` does, a target has one word."""
    return owner(name) != name


def owner(name: str) -> str:
    """``pin 2`` of ``pin 2 at_most``; a target is its own."""
    first, _, last = name.rpartition(" ")
    return first if last in _BOUNDS else name
