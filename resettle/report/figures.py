"""The four figures, each in all and for every programme."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from resettle.insight.donor_masking import count_text
from resettle.insight.donor_next import NextMoney
from resettle.insight.gain_words import TOO_SMALL
from resettle.report import sentences, words
from resettle.report.tables import MILLION, NONE

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from resettle.report.pack import Pack
    from resettle.results.gain_ranges import Gain


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
    return (_people(pack), _money(pack), _each(pack), need_figure(pack))


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
    parts = tuple((str(row["title"]), money_text(row["usd"])) for row in facts.programmes.to_dict("records"))
    return Figure(words.MONEY_USED.format(year=facts.last_year), money_text(facts.spent_usd), parts)


def _each(pack: Pack) -> Figure:
    facts = pack.facts
    rows = facts.programmes.to_dict("records")
    return Figure(
        words.PER_PERSON,
        _usd(facts.usd_per_person),
        tuple((str(row["title"]), _usd(row["usd_per_person"])) for row in rows),
    )


def need_figure(pack: Pack) -> Figure:
    """What the plan would spend more if money did not limit it, or what limits a programme that has no funding gap."""
    need, rows = pack.need, pack.facts.programmes.to_dict("records")
    if not isinstance(need, NextMoney):
        said = words.NEED_OPEN if need is None else NONE
        return Figure(words.NEED, said, tuple((str(row["title"]), said) for row in rows), need or "")
    total, *gaps = funding_gap(pack)
    parts = tuple((str(row["title"]), _need_text(gap, row)) for gap, row in zip(gaps, rows, strict=True))
    if not total:
        return Figure(words.NEED, words.NO_GAP, parts)
    note = words.NEED_NOTE.format(persons=_need_persons(need), year=pack.facts.last_year)
    limit = words.NEED_LIMIT.format(limit=need.limit or words.NO_LIMIT)
    return Figure(words.NEED, money_text(total), parts, f"{note} {limit}")


def funding_gap(pack: Pack) -> list[float]:
    """What would be spent more in all and by programme, US$ as shown; 0 where it is not known to be more."""
    if not isinstance(pack.need, NextMoney):
        return [0.0] * (1 + len(pack.programmes))
    return [_gap(one.usd) for one in (pack.need.in_all, *pack.need.programmes)]


def _gap(usd: Gain) -> float:
    shown = sentences.shown_millions(usd).found
    return 0.0 if isinstance(shown, str) else max(0.0, shown) * MILLION


def _need_persons(need: NextMoney) -> str:
    shown = sentences.shown_persons(need.in_all.persons).found
    if isinstance(shown, str):
        return words.NEED_UNKNOWN if shown == TOO_SMALL else words.NEED_PERSONS.format(persons=shown)
    return words.NEED_PERSONS.format(persons=f"{max(0.0, shown):,.0f}")


def _need_text(usd: float, row: Mapping[Hashable, Any]) -> str:
    """The gap, or what limits a programme that has none: money unused is no sign that nobody waits."""
    if usd:
        return money_text(usd)
    if not row["waiting"] and not row["waiting_hidden"]:
        return words.NO_GAP_SETTLED
    waiting = count_text(row["waiting"], row["waiting_hidden"])
    return words.NO_GAP_WAITING.format(waiting=waiting, limit=row["limit"] or words.NO_LIMIT)


def _usd(usd: float) -> str:
    return NONE if math.isnan(usd) else f"US$ {usd:,.0f}"


def money_text(usd: float) -> str:
    """``US$ 9.6 billion``, ``US$ 742 million`` or ``US$ 16,409``, with three or four digits that matter."""
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if abs(usd) >= size:
            return f"US$ {usd / size:,.{1 if abs(usd) < 100 * size else 0}f}{word}"
    return f"US$ {usd:,.0f}"
