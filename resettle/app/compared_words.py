"""Plans side by side, in sentences and tables for people; pure functions from tidy frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.app.components.figures import signed
from resettle.app.words import compare as words
from resettle.charts.compared_map import HALF_A_PERSON
from resettle.charts.style import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resettle.insight.overview import Overview

_DETAIL_UNITS = ("homes", "ha", "t")
_PLACES_NAMED = 3


def figures_findings(seen: Sequence[tuple[str, Overview]]) -> list[str]:
    """One sentence for each plan but the first: people and money against the first."""
    (first, usual), *others = seen
    return [
        words.FIGURES.format(
            name=name,
            difference=signed(one.plan.summary.persons_settled - usual.plan.summary.persons_settled),
            year=one.plan.years[-1],
            money=signed(one.plan.summary.cost_usd - usual.plan.summary.cost_usd, "US$"),
            first=first,
        )
        for name, one in others
    ]


def people_finding(seen: Sequence[tuple[str, Overview]]) -> str:
    """How many people settle in each plan."""
    told = [words.TOLD.format(figure=f"{one.plan.summary.persons_settled:,.0f}", name=name) for name, one in seen]
    return words.PEOPLE.format(year=_year(seen), told="; ".join(told))


def money_finding(seen: Sequence[tuple[str, Overview]]) -> str:
    """What each plan spends."""
    told = [words.TOLD.format(figure=short(one.plan.summary.cost_usd, "US$"), name=name) for name, one in seen]
    return words.MONEY.format(year=_year(seen), told="; ".join(told))


def places_finding(rows: pd.DataFrame, before: str, after: str) -> str:
    """In how many places more and fewer people settle, and where the difference is largest."""
    more = int((rows["difference"] >= HALF_A_PERSON).sum())
    fewer = int((rows["difference"] <= -HALF_A_PERSON).sum())
    if not more and not fewer:
        return words.MAP_SAME.format(after=after, before=before)
    largest = rows[rows["difference"].abs() >= HALF_A_PERSON].head(_PLACES_NAMED)
    places = ", ".join(
        words.MAP_PLACE.format(name=row["name"], difference=signed(row["difference"]))
        for row in largest.to_dict("records")
    )
    return words.MAP_FINDING.format(after=after, before=before, more=more, fewer=fewer, places=places)


def is_headline(table: pd.DataFrame) -> pd.Series:
    """Which figures of ``figures_side_by_side`` are shown first."""
    return ~(table["figure"].str.startswith("  ") | table["unit"].isin(_DETAIL_UNITS))


def figures_table(table: pd.DataFrame) -> pd.DataFrame:
    """Figures as text with their digits, differences with their sign; one that a plan does not have is a dash."""
    said = pd.DataFrame({words.FIGURE: table["figure"].str.strip(), words.UNIT: table["unit"]})
    first = table.columns[2]
    for column in table.columns[2:]:
        is_difference = column.endswith(f" − {first}")
        heading = words.DIFFERENCE.format(name=column.removesuffix(f" − {first}")) if is_difference else column
        said[heading] = [
            _figure(value, unit, is_difference=is_difference)
            for value, unit in zip(table[column], table["unit"], strict=True)
        ]
    return said


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
    rows: pd.DataFrame, programmes: pd.Series, before: str, after: str
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
        }
    )
    return table, {one: "%,.0f", two: "%,.0f", words.DIFFERENCE_SHORT: "%+,.0f"}


def _year(seen: Sequence[tuple[str, Overview]]) -> str:
    years = {one.plan.years[-1] for _, one in seen}
    return str(years.pop()) if len(years) == 1 else words.LAST_YEAR


def _figure(value: float, unit: str, *, is_difference: bool) -> str:
    if value != value:
        return words.NO_FIGURE
    digits = 1 if unit == "%" else 0
    size = f"{abs(value):,.{digits}f}"
    if not float(size.replace(",", "")):
        return f"± {size}" if is_difference else size
    return f"{'−' if value < 0 else '+' if is_difference else ''}{size}"
