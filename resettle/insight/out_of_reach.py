"""What came too late: money, builders and teams that no decision could use any more before the horizon ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from resettle.insight.donor_money import earmark_texts
from resettle.insight.left_over import CHANNELS, LeftOver
from resettle.insight.money import money_by_funder
from resettle.insight.quotable import listed, money
from resettle.insight.tidy import titles
from resettle.results.verification.homes import capacity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resettle.results.verification.evidence import Evidence

MONEY, HOMES, HECTARES = "US$", "homes", "ha"
_NAMES = {"build": "builders", "purchase": "purchase certificates", "tenure": "present homes secured"}
_COLUMNS = ["kind", "label", "unit", "last_year", "there", "used", "unused", "too_late", "short_before"]
_NOTHING = 0.5
_PRICED = 1e-6
_MOST_NAMED = 3


def out_of_reach(evidence: Evidence) -> pd.DataFrame:
    """What every funder, programme and team has over the horizon, apart what was left and what came too late.

    Columns: kind (``money``, ``homes`` or ``clearance``), label, unit, last_year (in which a home could still be begun
    with it; of clearance, in which land could still be cleared for one), there, used, unused (could have been used by
    then), too_late (came after it and was not used), short_before (of money: whether more of it in some year would have
    made the plan better, by its price). Homes count by when they are begun: nothing is commissioned that
    would be ready after the horizon. Money: of a funder that may pay for no home, the shortest of its own works
    counts, and one that pays for moving or running alone never comes too late; where a funder's money holds the plan
    in some years (14), the last of these is its last year if it is earlier: what comes later lies idle, though there
    was too little before.
    """
    left = LeftOver(evidence)
    rows = [*_of_funders(evidence, left), *_of_programmes(evidence, left), *_of_teams(evidence, left)]
    table = pd.DataFrame(rows, columns=_COLUMNS).astype({"last_year": "int64"})
    return table[table["there"] > 0].reset_index(drop=True)


def quotable_out_of_reach(table: pd.DataFrame) -> str:
    """How much money and how many builders came too late, apart from what was left unused; blank where none did."""
    late = table[table["too_late"] >= _NOTHING]
    of_money, of_homes = late[late["unit"] == MONEY], late[late["unit"] == HOMES]
    lines = []
    if len(of_money):
        total, unused = float(of_money["too_late"].sum()), float(table.loc[table["unit"] == MONEY, "unused"].sum())
        named = listed([f"{row['label']} {money(row['too_late'])}" for row in _largest(of_money)], _MOST_NAMED)
        apart = f", apart from {money(unused)} that was left unused before" if unused >= _NOTHING else ""
        more = "More money in the last years brings little"
        earlier = (
            "; by its shadow price the same money earlier would bring more." if of_money["short_before"].any() else "."
        )
        lines.append(f"{money(total)} came too late for the plan and stayed unspent ({named}){apart}. {more}{earlier}")
    parts = [
        f"{row['too_late']:,.0f} of {row['there']:,.0f} by {row['label']} (after {row['last_year']})"
        for row in _largest(of_homes)
    ]
    if parts:
        lines.append(f"Homes that could not be begun in time to be ready: {listed(parts, _MOST_NAMED)}.")
    return "\n".join(lines)


def _largest(rows: pd.DataFrame) -> list[dict[str, Any]]:
    ordered = rows.sort_values("too_late", ascending=False, kind="stable")
    return [{str(key): value for key, value in row.items()} for row in ordered.to_dict("records")]


def _of_funders(evidence: Evidence, left: LeftOver) -> Iterator[tuple[object, ...]]:
    """Money: what is unused at the end, as far as it came after the last year."""
    earmarks = earmark_texts(evidence.given)
    for funder, rows in money_by_funder(evidence).groupby("funder", sort=False):
        title, keeps = str(rows["title"].iloc[0]), bool(rows["carries_over"].iloc[0])
        last_short = _last_year_short(evidence, str(funder))
        last = min(
            _last_year_of_money(evidence, left, str(funder), anything=not earmarks[str(funder)]),
            int(evidence.years[-1]) if last_short is None else last_short,
        )
        given, spent, unused = (float(rows[name].sum()) for name in ("given_usd", "spent_usd", "unused_usd"))
        after = rows[rows["year"] > last]
        came = float(after["given_usd"].sum())
        late = min(unused, came) if keeps else float(after["unused_usd"].sum())
        yield "money", title, MONEY, last, given, spent, unused - late, late, last_short is not None


def _last_year_of_money(evidence: Evidence, left: LeftOver, funder: str, *, anything: bool) -> int:
    """The last year in which what a funder may pay for can be begun."""
    end, given = int(left.years[-1]), evidence.given
    rules = given["earmarks"][given["earmarks"]["funder"] == funder]
    homes = left.offers if anything else _payable(left.offers, rules, evidence, "housing")
    if len(homes):
        return end - int(homes["lead_years"].min())
    leads = dict(zip(given["services"]["service"], given["services"]["lead_years"], strict=True))
    own = [int(leads[sector]) for sector in rules["sector"] if sector in leads]
    return end - min(own) if own else end


def _last_year_short(evidence: Evidence, funder: str) -> int | None:
    """The last year in which more of a funder's money would make the plan better; None where none would."""
    rows = evidence.plan["bottlenecks"]
    mine = rows[(rows["constraint"] == "eq14_budget") & (rows["item"] == f"funder {funder}")]
    short = mine.loc[mine["shadow_price"] > _PRICED, "year"].dropna()
    return int(short.max()) if len(short) else None


def _payable(offers: pd.DataFrame, rules: pd.DataFrame, evidence: Evidence, sector: str) -> pd.DataFrame:
    """Offers that some rule of a funder lets it pay for."""
    programme = offers["place"].map(evidence.programme_of)
    allowed = np.zeros(len(offers), dtype=bool)
    for rule in rules[rules["sector"].isin(["", sector])].to_dict("records"):
        here = (programme == rule["programme"]) | (rule["programme"] == "")
        allowed |= (here & ((offers["place"] == rule["place"]) | (rule["place"] == ""))).to_numpy(dtype=bool)
    return offers[allowed]


def _of_programmes(evidence: Evidence, left: LeftOver) -> Iterator[tuple[object, ...]]:
    """Homes that a programme's builders, certificates and tenures have room for."""
    years = left.years
    for resource, kinds in CHANNELS.items():
        limits = capacity(evidence, resource)
        for programme, title in titles(evidence.given, "programmes").items():
            if programme not in limits.index:
                continue
            offers = left.offers[left.offers["kind"].isin(kinds)]
            leads = offers.loc[offers["place"].map(evidence.programme_of) == programme, "lead_years"]
            last = int(years[-1]) - (int(leads.min()) if len(leads) else len(years))
            row = _row(limits, programme)
            room = np.where(np.isfinite(row), row, 0.0)
            free = (
                left.programme(str(programme), resource, int((years <= last).sum())) if np.isfinite(row).all() else 0.0
            )
            late = float(room[years > last].sum())
            label = f"{_NAMES[resource]} ({title})"
            yield "homes", label, HOMES, last, float(room.sum()), float(room.sum()) - free - late, free, late, False


def _of_teams(evidence: Evidence, left: LeftOver) -> Iterator[tuple[object, ...]]:
    """Hectares that a programme's teams have room for; land is ready in the year after, when a home can be begun."""
    years, limits = left.years, capacity(evidence, "clearance")
    cleared = evidence.of_programme(evidence.clearing)
    for programme, title in titles(evidence.given, "programmes").items():
        if programme not in limits.index or not np.isfinite(_row(limits, programme)).all():
            continue
        offers = left.offers[left.offers["land_ha"] > 0]
        leads = offers.loc[offers["place"].map(evidence.programme_of) == programme, "lead_years"]
        last = int(years[-1]) - 1 - (int(leads.min()) if len(leads) else len(years))
        room = _row(limits, programme)
        done = _row(cleared, programme) if programme in cleared.index else np.zeros(len(years))
        late = float((room - done)[years > last].clip(min=0.0).sum())
        free = float((room - done)[years <= last].clip(min=0.0).sum())
        label = f"clearance of mines ({title})"
        yield "clearance", label, HECTARES, last, float(room.sum()), float(done.sum()), free, late, False


def _row(frame: pd.DataFrame, key: object) -> np.ndarray:
    """The row of a key, an entry for each year."""
    return np.asarray(frame[frame.index == key].to_numpy(dtype=float)[0])
