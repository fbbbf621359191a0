"""The pack's tables, built from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.donor_masking import count_text
from resettle.insight.donor_next import NextMoney
from resettle.insight.donor_questions import RangeRow
from resettle.insight.gain_words import TOO_SMALL
from resettle.insight.people import SOLUTIONS
from resettle.report import sentences, words
from resettle.report.tables import (
    CHANGE,
    CHANGE_MILLIONS,
    COUNT,
    MILLION,
    MILLIONS,
    SHARE,
    TEXT,
    USD,
    YEAR,
    Cell,
    Heading,
    Table,
    table,
)

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.donor import DonorFacts
    from resettle.insight.donor_next import ProgrammeGain
    from resettle.report.pack import Pack
    from resettle.results.gain_ranges import Gain


def people_table(facts: DonorFacts) -> Table:
    """People settled so far by year, programme and solution, with each programme's sum."""
    headings = [Heading(words.BY_END_OF, YEAR)]
    columns: list[tuple[str, tuple[str, ...]]] = []
    for programme, title in _programmes(facts):
        for solution in SOLUTIONS:
            headings.append(Heading(words.SOLUTIONS[solution], COUNT, title))
            columns.append((programme, (solution,)))
        headings.append(Heading(words.TOTAL, COUNT, title))
        columns.append((programme, SOLUTIONS))
    rows = [
        [year, *(_people_cell(facts.people, year, programme, solutions) for programme, solutions in columns)]
        for year in sorted({int(year) for year in facts.people["year"]})
    ]
    note = words.PEOPLE_CAPTION.format(count=facts.smallest, most=facts.smallest - 1)
    return table("people", sentences.people_title(facts), note, headings, rows)


def places_table(facts: DonorFacts) -> Table:
    """People settled by place, those with most first; places with nobody are left out."""
    short = dict(_programmes(facts))
    headings = [
        Heading(words.PLACE, TEXT),
        Heading(words.PROGRAMME, TEXT),
        Heading(words.SETTLED.format(year=facts.last_year), COUNT),
    ]
    some = facts.places[(facts.places["persons"] > 0) | (facts.places["hidden"] > 0)]
    rows: list[list[Cell]] = [
        [str(row["name"]), short[str(row["programme"])], _count(row["persons"], row["hidden"])]
        for row in some.sort_values("persons", ascending=False, kind="stable").to_dict("records")
    ]
    return table("places", words.PLACES_TABLE, sentences.map_caption(facts), headings, rows)


def funders_table(facts: DonorFacts) -> Table:
    """Each funder: what for, given, paid, unspent."""
    headings = [
        Heading(words.FUNDER, TEXT),
        Heading(words.EARMARK, TEXT),
        Heading(words.KEPT, TEXT),
        Heading(words.GIVEN, MILLIONS),
        Heading(words.PAID, MILLIONS),
        Heading(words.UNSPENT, MILLIONS),
    ]
    rows: list[list[Cell]] = [
        [
            str(row["title"]),
            str(row["earmark"]) or words.ANYTHING,
            words.KEPT_SAID[bool(row["carries_over"])],
            *(row[column] / MILLION for column in ("given_usd", "paid_usd", "unspent_usd")),
        ]
        for row in facts.funders.to_dict("records")
    ]
    sums = [float(facts.funders[column].sum()) / MILLION for column in ("given_usd", "paid_usd", "unspent_usd")]
    rows.append([words.IN_ALL, "", "", *sums])
    note = words.FUNDERS_CAPTION.format(base=facts.base_year, year=facts.last_year)
    return table("funders", sentences.funders_title(facts), note, headings, rows)


def costs_table(facts: DonorFacts) -> Table:
    """Money and US$ a person by sector, both programmes side by side."""
    headings = [Heading(words.SECTOR, TEXT)]
    for _, title in _programmes(facts):
        headings += [
            Heading(words.MILLIONS_OF, MILLIONS, title),
            Heading(words.EACH_OF, USD, title),
        ]
    costs = facts.costs.set_index(["sector", "programme"])
    rows: list[list[Cell]] = []
    for sector, name in dict(facts.costs[["sector", "sector_title"]].itertuples(index=False, name=None)).items():
        row: list[Cell] = [str(name)]
        for programme, _ in _programmes(facts):
            of_sector = costs.loc[(sector, programme)]
            row += [float(of_sector["usd"]) / MILLION, float(of_sector["usd_per_person"])]
        rows.append(row)
    last: list[Cell] = [words.IN_ALL]
    for programme, _ in _programmes(facts):
        sums = facts.costs[facts.costs["programme"] == programme]
        last += [float(sums["usd"].sum()) / MILLION, float(sums["usd_per_person"].sum(min_count=1))]
    note = words.COSTS_CAPTION.format(base=facts.base_year, year=facts.last_year)
    return table("costs", sentences.costs_title(facts), note, headings, [*rows, last])


def next_people_table(pack: Pack, more: NextMoney) -> Table:
    """What the next money brings to each programme and in all."""
    headings = [Heading(words.PROGRAMME, TEXT), *_gain_headings(pack)]
    rows: list[list[Cell]] = [[one.title, *_gain_cells(more, one)] for one in more.programmes]
    rows.append([words.IN_ALL, *_gain_cells(more, more.in_all)])
    return table("next_people", words.PEOPLE_HEAD, "", headings, rows)


def amounts_table(pack: Pack) -> Table:
    """What unearmarked money brings, amount by amount."""
    headings = [Heading(words.AMOUNT, TEXT), *_gain_headings(pack)]
    rows: list[list[Cell]] = []
    for usd, found in pack.amounts:
        if isinstance(found, NextMoney):
            cells = _gain_cells(found, found.in_all)
        else:
            cells = [_why_not(found), *[""] * (len(headings) - 2)]
        rows.append([sentences.usd_text(usd), *cells])
    return table("amounts", words.AMOUNTS_HEAD, words.AMOUNTS_NOTE, headings, rows)


def next_places_table(pack: Pack, more: NextMoney) -> Table:
    """Where the next money changes who settles, as far as that exceeds its noise."""
    group = words.MORE_PEOPLE.format(year=pack.facts.last_year)
    headings = [Heading(words.PLACE, TEXT), Heading(words.PROGRAMME, TEXT), *_ranged(group, CHANGE)]
    rows: list[list[Cell]] = [
        [one.name, one.title, *sentences.shown_persons(one.gain)] for one in more.places if _is_told(one.gain)
    ]
    rows.append([words.OTHER_PLACES, "", TOO_SMALL, "", ""])
    return table("next_places", words.PLACES_HEAD, "", headings, rows)


def next_sectors_table(more: NextMoney) -> Table:
    """What the next money is spent on, as far as that exceeds its noise."""
    headings = [Heading(words.SECTOR, TEXT), *_ranged(words.MORE_SPENT, CHANGE_MILLIONS)]
    rows: list[list[Cell]] = [[one.name, *sentences.shown_millions(one.gain)] for one in more.sectors]
    rows.append([words.OTHER_SECTORS, TOO_SMALL, "", ""])
    return table("next_sectors", words.SECTORS_HEAD, "", headings, rows)


def givers_table(pack: Pack) -> Table:
    """The same money unearmarked and within each funder's earmarks; those that bring the same in one row."""
    headings = [Heading(words.GIVER, TEXT), Heading(words.EARMARK, TEXT), *_gain_headings(pack)]
    rows: list[list[Cell]] = []
    for names, earmarks, found in sentences.folded_givers(pack):
        if isinstance(found, NextMoney) and found.brings:
            cells = _gain_cells(found, found.in_all)
        else:
            cells = [words.NOTHING if isinstance(found, NextMoney) else _why_not(found), *[""] * (len(headings) - 3)]
        rows.append([names, earmarks, *cells])
    note = words.GIVERS_NOTE.format(amount=sentences.amount_text(pack.usd), first=pack.first_year)
    return table("givers", words.GIVERS_HEAD, note, headings, rows)


def range_table(pack: Pack) -> Table:
    """How many people more or fewer settle, and what is spent more or less, under the scenarios of the range."""
    facts = pack.facts
    group = words.RANGE_PEOPLE.format(year=facts.last_year)
    headings = [Heading(words.SCENARIO, TEXT)]
    headings += [Heading(title, CHANGE, group) for _, title in _programmes(facts)]
    headings += [Heading(words.IN_ALL, CHANGE, group), Heading(words.RANGE_SPENT, CHANGE_MILLIONS)]
    rows: list[list[Cell]] = []
    for title, found in pack.ranges:
        if isinstance(found, RangeRow):
            persons = [sentences.shown_persons(gain)[0] for gain in (*found.programmes.values(), found.in_all)]
            rows.append([title, *persons, found.usd / MILLION])
        else:
            rows.append([title, _why_not(found), *[""] * (len(headings) - 2)])
    return table("range", sentences.range_title(pack), words.RANGE_CAPTION, headings, rows)


def differences_table(pack: Pack) -> Table:
    """In what the scenario differs from the baseline."""
    headings = [Heading(name, TEXT) for name in (words.ASSUMPTION, words.IN_BASELINE, words.HERE)]
    return table("differences", words.SCENARIO_SAID, "", headings, [list(row) for row in pack.differences])


def confidence_table(facts: DonorFacts) -> Table:
    """Rows of each table of the data by confidence."""
    headings = [Heading(words.TABLE, TEXT)]
    headings += [Heading(f"{said}, {words.ROWS}", COUNT) for said in words.CONFIDENCES.values()]
    headings += [Heading(f"{words.CONFIDENCES['assumption']}, {words.SHARE}", SHARE)]
    rows: list[list[Cell]] = []
    for name, of_table in facts.by_table.groupby("table", sort=False):
        counts, shares = (of_table.set_index("confidence")[column] for column in ("rows", "share"))
        cells: list[Cell] = [int(counts[key]) for key in words.CONFIDENCES]
        rows.append([str(name).replace("_", " "), *cells, float(shares["assumption"])])
    return table("confidence", words.SOURCES_TITLE, sentences.sources_text(facts), headings, rows)


def sources_table(facts: DonorFacts) -> Table:
    """Every source that the data name."""
    names = (words.SOURCE, words.PUBLISHER, words.ADDRESS, words.AS_OF)
    rows = [
        [str(cell) for cell in row]
        for row in facts.sources[["title", "publisher", "url", "as_of"]].itertuples(index=False, name=None)
    ]
    return table("sources", words.SOURCES_TITLE, "", [Heading(name, TEXT) for name in names], rows)


def _programmes(facts: DonorFacts) -> list[tuple[str, str]]:
    return [(str(key), str(title)) for key, title in facts.programmes[["programme", "title"]].to_numpy()]


def _people_cell(people: pd.DataFrame, year: int, programme: str, solutions: tuple[str, ...]) -> Cell:
    rows = people[(people["year"] == year) & (people["programme"] == programme) & people["solution"].isin(solutions)]
    return _count(float(rows["persons"].sum()), int(rows["hidden"].sum()))


def _gain_headings(pack: Pack) -> list[Heading]:
    """Person-years first, people second, each with its range."""
    people = words.MORE_PEOPLE.format(year=pack.facts.last_year)
    return [*_ranged(words.MORE_YEARS, CHANGE), *_ranged(people, CHANGE)]


def _ranged(group: str, kind: str) -> list[Heading]:
    return [Heading(name, kind, group) for name in (words.FOUND, words.AT_LEAST, words.AT_MOST)]


def _gain_cells(more: NextMoney, one: ProgrammeGain) -> list[Cell]:
    return [*sentences.shown_years(more, one.person_years), *sentences.shown_persons(one.persons)]


def _is_told(gain: Gain) -> bool:
    return sentences.shown_persons(gain).is_number


def _why_not(found: str | None) -> str:
    return words.WAITING if found is None else words.NO_PLAN.format(why=found)


def _count(shown: float, hidden: int) -> Cell:
    return count_text(shown, hidden) if hidden and not shown else shown
