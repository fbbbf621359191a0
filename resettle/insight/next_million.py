"""The next million: what more money brings, by who gives it and what it is for, and a curve for larger amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from resettle.insight.donor_money import earmark_texts, sector_titles
from resettle.insight.quotable import listed
from resettle.insight.tidy import titles
from resettle.results.more_money import FUNDER, PLACE, SECTOR, UNTIED, Grant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from resettle.inputs.dataset import Dataset
    from resettle.results.more_money import Bought

MILLION = 1e6
AMOUNTS = (1e6, 10e6, 50e6, 100e6)
"""Amounts of the curve, US$."""
KINDS_OF_GRANTS = {
    UNTIED: "Unearmarked",
    FUNDER: "More from a funder, within its earmarks",
    SECTOR: "Earmarked to a sector",
    PLACE: "Earmarked to a place",
}
_ALIKE = 1e-4
_NOTHING = 1e-3
_RANKED = ["kind", "key", "title", "for_what", "predicted", "result", "persons", "person_years"]
_RANKED += ["spent_usd", "like_untied"]
_CURVE = ["kind", "key", "title", "usd", "result", "persons", "person_years", "spent_usd"]


class Fundable(Protocol):
    """A solved estimate that more money can be given to (``resettle.results.more_money.MoreMoney``)."""

    heads: pd.DataFrame
    funders: pd.DataFrame
    data: Dataset

    def predicted(self, grant: Grant, /) -> float:
        """What a first million adds to the objective at most."""

    def given(self, grant: Grant, usd: float, /) -> Bought | None:
        """What the best plan has more with so much more money."""


@dataclass(frozen=True)
class NextMillion:
    """What more money brings; weighted person-years (less what is spent, as the aim counts it) rank.

    Attributes
    ----------
    ranked : of one million, best first: kind, key, title, for_what (earmarks in words), predicted (weighted
        person-years by the estimate's prices, at most), result (found by solving again), persons (more settled by the
        end; fewer where money settles people earlier), person_years (unweighted), spent_usd (spent more in
        all), like_untied (whether it brings as much as untied money)
    curve : of untied money and of each funder, for each amount: kind, key, title, usd, result, persons, person_years,
        spent_usd
    by_sector : of untied money: amount (US$), programme, title, sector, sector_title, usd (spent more)
    by_place : of untied money: amount (US$), programme, place, name, persons (settled more by the end)
    solves : linear programmes that were solved again
    """

    ranked: pd.DataFrame
    curve: pd.DataFrame
    by_sector: pd.DataFrame
    by_place: pd.DataFrame
    solves: int


def next_million(
    more: Fundable, amounts: Sequence[float] = AMOUNTS, told: Callable[[int, int], None] | None = None
) -> NextMillion:
    """Give the estimate a million in every way that it can come, and larger amounts untied and of each funder.

    Each is solved again, from the estimate's own optimum. Money tied to a sector or a place pays for what is done there
    anyway, too, and so frees other money for what it may pay for: most ways bring what untied money brings.
    """
    untied, *others = list(grants(more))
    curved = [untied, *(grant for grant in others if grant.kind == FUNDER)]
    asked = [(grant, MILLION) for grant in others if grant.kind != FUNDER]
    asked = [(grant, usd) for grant in curved for usd in sorted({MILLION, *amounts})] + asked
    found: dict[tuple[Grant, float], Bought] = {}
    for number, (grant, usd) in enumerate(asked, start=1):
        if told is not None:
            told(number, len(asked))
        bought = more.given(grant, usd)
        if bought is not None:
            found[grant, usd] = bought
    names = _Names(more.data)
    by_sector, by_place = _where_untied_goes(found, untied, names)
    return NextMillion(
        _ranked(more, found, untied, names), _curve(found, amounts, names), by_sector, by_place, len(asked)
    )


def fold_ties(ranked: pd.DataFrame) -> pd.DataFrame:
    """The ranked ways that a million can come, those of a kind that are the same answer in one row.

    Columns as of ``NextMillion.ranked``. Ways of one kind that bring as much as unearmarked money, or nothing, are one
    row: its title names the first of them and says how many they are, its key has all their keys (``a; b; c``), and its
    figures are those of unearmarked money, or the first one's. Which people settle may differ between ways that are
    equally good; that is no difference between the ways.
    """
    unearmarked = ranked[ranked["kind"] == UNTIED]
    nothing = ranked["result"].abs() <= _NOTHING
    answers = pd.Series(range(len(ranked)), index=ranked.index).astype(str)
    answers = answers.mask(ranked["like_untied"], "as much").mask(nothing, "nothing")
    rows = []
    for (kind, answer), tied in ranked.groupby([ranked["kind"], answers], sort=False):
        if len(tied) == 1 or kind not in _COUNTED:
            rows.append(tied)
            continue
        figures = unearmarked if answer == "as much" and len(unearmarked) else tied
        names = listed(list(tied["title"]), _MOST_NAMED)
        title = f"{_TIED[answer]}: {names} ({len(tied)} {_COUNTED[kind]})"
        for_what = tied["for_what"].iloc[0] if (tied["for_what"] == tied["for_what"].iloc[0]).all() else ""
        named = {"kind": kind, "key": "; ".join(tied["key"]), "title": title, "for_what": for_what}
        rows.append(figures.head(1).assign(**named, like_untied=answer == "as much"))
    return pd.concat(rows, ignore_index=True) if rows else ranked


_COUNTED = {FUNDER: "funders", SECTOR: "sectors", PLACE: "places"}
_TIED = {"as much": "As much as unearmarked, for any of", "nothing": "Nothing, for any of"}
_MOST_NAMED = 3


def grants(more: Fundable) -> Iterator[Grant]:
    """Every way that money can come: untied, of each funder, tied to each sector, tied to each place."""
    yield Grant(UNTIED)
    yield from (Grant(FUNDER, str(funder)) for funder in more.funders["funder"])
    yield from (Grant(SECTOR, str(sector)) for sector in dict.fromkeys(more.heads["sector"]))
    yield from (Grant(PLACE, str(place)) for place in dict.fromkeys(more.heads["place"]) if place)


class _Names:
    """Names of what money may be for, as the dataset has them."""

    def __init__(self, data: Dataset) -> None:
        places = data["places"]
        self.of = {
            FUNDER: {str(key): str(title) for key, title in titles(data, "funders").items()},
            SECTOR: sector_titles(data),
            PLACE: {str(key): str(title) for key, title in titles(data, "places").items()},
        }
        self.programmes = {str(key): str(title) for key, title in titles(data, "programmes").items()}
        self.programme_of = dict(zip(places["place"], places["programme"], strict=True))
        self.earmarks = earmark_texts(data)

    def title(self, grant: Grant) -> str:
        """What a grant is called in a list."""
        return "unearmarked funds" if grant.kind == UNTIED else self.of[grant.kind].get(grant.key, grant.key)

    def for_what(self, grant: Grant) -> str:
        """What it may pay for."""
        if grant.kind == FUNDER:
            return self.earmarks.get(grant.key) or "anything"
        return {UNTIED: "anything", SECTOR: f"{self.title(grant)}, anywhere", PLACE: "anything but transport"}[
            grant.kind
        ]


def _ranked(more: Fundable, found: dict[tuple[Grant, float], Bought], untied: Grant, names: _Names) -> pd.DataFrame:
    most = found[untied, MILLION].objective if (untied, MILLION) in found else float("nan")
    rows = [
        {
            "kind": grant.kind,
            "key": grant.key,
            "title": names.title(grant),
            "for_what": names.for_what(grant),
            "predicted": more.predicted(grant),
            "result": bought.objective,
            "persons": bought.persons,
            "person_years": bought.person_years,
            "spent_usd": bought.spent_usd,
            "like_untied": bought.objective >= most - _ALIKE * max(1.0, abs(most)),
        }
        for (grant, usd), bought in found.items()
        if usd == MILLION
    ]
    table = pd.DataFrame(rows, columns=_RANKED)
    table["result"] = table["result"].where(table["result"].abs() > _NOTHING, 0.0)
    order = table.assign(result=table["result"].round(3)).sort_values("result", ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _who(grant: Grant, names: _Names) -> tuple[str, str, str]:
    return grant.kind, grant.key, names.title(grant)


def _curve(found: dict[tuple[Grant, float], Bought], amounts: Sequence[float], names: _Names) -> pd.DataFrame:
    rows = []
    for grant in dict.fromkeys(grant for grant, _ in found if grant.kind in (UNTIED, FUNDER)):
        rows.append((*_who(grant, names), 0.0, 0.0, 0.0, 0.0, 0.0))
        rows += [
            (*_who(grant, names), usd, one.objective, one.persons, one.person_years, one.spent_usd)
            for (other, usd), one in found.items()
            if other == grant and usd in amounts
        ]
    return pd.DataFrame(rows, columns=_CURVE)


def _where_untied_goes(
    found: dict[tuple[Grant, float], Bought], untied: Grant, names: _Names
) -> tuple[pd.DataFrame, pd.DataFrame]:
    sectors, places = [], []
    for (grant, usd), bought in found.items():
        if grant == untied:
            sectors.append(bought.by_sector.assign(amount=usd))
            places.append(bought.by_place.assign(amount=usd))
    by_sector = pd.concat(sectors) if sectors else pd.DataFrame(columns=["amount", "programme", "sector", "usd"])
    by_place = pd.concat(places) if places else pd.DataFrame(columns=["amount", "place", "persons"])
    by_sector = by_sector.assign(
        title=by_sector["programme"].map(names.programmes),
        sector_title=by_sector["sector"].map(names.of[SECTOR]),
    )
    by_place = by_place.assign(
        programme=by_place["place"].map(names.programme_of), name=by_place["place"].map(names.of[PLACE])
    )
    columns = ["amount", "programme", "title", "sector", "sector_title", "usd"]
    return (
        by_sector[columns].reset_index(drop=True),
        by_place[["amount", "programme", "place", "name", "persons"]].reset_index(drop=True),
    )
