"""What a plan falls short by: persons of targets and safeguards, households of pins; the two are never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from resettle.results.wanted import in_households

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


def shortfall_of(shortfalls: pd.DataFrame) -> Shortfall:
    """What a plan's table ``shortfalls`` says."""
    pins = shortfalls["target"].map(lambda name: in_households(str(name))).to_numpy(dtype=bool)
    missed = shortfalls["persons"].to_numpy(dtype=float)
    return Shortfall(float(missed[~pins].sum()), float(missed[pins].sum()))
