"""The four figures as numbers, in all and for each programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.donor_masking import count_text
from resettle.report import words
from resettle.report.figures import funding_gap, need_figure
from resettle.report.tables import COUNT, MILLION, MILLIONS, SHARE, TEXT, USD, Cell, Heading, Table, table

if TYPE_CHECKING:
    from resettle.report.pack import Pack


def summary_table(pack: Pack) -> tuple[Table, tuple[tuple[str, ...], ...]]:
    """The table, and the kind of each of its cells; what cannot be told as a number is text."""
    facts = pack.facts
    rows = facts.programmes.to_dict("records")
    all_people = float(facts.programmes["of_persons"].sum())
    people, hidden = facts.persons
    share = people / all_people if all_people else float("nan")
    figures: list[tuple[str, str, list[Cell]]] = [
        (
            words.SETTLED.format(year=facts.last_year),
            COUNT,
            [_count(people, hidden), *(_count(row["persons"], row["hidden"]) for row in rows)],
        ),
        (
            words.PEOPLE_OF_PROGRAMME,
            COUNT,
            [
                _count(all_people, int(facts.programmes["of_hidden"].sum())),
                *(_count(row["of_persons"], row["of_hidden"]) for row in rows),
            ],
        ),
        (words.SHARE_SETTLED, SHARE, [share, *(float(row["share"]) for row in rows)]),
        (
            words.MONEY_USED.format(year=facts.last_year),
            MILLIONS,
            [facts.spent_usd / MILLION, *(float(row["usd"]) / MILLION for row in rows)],
        ),
        (words.PER_PERSON, USD, [facts.usd_per_person, *(float(row["usd_per_person"]) for row in rows)]),
        (words.NEED, MILLIONS, _need(pack)),
    ]
    titles = list(pack.programmes.values())
    headings = [Heading(words.FIGURE, TEXT), Heading(words.UNIT, TEXT)]
    headings += [Heading(name, COUNT) for name in (words.IN_ALL, *titles)]
    cells = [[label, words.UNITS[kind], *values] for label, kind, values in figures]
    kinds = tuple((TEXT, TEXT, *[kind] * len(values)) for _, kind, values in figures)
    return table("summary", words.HEADING, need_figure(pack).note, headings, cells), kinds


def _need(pack: Pack) -> list[Cell]:
    """The funding gap in millions, or in words what is told in its place."""
    figure = need_figure(pack)
    gaps = funding_gap(pack)
    texts = [figure.value, *(value for _, value in figure.parts)]
    return [gap / MILLION if gap else text for gap, text in zip(gaps, texts, strict=True)]


def _count(shown: float, hidden: int) -> Cell:
    return count_text(shown, hidden) if hidden and not shown else float(shown)
