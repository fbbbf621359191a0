"""What ``resettle why`` answers about single limits, places, cohorts and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.cli.endings import say
from resettle.insight.confirmed import MOST, confirmed, quotable_confirmed
from resettle.insight.overview import overview
from resettle.insight.tidy import titles
from resettle.insight.why_not import WhyNots
from resettle.insight.why_not_words import said_cohort, said_place, said_target
from resettle.results.make_plan import make_plan
from resettle.results.row_moves import RowMoves

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from resettle.inputs.dataset import Dataset
    from resettle.inputs.scenario import Scenario
    from resettle.insight.proof import Proof
    from resettle.insight.why_not_found import WhyNot
    from resettle.results.plan import Plan

    Answer = tuple[str, dict[str, pd.DataFrame]]

_SHOWN = {
    "limit": "limit",
    "there": "there",
    "unit": "unit",
    "predicted_person_years": "person-years by price",
    "more_person_years": "found with more",
    "less_person_years": "found with less",
    "more_persons": "people with more",
    "holds": "price holds with",
    "person_years_per_million": "per million US$",
}
"""Columns of the confirmed table that are printed; all of them are written."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments that narrow the question ``limits``."""
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--place", metavar="KEY", help="why not more people settle at this place")
    whom.add_argument("--cohort", metavar="KEY", help="why not all households of this cohort are settled")
    whom.add_argument("--target", metavar="NAME", help="why this target is missed")
    parser.add_argument(
        "--confirm", action="store_true", help="solve again with a step more and a step less of each limit"
    )
    parser.add_argument("--top", metavar="N", type=int, help=f"with --confirm: so many limits (default: {MOST})")


def refuse_unusable(chosen: argparse.Namespace) -> None:
    """Refuse what does not go together, before any work."""
    narrowed = any(getattr(chosen, name) for name in ("place", "cohort", "target", "confirm"))
    if narrowed and chosen.question != "limits":
        chosen.refuse("--place, --cohort, --target and --confirm belong to the question `limits`")
    if chosen.top is not None and not chosen.confirm:
        chosen.refuse("--top belongs to --confirm")
    if chosen.top is not None and chosen.top < 1:
        chosen.refuse(f"--top {chosen.top}: expected 1 or more")


def why_not(plan: Plan, chosen: argparse.Namespace) -> Answer | None:
    """Why not, for the place, cohort or target that is named; None where none is."""
    if not (chosen.place or chosen.cohort or chosen.target):
        return None
    answers, dataset, limit = (
        WhyNots(overview(plan).evidence, _Solving()),
        plan.dataset,
        plan.scenario.usd_per_person_year,
    )
    if chosen.place:
        place = answers.place(chosen.place)
        return said_place(place, dataset, limit), _filled(causes=_causes([place.proof]), short=_short([place]))
    if chosen.cohort:
        cohort = answers.cohort(chosen.cohort)
        causes = _causes([*(place.proof for place in cohort.places), cohort.proof])
        short = _short(cohort.places)
        tables = _filled(
            choices=_choices(cohort.by_solution, dataset), causes=causes, short=short, relocating=cohort.relocating
        )
        return said_cohort(cohort, dataset, limit), tables
    target = answers.target(chosen.target)
    tables = _filled(causes=_causes([target.proof]), short=target.held_by.drop(columns="key"))
    return said_target(target, dataset, limit), tables


class _Solving:
    """Estimates of other data and scenarios, counted as they come."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, dataset: Dataset, scenario: Scenario) -> Plan:
        """A verified estimate; raises what ``make_plan`` raises."""
        self._count += 1
        say(f"estimate {self._count}")
        return make_plan(dataset, scenario, estimate=True)


def confirm(plan: Plan, top: int | None) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """The limits that are worth most, confirmed on the estimate: a sentence, what is printed, and all of it."""
    say("estimate")
    moves = RowMoves(plan.dataset, plan.scenario)
    table = confirmed(moves, MOST if top is None else top, lambda number, of: say(f"limit {number} of {of}"))
    said = quotable_confirmed(table)
    if plan.summary.quality != "estimate":
        said += " The estimate of the same scenario was used, with facilities in fractions."
    return said, table[list(_SHOWN)].rename(columns=_SHOWN), table


def _filled(**tables: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {name: table for name, table in tables.items() if len(table)}


def _choices(by_solution: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """What was chosen by solution, with places by their names."""
    return by_solution.assign(to=by_solution["to"].replace(titles(dataset, "places").to_dict()))


def _causes(proofs: Iterable[Proof | None]) -> pd.DataFrame:
    """What was proved: cause, people that plenty of it alone settles, people that plenty of all settles."""
    rows = [
        (one.cause.what, one.alone, proof.together) for proof in proofs if proof is not None for one in proof.helping
    ]
    return pd.DataFrame(rows, columns=["cause", "people settled by it alone", "people settled by all"])


def _short(places: Iterable[WhyNot]) -> pd.DataFrame:
    """What the plan leaves too little of for those who wait: place, for what, what, short, unit, since, equation."""
    rows = [
        (one.place, role, short.what, short.short, short.unit, lasting.since, short.equation)
        for one in places
        if one.against is None
        for role, found in (("to be provided", one.missing), ("given", one.held_by))
        for lasting in found
        for short in (lasting.shortage,)
    ]
    return pd.DataFrame(rows, columns=["place", "role", "what", "short", "unit", "since", "equation"])
