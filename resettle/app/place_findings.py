"""Findings about one place as sentences with their numbers; pure functions from tidy frames to text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from resettle.app.plain import plain
from resettle.app.words import places as words
from resettle.charts.style import short
from resettle.insight.cause_words import left_text
from resettle.insight.limits_words import three_digits
from resettle.insight.place import NEVER_OPEN, NO_SITE, NOBODY_CHOSE
from resettle.insight.services import FULL
from resettle.insight.why_not_found import WAITING
from resettle.insight.works import HOMES

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.place import Absence
    from resettle.insight.why_not_found import WhyNot


def absence_finding(name: str, absence: Absence, last: int, left: str) -> str:
    """That nobody settles at a place, and why; ``left`` says what the plan leaves for those who have chosen it."""
    if absence.reason == NEVER_OPEN:
        opens = words.NEVER if math.isinf(absence.opens_year) else words.IN_YEAR.format(year=int(absence.opens_year))
        reason = words.WHY_NEVER_OPEN.format(opens=opens)
    elif absence.reason == NOBODY_CHOSE:
        reason = words.WHY_NOBODY_CHOSE
    elif absence.reason == NO_SITE:
        reason = words.WHY_NO_SITE.format(chosen=absence.chosen, smallest=absence.min_households)
    else:
        reason = words.WHY_NO_CAPACITY.format(chosen=absence.chosen, left=left)
    return words.NOBODY.format(name=plain(name), year=last, reason=reason)


def limit_finding(name: str, limits: pd.DataFrame, left: str) -> str:
    """What holds a place most by its price, and what else is used up there; ``left`` where nothing is."""
    if limits.empty:
        return words.LIMIT_NONE.format(name=plain(name), left=left)
    first, *others = limits.to_dict("records")
    if first["person_years"] < 0.5:
        named = ", ".join(plain(str(one["label"])) for one in (first, *others))
        return words.LIMIT_USED_UP.format(name=plain(name), others=named)
    said = words.LIMIT_FINDING.format(name=plain(name), label=plain(str(first["label"])), years=first["years"])
    said += " " + words.LIMIT_GAIN.format(person_years=three_digits(first["person_years"]))
    if others:
        said += " " + words.LIMIT_OTHERS.format(others=", ".join(plain(str(one["label"])) for one in others))
    return said


def left_finding(found: WhyNot, limit: float) -> str:
    """What the plan leaves too little of for those who have chosen a place and wait, or what in the aim keeps them."""
    if found.matter != WAITING:
        return words.ALL_SETTLED
    return plain(left_text(found.against, found.held_by, limit, found.year))


def settled_parts(came: dict[str, float]) -> str:
    """Who is settled at a place by what they chose; the parts add to the card's figure."""
    parts = [words.SETTLED_PART[solution].format(persons=persons) for solution, persons in came.items() if persons > 0]
    return ", ".join(parts) or words.NOBODY_SETTLED


def arrivals_finding(name: str, arrivals: pd.DataFrame, last: int) -> str:
    """How many settle at a place, by solution."""
    sums = arrivals.groupby("solution")["persons"].sum()
    known = [(solution, float(sums.get(solution, 0.0))) for solution in words.ARRIVALS_PART]
    parts = [words.ARRIVALS_PART[solution].format(persons=persons) for solution, persons in known if persons > 0]
    return words.ARRIVALS_FINDING.format(persons=float(sums.sum()), name=name, year=last, parts=", ".join(parts))


def homes_finding(name: str, homes: pd.DataFrame, last: int) -> str:
    """Homes and households at a place at the end."""
    whole = homes[(homes["year"] == last) & (homes["rooms"] == homes["rooms"].min())]
    return words.HOMES_FINDING.format(
        homes=float(whole["homes"].sum()), households=float(whole["households"].sum()), name=name, year=last
    )


def services_finding(name: str, services: pd.DataFrame, last: int) -> str:
    """How many services of a place have nothing left at the end."""
    rows = services[services["year"] == last]
    full = int((rows["used_share"] >= FULL).sum())
    return words.SERVICES_FINDING.format(full=full, all=len(rows), name=name, year=last)


def land_finding(name: str, land: pd.DataFrame) -> str:
    """What of a place's land is built on and cleared at the end."""
    end = land[land["year"] == land["year"].max()].iloc[0]
    said = words.LAND_FINDING if end["contaminated_ha"] > 0 else words.LAND_FREE
    return said.format(
        used=end["used_ha"],
        name=name,
        year=int(end["year"]),
        cleared=float(land["cleared_ha"].sum()),
        contaminated=end["contaminated_ha"],
    )


def works_finding(name: str, works: pd.DataFrame, last: int) -> str:
    """Homes that become ready at a place, the year with most of them, and how many services are built."""
    homes = works[works["family"] == HOMES].groupby("year")["amount"].sum()
    others = works.loc[works["family"] != HOMES, "item"].nunique()
    best = int(homes.index.tolist()[int(homes.argmax())]) if len(homes) else last
    return words.WORKS_FINDING.format(homes=float(homes.sum()), name=name, year=last, best=best, services=others)


def money_finding(name: str, payments: pd.DataFrame, last: int) -> str:
    """What is spent at a place, and by whom most."""
    by_funder = payments.groupby("funder_title")["usd"].sum()
    total = float(by_funder.sum())
    return words.MONEY_FINDING.format(
        usd=short(total, "US$"),
        name=name,
        year=last,
        share=float(by_funder.max()) / total,
        funder=str(by_funder.idxmax()),
    )
