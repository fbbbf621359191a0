"""Plans side by side, in sentences and tables for people; pure functions from tidy frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.app.components.figures import signed
from resettle.app.plain import plain
from resettle.app.words import compare as words
from resettle.charts.compared_map import HALF_A_PERSON
from resettle.charts.style import short
from resettle.insight.certainty import Difference, has_range
from resettle.insight.certainty_words import difference_words, quality_words
from resettle.results.figures import COST, PERSON_YEARS, PERSONS, Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.app.components.certain import Differences
    from resettle.insight.overview import Overview

_DETAIL_UNITS = ("homes", "ha", "t")
_PLACES_NAMED = 3


def figures_findings(differences: Sequence[tuple[str, Differences]], first: str, year: int) -> list[str]:
    """One sentence in Markdown for each scenario but the first: person-years, people and money against the first."""
    return [
        words.FIGURES.format(
            name=plain(name),
            years=plain(one.said(Figure(PERSON_YEARS))),
            difference=plain(one.said(Figure(PERSONS))),
            year=year,
            money=plain(one.said(Figure(COST), "US$")),
            first=plain(first),
        )
        for name, one in differences
    ]


def quality_finding(seen: Sequence[tuple[str, Overview]]) -> str:
    """Of which quality each scenario's level is."""
    return " · ".join(f"{name}: {quality_words(one.plan.summary)}" for name, one in seen)


def people_finding(seen: Sequence[tuple[str, Overview]]) -> str:
    """How many people settle in each plan."""
    told = [words.TOLD.format(figure=f"{one.plan.summary.persons_settled:,.0f}", name=name) for name, one in seen]
    return words.PEOPLE.format(year=_year(seen), told="; ".join(told))


def money_finding(seen: Sequence[tuple[str, Overview]]) -> str:
    """What each plan spends."""
    told = [words.TOLD.format(figure=short(one.plan.summary.cost_usd, "US$"), name=name) for name, one in seen]
    return words.MONEY.format(year=_year(seen), told="; ".join(told))


def places_finding(rows: pd.DataFrame, before: str, after: str, *, checking: bool) -> str:
    """In how many places more and fewer people settle, and where most: only differences that can be told."""
    if not (rows["difference"].abs() >= HALF_A_PERSON).any():
        return words.MAP_SAME.format(after=after, before=before)
    if checking:
        return words.MAP_CHECKING.format(after=after, before=before)
    told = rows[rows["can_be_told"]]
    if told.empty:
        return words.MAP_TOO_SMALL.format(after=after, before=before)
    places = ", ".join(
        words.MAP_PLACE.format(name=row["name"], difference=signed(row["difference"]))
        for row in told.head(_PLACES_NAMED).to_dict("records")
    )
    more, fewer = int((told["difference"] > 0).sum()), int((told["difference"] < 0).sum())
    return words.MAP_FINDING.format(after=after, before=before, more=more, fewer=fewer, places=places)


def rows_for_map(rows: pd.DataFrame) -> pd.DataFrame:
    """Places as the map draws them: a difference that is too small to tell is drawn as none."""
    unclear = rows["least"].notna() & ~rows["can_be_told"]
    return rows.assign(difference=rows["difference"].where(~unclear, 0.0))


def is_headline(table: pd.DataFrame) -> pd.Series:
    """Which figures of ``figures_side_by_side`` are shown first."""
    return ~(table["figure"].str.startswith("  ") | table["unit"].isin(_DETAIL_UNITS))


def figures_table(table: pd.DataFrame, *, checking: bool = False) -> pd.DataFrame:
    """Figures as text with their digits, differences with sign and range; what a plan does not have is a dash."""
    said = pd.DataFrame({words.FIGURE: table["figure"].str.strip(), words.UNIT: table["unit"]})
    first = table.columns[2]
    for column in table.columns[2:]:
        if column.endswith((", least", ", most")):
            continue
        if not column.endswith(f" − {first}"):
            said[column] = [_figure(value, unit) for value, unit in zip(table[column], table["unit"], strict=True)]
            continue
        ends = [table[column], table[f"{column}, least"], table[f"{column}, most"]]
        heading = words.DIFFERENCE.format(name=column.removesuffix(f" − {first}"))
        said[heading] = [
            _difference(Difference(value, *_ends(least, most)), unit, checking=checking and has_range(figure))
            for figure, unit, value, least, most in zip(table["figure"], table["unit"], *ends, strict=True)
        ]
    return said


def _ends(least: float, most: float) -> tuple[float | None, float | None]:
    return (None, None) if least != least or most != most else (least, most)


def _difference(difference: Difference, unit: str, *, checking: bool) -> str:
    if difference.value != difference.value:
        return words.NO_FIGURE
    return difference_words(difference, lambda value: _figure(value, unit, is_difference=True), checking=checking)


def worst_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The worst-served communities as text."""
    return pd.DataFrame(
        {
            words.SCENARIO: rows["scenario"],
            words.PROGRAMME: rows["title"],
            words.COMMUNITY: rows["name"],
            words.SETTLED: rows["persons"].map("{:,.0f}".format),
            words.OF_PERSONS: rows["of_persons"].map("{:,.0f}".format),
            words.SHARE: rows["share"].map("{:.1%}".format),
        }
    )


def places_table(
    rows: pd.DataFrame, programmes: pd.Series, before: str, after: str, *, checking: bool = False
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Places with the people settled in both plans, and number formats."""
    one, two = (before, after) if before != after else (before, words.SAME_NAME.format(name=after, number=2))
    table = pd.DataFrame(
        {
            words.PLACE: rows["name"],
            words.OTHER_NAMES: rows["other_names"],
            words.PROGRAMME: rows["programme"].map(programmes),
            one: rows["before"],
            two: rows["after"],
            words.DIFFERENCE_SHORT: rows["difference"],
            words.LEAST: rows["least"],
            words.MOST: rows["most"],
            words.CAN_BE_TOLD: [
                _told(can_be_told=bool(told), is_checked=known, checking=checking)
                for told, known in zip(rows["can_be_told"], rows["least"].notna(), strict=True)
            ],
        }
    )
    signed_ones = dict.fromkeys((words.DIFFERENCE_SHORT, words.LEAST, words.MOST), "%+,.0f")
    return table, {one: "%,.0f", two: "%,.0f", **signed_ones}


def _told(*, can_be_told: bool, is_checked: bool, checking: bool) -> str:
    if not is_checked:
        return words.BEING_CHECKED if checking else words.NOT_CHECKED
    return words.YES if can_be_told else words.TOO_SMALL


def _year(seen: Sequence[tuple[str, Overview]]) -> str:
    years = {one.plan.years[-1] for _, one in seen}
    return str(years.pop()) if len(years) == 1 else words.LAST_YEAR


def _figure(value: float, unit: str, *, is_difference: bool = False) -> str:
    if value != value:
        return words.NO_FIGURE
    digits = 1 if unit == "%" else 0
    size = f"{abs(value):,.{digits}f}"
    if not float(size.replace(",", "")):
        return f"± {size}" if is_difference else size
    return f"{'−' if value < 0 else '+' if is_difference else ''}{size}"
