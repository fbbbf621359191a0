"""Findings for a donor as sentences with their numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from resettle.insight.donor_masking import count_text, difference_text
from resettle.insight.donor_next import OTHER
from resettle.report import words
from resettle.report.tables import MILLION

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.donor import DonorFacts
    from resettle.insight.donor_next import NextMoney
    from resettle.report.pack import Pack

MOST_NAMED = 4
"""Places and sectors that a sentence names."""
WHOLE_FROM_USD = 100e6
"""Money from which whole millions are told."""
_STEP = 0.05e6


def amount_text(usd: float) -> str:
    """The next money in words: ``10 million``."""
    return f"{usd / MILLION:,.12g} million"


def millions(usd: float, digits: int = 1) -> str:
    """US$ in millions."""
    return f"{usd / MILLION:,.{digits}f}"


def rounded_years(years: float) -> str:
    """Person-years with three digits: an estimate's are no more exact than that."""
    return f"{float(f'{abs(years):.3g}'):,.0f}"


def made_text(facts: DonorFacts) -> str:
    """How the plan was made and how near it is to the best possible."""
    if facts.quality == "estimate":
        return words.ESTIMATE_SAID
    return words.PLAN_SAID.format(sure=words.SURE.get(facts.status, facts.status).format(gap=facts.gap))


def next_answer(more: NextMoney, year: int) -> str:
    """What the next money brings, in one or two sentences."""
    said = amount_text(more.usd)
    if not more.brings:
        return words.NEXT_NOTHING.format(amount=said)
    persons, hidden = more.persons
    text = _heads(persons, hidden).format(amount=said, persons=count_text(abs(persons), hidden), year=year)
    if more.person_years >= 0.5:
        text += words.NEXT_YEARS.format(years=rounded_years(more.person_years))
    elif more.person_years <= -0.5:
        text += words.NEXT_FEWER_YEARS.format(years=rounded_years(more.person_years))
    text += "."
    if more.peak_persons > max(persons, 0.0):
        text += " " + words.NEXT_EARLIER.format(persons=f"{more.peak_persons:,.0f}", peak=more.peak_year)
    return text


def next_details(more: NextMoney) -> list[str]:
    """Where it goes, on what, and what limits it."""
    limit = more.limit or words.NO_LIMIT
    if not more.brings:
        return [words.NEXT_HIDDEN.format(limit=limit)]
    lines = []
    named = more.places[(more.places["name"] != OTHER) & (more.places["persons"] != 0)]
    for sentence, rows in (
        (words.NEXT_WHERE, named[named["persons"] > 0].nlargest(MOST_NAMED, "persons")),
        (words.NEXT_MOVED, named[named["persons"] < 0].nsmallest(MOST_NAMED, "persons")),
    ):
        if len(rows):
            lines.append(sentence.format(places=_places(rows)))
    largest = more.sectors[more.sectors["usd"] > 0].nlargest(MOST_NAMED, "usd")
    if len(largest):
        parts = [
            words.NEXT_OF.format(title=row["title"], usd=millions(row["usd"])) for row in largest.to_dict("records")
        ]
        lines.append(words.NEXT_ON.format(sectors=", ".join(parts) + " million US$"))
    if more.spent_usd > more.usd + _STEP:
        lines.append(words.NEXT_SPENT_MORE.format(spent=millions(more.spent_usd)))
    elif more.spent_usd < more.usd - _STEP:
        lines.append(words.NEXT_SPENT_LESS.format(spent=millions(more.spent_usd)))
    return [*lines, words.NEXT_LIMIT.format(limit=limit)]


def people_title(facts: DonorFacts) -> str:
    """How many settle by when, of how many."""
    persons, hidden = facts.persons
    of_all = float(facts.programmes["of_persons"].sum())
    return words.PEOPLE_TITLE.format(
        persons=count_text(persons, hidden),
        people=count_text(of_all, int(facts.programmes["of_hidden"].sum())),
        year=facts.last_year,
    )


def funders_title(facts: DonorFacts) -> str:
    """What is paid and what stays unspent, and how much of that is earmarked."""
    money = facts.funders
    unspent = float(money["unspent_usd"].sum())
    tied = float(money.loc[money["earmarked"], "unspent_usd"].sum())
    given = float(money["given_usd"].sum())
    digits = 0 if given >= WHOLE_FROM_USD else 1
    return words.FUNDERS_TITLE.format(
        paid=millions(money["paid_usd"].sum(), digits),
        given=millions(given, digits),
        unspent=millions(unspent, digits),
        earmarked=words.ALL_OF_IT if tied == unspent else millions(tied, digits),
    )


def costs_title(facts: DonorFacts) -> str:
    """What a person settled costs."""
    each = facts.usd_per_person
    return words.COSTS_TITLE_NONE if math.isnan(each) else words.COSTS_TITLE.format(usd=f"{each:,.0f}")


def range_title(pack: Pack) -> str:
    """The lowest and the highest number of people among the baseline and the scenarios that are ready."""
    found = [row.persons for _, row in pack.ranges if row is not None and not isinstance(row, str)]
    if not found:
        return words.RANGE_TITLE_NONE
    return words.RANGE_TITLE.format(low=f"{min(found):,.0f}", high=f"{max(found):,.0f}", year=pack.facts.last_year)


def sources_text(facts: DonorFacts) -> str:
    """How many rows are sourced, derived and assumed."""
    rows = sum(facts.confidence.values())
    if not rows:
        return words.SOURCES_NONE
    counts = {name: f"{count:,}" for name, count in facts.confidence.items()}
    shares = {f"{name}_share": f"{count / rows:.0%}" for name, count in facts.confidence.items()}
    text = words.SOURCES_SAID.format(rows=f"{rows:,}", **counts, **shares)
    assumed = facts.by_table[(facts.by_table["confidence"] == "assumption") & (facts.by_table["share"] > 0.5)]
    if len(assumed):
        tables = ", ".join(name.replace("_", " ") for name in assumed["table"])
        text += " " + words.ASSUMED.format(tables=tables)
    return text


def method_texts(facts: DonorFacts) -> list[str]:
    """Method and limits in five sentences."""
    return [sentence.format(base=facts.base_year, year=facts.last_year) for sentence in words.METHOD]


def made_with_text(pack: Pack) -> str:
    """With what, from which data and when."""
    return words.MADE.format(
        version=pack.made_with,
        title=pack.facts.title,
        data_version=pack.data_version,
        digest=pack.digest,
        date=f" · {pack.made_on:%-d %B %Y}" if pack.made_on else "",
    )


def _heads(persons: float, hidden: int) -> str:
    if persons > 0 or hidden:
        return words.NEXT_BRINGS
    return words.NEXT_FEWER_HEADS if persons < 0 else words.NEXT_SAME_HEADS


def _places(rows: pd.DataFrame) -> str:
    return ", ".join(
        words.NEXT_PLACE.format(name=row["name"], persons=difference_text(row["persons"], 0))
        for row in rows.to_dict("records")
    )
