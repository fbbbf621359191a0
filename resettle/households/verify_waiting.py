"""Who waits held against the places that are open, and against who stands behind it, from the written tables alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from resettle.households.columns import SEPARATOR
from resettle.inputs.scenario import apply
from resettle.results.verification.evidence import Evidence

if TYPE_CHECKING:
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

_FIRST, _KEEPS = 2, 0
"""Standing of who came to the first draw, and of who keeps a promise."""
_Slot = tuple[str, int]


def waits_for_nothing(
    plan: Plan,
    registry: Registry,
    placed: pd.DataFrame,
    waiting: pd.DataFrame,
    open_slots: pd.DataFrame,
    draw: pd.DataFrame | None,
    promised: frozenset[str],
    *,
    across: bool,
) -> list[tuple[object, ...]]:
    """Households that wait though they could be placed: rule, household, found, expected.

    An open place: one of its cohort, which it does not refuse, from when its choice holds, where services have room.
    By moving others: one that is open for others of its cohort, who would leave it theirs; only by way of places where
    services do not bind, which have room for as many of the largest of the cohort as could come. The order of the draw:
    somebody of its cohort who stands after it, and was promised nothing, has a place that it could have instead.
    """
    standing = _standing(placed, draw, promised)
    people = _people(registry, placed.assign(standing=standing), waiting, across=across)
    kinds = plan.dataset["cohorts"].set_index("cohort")
    shared = open_slots["cohort"]
    if across:
        pool = kinds["programme"] + "|" + kinds["size_class"]
        shared = shared.map(pool).where(open_slots["solution"] == "relocate").fillna(shared)
    opened = open_slots.assign(group=shared + "|" + open_slots["solution"])
    left = _Left(plan, people[people["place"] != ""])
    first = people[people["place"] == ""].groupby("group")["order"].min()
    movable = people[(people["place"] != "") & (people["standing"] != _KEEPS)]
    last = movable.groupby("group")["order"].max().reindex(first.index).fillna(-1)
    wanted = first.index[(last > first).to_numpy(dtype=bool) | first.index.isin(opened["group"])]
    of_wanted = people[people["group"].isin(wanted)]
    by_group = dict(iter(opened.groupby("group")))
    quota = _quota(plan, people) if across else {}
    rows: list[tuple[object, ...]] = []
    for group, own in of_wanted.groupby("group", sort=True):
        rows += _Group(own, by_group.get(str(group), opened.head(0)), left, quota).findings()
    return rows


def _standing(placed: pd.DataFrame, draw: pd.DataFrame | None, promised: frozenset[str]) -> np.ndarray:
    """Of who is placed; the first draw's where none is given."""
    number = pd.Series(1, index=placed.index)
    if draw is not None:
        rounds = draw.drop_duplicates("household").set_index("household")["round"]
        number = rounds.reindex(placed["household"]).fillna(1)
    keeps = placed["household"].isin(promised).to_numpy(dtype=bool)
    return np.where(keeps, _KEEPS, number.to_numpy(dtype=np.int64) + _FIRST - 1)


def _people(registry: Registry, placed: pd.DataFrame, waiting: pd.DataFrame, *, across: bool) -> pd.DataFrame:
    """Everyone who has chosen, in the order of the draw; place is blank for who waits."""
    told = [table.reindex(columns=[*_TOLD]).fillna({"standing": _FIRST}) for table in (placed, waiting)]
    told[1] = told[1].assign(place="", year=0)
    both = pd.concat(told, ignore_index=True).drop_duplicates("household")
    own = registry.households.drop(columns=["wishes", "kin", "community"])
    people = both.merge(own, on="household")
    people = people[(people["solution"] != "").to_numpy(dtype=bool)]
    group = people["cohort"].astype(object)
    if across:
        pool = people["programme"] + "|" + people["size_class"]
        group = group.mask((people["solution"] == "relocate").to_numpy(dtype=bool), pool)
    people = people.assign(group=group + "|" + people["solution"], begin=people["from_year"].fillna(0).astype("int64"))
    people = people.sort_values(["standing", "position", "household"], ignore_index=True)
    return people.assign(order=np.arange(len(people)), year=people["year"].astype("int64"))


_TOLD = ("household", "position", "standing", "place", "year")


def _quota(plan: Plan, people: pd.DataFrame) -> dict[tuple[str, int], int]:
    """How many more of a cohort may relocate in a year."""
    slots, there = plan["placements"], people[people["place"] != ""]
    most = slots[slots["solution"] == "relocate"].groupby(["cohort", "year"])["households"].sum()
    settled = there[there["solution"] == "relocate"].groupby(["cohort", "year"]).size()
    left = most.sub(settled, fill_value=0).astype(int)
    return {(str(cohort), int(year)): int(count) for (cohort, year), count in zip(left.index, left, strict=True)}


class _Left:
    """(9) what services have left: standard·norm·persons of who is there, running total, against the units there."""

    def __init__(self, plan: Plan, there: pd.DataFrame) -> None:
        evidence = Evidence(plan.dataset, apply(plan.dataset, plan.scenario), plan.scenario, plan)
        given = evidence.given
        self._years = list(plan.years)
        self._services = given["services"]["service"].tolist()
        norms = zip(*(given["service_needs"][name] for name in ("service", "profile", "units_per_person")), strict=True)
        standard = plan.scenario.standard_of
        self._needs = {(service, profile): units * standard(service) for service, profile, units in norms}
        part = given["services"].set_index("service")["integrate_share"].fillna(1.0)
        self._part = part.to_dict()
        self._units_there = evidence.spare.add(evidence.units_ready, fill_value=0.0)
        self._there = {key: rows for key, rows in there.groupby("place")}  # noqa: C416
        self._left: dict[str, np.ndarray] = {}
        self._units: dict[tuple[str, str, int], np.ndarray] = {}

    def units(self, profile: str, solution: str, persons: int) -> np.ndarray:
        """Units of each service that a household uses."""
        if (profile, solution, persons) not in self._units:
            self._units[profile, solution, persons] = self._reckoned(profile, solution, persons)
        return self._units[profile, solution, persons]

    def _reckoned(self, profile: str, solution: str, persons: int) -> np.ndarray:
        shares = [self._part[service] if solution == "integrate" else 1.0 for service in self._services]
        norms = [self._needs.get((service, profile), 0.0) for service in self._services]
        return np.asarray(np.array(norms) * np.array(shares) * persons)

    def from_year(self, place: str, year: int) -> np.ndarray:
        """What is left in every year from one on: years by services."""
        if place not in self._left:
            used = np.zeros((len(self._years), len(self._services)))
            rows = self._there.get(place)
            if rows is not None:
                told = zip(rows["profile"], rows["solution"], rows["persons"], rows["year"], strict=True)
                for profile, solution, persons, begin in told:
                    if begin in self._years:
                        used[self._years.index(begin) :] += self.units(profile, solution, int(persons))
            keys = [(place, service) for service in self._services]
            there = self._units_there.reindex(pd.MultiIndex.from_tuples(keys)).fillna(0.0).to_numpy(dtype=float).T
            self._left[place] = there - used
        return np.asarray(self._left[place][self._years.index(year) :])


@dataclass(frozen=True)
class _Member:
    household: str
    cohort: str
    order: int
    keeps: bool
    begin: int
    refuses: frozenset[str]
    units: np.ndarray
    at: _Slot | None

    def accepts(self, slot: _Slot) -> bool:
        return slot[1] >= self.begin and slot[0] not in self.refuses


class _Group:
    """A cohort's households and open places, or those of a pool of cohorts."""

    def __init__(self, own: pd.DataFrame, opened: pd.DataFrame, left: _Left, quota: dict[tuple[str, int], int]) -> None:
        self._left = left
        columns = [own[name].tolist() for name in _OF_MEMBER]
        self._members = [_member(values, left) for values in zip(*columns, strict=True)]
        self._many = len(own["cohort"].unique()) > 1
        self._quota = quota
        self._open = {(str(place), int(year)) for place, year in zip(opened["place"], opened["year"], strict=True)}
        self._there: dict[_Slot, list[_Member]] = {}
        for one in self._members:
            if one.at is not None and not one.keeps:
                self._there.setdefault(one.at, []).append(one)
        self._slots = sorted(self._open | set(self._there))
        self._most = np.max(list({id(one.units): one.units for one in self._members}.values()), axis=0)

    def findings(self) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        done: set[tuple[object, ...]] = set()
        for one in self._members:
            if one.at is None:
                alike = (one.cohort, one.begin, one.refuses, one.units.tobytes())
                found = None if alike in done else self._finding(one)
                if found is None:
                    done.add(alike)  # nobody alike who stands after it could be placed instead
                else:
                    rows.append(found)
        return rows

    def _finding(self, one: _Member) -> tuple[object, ...] | None:
        accepted = [slot for slot in self._slots if one.accepts(slot)]
        reached = self._reached([slot for slot in accepted if self._is_ample(slot)])
        added = self._added(one, accepted, reached)
        if added:
            return "an open place", one.household, "waits", added
        before = self._before(one, accepted, reached)
        return ("the order of the draw", one.household, "waits", before) if before else None

    def _added(self, one: _Member, accepted: list[_Slot], reached: dict[_Slot, _Slot]) -> str:
        """Where it could be placed and nobody would lose a place; blank: nowhere."""
        for place, year in accepted:
            if (place, year) in self._open and self._may_settle(one, year) and self._has_room(one.units, place, year):
                return f"placed at {place} in {year}"
        for slot, begin in reached.items():
            if slot in self._open and self._may_settle(one, begin[1]):
                return f"placed at {begin[0]}, from where others move to {slot[0]}"
        return ""

    def _before(self, one: _Member, accepted: list[_Slot], reached: dict[_Slot, _Slot]) -> str:
        """Instead of whom it could be placed, who stands after it; blank: of nobody."""
        for place, year in accepted:
            for other in self._there.get((place, year), ()):
                if self._is_after(one, other) and self._has_room(one.units - other.units, place, year):
                    return f"before {other.household} at {place}"
        for slot in () if self._many else reached:
            for other in self._there.get(slot, ()):
                if self._is_after(one, other):
                    return f"before {other.household} at {slot[0]}"
        return ""

    def _may_settle(self, one: _Member, year: int) -> bool:
        return not self._many or self._quota.get((one.cohort, year), 0) > 0

    def _is_after(self, one: _Member, other: _Member) -> bool:
        return other.order > one.order and other.cohort == one.cohort

    def _has_room(self, units: np.ndarray, place: str, year: int) -> bool:
        return bool(((units <= 0) | (units <= self._left.from_year(place, year))).all())

    def _is_ample(self, slot: _Slot) -> bool:
        times = sum(place == slot[0] for place, _ in self._all_slots())
        return self._has_room(times * self._most, *slot)

    def _all_slots(self) -> list[_Slot]:
        kept = {one.at for one in self._members if one.at is not None}
        return sorted(kept | set(self._slots))

    def _reached(self, begins: list[_Slot]) -> dict[_Slot, _Slot]:
        """Slots that come free for one who could have the first, when others move on, by that first one."""
        reached = {slot: slot for slot in begins}
        queue = list(begins)
        while queue:
            slot = queue.pop(0)
            for end in self._slots:
                if end in reached or (self._many and end[1] != slot[1]) or not self._is_ample(end):
                    continue
                if any(one.accepts(end) for one in self._there.get(slot, ())):
                    reached[end] = reached[slot]
                    queue.append(end)
        return reached


_OF_MEMBER = (
    *("household", "cohort", "order", "standing", "begin", "refuses"),
    *("profile", "solution", "persons", "place", "year"),
)


def _member(values: tuple[Any, ...], left: _Left) -> _Member:
    household, cohort, order, standing, begin, refuses, profile, solution, persons, place, year = values
    names = frozenset(part.strip() for part in refuses.split(SEPARATOR)) - {""} if refuses else frozenset()
    at = (place, year) if place else None
    return _Member(
        household, cohort, order, standing == _KEEPS, begin, names, left.units(profile, solution, persons), at
    )
