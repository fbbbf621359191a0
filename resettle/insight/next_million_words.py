"""What the next million brings, in sentences that a donor may quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.next_million import MILLION
from resettle.insight.quotable import listed, money, more_or_fewer
from resettle.results.more_money import FUNDER, PLACE, SECTOR, UNTIED

if TYPE_CHECKING:
    import pandas as pd

    from resettle.insight.next_million import NextMillion

_MOST_NAMED = 4
_SMALLEST_PART = 0.02


def quotable_next_million(found: NextMillion) -> str:
    """What a million brings untied and where it goes, whose and whose not, and larger amounts; a paragraph a line."""
    untied = found.ranked[found.ranked["kind"] == UNTIED]
    if untied.empty:
        return "What more money brings is not known: the solver found no optimum."
    first = untied.iloc[0]
    if first["result"] <= 0:
        return "More money brings nothing, whoever gives it: other limits hold the plan."
    lines = [
        f"A million US$ more that may pay for anything: {_said(first)}.{_goes(found, MILLION)}",
        *_by_funder(found.ranked),
        *_tied(found.ranked),
        *_larger(found),
    ]
    return "\n".join(lines)


def _said(row: pd.Series) -> str:
    years = f"{row['person_years']:,.0f} person-years more ({row['result']:,.0f} as the plan's aim weighs them)"
    return f"{years}, {more_or_fewer(row['persons'])} by the last year"


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


def _larger(found: NextMillion) -> list[str]:
    rows = found.curve[(found.curve["kind"] == UNTIED) & (found.curve["usd"] > MILLION)]
    parts = [
        f"{money(row['usd'])}: {row['person_years']:,.0f} person-years, {more_or_fewer(row['persons'])}"
        for row in rows.to_dict("records")
    ]
    return [f"Larger amounts, unearmarked: {'; '.join(parts)}."] if parts else []
