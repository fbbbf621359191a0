"""Why not: why people who have chosen a place wait, why a cohort is not settled, why a target is missed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.errors import ResettleError
from resettle.inputs.problems import nearest, quoted
from resettle.insight.left_over import LeftOver
from resettle.insight.pins_used_up import pins_used_up
from resettle.insight.proof import Cause, Prover
from resettle.insight.shortages import Shortage, Shortages, shortages
from resettle.insight.targets import state_of_target
from resettle.insight.tidy import titles
from resettle.insight.waiting import Choosing, Waiting
from resettle.insight.why_not_found import (
    NO_PLACE,
    NOBODY_CHOSE,
    NOT_OPEN,
    SETTLED,
    WAITING,
    Lasting,
    WhyNot,
    WhyNotCohort,
    WhyNotTarget,
)
from resettle.insight.worth import aim_against
from resettle.results.verification.choices import opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resettle.insight.proof import Proof, Solve
    from resettle.results.plan import Plan
    from resettle.results.verification.evidence import Evidence


class WhyNots:
    """Answers about one plan; what its capacities leave is worked out once.

    Parameters
    ----------
    evidence : of the plan
    solve : makes the estimates with which causes are proved; without it they are told as shortages only
    """

    def __init__(self, evidence: Evidence, solve: Solve | None = None) -> None:
        self._evidence = evidence
        self._prover = None if solve is None else Prover(evidence, solve)
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
            found = WhyNot(place, by, NOT_OPEN, closed.persons, closed.households, chosen, opens)
            return self._proved(found, leading, closed)
        relocating = waiting.households <= 0
        if relocating:
            able = self._choosing.open_by(self._choosing.relocating_to(place), place, by)
            waiting = self._choosing.waiting(able, by)
        if waiting.households <= 0:
            return WhyNot(place, by, SETTLED if chosen > 0 else NOBODY_CHOSE, chosen=chosen)
        missing, held = self._lasting(place, able, by)
        told = (place, by, WAITING, waiting.persons, waiting.households, chosen)
        against = self._against(place, able, waiting, by)
        found = WhyNot(*told, relocating=relocating, missing=missing, held_by=held, against=against)
        return self._proved(found, able, waiting)

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
            proof=self._proved_relocating(own, by) if (waits["to"] == "").any() else None,
        )

    def target(self, target: str) -> WhyNotTarget:
        """Why a target of the dataset or scenario is missed; raises ResettleError where there is no such target."""
        targets = self._evidence.given["targets"]
        self._refuse_unknown("target", target, targets["target"])
        (row,) = targets[targets["target"] == target].to_dict("records")
        state = state_of_target(self._evidence, target)
        short = state.short
        year, scope, name = self._by(int(row["year"])), str(row["scope"]), str(row["name"])
        within = self._within(scope, name)
        classes = self._choosing.classes
        chosen = self._choosing.persons_chosen(classes[classes["class_"].isin(self._able(within, year))], year)
        held = self._held_in(within, year, short) if short > 0 else _held([])
        found = WhyNotTarget(target, scope, name, year, state.asked, state.reached, short, chosen, held)
        if self._prover is None or short <= 0 or chosen <= state.reached:
            return found
        settled = partial(_reached_by, scope, name, year)

        def further(evidence: Evidence) -> list[Cause]:
            other = WhyNots(evidence)
            return other.causes_in(other._within(scope, name), year)

        causes = self.causes_in(within, year)
        return replace(found, proof=self._prover.prove(causes, min(state.asked, chosen), settled, further))

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

    # Causes

    def _against(self, place: str, classes: pd.DataFrame, waiting: Waiting, by: int) -> Shortage | None:
        """What in the aim keeps those who wait from settling there, in the best of the years up to this one."""
        found = {}
        for year in (year for year in self._years if year <= by):
            if len(self._choosing.open_by(classes, place, year)):
                found[year] = shortages(self._left, self._choosing, place, waiting, self._years.index(year))
        return aim_against(self._evidence, waiting, found)

    def causes(self, found: WhyNot, waiting: Waiting) -> list[Cause]:
        """What seems to keep people waiting for a place: its opening, the aim, and what is short."""
        named = [found.against] if found.against is not None else []
        if found.matter == NOT_OPEN:
            solutions = waiting.rows["programme"].astype(str) + " " + waiting.rows["solution"].astype(str)
            name = str(titles(self._evidence.given, "places").get(found.place, found.place))
            of = (found.place, *dict.fromkeys(solutions))
            named.append(Shortage("opening", "(3)", f"the opening of {name} to them", waiting.persons, "people", of))
        named += [one.shortage for one in found.held_by]
        return [Cause(one, (one,)) for one in named]

    def _proved(self, found: WhyNot, classes: pd.DataFrame, waiting: Waiting) -> WhyNot:
        """With what was found to settle them, where estimates can be made."""
        if self._prover is None:
            return found
        group = _members(self._evidence, waiting.rows["class_"])
        settled = partial(_settled_by, group, found.year)

        def further(evidence: Evidence) -> list[Cause]:
            other = WhyNots(evidence)
            able = other._choosing.open_by(_alike(other._choosing.classes, evidence, group), found.place, found.year)
            left = other._choosing.waiting(able, found.year)
            if left.households <= 0:
                return []
            _, held = other._lasting(found.place, able, found.year)
            against = other._against(found.place, able, left, found.year)
            return other.causes(replace(found, matter=WAITING, held_by=held, against=against), left)

        chosen = waiting.persons + settled(self._evidence.plan)
        return replace(found, proof=self._prover.prove(self.causes(found, waiting), chosen, settled, further))

    def causes_in(self, pairs: pd.DataFrame, year: int) -> list[Cause]:
        """What seems to keep those waiting who might settle in several places, the same thing of all places as one."""
        parts: dict[tuple[str, str], list[Shortage]] = {}
        against: list[Shortage] = []
        classes = self._choosing.classes
        for place in pairs["place"].unique():
            here = classes[classes["class_"].isin(pairs.loc[pairs["place"] == place, "class_"])]
            waiting = self._choosing.waiting(self._choosing.open_by(here, place, year), year)
            if waiting.households <= 0:
                continue
            for one in self._short(place, here, year).held_by:
                parts.setdefault((one.key, _anywhere(one)), []).append(one)
            of_aim = self._against(place, here, waiting, year)
            against += [of_aim] if of_aim is not None else []
        causes = [
            Cause(of_all[0]._replace(what=what, short=sum(one.short for one in of_all)), tuple(of_all))
            for (_, what), of_all in parts.items()
        ]
        if against:
            cheapest = min(against, key=lambda one: one.short)
            causes.insert(0, Cause(cheapest, (cheapest,)))
        return causes

    def _proved_relocating(self, own: pd.DataFrame, year: int) -> Proof | None:
        """What was found to settle those of a cohort who relocate and wait, where estimates can be made."""
        if self._prover is None:
            return None
        group = own.loc[own["solution"] == "relocate", ["cohort", "solution"]]
        settled = partial(_settled_by, group, year)

        def pairs(other: WhyNots) -> pd.DataFrame:
            known = other._choosing.pairs
            return known[known["class_"].isin(_alike(other._choosing.classes, other._evidence, group)["class_"])]

        def further(evidence: Evidence) -> list[Cause]:
            other = WhyNots(evidence)
            return other.causes_in(pairs(other), year)

        classes = _alike(self._choosing.classes, self._evidence, group)
        waiting = self._choosing.waiting(classes, year)
        willing = self._evidence.choices.chosen.loc[[tuple(one) for one in group.to_numpy(dtype=str)]][year].sum()
        mean = float(own["persons"].iloc[0]) / float(own["households"].iloc[0])
        if waiting.households <= 0:
            return None
        return self._prover.prove(self.causes_in(pairs(self), year), float(willing) * mean, settled, further)

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


def _members(evidence: Evidence, classes: pd.Series) -> pd.DataFrame:
    """Cohorts and solutions of some classes."""
    members = evidence.choices.members
    return members.loc[members["class_"].isin(classes), ["cohort", "solution"]]


def _alike(classes: pd.DataFrame, evidence: Evidence, group: pd.DataFrame) -> pd.DataFrame:
    """The classes of the same cohorts and solutions in another plan."""
    same = evidence.choices.members.merge(group, on=["cohort", "solution"])["class_"]
    return classes[classes["class_"].isin(same)]


def _settled_by(group: pd.DataFrame, year: int, plan: Plan) -> float:
    """Persons of some cohorts and solutions that a plan settles by a year."""
    placed = plan["placements"]
    return float(placed[placed["year"] <= year].merge(group, on=["cohort", "solution"])["persons"].sum())


def _reached_by(scope: str, name: str, year: int, plan: Plan) -> float:
    """Persons that a target counts in a plan."""
    placed = plan["placements"]
    placed = placed[placed["year"] <= year]
    if scope == "place":
        placed = placed[placed["place"] == name]
    elif scope == "programme":
        cohorts = plan.dataset["cohorts"]
        placed = placed[placed["cohort"].isin(cohorts.loc[cohorts["programme"] == name, "cohort"])]
    return float(placed["persons"].sum())


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
