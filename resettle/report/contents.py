"""The pack's tables, built from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.donor_masking import count_text, difference_text
from resettle.insight.donor_next import NextMoney
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
    from resettle.report.pack import Pack


def people_table(facts: DonorFacts) -> Table:
    """People settled so far by year, programme and solution, with each programme's sum."""
    headings = [Heading(words.BY_END_OF, YEAR)]
    columns: list[tuple[str, tuple[str, ...]]] = []
    for programme, title in _programmes(facts):
        for solution in SOLUTIONS:
            headings.append(Heading(f"{title}: {words.SOLUTIONS[solution]}, {words.PERSONS}", COUNT))
            columns.append((programme, (solution,)))
        headings.append(Heading(f"{title}: {words.TOTAL}, {words.PERSONS}", COUNT))
        columns.append((programme, SOLUTIONS))
    rows = [
        [year, *(_people_cell(facts.people, year, programme, solutions) for programme, solutions in columns)]
        for year in sorted({int(year) for year in facts.people["year"]})
    ]
    return table("people", sentences.people_title(facts), words.PEOPLE_CAPTION, headings, rows)


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
            Heading(words.MILLIONS_OF.format(title=title), MILLIONS),
            Heading(words.EACH_OF.format(title=title), USD),
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
    headings = [
        Heading(words.PROGRAMME, TEXT),
        Heading(words.MORE_PEOPLE.format(year=pack.facts.last_year), CHANGE),
        Heading(words.MORE_YEARS, CHANGE),
        Heading(words.MORE_SPENT, CHANGE_MILLIONS),
    ]
    rows: list[list[Cell]] = [
        [str(row["title"]), _change(row["persons"], row["hidden"]), row["person_years"], row["usd"] / MILLION]
        for row in more.people.to_dict("records")
    ]
    rows.append([words.IN_ALL, _change(*more.persons), more.person_years, more.spent_usd / MILLION])
    return table("next_people", words.PEOPLE_HEAD, "", headings, rows)


def amounts_table(pack: Pack) -> Table:
    """What untied money brings, amount by amount."""
    headings = [
        Heading(words.AMOUNT, TEXT),
        Heading(words.MORE_PEOPLE.format(year=pack.facts.last_year), CHANGE),
        Heading(words.MORE_YEARS, CHANGE),
        Heading(words.MORE_SPENT, CHANGE_MILLIONS),
        Heading(words.HOLDS, TEXT),
    ]
    rows = [[sentences.amount_text(usd), *_answer_cells(found)] for usd, found in pack.amounts]
    return table("amounts", words.AMOUNTS_HEAD, words.AMOUNTS_NOTE, headings, rows)


def next_places_table(pack: Pack, more: NextMoney) -> Table:
    """Where the next money changes who settles."""
    headings = [
        Heading(words.PLACE, TEXT),
        Heading(words.PROGRAMME, TEXT),
        Heading(words.MORE_PEOPLE.format(year=pack.facts.last_year), CHANGE),
        Heading(words.MORE_SPENT, CHANGE_MILLIONS),
    ]
    rows = [
        [str(row["name"]), str(row["title"]), _change(row["persons"], row["hidden"]), row["usd"] / MILLION]
        for row in more.places.to_dict("records")
    ]
    return table("next_places", words.PLACES_HEAD, "", headings, rows)


def next_sectors_table(more: NextMoney) -> Table:
    """What the next money is spent on."""
    headings = [Heading(words.SECTOR, TEXT), Heading(words.MORE_SPENT, CHANGE_MILLIONS)]
    rows: list[list[Cell]] = [[str(row["title"]), row["usd"] / MILLION] for row in more.sectors.to_dict("records")]
    rows.append([words.IN_ALL, float(more.sectors["usd"].sum()) / MILLION])
    return table("next_sectors", words.SECTORS_HEAD, "", headings, rows)


def givers_table(pack: Pack) -> Table:
    """The same money untied and within each funder's earmarks."""
    headings = [
        Heading(words.FUNDER, TEXT),
        Heading(words.EARMARK, TEXT),
        Heading(words.MORE_PEOPLE.format(year=pack.facts.last_year), CHANGE),
        Heading(words.MORE_YEARS, CHANGE),
        Heading(words.MORE_SPENT, CHANGE_MILLIONS),
        Heading(words.HOLDS, TEXT),
    ]
    rows = [[words.UNTIED, words.ANYTHING, *_answer_cells(pack.untied)]]
    rows += [[row.title, row.earmark or words.ANYTHING, *_answer_cells(row.answer)] for row in pack.givers]
    note = words.GIVERS_NOTE.format(amount=sentences.amount_text(pack.usd), first=pack.first_year)
    return table("givers", words.GIVERS_HEAD, note, headings, rows)


def range_table(pack: Pack) -> Table:
    """People settled and money spent in the baseline and the scenarios of the range."""
    facts = pack.facts
    headings = [Heading(words.SCENARIO, TEXT)]
    headings += [Heading(f"{title}, {words.PERSONS}", COUNT) for _, title in _programmes(facts)]
    headings += [Heading(f"{words.IN_ALL}, {words.PERSONS}", COUNT), Heading(f"Spent, {words.MILLION_USD}", MILLIONS)]
    rows: list[list[Cell]] = []
    for title, found in pack.ranges:
        if found is None or isinstance(found, str):
            said = words.WAITING if found is None else words.NO_PLAN.format(why=found)
            rows.append([title, said, *[""] * (len(headings) - 2)])
        else:
            rows.append([title, *_range_cells(found.people, found.usd)])
    return table("range", sentences.range_title(pack), words.RANGE_CAPTION, headings, rows)


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


def _range_cells(people: pd.DataFrame, usd: float) -> list[Cell]:
    cells = [_count(row["persons"], row["hidden"]) for row in people.to_dict("records")]
    return [*cells, _count(float(people["persons"].sum()), int(people["hidden"].sum())), usd / MILLION]


def _answer_cells(found: NextMoney | str | None) -> list[Cell]:
    if not isinstance(found, NextMoney):
        return [words.WAITING if found is None else words.NO_PLAN.format(why=found), "", "", ""]
    limit = found.limit or words.NO_LIMIT
    if not found.brings:
        return [0.0, 0.0, 0.0, words.NOTHING.format(limit=limit)]
    return [_change(*found.persons), found.person_years, found.spent_usd / MILLION, limit]


def _count(shown: float, hidden: int) -> Cell:
    return count_text(shown, hidden) if hidden and not shown else shown


def _change(shown: float, hidden: int) -> Cell:
    return difference_text(shown, hidden) if hidden and not shown else shown
