"""What changed between two scenarios, and how much of the difference in people each change accounts for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import pandas as pd

from resettle.inputs.scenario import Scenario
from resettle.insight.certainty import asked_alike, difference
from resettle.insight.part_names import part_name
from resettle.insight.quotable import listed, more_or_fewer, people
from resettle.insight.trial import tried
from resettle.results.figures import PERSONS, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from resettle.insight.certainty import Ranges
    from resettle.insight.trial import Estimates, Trial
    from resettle.results.plan import Plan

MOST_EXACT = 4
"""Up to so many changes every order of them is looked at: 16 estimates for 4."""
FIGURES = ("persons", "person_years", "objective", "usd")
TOGETHER = "all changes together"
_MOST_NAMED = 3
_SILENT = 0.5
_LONG = 12
_NOT_ASKED = {"title", "description", "dataset", "whole_facilities"}
_DEEPER = {"scale": 1, "floors": 1, "opens": 2}
_ABSENT = object()


@dataclass(frozen=True)
class WhatChanged:
    """The difference of two plans, split by cause.

    Attributes
    ----------
    parts : the largest part in people first: part (field of the scenario), label (in words), before, after (what it
        says, in words), persons, person_years, objective (missing where the two aims differ, which do not compare),
        usd (what it accounts for; each column adds to the whole difference), begins_at (persons at which its bar
        begins in a waterfall from the first plan)
    before, after : the figures of both plans; empty where there is none
    exact : whether every order of the changes was looked at
    why : why the difference cannot be told; blank where it can
    noise : persons by which plans as good as the two may differ without any cause: a part that accounts for no more is
        too small to tell; 0 where it was not worked out
    """

    parts: pd.DataFrame
    before: Mapping[str, float]
    after: Mapping[str, float]
    exact: bool
    why: str
    noise: float = 0.0


def what_changed(estimates: Estimates, before: Scenario, after: Scenario) -> WhatChanged:
    """Split what differs between two scenarios' estimates among the parts in which the scenarios differ.

    Changes made one after the other account for the difference step by step, but by how much depends on their order
    where one works only with the other (builders without money). A part's share is the mean of its steps over all
    orders: its Shapley value (Shapley 1953), which adds to the whole, gives a part that never matters nothing and
    treats alike parts alike. With more than four parts the mean is of two orders, the scenario's own and its reverse;
    it still adds to the whole. Orders that lead through scenarios without a plan are left out of the mean; where all
    do, the parts are told together. Shares of an estimate, with facilities in fractions.
    """
    changed = changed_parts(before, after)
    seen: dict[frozenset[str], Trial] = {}

    def reached(done: Iterable[str]) -> Plan | None:
        """The plan with some of the parts as they are after, the others as before."""
        key = frozenset(done)
        if key not in seen:
            ends = {frozenset(): before, frozenset(changed): after}
            seen[key] = tried(estimates, ends.get(key) or mixed(before, after, key))
        return seen[key].plan

    first, last = reached(()), reached(changed)
    if first is None or last is None:
        why = seen[frozenset() if first is None else frozenset(changed)].why
        return WhatChanged(
            _parts({}, pd.DataFrame(columns=list(FIGURES)), first),
            _figures(first),
            _figures(last),
            exact=False,
            why=why,
        )
    exact = len(changed) <= MOST_EXACT
    orders = list(permutations(changed)) if exact else [tuple(changed), tuple(reversed(changed))]
    walks = [[reached(order[:steps]) for steps in range(len(order) + 1)] for order in orders]
    taken = [_steps(order, walk) for order, walk in zip(orders, walks, strict=True) if None not in walk]
    if not taken:
        changed = {TOGETHER: ("", "")}
        taken = [_steps((TOGETHER,), [first, last])]
    table = _parts(changed, sum(taken[1:], taken[0]) / len(taken), first)
    if first.summary.mode != last.summary.mode:
        table["objective"] = float("nan")
    exact = exact and len(taken) == len(orders)
    noise = persons_noise(estimates, first, last)
    return WhatChanged(table, _figures(first), _figures(last), exact=exact, why="", noise=noise)


@runtime_checkable
class KnowsRanges(Protocol):
    """Whoever can say what an estimate leaves open: an ``Estimator``, or a study of the app."""

    def ranges(self, plan: Plan, figures: Iterable[Figure] | None = None, /) -> Ranges:
        """Near-optimal ranges of some figures of an estimate."""


def persons_noise(estimates: object, first: Plan, last: Plan) -> float:
    """Persons by which the two estimates may differ from what is shown, among plans as good; 0 where nobody knows."""
    if not isinstance(estimates, KnowsRanges) or asked_alike(first, last):
        return 0.0
    persons = Figure(PERSONS)
    ends = [estimates.ranges(plan, [persons]).get(persons) for plan in (last, first)]
    if ends[0] is None or ends[1] is None:
        return 0.0
    found = difference(ends[0], ends[1])
    least, most = found.least or 0.0, found.most or 0.0
    return max(most - found.value, found.value - least)


def changed_parts(before: Scenario, after: Scenario) -> dict[str, tuple[str, str]]:
    """Parts in which two scenarios differ, in the order of a scenario's file, with what each says in words.

    A lever, a floor, an opening is a part (``scale.build``, ``opens.corridor.zangezur``); all single changes of
    figures are one part (``change``, the rows added with them), as their order matters to them, and so are all targets
    and all pins.
    """
    first, second = _leaves(before), _leaves(after)
    parts = [part for part in dict.fromkeys([*first, *second]) if first.get(part, _ABSENT) != second.get(part, _ABSENT)]
    if ("change",) in parts:  # a change may be of a row that was added: they come and go together
        parts = [part for part in parts if part != ("add",)]
    return {".".join(part): (_said(first.get(part, _ABSENT)), _said(second.get(part, _ABSENT))) for part in parts}


def mixed(before: Scenario, after: Scenario, done: frozenset[str]) -> Scenario:
    """The first scenario with some of its parts (see ``changed_parts``) as the second has them."""
    leaves, others = _leaves(before), _leaves(after)
    done |= {"add"} if "change" in done else set()
    for part in {*leaves, *others}:
        if ".".join(part) in done:
            if part in others:
                leaves[part] = others[part]
            else:
                leaves.pop(part, None)
    content: dict[str, object] = {}
    for path, value in leaves.items():
        at: dict[str, object] = content
        for key in path[:-1]:
            at = at.setdefault(key, {})  # type: ignore[assignment]
        at[path[-1]] = value
    return Scenario.from_content(content, "scenario in between")


def quotable_change(change: WhatChanged) -> str:
    """The difference and its largest causes, in sentences with their numbers."""
    if change.why:
        return f"One of the two scenarios has no plan, so nothing can be compared: {change.why}"
    if change.parts.empty:
        return f"The two scenarios ask the same: {people(change.before['persons'])} settle in both."
    more = change.after["persons"] - change.before["persons"]
    said = f"{people(change.after['persons'])} settle instead of {people(change.before['persons'])}, "
    said += f"{more_or_fewer(more)}." if round(more) else "no more and no fewer."
    if change.noise >= _SILENT:
        said += f" Plans as good as these differ by up to {people(change.noise)}; what is less is too small to tell."
    size = change.parts["persons"].abs()
    silent = size < _SILENT
    small = ~silent & (size <= change.noise)
    causes = [
        f"{row['label']}{_from_to(row)} accounts for {more_or_fewer(row['persons'])}"
        for _, row in change.parts[~silent & ~small].head(_MOST_NAMED).iterrows()
    ]
    left_out = change.parts[~silent].iloc[_MOST_NAMED:]
    if len(left_out):
        one = "one other change accounts" if len(left_out) == 1 else f"{len(left_out)} other changes account"
        causes.append(f"{one} for {more_or_fewer(left_out['persons'].sum())} together")
    if causes:
        said += f" Of this, {listed(causes)}."
    if small.any():
        said += f" Too small to tell: {listed(list(change.parts.loc[small, 'label']))}."
    if silent.any():
        said += f" Nothing in the number of people comes from {listed(list(change.parts.loc[silent, 'label']))}."
    return said


def _from_to(row: pd.Series) -> str:
    """What the part says in both scenarios, where it is short enough to read."""
    short = 0 < len(row["before"]) <= _LONG and 0 < len(row["after"]) <= _LONG
    return f" (from {row['before']} to {row['after']})" if short else ""


def _leaves(scenario: Scenario) -> dict[tuple[str, ...], object]:
    """Each part of a scenario by its path."""
    found: dict[tuple[str, ...], object] = {}

    def walk(path: tuple[str, ...], value: object, deeper: int) -> None:
        if isinstance(value, dict) and deeper:
            for key, inner in value.items():
                further = 2 if path == ("opens",) and key == "solution" else deeper - 1
                walk((*path, str(key)), inner, further)
        else:
            found[path] = value

    for field, value in scenario.model_dump(mode="json", exclude=_NOT_ASKED).items():
        walk((field,), value, _DEEPER.get(field, 0))
    return found


def _said(value: object) -> str:
    """What a part says, in words; blank where the scenario does not say."""
    if value is _ABSENT or value is None or value == []:
        return ""
    if isinstance(value, list) and isinstance(value[0], dict):
        return f"{len(value)} of them"
    if isinstance(value, list):
        return "–".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _figures(plan: Plan | None) -> dict[str, float]:
    if plan is None:
        return {}
    said = plan.summary
    values = (said.persons_settled, said.person_years, said.objective, said.cost_usd)
    return dict(zip(FIGURES, values, strict=True))


def _steps(order: tuple[str, ...], walk: list[Plan | None]) -> pd.DataFrame:
    """What each part brings on one way from the first plan to the second, in rows by part."""
    figures = pd.DataFrame([_figures(plan) for plan in walk], columns=list(FIGURES))
    rows = [figures.iloc[there] - figures.iloc[here] for here, there in pairwise(range(len(figures)))]
    return pd.DataFrame(rows, index=list(order), columns=list(FIGURES)).sort_index()


def _parts(changed: Mapping[str, tuple[str, str]], shares: pd.DataFrame, first: Plan | None) -> pd.DataFrame:
    """The parts with what each says and accounts for, the largest first, and where its bar begins."""
    said = pd.DataFrame(list(changed.values()), index=list(changed), columns=["before", "after"], dtype=object)
    table = said.join(shares.astype(float)).rename_axis(index="part").reset_index()
    labels = [part if first is None else part_name(part, first.dataset) for part in table["part"]]
    table.insert(1, "label", pd.Series(labels, dtype="str"))
    order = table["persons"].abs().sort_values(ascending=False, kind="stable").index
    table = table.loc[order].reset_index(drop=True)
    start = 0.0 if first is None else first.summary.persons_settled
    table["begins_at"] = start + table["persons"].cumsum() - table["persons"]
    return table
