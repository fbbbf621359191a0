"""Findings for a donor as sentences with their numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from resettle.insight.donor_masking import SMALLEST, count_text
from resettle.insight.donor_questions import RangeRow
from resettle.insight.gain_words import TOO_SMALL, ShownGain, range_words, shown_gain, signed_count
from resettle.report import words
from resettle.report.tables import MILLION
from resettle.results.gain_ranges import Gain

if TYPE_CHECKING:
    from resettle.insight.donor import DonorFacts
    from resettle.insight.donor_next import NextMoney
    from resettle.report.pack import Pack

MOST_NAMED = 4
"""Places and sectors that a sentence names."""
WHOLE_FROM_USD = 100e6
"""Money from which whole millions are told."""


def amount_text(usd: float) -> str:
    """The next money in words: ``10 million``."""
    return f"{usd / MILLION:,.12g} million"


def millions(usd: float, digits: int = 1) -> str:
    """US$ in millions."""
    return f"{usd / MILLION:,.{digits}f}"


def usd_text(usd: float) -> str:
    """The next money in words with its currency: ``US$ 10 million``."""
    return f"US$ {amount_text(usd)}"


def scenario_text(facts: DonorFacts) -> str:
    """Which scenario all figures are of, for a large heading."""
    if facts.is_baseline:
        named = facts.scenario.casefold().startswith(words.BASELINE_NAMED.casefold())
        return facts.scenario if named else ": ".join(filter(None, [words.BASELINE_NAMED, facts.scenario]))
    return words.SCENARIO_NAMED.format(title=facts.scenario) if facts.scenario else words.SCENARIO_UNNAMED


def made_text(facts: DonorFacts) -> str:
    """How the plan was made and how near it is to the best possible."""
    if facts.quality == "estimate":
        return words.ESTIMATE_SAID
    return words.PLAN_SAID.format(sure=words.SURE.get(facts.status, facts.status).format(gap=facts.gap))


def programme_texts(facts: DonorFacts) -> list[str]:
    """Each programme's full title once, where it has a short one."""
    rows = facts.programmes.to_dict("records")
    return [
        words.PROGRAMME_SAID.format(short=row["title"], full=row["full_title"])
        for row in rows
        if row["title"] != row["full_title"]
    ]


def next_answer(more: NextMoney, year: int) -> str:
    """What the next money brings: person-years first, people second, each with its range."""
    amount = amount_text(more.usd)
    if not more.brings:
        return words.NEXT_NOTHING.format(amount=amount)
    years = shown_years(more, more.in_all.person_years)
    sentence = _by_sign(
        years, words.NEXT_YEARS, words.NEXT_FEWER_YEARS, words.NEXT_SAME_YEARS, words.NEXT_UNKNOWN_YEARS
    )
    text = sentence.format(amount=amount, years=_size(years), year=year)
    persons = shown_persons(more.in_all.persons)
    sentence = _by_sign(
        persons, words.NEXT_PERSONS, words.NEXT_FEWER_PERSONS, words.NEXT_SAME_PERSONS, words.NEXT_UNKNOWN_PERSONS
    )
    return f"{text}{_range(years)}. {sentence.format(persons=_size(persons), year=year, range=_range(persons))}"


def next_details(more: NextMoney) -> list[str]:
    """What it is by the aim, where it goes, on what, and what limits it."""
    limit = more.limit or words.NO_LIMIT
    if not more.brings:
        return [words.NEXT_HIDDEN.format(limit=limit)] if more.limit else []
    lines = []
    told = [(one.name, shown_persons(one.gain)) for one in more.places]
    for sentence, sign in ((words.NEXT_WHERE, 1.0), (words.NEXT_MOVED, -1.0)):
        parts = [
            words.NEXT_PLACE.format(name=name, persons=signed_count(shown.found))
            for name, shown in told
            if not isinstance(shown.found, str) and shown.found * sign > 0
        ]
        if parts:
            lines.append(sentence.format(places=", ".join(parts[:MOST_NAMED])))
    parts = [
        words.NEXT_OF.format(title=one.name, usd=millions(one.gain.found)) for one in more.sectors if one.gain.found > 0
    ]
    if parts:
        lines.append(words.NEXT_ON.format(sectors=", ".join(parts[:MOST_NAMED])))
    return [*lines, words.NEXT_LIMIT.format(limit=limit)]


def shown_years(more: NextMoney, gain: Gain) -> ShownGain:
    """Person-years as shown, to what ten people make: finer would tell single people."""
    return shown_gain(gain, more.smallest_years, more.smallest_years)


def shown_persons(gain: Gain) -> ShownGain:
    """People as shown."""
    return shown_gain(gain, float(SMALLEST), SMALLEST)


def shown_millions(gain: Gain) -> ShownGain:
    """US$ in millions as shown: to 0.1."""
    return shown_gain(Gain(*(end / MILLION for end in gain)), 0.0, 0.1)


def folded_givers(pack: Pack) -> list[tuple[str, str, NextMoney | str | None]]:
    """Unearmarked money and each giver: names, what they may pay for, the answer; a row for all that bring the same."""
    rows: list[tuple[list[str], list[str], NextMoney | str | None]] = []
    for name, earmark, found in [
        (words.UNTIED, words.ANYTHING, pack.untied),
        *((one.title, one.earmark or words.ANYTHING, one.answer) for one in pack.givers),
    ]:
        same = next((row for row in rows if _is_same(row[2], found)), None)
        if same is None:
            rows.append(([name], [earmark], found))
        else:
            same[0].append(name)
            same[1].append(earmark)
    return [("; ".join(names), "; ".join(dict.fromkeys(earmarks)), found) for names, earmarks, found in rows]


def _is_same(one: NextMoney | str | None, other: NextMoney | str | None) -> bool:
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return False
    return one.same_as(other)


def _by_sign(shown: ShownGain, more: str, fewer: str, same: str, unknown: str) -> str:
    """The sentence for more, for fewer, for as many, or for what is too small to tell; masked differences are more."""
    if isinstance(shown.found, str):
        return unknown if shown.found == TOO_SMALL else more
    return more if shown.found > 0 else fewer if shown.found < 0 else same


def _size(shown: ShownGain) -> str:
    return shown.found if isinstance(shown.found, str) else f"{abs(shown.found):,.0f}"


def _range(shown: ShownGain) -> str:
    """The range in brackets; blank where it says no more than the number does."""
    said = "" if shown.is_exact else range_words(shown)
    return words.NEXT_RANGE.format(range=said) if said else ""


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
    earmarked = words.FUNDERS_ALL_TIED if tied == unspent else words.FUNDERS_TIED
    if not tied:
        earmarked = words.FUNDERS_FREE
    return words.FUNDERS_TITLE.format(
        paid=millions(money["paid_usd"].sum(), digits),
        given=millions(given, digits),
        unspent=millions(unspent, digits),
        earmarked=earmarked.format(usd=millions(tied, digits)),
    )


def costs_title(facts: DonorFacts) -> str:
    """What a person settled costs."""
    each = facts.usd_per_person
    return words.COSTS_TITLE_NONE if math.isnan(each) else words.COSTS_TITLE.format(usd=f"{each:,.0f}")


def range_title(pack: Pack) -> str:
    """The lowest and the highest difference among the scenarios that are ready."""
    found = [shown_persons(row.in_all).found for _, row in pack.ranges if isinstance(row, RangeRow)]
    counts = [0.0, *(one for one in found if not isinstance(one, str))]
    if len(counts) < 2:
        return words.RANGE_TITLE_NONE
    year, ends = pack.facts.last_year, [_more_or_fewer(count) for count in (min(counts), max(counts)) if count]
    if not ends:
        return words.RANGE_TITLE_NONE
    if len(ends) == 1:
        return words.RANGE_TITLE_ONE.format(count=ends[0], year=year)
    return words.RANGE_TITLE.format(low=ends[0], high=ends[1], year=year)


def _more_or_fewer(count: float) -> str:
    return (words.MORE if count > 0 else words.FEWER).format(count=f"{abs(count):,.0f}")


def map_title(facts: DonorFacts) -> str:
    """What the map shows."""
    return words.MAP_TITLE.format(year=facts.last_year)


def map_caption(facts: DonorFacts) -> str:
    """How the map is to be read."""
    return words.MAP_CAPTION.format(largest=f"{float(facts.places['persons'].max()):,.0f} people", count=facts.smallest)


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
    fields = {"base": facts.base_year, "year": facts.last_year, "count": facts.smallest}
    return [sentence.format(**fields) for sentence in words.METHOD]


def made_with_text(pack: Pack) -> str:
    """With what, from which data and when."""
    return words.MADE.format(
        version=pack.made_with,
        title=pack.facts.title,
        data_version=pack.data_version,
        digest=pack.digest,
        date=f" · {pack.made_on:%-d %B %Y}" if pack.made_on else "",
    )
