"""Targets and pins that contradict one another: the smallest set that no plan can meet together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd
from scipy import optimize

from resettle.errors import ResettleError
from resettle.insight.fewer_words import said_whom
from resettle.insight.pins import said_pin
from resettle.insight.quotable import households, listed, people
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario

NOTHING_ASKED, TOGETHER, CONFLICT, NO_PLAN = "nothing asked", "all together", "conflict", "no plan"
_SHORT = 0.01
_COLUMNS = ["name", "said", "unit", "alone", "gives_way"]


class Askable(Protocol):
    """A programme whose targets and pins can be held or let go (``resettle.results.raises.Raises``)."""

    families: tuple[str, ...]

    def missed(
        self, wanted: Collection[str], hard: Collection[str], allowed: Collection[str] = ()
    ) -> dict[str, float] | None:
        """By how much each is missed where all together are missed least, with the hard ones met."""


@dataclass(frozen=True)
class Conflict:
    """Whether a scenario's targets and pins can all be met at once, and if not, which stand against one another.

    Attributes
    ----------
    ended : ``nothing asked``, ``all together``, ``conflict`` or ``no plan``
    members : of the smallest conflicting set: name, said (in words), unit, alone (missed of it with the others of
        the set let go; above 0 it is in conflict with what there is, not with the others), gives_way (the least that
        is missed of it with all the others of the set met; NaN where these conflict without it)
    asked : how many targets and pins there are
    rest_together : whether all that are not in the set can be met together
    always : whether the set cannot be met either with so many times every capacity and all money
    most : how many times
    solves : linear programmes that were solved
    why : why there is no plan; blank where there is one
    """

    ended: str
    members: pd.DataFrame
    asked: int
    rest_together: bool = True
    always: bool = False
    most: float = 1.0
    solves: int = 0
    why: str = ""


def smallest_conflict(
    askable: Callable[[], Askable],
    dataset: Dataset,
    scenario: Scenario,
    most: float,
    told: Callable[[int, int], None] | None = None,
) -> Conflict:
    """The fewest targets and pins that cannot be met together with what there is.

    By hitting sets (Ignatiev and others 2015, *Smallest MUS extraction with minimal hitting set dualization*): a set
    that can be met leaves the others out, and every conflict has one of those. The fewest names that hit all that
    were left out so far are tried: met, they lead to another set that can be met; not met, they are the smallest
    conflict there is, since every conflict hits all of these too. Pins of at most so many count like the others here.

    Parameters
    ----------
    askable : gives the programme, with limits that may be up to ``most`` times as large
    told : hears number and count before each solve; the count is a guess
    """
    said = _said(dataset, scenario)
    if not said:
        return Conflict(NOTHING_ASKED, _members([]), 0)
    try:
        asked = _Asked(askable(), list(said), told)
    except ResettleError as trouble:
        return Conflict(NO_PLAN, _members([]), len(said), why=str(trouble))
    smallest = _smallest(asked)
    if smallest is None:
        return Conflict(TOGETHER, _members([]), len(said), most=most, solves=asked.solves)
    rest = [name for name in said if name not in smallest]
    rows = [(name, *said[name], asked.least(name, []), asked.least(name, smallest)) for name in smallest]
    return Conflict(
        CONFLICT,
        _members(rows),
        len(said),
        rest_together=not rest or asked.met(rest) is not None,
        always=asked.missed(smallest, smallest, raised=True) is None,
        most=most,
        solves=asked.solves,
    )


def quotable_conflict(found: Conflict) -> str:
    """Which targets and pins stand against one another, in sentences."""
    if found.ended == NOTHING_ASKED:
        return "This scenario has no targets and no pins."
    if found.ended == NO_PLAN:
        return f"This scenario has no plan: {found.why}"
    if found.ended == TOGETHER:
        counted = "The one target or pin" if found.asked == 1 else f"All {found.asked} targets and pins"
        return f"{counted} can be met{' together' if found.asked > 1 else ''} with the present capacities and money."
    rows = found.members.to_dict("records")
    quoted = [f"“{row['said']}”" for row in rows]
    if len(rows) == 1:
        short = _amount(rows[0]["alone"], rows[0])
        first = f"{quoted[0]} cannot be met with the present capacities and money: it falls short by {short}."
    else:
        first = f"{listed(quoted)} cannot be met together; without any one of them the others can."
    ways = [
        f"{quote} by {_amount(row['gives_way'], row)}"
        for quote, row in zip(quoted, rows, strict=True)
        if row["gives_way"] == row["gives_way"]
    ]
    lines = [first]
    if len(rows) > 1 and ways:
        lines.append(f"Relaxing any one is enough: {', or '.join(ways)}.")
    if found.always:
        lines.append(
            f"{found.most:g} times every capacity and all money would not help: what people have chosen, when "
            "places open, how long building takes, or the pins' own amounts rule it out."
        )
    else:
        lines.append("More capacity or money can help: ask what would meet the targets.")
    if not found.rest_together:
        lines.append("Other targets and pins conflict with one another too: change these, and ask again.")
    return "\n".join(lines)


class _Asked:
    """The programme's answers, counted."""

    def __init__(self, programme: Askable, names: list[str], told: Callable[[int, int], None] | None) -> None:
        self._programme, self.names, self._told = programme, names, told
        self.solves = 0

    def missed(self, wanted: Sequence[str], hard: Collection[str], *, raised: bool = False) -> dict[str, float] | None:
        self.solves += 1
        if self._told is not None:
            self._told(self.solves, max(self.solves, 2 * len(self.names) + 2))
        return self._programme.missed(wanted, hard, self._programme.families if raised else ())

    def met(self, hard: Sequence[str]) -> list[str] | None:
        """The targets and pins that are met where the hard ones are; None where these cannot be."""
        found = self.missed(self.names, hard)
        return None if found is None else [name for name in self.names if found.get(name, 0.0) <= _SHORT]

    def least(self, name: str, among: Sequence[str]) -> float:
        """The least that is missed of one with the others of a set met; NaN where these cannot be."""
        others = [other for other in among if other != name]
        found = self.missed([name, *others], others)
        return float("nan") if found is None else found.get(name, 0.0)


def _smallest(asked: _Asked) -> list[str] | None:
    """The smallest set that cannot be met; None where all can."""
    left_out: list[list[str]] = []
    tried: list[str] = []
    while True:
        met = asked.met(tried)
        if met is None:
            return tried
        missing = [name for name in asked.names if name not in met and name not in tried]
        if not missing:
            return None
        left_out.append(missing)
        tried = _fewest_hitting(asked.names, left_out)


def _fewest_hitting(names: list[str], sets: list[list[str]]) -> list[str]:
    """The fewest names that are in every set; among as few, those that come first."""
    inside = np.array([[float(name in one) for name in names] for one in sets])
    first = 1.0 + np.arange(len(names)) / (len(names) + 1.0) ** 2
    found = optimize.milp(
        first,
        constraints=optimize.LinearConstraint(inside, lb=1.0),
        integrality=np.ones(len(names)),
        bounds=optimize.Bounds(0.0, 1.0),
    )
    return [name for name, value in zip(names, found.x, strict=True) if value > 0.5]


def _said(dataset: Dataset, scenario: Scenario) -> dict[str, tuple[str, str]]:
    """Targets and pins by the model's name for them: in words, and what they are counted in."""
    named: dict[str, tuple[str, str]] = {}
    asked: list[Any] = dataset["targets"].rename(columns={"target": "of"}).to_dict("records")
    asked += [{"of": f"scenario {number}", **one.model_dump()} for number, one in enumerate(scenario.target, start=1)]
    for row in asked:
        known = {"programme": "programmes", "place": "places"}.get(str(row["scope"]))
        whose = f" ({titles(dataset, known).get(row['name'], row['name'])})" if known else ""
        named[str(row["of"])] = (f"{people(float(row['persons']))} by the end of {row['year']}{whose}", "people")
    for number, one in enumerate(scenario.safeguard, start=1):
        whose = said_whom(dataset, one.kind, one.programme, one.name)
        named[f"safeguard {number}"] = (f"{people(one.persons)} by the end of {one.year} ({whose})", "people")
    for number, pin in enumerate(scenario.pin, start=1):
        named[f"pin {number}"] = (said_pin(pin, dataset), "households")
    return named


def _members(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=_COLUMNS)


def _amount(amount: float, row: Mapping[Hashable, object]) -> str:
    return people(amount) if row["unit"] == "people" else households(amount)
