"""Findings as sentences with their numbers; pure functions from tidy frames to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.app.components.figures import signed
from resettle.app.plain import plain
from resettle.app.words import overview as words
from resettle.app.words import what_if
from resettle.charts.style import short
from resettle.insight.limits import LINKS, SUPPLIES, capacities_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from typing import Any

    import pandas as pd

    from resettle.insight.certainty import Difference
    from resettle.insight.overview import Overview

FULL = 0.9995
"""Share from which a service counts as full."""


def people_finding(seen: Overview) -> str:
    """How many settle by when, of how many, and the share of each programme."""
    ends = seen.settled_at_end
    return words.PEOPLE_FINDING.format(
        persons=float(ends["persons"].sum()),
        people=float(ends["of_persons"].sum()),
        year=seen.plan.years[-1],
        shares=words.AND.join(f"{share:.0%}" for share in ends["share"]),
    )


def limits_finding(seen: Overview) -> str:
    """What holds the plan most, and what after that."""
    table = capacities_of(seen.limits)
    year = seen.plan.years[-1]
    if table.empty:
        return words.NO_LIMIT
    first, *others = table.head(3).to_dict("records")
    text = words.LIMIT_FIRST.format(label=plain(str(first["label"])), years=first["years"], gain=_gain(first, year))
    if others:
        named = "; ".join(
            words.LIMIT_NEXT.format(label=plain(str(other["label"])), worth=other["worth"]) for other in others
        )
        text += " " + words.LIMIT_OTHERS.format(others=named)
    return text


def choice_finding(seen: Overview) -> str:
    """How many have chosen something that is open, and how many of them settle."""
    chosen = seen.chosen_by_year
    year = seen.plan.years[-1]
    willing = float(chosen.loc[chosen["year"] == year, "persons"].sum())
    people = float(seen.settled_at_end["of_persons"].sum())
    settled = float(seen.settled_at_end["persons"].sum())
    share = settled / willing if willing else 0.0
    return words.CHOICE_FINDING.format(year=year, willing=willing, people=people, share=share)


def money_finding(seen: Overview) -> str:
    """What is spent and what stays unused."""
    money = seen.money_by_funder
    given, unused = float(money["given_usd"].sum()), float(money["unused_usd"].sum())
    return words.MONEY_FINDING.format(
        cost=short(seen.plan.summary.cost_usd, "US$"),
        year=seen.plan.years[-1],
        unused=short(unused, "US$"),
        share=unused / given if given else 0.0,
    )


def homes_finding(seen: Overview) -> str:
    """Homes that stand and households in them."""
    return words.HOMES_FINDING.format(
        homes=float(_all_rooms(seen.homes_by_rooms)["homes"].sum()),
        households=float(_all_rooms(seen.households_by_rooms)["settled"].sum()),
        year=seen.plan.years[-1],
    )


def services_finding(seen: Overview, year: int) -> str:
    """Whether the norm is met, and how many services of places have nothing left."""
    rows = seen.services_against_norm
    rows = rows[rows["year"] == year]
    short_of = int((rows["used_share"] > 1 + 1e-6).sum())
    full = int((rows["used_share"] >= FULL).sum())
    sentence = words.SERVICES_SHORT if short_of else words.SERVICES_FINDING
    return sentence.format(year=year, full=full, all=len(rows), short=short_of)


def map_finding(places: pd.DataFrame, year: int) -> str:
    """The places where most people have settled by a year, the same number of them for each programme."""
    parts = []
    for _, rows in places.groupby("programme", sort=False):
        top = rows.nlargest(2, "persons")
        parts += [words.MAP_PLACE.format(name=row["name"], persons=row["persons"]) for row in top.to_dict("records")]
    return words.MAP_FINDING.format(places=", ".join(parts), year=year)


def confidence_finding(of_all: dict[str, int]) -> str:
    """How many rows are sourced, derived, assumed."""
    return words.CONFIDENCE_FINDING.format(rows=sum(of_all.values()), **of_all)


def confidence_note(by_table: pd.DataFrame, tables: Iterable[str]) -> str:
    """The confidence of some tables, for a caption: ``cohorts 100 % derived; willingness 100 % assumed``."""
    notes = []
    for table in tables:
        rows = by_table[(by_table["table"] == table) & (by_table["share"] > 0)]
        said = ", ".join(
            f"{row['share']:.0%} {words.CONFIDENCE[row['confidence']]}"
            for row in rows.sort_values("share", ascending=False).to_dict("records")
        )
        if said:
            notes.append(f"{table.replace('_', ' ')} {said}")
    return "; ".join(notes)


def rounded(number: float) -> str:
    """A marginal figure with three digits: it is no more exact than that."""
    if number == 0:
        return "0"
    return f"{float(f'{number:.3g}'):,.0f}"


def _gain(limit: Mapping[Hashable, Any], year: int) -> str:
    text = words.GAIN.format(worth=limit["worth"], person_years=rounded(limit["person_years"]))
    if limit["persons"] >= 0.5:
        return text + words.GAIN_MORE.format(persons=rounded(limit["persons"]), year=year)
    return text + words.GAIN_EARLIER


def corridor_hidden(seen: Overview, persons: Difference) -> str:
    """Why a corridor settles nobody more: which limit holds the plan, and how little supplies and roads do."""
    table = capacities_of(seen.limits)
    roads = table["key"].isin((SUPPLIES, LINKS))
    others = table[~roads]
    if others.empty:
        text = what_if.CORRIDOR_FREE.format(label=words.NO_LIMIT)
    elif not roads.any():
        text = what_if.CORRIDOR_FREE.format(label=others.iloc[0]["label"])
    else:
        text = what_if.CORRIDOR_HIDDEN.format(
            label=others.iloc[0]["label"],
            gain=rounded(float(others.iloc[0]["person_years"])),
            supply=rounded(float(table.loc[roads, "person_years"].sum())),
        )
    if persons.least is not None and persons.most is not None and not persons.is_none:
        least, most = signed(persons.least), signed(persons.most)
        text += " " + what_if.CORRIDOR_WITHIN.format(least=least, most=most)
    return text


def _all_rooms(by_rooms: pd.DataFrame) -> pd.DataFrame:
    """The rows of the smallest number of rooms or more: everything."""
    smallest: pd.DataFrame = by_rooms[by_rooms["rooms"] == by_rooms["rooms"].min()]
    return smallest
