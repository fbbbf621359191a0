"""The state of every target and pin: what it asks, what is reached, what is short; one answer for every surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from resettle.insight.fewer_words import said_whom
from resettle.insight.pins import said_pin
from resettle.insight.quotable import listed
from resettle.insight.tidy import titles
from resettle.results.verification.targets import asked_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from resettle.inputs.scenario import Pin
    from resettle.results.verification.evidence import Evidence

PERSONS, HOUSEHOLDS = "people", "households"
TARGET, PIN, SAFEGUARD = "target", "pin", "safeguard"
SAFEGUARDED = "{persons} people by the end of {year} ({whom}), as many as without the change"
_SHORT = 0.5
"""Less than this is not short: what is reached is counted in whole households."""
_MET = "Met: {name} ({reached} of {asked} {unit})."
_ROUNDED = "Met, but for rounding to whole households: {name} ({reached} of {asked} {unit})."
_MISSED = "Missed: {name}: {reached} of {asked} {unit}, {short} short."


class TargetState(NamedTuple):
    """A target or a pin in a plan.

    ``key`` is its key (``scenario 1``; ``pin 2``), ``kind`` ``target`` or ``pin``, ``name`` says in words what it asks,
    ``place`` is the one place that it is about (blank for several), ``unit`` is people or households, ``year`` its year
    (the last one of the horizon for a pin of no year), ``asked`` and ``reached`` are in that unit. ``short`` is
    what the plan's own shortfalls say where the programme misses it, else 0: what planning whole households loses of a
    target that is met is not short.
    """

    key: str
    kind: str
    name: str
    place: str
    unit: str
    year: int
    asked: float
    reached: float
    short: float

    @property
    def is_met(self) -> bool:
        """Whether nothing is short of it."""
        return self.short < _SHORT


def target_states(evidence: Evidence) -> list[TargetState]:
    """Targets, pins that ask for at least so many, and safeguards that are missed, in the order of the scenario."""
    given = evidence.given["targets"]["target"]
    pins = enumerate(evidence.scenario.pin, start=1)
    found = [state_of_target(evidence, str(target)) for target in given]
    found += [_state_of_pin(evidence, number, pin) for number, pin in pins if _least(pin) is not None]
    return [*found, *(one for one in _states_of_safeguards(evidence) if not one.is_met)]


def state_of_target(evidence: Evidence, target: str) -> TargetState:
    """One target by its key; reached are the persons settled that it counts, by the end of its year."""
    targets = evidence.given["targets"]
    (row,) = targets[targets["target"] == target].to_dict("records")
    scope, name, year = str(row["scope"]), str(row["name"]), int(row["year"])
    reached, in_programme = (
        _persons(one.placed, column, scope, name, year)
        for one, column in ((evidence, "persons"), (evidence.unrounded, "by_mean"))
    )
    tables = {"programme": "programmes", "place": "places"}
    whom = "" if scope == "all" else f" ({titles(evidence.given, tables[scope]).get(name, name)})"
    said = f"{float(row['persons']):,.0f} people by the end of {year}{whom}"
    short = _short(evidence, target, float(row["persons"]) - in_programme)
    return TargetState(
        target, TARGET, said, name if scope == "place" else "", PERSONS, year, float(row["persons"]), reached, short
    )


def target_text(state: TargetState) -> str:
    """Whether it is met, by name and with how many."""
    figures = {"reached": f"{state.reached:,.0f}", "asked": f"{state.asked:,.0f}", "unit": state.unit}
    lost = state.reached < state.asked - _SHORT
    sentence = (_ROUNDED if lost else _MET) if state.is_met else _MISSED
    return sentence.format(name=state.name, short=f"{state.short:,.0f} {state.unit}", **figures)


def short_text(states: Sequence[TargetState]) -> str:
    """What is short in all, people of targets and households of pins apart: ``2,517 people and 30 households``."""
    sums = [(unit, sum(one.short for one in states if one.unit == unit)) for unit in (PERSONS, HOUSEHOLDS)]
    return listed([f"{short:,.0f} {unit}" for unit, short in sums if short >= _SHORT])


def _persons(placed: pd.DataFrame, column: str, scope: str, name: str, year: int) -> float:
    """Persons settled of whom a target counts."""
    counted = (placed["year"] <= year).to_numpy(dtype=bool)
    if scope != "all":
        counted = counted & (placed[scope] == name).to_numpy(dtype=bool)
    return float(placed.loc[counted, column].sum())


def _states_of_safeguards(evidence: Evidence) -> Iterator[TargetState]:
    """Each safeguard; what its own households lack before rounding is what the programme decided to miss."""
    if not evidence.scenario.safeguard:
        return
    asked, exact = asked_for(evidence), asked_for(evidence.unrounded, of_classes=True)
    for number, one in enumerate(evidence.scenario.safeguard, start=1):
        key = f"safeguard {number}"
        whom = said_whom(evidence.plan.dataset, one.kind, one.programme, one.name)
        name = SAFEGUARDED.format(persons=f"{one.persons:,.0f}", year=one.year, whom=whom)
        short = _short(evidence, key, float(exact["asked"][key] - exact["found"][key]))
        place = one.name if one.kind == "place" else ""
        reached = float(asked["found"][key])
        yield TargetState(key, SAFEGUARD, name, place, PERSONS, one.year, one.persons, reached, short)


def _households(placed: pd.DataFrame, pin: Pin) -> float:
    """Households settled whom a pin counts."""
    chosen = np.full(len(placed), fill_value=True)
    for key in ("programme", "solution", "place"):
        if getattr(pin, key):
            chosen = chosen & (placed[key] == getattr(pin, key)).to_numpy(dtype=bool)
    if pin.year is not None:
        chosen = chosen & (placed["year"] == pin.year).to_numpy(dtype=bool)
    return float(placed.loc[chosen, "households"].sum())


def _state_of_pin(evidence: Evidence, number: int, pin: Pin) -> TargetState:
    bound = "at_least" if pin.at_least is not None else "exactly"
    year = int(evidence.years[-1]) if pin.year is None else pin.year
    said, least = said_pin(pin, evidence.plan.dataset), float(_least(pin) or 0.0)
    reached, in_programme = (_households(one.placed, pin) for one in (evidence, evidence.unrounded))
    short = _short(evidence, f"pin {number} {bound}", least - in_programme)
    return TargetState(f"pin {number}", PIN, said, pin.place, HOUSEHOLDS, year, least, reached, short)


def _least(pin: Pin) -> float | None:
    return pin.at_least if pin.at_least is not None else pin.exactly


def _short(evidence: Evidence, name: str, before_rounding: float) -> float:
    """What the plan's shortfalls say, unless only planning whole households takes it from a target that is met."""
    shortfalls = evidence.plan["shortfalls"]
    missed = float(shortfalls.loc[shortfalls["target"] == name, "persons"].sum())
    return missed if before_rounding >= _SHORT else 0.0
