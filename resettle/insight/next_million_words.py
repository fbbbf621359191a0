"""What the next million brings, in sentences that a donor may quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resettle.insight.gain_words import ShownGain, range_words, shown_gain
from resettle.insight.next_million import MILLION
from resettle.insight.quotable import listed, money
from resettle.results.gain_ranges import Gain
from resettle.results.more_money import FUNDER, PLACE, SECTOR, UNTIED

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from resettle.insight.next_million import NextMillion

_MOST_NAMED = 4
_SMALLEST_PART = 0.02


def quotable_next_million(found: NextMillion) -> str:
    """What a million brings untied and where it goes, whose and whose not, and larger amounts; a paragraph a line."""
    untied = found.ranked[found.ranked["kind"] == UNTIED]
    if untied.empty:
        return "What more money brings is not known: the solver found no optimum."
    if untied.iloc[0]["result"] <= 0:
        return "More money brings nothing, whoever gives it: other limits hold the plan."
    curve = found.curve[found.curve["kind"] == UNTIED]
    first = curve[curve["usd"] == MILLION]
    lines = [
        f"A million US$ more that may pay for anything: {_said(row)}.{_goes(found, MILLION)}" for row in _rows(first)
    ]
    larger = [f"{money(row['usd'])}: {_said(row)}" for row in _rows(curve[curve["usd"] > MILLION])]
    lines += [*_by_funder(found.ranked), *_tied(found.ranked)]
    return "\n".join([*lines, *([f"Larger amounts, unearmarked: {'; '.join(larger)}."] if larger else [])])


def _rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.to_dict("records")


def _said(row: Mapping[Hashable, Any]) -> str:
    """Person-years first, people second, each with its range."""
    years, persons = (shown_gain(_gain(row, name)) for name in ("person_years", "persons"))
    return f"{_counted(years, 'person-years')}, weighted by need; {_counted(persons, 'people')} by the last year"


def _gain(row: Mapping[Hashable, Any], name: str) -> Gain:
    return Gain(row[name], row[f"{name}_least"], row[f"{name}_most"])


def _counted(shown: ShownGain, unit: str) -> str:
    """``60 person-years more``, ``60 people more (between 40 and 80 more)``, ``person-years: too small to tell``."""
    said = "" if shown.is_exact else range_words(shown)
    spread = f" ({said})" if said else ""
    if isinstance(shown.found, str):
        return f"{unit}: {shown.found}{spread}"
    if not shown.found:
        return f"as many {unit}{spread}"
    return f"{abs(shown.found):,.0f} {unit} {'more' if shown.found > 0 else 'fewer'}{spread}"


def _goes(found: NextMillion, amount: float) -> str:
    """What is spent more, the largest parts first."""
    rows = found.by_sector[found.by_sector["amount"] == amount]
    sums = rows.groupby("sector_title")["usd"].sum().sort_values(ascending=False, kind="stable")
    sums = sums[sums > _SMALLEST_PART * amount]
    parts = [f"{title} {money(float(usd))}" for title, usd in sums.items()]
    return f" More is spent on {listed(parts, _MOST_NAMED)}." if parts else ""


def _by_funder(ranked: pd.DataFrame) -> list[str]:
    funders = ranked[ranked["kind"] == FUNDER]
    if funders.empty:
        return []
    alike, none = funders[funders["like_untied"]], funders[funders["result"] <= 0]
    rest = funders[~funders["like_untied"] & (funders["result"] > 0)]
    parts = []
    if len(alike):
        parts.append(f"as much as unearmarked from {listed(list(alike['title']), _MOST_NAMED)}")
    if len(rest):
        each = [f"{row['result']:,.0f} from {row['title']}" for row in rest.to_dict("records")]
        parts.append(listed(each, _MOST_NAMED))
    if len(none):
        parts.append(f"nothing from {listed(list(none['title']), _MOST_NAMED)}, whose money is not what is short")
    return [f"Within its earmarks a million brings, in weighted person-years: {'; '.join(parts)}."]


def _tied(ranked: pd.DataFrame) -> list[str]:
    """A sentence for sectors and one for places: in how many it brings as much as unearmarked, and where less."""
    lines = []
    for kind, one, many in ((SECTOR, "a sector", "sectors"), (PLACE, "a place", "places")):
        rows = ranked[ranked["kind"] == kind]
        less = rows[~rows["like_untied"]].sort_values("result", kind="stable")
        if rows.empty:
            continue
        counted = f"all {len(rows)} {many}" if len(rows) > 1 else "the only one there is"
        if less.empty:
            lines.append(f"Earmarked to {one}, a million brings as much as unearmarked in {counted}.")
            continue
        named = listed([f"{row['title']} ({row['result']:,.0f})" for row in less.to_dict("records")], _MOST_NAMED)
        alike = len(rows) - len(less)
        if alike == 0:
            lines.append(f"Earmarked to {one}, a million brings less than unearmarked in {counted}: {named}.")
        else:
            lines.append(
                f"Earmarked to {one}, a million brings as much as unearmarked in {alike} of {len(rows)} {many}, and "
                f"less in {len(less)}: {named}."
            )
    if lines and ranked.loc[ranked["kind"].isin([SECTOR, PLACE]), "like_untied"].any():
        lines.append("An earmark for what is paid for anyway frees other money for the rest.")
    return lines
