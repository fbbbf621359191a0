"""Why not: why people who have chosen a place wait, why a cohort is not settled, why a target is missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.inputs.problems import nearest, quoted
from resettle.insight.left_over import LeftOver
from resettle.insight.pins_used_up import pins_used_up
from resettle.insight.shortages import Shortage, Shortages, shortages
from resettle.insight.waiting import Choosing, Waiting
from resettle.results.verification.choices import opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resettle.results.verification.evidence import Evidence

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
    missing, held_by : what they would need and do not find, and what stands in the way of that
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


@dataclass(frozen=True)
class WhyNotTarget:
    """Why a target is missed, or that it is not.

    Attributes
    ----------
    target, scope, name, year, asked : as the target says, asked in persons
    short : persons that it is missed by; 0 where it is met
    chosen : persons who may settle within its scope and have chosen by then: no plan reaches more (2)
    held_by : key, equation, what, places, persons (who wait where it is short): the most people first
    """

    target: str
    scope: str
    name: str
    year: int
    asked: float
    short: float
    chosen: float
    held_by: pd.DataFrame


class WhyNots:
    """Answers about one plan; what its capacities leave is worked out once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._left, self._choosing = LeftOver(evidence), Choosing(evidence)
        self._years = [int(year) for year in evidence.years]

    def place(self, place: str, year: int | None = None) -> WhyNot:
        """Why not more people settle at a place by the end of a year (the last one where none is given).

        First those whose choice leads there alone; where none of them waits and the place is open, those who relocate.
        Raises ResettleError where there is no such place.
        """
        self._refuse_unknown("place", place, self._evidence.given["places"]["place"])
        by = self._by(year)
        leading = self._choosing.leading_to(place)
        chosen = self._choosing.persons_chosen(leading, by)
        closed = self._choosing.waiting(leading, by)
        able = self._choosing.open_by(leading, place, by)
        waiting = self._choosing.waiting(able, by)
        if waiting.households <= 0 < closed.households:
            opens = self._opens(place, leading, closed)
            return WhyNot(place, by, NOT_OPEN, closed.persons, closed.households, chosen, opens)
        relocating = waiting.households <= 0
        if relocating:
            able = self._choosing.open_by(self._choosing.relocating_to(place), place, by)
            waiting = self._choosing.waiting(able, by)
        if waiting.households <= 0:
            return WhyNot(place, by, SETTLED if chosen > 0 else NOBODY_CHOSE, chosen=chosen)
        missing, held = self._lasting(place, able, by)
        told = (place, by, WAITING, waiting.persons, waiting.households, chosen)
        return WhyNot(*told, relocating=relocating, missing=missing, held_by=held)

    def cohort(self, cohort: str, year: int | None = None) -> WhyNotCohort:
        """Why not all households of a cohort are settled; raises ResettleError where there is no such cohort."""
        evidence, by = self._evidence, self._by(year)
        self._refuse_unknown("cohort", cohort, evidence.given["cohorts"]["cohort"])
        members = evidence.choices.members
        own = members[members["cohort"] == cohort]
        placed = evidence.plan["placements"]
        placed = placed[(placed["cohort"] == cohort) & (placed["year"] <= by)]
        settled = placed.groupby("solution")["households"].sum()
        to = own["origin"].where(own["solution"] == "return", own["current_place"])
        chosen = evidence.choices.chosen.loc[cohort][by]
        table = pd.DataFrame(
            {
                "solution": own["solution"].to_numpy(),
                "to": to.where(own["solution"] != "relocate", "").to_numpy(),
                "chosen": own["solution"].map(chosen).astype(float).to_numpy(),
                "settled": own["solution"].map(settled).fillna(0.0).astype(float).to_numpy(),
            }
        )
        left = table["chosen"] - table["settled"]
        table["waiting"] = left.where(left >= 1.0 - 1e-6, 0.0)
        waits = table[table["waiting"] > 0]
        households = float(own["households"].iloc[0])
        return WhyNotCohort(
            cohort=cohort,
            year=by,
            households=households,
            chosen=float(table["chosen"].sum()),
            settled=float(table["settled"].sum()),
            undecided=max(0.0, households - float(table["chosen"].sum())),
            by_solution=table[(table["chosen"] > 0) | (table["settled"] > 0)].reset_index(drop=True),
            places=tuple(self._own_place(str(to), by) for to in waits.loc[waits["to"] != "", "to"]),
            relocating=self._relocating(own, by) if (waits["to"] == "").any() else _no_places(),
        )

    def target(self, target: str) -> WhyNotTarget:
        """Why a target of the dataset or scenario is missed; raises ResettleError where there is no such target."""
        targets = self._evidence.given["targets"]
        self._refuse_unknown("target", target, targets["target"])
        (row,) = targets[targets["target"] == target].to_dict("records")
        shortfalls = self._evidence.plan["shortfalls"]
        short = float(shortfalls.loc[shortfalls["target"] == target, "persons"].sum())
        year, scope, name = self._by(int(row["year"])), str(row["scope"]), str(row["name"])
        within = self._within(scope, name)
        classes = self._choosing.classes
        chosen = self._choosing.persons_chosen(classes[classes["class_"].isin(self._able(within, year))], year)
        held = self._held_in(within, year, short) if short > 0 else _held([])
        return WhyNotTarget(target, scope, name, year, float(row["persons"]), short, chosen, held)

    # Places

    def _own_place(self, place: str, year: int) -> WhyNot:
        """Why not at the place that a cohort has chosen; its origin may be no place of the plan."""
        if place not in set(self._evidence.given["places"]["place"]):
            return WhyNot(place, year, NO_PLACE)
        return self.place(place, year)

    def _lasting(self, place: str, classes: pd.DataFrame, by: int) -> tuple[tuple[Lasting, ...], tuple[Lasting, ...]]:
        """What is short at the end, each with the year since when it has been without a break."""
        found = [self._short(place, classes, year) for year in self._years if year <= by]
        missing = [{(one.key, one.what) for one in each.missing} for each in found]
        held = [{(one.key, one.what) for one in each.held_by} for each in found]
        return self._since(found[-1].missing, missing), self._since(found[-1].held_by, held)

    def _since(self, now: Iterable[Shortage], before: list[set[tuple[str, str]]]) -> tuple[Lasting, ...]:
        lasting = []
        for one in now:
            there = [(one.key, one.what) in known for known in before]
            breaks = np.flatnonzero(~np.array(there))
            lasting.append(Lasting(one, self._years[int(breaks[-1]) + 1 if len(breaks) else 0]))
        return tuple(lasting)

    def _short(self, place: str, classes: pd.DataFrame, year: int, most: float = np.inf) -> Shortages:
        """What is short for those of the classes who wait, at most so many persons of them."""
        waiting = self._choosing.waiting(self._choosing.open_by(classes, place, year), year).at_most(most)
        if waiting.households <= 0:
            return Shortages((), ())
        found = shortages(self._left, self._choosing, place, waiting, self._years.index(year))
        pins = pins_used_up(self._evidence, place, waiting, year)
        return Shortages(found.missing, (*found.held_by, *pins))

    def _opens(self, place: str, leading: pd.DataFrame, closed: Waiting) -> float:
        """The first year in which place and solution are open to some of those who wait."""
        waits = leading[leading["class_"].isin(closed.rows["class_"])].assign(place=place)
        given = self._evidence.given
        return float(opening(given["places"], given["solutions"], waits).min())

    # Cohorts and targets

    def _relocating(self, own: pd.DataFrame, year: int) -> pd.DataFrame:
        """What is short in the places of those who relocate, and in how many of them."""
        class_ = own.loc[own["solution"] == "relocate", "class_"]
        classes = self._choosing.classes[self._choosing.classes["class_"].isin(class_)]
        pairs = self._choosing.pairs
        places = pairs.loc[pairs["class_"].isin(class_), "place"].unique()
        found = [(one.key, _anywhere(one)) for place in places for one in self._short(place, classes, year).held_by]
        counts = pd.Series(list(dict.fromkeys(found)), dtype=object).map(found.count)
        rows = [(*pair, int(many), len(places)) for pair, many in zip(dict.fromkeys(found), counts, strict=True)]
        return pd.DataFrame(rows, columns=list(_no_places().columns)).sort_values("places", ascending=False)

    def _within(self, scope: str, name: str) -> pd.DataFrame:
        """Pairs of class and place that a target counts; a programme's are its people, wherever they settle."""
        pairs = self._choosing.pairs
        if scope == "place":
            return pairs[pairs["place"] == name]
        classes = self._choosing.classes
        if scope == "programme":
            pairs = pairs[pairs["class_"].isin(classes.loc[classes["programme"] == name, "class_"])]
        return pairs

    @staticmethod
    def _able(pairs: pd.DataFrame, year: int) -> pd.Series:
        return pairs.loc[pairs["first"] <= year, "class_"]

    def _held_in(self, pairs: pd.DataFrame, year: int, short: float) -> pd.DataFrame:
        """What holds those who wait, as many as the target is short of, over its places.

        Those who wait for one place are counted there; those who relocate might settle in any, and are counted once.
        """
        named: list[_Held] = []
        relocating: list[_Held] = []
        classes = self._choosing.classes
        for place in pairs["place"].unique():
            here = classes[classes["class_"].isin(pairs.loc[pairs["place"] == place, "class_"])]
            for told, waits in ((named, here[here["to"] != ""]), (relocating, here[here["to"] == ""])):
                persons = self._choosing.waiting(self._choosing.open_by(waits, place, year), year).persons
                held = self._short(place, waits, year, short).held_by
                told += [(one.key, one.equation, _anywhere(one), place, persons) for one in held]
        return _summed(pd.concat([_held(named), _held(relocating, persons="max")]))

    def _by(self, year: int | None) -> int:
        """The year asked about: the last one where none is given, or one beyond the horizon is."""
        return self._years[-1] if year is None else min(max(year, self._years[0]), self._years[-1])

    def _refuse_unknown(self, kind: str, name: str, known: pd.Series) -> None:
        if name not in set(known):
            message = f"--{kind} {name}: found {quoted(name)}; expected a {kind} of the plan. {nearest(name, known)}"
            raise ResettleError(message)


_Held = tuple[str, str, str, str, float]
"""Key, equation, what, place, and persons who wait there."""


def _anywhere(shortage: Shortage) -> str:
    """What is short, told of no place, so that places can be counted together."""
    return shortage.what.split(" in ")[0] if shortage.key in ("homes", "services", "offers") else shortage.what


def _no_places() -> pd.DataFrame:
    return pd.DataFrame({"key": [], "what": [], "places": [], "of": []})


def _held(rows: list[_Held], persons: str = "sum") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=[*_TOLD_BY, "place", "persons"]).astype({"persons": float})
    grouped = table.groupby(_TOLD_BY, sort=False)
    return grouped.agg(places=("place", "size"), persons=("persons", persons)).reset_index()


def _summed(held: pd.DataFrame) -> pd.DataFrame:
    """Those who wait for one place and those who relocate together; the most people first."""
    sums = held.groupby(_TOLD_BY, sort=False).agg(places=("places", "max"), persons=("persons", "sum"))
    return sums.reset_index().sort_values("persons", ascending=False, kind="stable", ignore_index=True)


_TOLD_BY = ["key", "equation", "what"]
