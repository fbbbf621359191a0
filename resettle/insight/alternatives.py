"""Near-best alternatives: plans that give up little of the best result and differ from it as much as can be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
import pandas as pd

from resettle.insight.equity import equity
from resettle.insight.overview import Overview
from resettle.insight.quotable import listed, money, people, per_cent
from resettle.insight.tidy import titles
from resettle.insight.trial import persons_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from resettle.results.near_best import Near
    from resettle.results.plan import Plan

BEST = "best"
MOST = 5
"""Alternatives told unless others are asked for."""
_ROUNDS = 4
_ALIKE = 1e-3
_AGREED = 0.05
_MOST_NAMED = 4


class NearBestPlans(Protocol):
    """A solved estimate, to be solved again near its best (``resettle.results.near_best.NearBest``)."""

    best: Plan
    settle: pd.DataFrame
    nearest: Near
    within: float

    def towards(self, weights: np.ndarray, /, usd: float = 0.0) -> Near | None:
        """The plan near the best that makes Σ weights·persons − usd·(US$ spent) largest."""

    def plan(self, near: Near, /) -> Plan:
        """The plan in tables, verified."""


class Aim(NamedTuple):
    """Where an alternative is looked for: in words, with weights by row of ``settle``, and a price of money."""

    said: str
    weights: np.ndarray
    usd: float = 0.0


@dataclass(frozen=True)
class Alternatives:
    """The best plan and some that are nearly as good.

    Attributes
    ----------
    plans : plan (``best``, then ``1``, ``2``, … the most different first), said (where it was looked for), given_up
        (part of the best objective), persons, person_years (weighted), usd, worst (cover (0i) of the worst-served
        community of origin), moved (persons who settle elsewhere, in the other half of the years, or not at all,
        against the best), moved_share (of those settled in the best), nearest (the least of that to any plan before)
    by_programme : plan, programme, title, persons
    by_place : programme, place, name, best, least, most (persons settled by the last year, over all the plans),
        agreed (whether least and most lie within 5 % of the most)
    within : part of the objective that might be given up
    """

    plans: pd.DataFrame
    by_programme: pd.DataFrame
    by_place: pd.DataFrame
    within: float


def alternatives(near: NearBestPlans, most: int = MOST, told: Callable[[int, int], None] | None = None) -> Alternatives:
    """Up to so many plans near the best, as different from it and from each other as can be found.

    Modelling to generate alternatives: decisions that a model cannot know (history, politics, trust) may prefer one of
    many plans that are nearly as good (Brill, Chang & Hopkins 1982, Management Science 28). Plans are looked for where
    planners look: more people of each programme, less money, more people in either half of the years; and by
    hop-skip-jump, which asks for as few people as can be in the places and halves that the plans so far use. Of all
    that are found, the one furthest from those taken already is taken next.

    How far two plans are from each other: by programme, place and half of the years, the persons that one settles and
    the other does not, the larger of the two directions.
    """
    cells = _Cells(near)
    found = [(BEST, near.nearest)]
    aims = list(cells.aims())
    count = len(aims) + _ROUNDS
    for number in range(count):
        if told is not None:
            told(number + 1, count)
        aim = aims[number] if number < len(aims) else cells.elsewhere([one for _, one in found])
        one = near.towards(aim.weights, aim.usd)
        if one is not None:
            found.append((aim.said, one))
    taken = _most_different(found, cells, most)
    return _told(near, cells, taken)


def quotable_alternatives(found: Alternatives) -> str:
    """How different plans may be that are nearly as good, and what all of them share, in sentences."""
    others = found.plans[found.plans["plan"] != BEST]
    best = found.plans.iloc[0]
    if others.empty:
        return (
            f"No plan that gives up at most {per_cent(found.within)} of the best result settles other people, in other "
            "places or at another time: the best plan stands alone."
        )
    first = others.iloc[0]
    said = (
        f"{_counted(len(others))} at most {per_cent(float(others['given_up'].max()))} of the best result. In the most "
        f"different one {people(first['moved'])} ({per_cent(first['moved_share'])}) settle elsewhere, at "
        f"another time or not at all; it settles {people(first['persons'])} for {money(first['usd'])}, the best "
        f"{people(best['persons'])} for {money(best['usd'])}."
    )
    same = found.by_place[found.by_place["agreed"] & (found.by_place["best"] > 0)]
    open_to_choice = found.by_place[~found.by_place["agreed"]]
    if len(same):
        said += f" All agree, within 5 %, on {len(same)} of {len(found.by_place)} places."
    if len(open_to_choice):
        widest = open_to_choice.assign(spread=open_to_choice["most"] - open_to_choice["least"])
        rows = widest.sort_values("spread", ascending=False, kind="stable").head(_MOST_NAMED).to_dict("records")
        parts = [f"{row['name']} ({row['least']:,.0f} to {row['most']:,.0f} people)" for row in rows]
        said += f" Most is open to choice in {listed(parts)}."
    return said


def _counted(others: int) -> str:
    return "One other plan was found, which gives up" if others == 1 else f"{others} other plans give up"


class _Cells:
    """Who settles by programme, place and half of the years."""

    def __init__(self, near: NearBestPlans) -> None:
        settle, years = near.settle, near.best.years
        self._programmes = titles(near.best.dataset, "programmes")
        self._of = settle["programme"].to_numpy()
        self._early = settle["year"].to_numpy() < years[len(years) // 2]
        keys = settle.assign(early=self._early)[["programme", "place", "early"]]
        self.cell, self.keys = pd.factorize(pd.MultiIndex.from_frame(keys))
        self.cells = len(self.keys)

    def persons(self, near: Near) -> np.ndarray:
        """Persons by cell."""
        return np.bincount(self.cell, weights=near.persons, minlength=self.cells)

    def aims(self) -> Iterator[Aim]:
        """Where planners look."""
        for key, title in self._programmes.items():
            yield Aim(f"more people of {title}", (self._of == key).astype(float))
        yield Aim("less money", np.zeros(len(self._of)), 1.0)
        yield Aim("more people early", self._early.astype(float))
        yield Aim("more people late", (~self._early).astype(float))

    def elsewhere(self, found: list[Near]) -> Aim:
        """Hop, skip and jump: as few people as can be where the plans so far have most."""
        used = np.mean([self.persons(one) for one in found], axis=0)
        weights = 1.0 - 2.0 * used / (used.max() or 1.0)
        return Aim("other places and years", weights[self.cell])

    def apart(self, one: Near, other: Near) -> float:
        """Persons that one plan settles and the other does not, by cell; the larger of the two directions."""
        difference = self.persons(one) - self.persons(other)
        return float(max(difference.clip(min=0.0).sum(), (-difference).clip(min=0.0).sum()))


def _most_different(found: list[tuple[str, Near]], cells: _Cells, most: int) -> list[tuple[str, Near, float]]:
    """The best, then the plan furthest from all taken so far, and so on; with that distance."""
    taken = [(*found[0], 0.0)]
    left = found[1:]
    enough = _ALIKE * max(1.0, float(found[0][1].persons.sum()))
    while left and len(taken) <= most:
        apart = [min(cells.apart(one, other) for _, other, _ in taken) for _, one in left]
        furthest = int(np.argmax(apart))
        if apart[furthest] < enough:
            break
        taken.append((*left.pop(furthest), apart[furthest]))
    return taken


def _told(near: NearBestPlans, cells: _Cells, taken: list[tuple[str, Near, float]]) -> Alternatives:
    plans = {name: near.best if name == BEST else near.plan(one) for name, (_, one, _) in _named(taken)}
    best = near.nearest
    rows, programmes = [], []
    for name, (said, one, nearest) in _named(taken):
        plan, moved = plans[name], cells.apart(one, best)
        even = equity(Overview(plan).evidence)
        worst = even.loc[(even["kind"] == "origin") & (even["measure"] == "cover"), "worst"]
        rows.append(
            {
                "plan": name,
                "said": "" if name == BEST else said,
                "given_up": abs(best.objective - one.objective) / (abs(best.objective) or 1.0),
                "persons": plan.summary.persons_settled,
                "person_years": plan.summary.person_years,
                "usd": plan.summary.cost_usd,
                "worst": float(worst.min()) if len(worst) else np.nan,
                "moved": moved,
                "moved_share": moved / max(1.0, float(best.persons.sum())),
                "nearest": nearest,
            }
        )
        names = titles(plan.dataset, "programmes")
        programmes += [(name, key, title, persons_of(plan, str(key))) for key, title in names.items()]
    return Alternatives(
        plans=pd.DataFrame(rows),
        by_programme=pd.DataFrame(programmes, columns=["plan", "programme", "title", "persons"]),
        by_place=_by_place(plans),
        within=near.within,
    )


def _named(taken: list[tuple[str, Near, float]]) -> list[tuple[str, tuple[str, Near, float]]]:
    return [(BEST if number == 0 else str(number), one) for number, one in enumerate(taken)]


def _by_place(plans: dict[str, Plan]) -> pd.DataFrame:
    """Persons by place in the best plan, and the least and the most of all plans."""
    frames = {name: Overview(plan).places_on_map.set_index("place") for name, plan in plans.items()}
    first = frames[BEST]
    persons = pd.DataFrame({name: frame["persons"] for name, frame in frames.items()}).fillna(0.0)
    table = first[["programme", "name"]].assign(best=persons[BEST], least=persons.min(axis=1), most=persons.max(axis=1))
    table["agreed"] = table["most"] - table["least"] <= _AGREED * table["most"]
    return table.reset_index()[["programme", "place", "name", "best", "least", "most", "agreed"]]
