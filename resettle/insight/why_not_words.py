"""Why not, in sentences with their numbers: a place, a cohort, a target."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from resettle.insight.cause_words import lasting_text, left_text, proof_text
from resettle.insight.cohort_names import cohort_names
from resettle.insight.quotable import listed, people
from resettle.insight.tidy import titles
from resettle.insight.why_not_found import NO_PLACE, NOBODY_CHOSE, NOT_OPEN, SETTLED

if TYPE_CHECKING:
    import pandas as pd

    from resettle.inputs.dataset import Dataset
    from resettle.insight.shortages import Shortage
    from resettle.insight.why_not_found import WhyNot, WhyNotCohort, WhyNotTarget

_DOES = {"return": "return to {to}", "integrate": "integrate in {to}", "relocate": "relocate"}
_TOLD = 6
_HALF = 0.5


def said_place(found: WhyNot, dataset: Dataset, limit: float) -> str:
    """Why not more people settle at a place, with what is short, since when, and the number of the equation.

    A line for who waits, one for what holds them, one for what they would need there. ``limit`` is the scenario's
    usd_per_person_year. Only where planning again has proved a cause is it called one.
    """
    name = str(titles(dataset, "places").get(found.place, found.place))
    if found.matter == NO_PLACE:
        return f"{name} is no place of this plan: nobody can settle there."
    if found.matter == NOBODY_CHOSE:
        return (
            f"Nobody has chosen to return to {name} or to integrate in it by {found.year}, and nobody waits who "
            "relocates and may settle there: what people have chosen holds it (2)."
        )
    if found.matter == SETTLED:
        return (
            f"All {people(found.chosen)} who have chosen {name} by {found.year} are settled, to the last whole "
            "household: for more to settle there, more would have to choose it (2)."
        )
    if found.matter == NOT_OPEN:
        opens = "never opens to them" if math.isinf(found.opens) else f"opens to them in {found.opens:.0f}"
        said = f"{people(found.persons)} have chosen {name} by {found.year} and wait, but it {opens} (3)."
        return said if found.proof is None else f"{said}\n{proof_text(found.proof, (), limit, found.year)}"
    whose = "who relocate and might settle" if found.relocating else "who have chosen it"
    said = (
        f"{name}: {people(found.persons)} ({found.households:,.0f} households) {whose}"
        f"{' there' if found.relocating else ''} are not settled by the end of {found.year}."
    )
    if found.proof is None:
        held = left_text(found.against, found.held_by, limit, found.year)
    else:
        held = proof_text(found.proof, found.held_by, limit, found.year)
    if not found.missing or found.against is not None:
        return f"{said}\n{held}"
    here = tuple(replace(one, shortage=_unplaced(one.shortage, name)) for one in found.missing)
    return f"{said}\n{held}\nTo settle them there the plan would have to provide: {lasting_text(here, found.year)}."


def _unplaced(shortage: Shortage, name: str) -> Shortage:
    """Told of no place, where the sentence has named it."""
    return shortage._replace(what=shortage.what.removesuffix(f" in {name}").lower())


def said_cohort(found: WhyNotCohort, dataset: Dataset, limit: float) -> str:
    """Why not all households of a cohort are settled: a line for what is chosen, then one for each place."""
    names = titles(dataset, "places")
    name = cohort_names(dataset).get(found.cohort, found.cohort)
    settled = f"{found.settled:,.0f} of {found.households:,.0f} households"
    lines = [f"{name}: {settled} are settled by the end of {found.year}."]
    if found.undecided >= 1:
        lines.append(f"{found.undecided:,.0f} have chosen nothing by then, and nobody is placed against a choice (2).")
    for row in found.by_solution[found.by_solution["waiting"] > 0].to_dict("records"):
        does = _DOES[str(row["solution"])].format(to=names.get(row["to"], row["to"]))
        lines.append(f"{row['waiting']:,.0f} of {row['chosen']:,.0f} who have chosen to {does} wait.")
    if len(lines) == 1 and found.settled > 0:
        lines.append("All who have chosen are settled, to the last whole household.")
    lines += [said_place(one, dataset, limit) for one in found.places]
    parts = [f"{row['what']} (in {row['places']} of {row['of']} places)" for row in _records(found.relocating)]
    if parts:
        lines.append(f"Too little is left where those who relocate might settle: {listed(parts, _TOLD)}.")
    if found.proof is not None:
        lines.append(f"Of those who relocate: {proof_text(found.proof, (), limit, found.year)}")
    return "\n".join(lines)


def said_target(found: WhyNotTarget, dataset: Dataset, limit: float) -> str:
    """Why a target is missed: that too few have chosen, or what holds those who wait, the most people first."""
    known = {"programme": "programmes", "place": "places"}.get(found.scope)
    of = f" ({titles(dataset, known).get(found.name, found.name)})" if known else ""
    asked = f"Target {found.target}{of}: {people(found.asked)} by the end of {found.year}"
    if found.short < _HALF:
        return f"{asked}. It is met: {people(found.reached)} settle by then."
    lines = [f"{asked}. It falls short by {people(found.short)}."]
    if found.chosen < found.asked - 0.5:
        lines.append(
            f"Only {people(found.chosen)} who may settle there have chosen by then: what people have chosen leaves it "
            f"{people(found.asked - found.chosen)} short whatever is built (2)."
        )
    rows = [
        f"{row['what']} {row['equation']}: {people(row['persons'])} wait where it is short, in {_places(row['places'])}"
        for row in _records(found.held_by)
    ]
    if rows:
        lines.append(f"The plan leaves too little of: {'; '.join([*rows[:_TOLD], *_rest(rows)])}.")
    if found.proof is not None:
        lines.append(proof_text(found.proof, (), limit, found.year))
    return "\n".join(lines)


def _rest(rows: list[str]) -> list[str]:
    """How many more there are than are named."""
    more = len(rows) - _TOLD
    return [f"and {more} other{'s' * (more > 1)}"] if more > 0 else []


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _places(count: object) -> str:
    return f"{count} place" if count == 1 else f"{count} places"
