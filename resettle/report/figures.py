"""The four figures, each in all and for every programme."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from resettle.charts.style import short
from resettle.insight.donor_masking import count_text
from resettle.insight.donor_questions import Need
from resettle.report import words
from resettle.report.tables import NONE

if TYPE_CHECKING:
    from resettle.report.pack import Pack


class Figure(NamedTuple):
    """A figure for people.

    Attributes
    ----------
    label, value : what it is, and what it is in all
    parts : title and value for each programme
    note : what it means, or blank
    """

    label: str
    value: str
    parts: tuple[tuple[str, str], ...]
    note: str = ""


def four_figures(pack: Pack) -> tuple[Figure, ...]:
    """People settled, money used, cost per person settled, unfunded need."""
    return (_people(pack), _money(pack), _each(pack), _need(pack))


def _people(pack: Pack) -> Figure:
    facts = pack.facts
    rows = facts.programmes.to_dict("records")
    parts = tuple(
        (
            str(row["title"]),
            words.OF_PEOPLE.format(
                persons=count_text(row["persons"], row["hidden"]),
                people=count_text(row["of_persons"], row["of_hidden"]),
                share=NONE if math.isnan(row["share"]) else f"{row['share']:.0%}",
            ),
        )
        for row in rows
    )
    return Figure(words.SETTLED.format(year=facts.last_year), count_text(*facts.persons), parts)


def _money(pack: Pack) -> Figure:
    facts = pack.facts
    parts = tuple((str(row["title"]), short(row["usd"], "US$")) for row in facts.programmes.to_dict("records"))
    return Figure(words.MONEY_USED.format(year=facts.last_year), short(facts.spent_usd, "US$"), parts)


def _each(pack: Pack) -> Figure:
    facts = pack.facts
    rows = facts.programmes.to_dict("records")
    return Figure(
        words.PER_PERSON,
        _usd(facts.usd_per_person),
        tuple((str(row["title"]), _usd(row["usd_per_person"])) for row in rows),
    )


def _need(pack: Pack) -> Figure:
    need, titles = pack.need, list(pack.programmes.values())
    if not isinstance(need, Need):
        said = words.NEED_OPEN if need is None else NONE
        return Figure(words.NEED, said, tuple((title, said) for title in titles), need or "")
    usd = need.usd.set_index("title")["usd"]
    total, limit = float(usd.sum()), need.brings.limit or words.NO_LIMIT
    limits = need.limits
    parts = tuple((title, _need_text(float(usd[title]), limits[title])) for title in titles)
    if not total:
        return Figure(words.NEED, words.NO_NEED, parts, words.NEED_NONE.format(limit=limit))
    said = words.NEED_NOTE.format(persons=count_text(*need.brings.persons), year=pack.facts.last_year)
    return Figure(words.NEED, short(total, "US$"), parts, f"{said} {words.NEED_LIMIT.format(limit=limit)}")


def _need_text(usd: float, limit: str) -> str:
    return short(usd, "US$") if usd else words.NO_NEED_PART.format(limit=limit or words.NO_LIMIT)


def _usd(usd: float) -> str:
    return NONE if math.isnan(usd) else f"{usd:,.0f} US$"
