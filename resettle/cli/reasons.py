"""What ``resettle why`` answers about single limits, places, cohorts and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.cli.endings import say
from resettle.insight.confirmed import MOST, confirmed, quotable_confirmed
from resettle.insight.overview import overview
from resettle.insight.why_not import WhyNots
from resettle.insight.why_not_words import said_cohort, said_place, said_target
from resettle.results.row_moves import RowMoves

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from resettle.insight.why_not import WhyNot
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
    answers, dataset = WhyNots(overview(plan).evidence), plan.dataset
    if chosen.place:
        place = answers.place(chosen.place)
        return said_place(place, dataset), {"short": _short([place])}
    if chosen.cohort:
        cohort = answers.cohort(chosen.cohort)
        tables = {"choices": cohort.by_solution, "short": _short(cohort.places), "relocating": cohort.relocating}
        return said_cohort(cohort, dataset), {name: table for name, table in tables.items() if len(table)}
    target = answers.target(chosen.target)
    return said_target(target, dataset), {"held_by": target.held_by} if len(target.held_by) else {}


def confirm(plan: Plan, top: int | None) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """The limits that are worth most, confirmed on the estimate: a sentence, what is printed, and all of it."""
    say("estimate")
    moves = RowMoves(plan.dataset, plan.scenario)
    table = confirmed(moves, MOST if top is None else top, lambda number, of: say(f"limit {number} of {of}"))
    said = quotable_confirmed(table)
    if plan.summary.quality != "estimate":
        said += " The estimate of the same scenario was used, with facilities in fractions."
    return said, table[list(_SHOWN)].rename(columns=_SHOWN), table


def _short(places: Iterable[WhyNot]) -> pd.DataFrame:
    """What is short for those who wait: place, role, key, equation, what, short, unit, since."""
    rows = [
        (one.place, role, *lasting.shortage, lasting.since)
        for one in places
        for role, found in (("missing", one.missing), ("held by", one.held_by))
        for lasting in found
    ]
    return pd.DataFrame(rows, columns=["place", "role", "key", "equation", "what", "short", "unit", "since"])
