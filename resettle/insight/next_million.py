"""The next million: what more money brings, by who gives it and what it is for, and a curve for larger amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from resettle.insight.donor_money import earmark_texts, sector_titles
from resettle.insight.donor_next import ALIKE
from resettle.insight.quotable import listed
from resettle.insight.tidy import titles
from resettle.results.gain_ranges import NO_GAIN, Gain
from resettle.results.money_figures import AT_PLACE, ON_SECTOR, PERSON_YEARS, PERSONS
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
_NOTHING = 1e-3
_RANKED = ["kind", "key", "title", "for_what", "predicted", "result", "like_untied"]
_CURVE = ["kind", "key", "title", "usd", "result"]
_RANGED = ("person_years", "persons")
_KINDS = (PERSON_YEARS, PERSONS)
_OF_CURVE = [f"{name}{end}" for name in _RANGED for end in ("", "_least", "_most", "_known")]


class Fundable(Protocol):
    """A solved estimate that more money can be given to (``resettle.results.more_money.MoreMoney``)."""

    heads: pd.DataFrame
    funders: list[str]
    data: Dataset
    objective: float

    def predicted(self, grant: Grant, /) -> float:
        """What a first million adds to the objective at most."""

    def gained(self, grant: Grant, usd: float, /) -> float | None:
        """What so much more money adds to the objective."""

    def given(self, grant: Grant, usd: float, /) -> Bought | None:
        """What the best plan has more with so much more money."""


@dataclass(frozen=True)
class NextMillion:
    """What more money brings; weighted person-years (less what is spent, as the aim counts it) rank.

    Attributes
    ----------
    ranked : of one million, best first: kind, key, title, for_what (earmarks in words), predicted (weighted
        person-years by the estimate's prices, at most), result (found by solving again), like_untied (whether it
        brings as much as untied money)
    curve : of untied money and of each funder, for each amount: kind, key, title, usd, result; and of untied money
        person_years (weighted by need) and persons (more settled by the last year), each with ``_least`` and ``_most``
        among plans that are as good, and ``_known`` (whether the difference exceeds that noise)
    by_sector : of untied money, where it exceeds its noise: amount (US$), sector, sector_title, usd, least, most
    by_place : of untied money, where it exceeds its noise: amount (US$), programme, place, name, persons, least, most
    solves : linear programmes that were solved again for money
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
    funders = [grant for grant in others if grant.kind == FUNDER]
    every = sorted({MILLION, *amounts})
    asked = [(grant, usd) for grant in (untied, *funders) for usd in every]
    asked += [(grant, MILLION) for grant in others if grant.kind != FUNDER]
    gained: dict[tuple[Grant, float], float] = {}
    bought: dict[float, Bought] = {}
    for number, (grant, usd) in enumerate(asked, start=1):
        if told is not None:
            told(number, len(asked))
        if grant == untied:
            found = more.given(grant, usd)
            if found is not None:
                bought[usd], gained[grant, usd] = found, found.objective
        elif (result := more.gained(grant, usd)) is not None:
            gained[grant, usd] = result
    names = _Names(more.data)
    ranked, curve = _ranked(more, gained, untied, names), _curve(gained, bought, amounts, names)
    return NextMillion(ranked, curve, _on_sectors(bought, names), _at_places(bought, names), len(asked))


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
        title = f"{_TIED[str(answer)]}: {names} ({len(tied)} {_COUNTED[str(kind)]})"
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
    yield from (Grant(FUNDER, funder) for funder in more.funders)
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


def _ranked(more: Fundable, gained: dict[tuple[Grant, float], float], untied: Grant, names: _Names) -> pd.DataFrame:
    most = gained.get((untied, MILLION), float("nan"))
    rows = [
        (
            *_who(grant, names),
            names.for_what(grant),
            more.predicted(grant),
            result,
            result >= most - ALIKE * max(1.0, abs(most)),
        )
        for (grant, usd), result in gained.items()
        if usd == MILLION
    ]
    table = pd.DataFrame(rows, columns=_RANKED)
    table["result"] = table["result"].where(table["result"].abs() > _NOTHING, 0.0)
    order = table.assign(result=table["result"].round(3)).sort_values("result", ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _who(grant: Grant, names: _Names) -> tuple[str, str, str]:
    return grant.kind, grant.key, names.title(grant)


def _curve(
    gained: dict[tuple[Grant, float], float], bought: dict[float, Bought], amounts: Sequence[float], names: _Names
) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    unknown = _ends(Gain(float("nan"), float("nan"), float("nan")))
    for grant in dict.fromkeys(grant for grant, _ in gained if grant.kind in (UNTIED, FUNDER)):
        rows.append((*_who(grant, names), 0.0, 0.0, *_ends(NO_GAIN), *_ends(NO_GAIN)))
        for (other, usd), result in gained.items():
            if other == grant and usd in amounts:
                found = bought.get(usd) if grant.kind == UNTIED else None
                ends = [unknown] * 2 if found is None else [_ends(found.gain(kind)) for kind in _KINDS]
                rows.append((*_who(grant, names), usd, result, *ends[0], *ends[1]))
    return pd.DataFrame(rows, columns=[*_CURVE, *_OF_CURVE])


def _ends(gain: Gain) -> tuple[float, float, float, bool]:
    return gain.found, gain.least, gain.most, gain.is_known


def _on_sectors(bought: dict[float, Bought], names: _Names) -> pd.DataFrame:
    table = _known(bought, ON_SECTOR).rename(columns={"key": "sector", "found": "usd"})
    table = table.assign(sector_title=table["sector"].map(names.of[SECTOR]))
    return table[["amount", "sector", "sector_title", "usd", "least", "most"]]


def _at_places(bought: dict[float, Bought], names: _Names) -> pd.DataFrame:
    table = _known(bought, AT_PLACE).rename(columns={"key": "place", "found": "persons"})
    table = table.assign(programme=table["place"].map(names.programme_of), name=table["place"].map(names.of[PLACE]))
    return table[["amount", "programme", "place", "name", "persons", "least", "most"]]


def _known(bought: dict[float, Bought], kind: str) -> pd.DataFrame:
    """Figures of a kind that exceed their noise, for each amount."""
    parts = [found.figures.assign(amount=usd) for usd, found in bought.items()]
    columns = ["kind", "key", "found", "least", "most", "is_known", "amount"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return table[(table["kind"] == kind) & table["is_known"].astype(bool)].reset_index(drop=True)
