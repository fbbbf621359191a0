"""What ``WhyNots`` finds: about a place, a cohort, a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.proof import Proof
    from resettle.insight.shortages import Shortage

SETTLED, WAITING, NOBODY_CHOSE, NOT_OPEN, NO_PLACE = "settled", "waiting", "nobody chose", "not open", "no place"
"""What is the matter with a place, for those who might settle there."""


@dataclass(frozen=True)
class Lasting:
    """A shortage at the end of the year asked about, and the year from which it has lasted without a break."""

    shortage: Shortage
    since: int


@dataclass(frozen=True)
class WhyNot:
    """Why people do not settle at a place by the end of a year.

    Attributes
    ----------
    place, year : where and by when
    matter : ``settled`` (all who have chosen it are), ``waiting``, ``nobody chose``, ``not open`` (to those who chose)
    persons, households : that wait
    chosen : persons who have chosen the place alone by then (to return to it or integrate in it)
    opens : year from which it is open to those who wait, infinite for never; only for ``not open``
    relocating : whether those who wait relocate and might settle elsewhere too (nobody waits for this place alone)
    missing, held_by : what they would need and do not find, and what is given from outside and short for that, from
        what the plan leaves, as if nobody else waited
    against : what in the aim itself keeps them waiting (``resettle.insight.worth``); None where nothing does
    proof : what was found to settle them by planning again; None where nobody asked for it
    """

    place: str
    year: int
    matter: str
    persons: float = 0.0
    households: float = 0.0
    chosen: float = 0.0
    opens: float = float("nan")
    relocating: bool = False
    missing: tuple[Lasting, ...] = ()
    held_by: tuple[Lasting, ...] = ()
    against: Shortage | None = None
    proof: Proof | None = None


@dataclass(frozen=True)
class WhyNotCohort:
    """Why households of a cohort are not settled.

    Attributes
    ----------
    cohort, year : who and by when
    households, chosen, settled : households of the cohort, that have chosen by then, that are settled
    undecided : households that have chosen nothing by then (2)
    by_solution : solution, to (place; blank for relocate), chosen, settled, waiting (households)
    places : why not, for each place that those who wait have chosen
    relocating : for those who relocate and wait: key, what, places (of their programme in which it is short), of (how
        many there are)
    proof : what was found to settle those who relocate and wait; None where nobody asked for it, or none waits
    """

    cohort: str
    year: int
    households: float
    chosen: float
    settled: float
    undecided: float
    by_solution: pd.DataFrame
    places: tuple[WhyNot, ...]
    relocating: pd.DataFrame
    proof: Proof | None = None


@dataclass(frozen=True)
class WhyNotTarget:
    """Why a target is missed, or that it is not.

    Attributes
    ----------
    target, scope, name, year, asked : as the target says, asked in persons
    reached : persons settled that it counts
    short : persons that it is missed by; 0 where it is met
    chosen : persons who may settle within its scope and have chosen by then: no plan reaches more (2)
    held_by : key, equation, what, places, persons (who wait where it is short): the most people first
    proof : what was found to bring more of them by planning again; None where nobody asked for it
    """

    target: str
    scope: str
    name: str
    year: int
    asked: float
    reached: float
    short: float
    chosen: float
    held_by: pd.DataFrame
    proof: Proof | None = None
