"""What more money brings: two estimates that differ in it alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.donor_masking import masked, masked_differences, shown_sums
from resettle.insight.donor_money import sector_titles
from resettle.insight.limits import capacities_of
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from resettle.insight.overview import Overview
    from resettle.results.plan import Plan

USD_SHOWN = 100_000.0
"""Money is shown to so many US$: finer would tell single households' homes and moves."""
_TOLERANCE = 1e-7
OTHER = "other places together"
"""Name of the row in which a programme's small differences are told."""


@dataclass(frozen=True)
class NextMoney:
    """What is different with more money, as a donor may see it.

    Attributes
    ----------
    usd : money given on top
    brings : whether the plan is any better for it
    people : programme, title, persons (more by the last year, as shown), hidden, person_years (more, persons times
        years settled within the horizon), usd (spent more)
    places : programme, title, name, persons, hidden, usd (spent more; 0 where the place has no row of its own)
    sectors : sector, title, usd (spent more)
    peak_year, peak_persons : year before the last in which most people more are settled, and how many (as shown)
    limit : what limits the plan most, beside money, once the money is there; blank where nothing does
    """

    usd: float
    brings: bool
    people: pd.DataFrame
    places: pd.DataFrame
    sectors: pd.DataFrame
    peak_year: int
    peak_persons: float
    limit: str

    @property
    def persons(self) -> tuple[float, int]:
        """People more by the last year in all, as shown, and how many parts of it are masked."""
        return float(self.people["persons"].sum()), int(self.people["hidden"].sum())

    @property
    def person_years(self) -> float:
        """Person-years more in all."""
        return float(self.people["person_years"].sum())

    @property
    def spent_usd(self) -> float:
        """Spent more in all, as shown."""
        return float(self.people["usd"].sum())


def next_money(before: Overview, after: Overview, usd: float, programme: str = "") -> NextMoney:
    """Compare the estimate with more money with the one without; both from the same start.

    Parameters
    ----------
    before, after : estimates that differ in the money alone
    usd : the money
    programme : the only one that the money is for, if it is: its limits are told first
    """
    was, now = before.plan.summary.objective, after.plan.summary.objective
    brings = abs(now - was) > _TOLERANCE * max(1.0, abs(was))
    places = _places(before, after) if brings else _places(before, before)
    by_year = _by_year(before, after if brings else before)
    peak_year, peak_persons = _peak(by_year)
    return NextMoney(
        usd=usd,
        brings=brings,
        people=_people(before, after if brings else before, places, by_year),
        places=places,
        sectors=_sectors(before.plan, after.plan if brings else before.plan),
        peak_year=peak_year,
        peak_persons=peak_persons,
        limit=limit_beside_money(after, programme),
    )


def shown_usd(usd: pd.Series) -> pd.Series:
    """Money as shown: to 0.1 million US$."""
    return (usd / USD_SHOWN).round() * USD_SHOWN + 0.0


def _by_year(before: Overview, after: Overview) -> pd.DataFrame:
    """People more by programme and year: programme, year, persons."""
    keys = ["programme", "year"]
    now = after.settled_by_year.groupby(keys, sort=False)["persons"].sum()
    return (now - before.settled_by_year.groupby(keys, sort=False)["persons"].sum()).reset_index()


def _peak(by_year: pd.DataFrame) -> tuple[int, float]:
    """The year before the last in which most people more are settled, and how many as shown; the last without one."""
    sums = by_year.groupby("year")["persons"].sum()
    years = [int(str(year)) for year in sums.index]
    shown = masked(pd.DataFrame({"persons": sums.to_numpy()}), "persons")["persons"].to_numpy()[:-1]
    return (years[int(shown.argmax())], float(shown.max())) if len(shown) else (years[-1], 0.0)


def _people(before: Overview, after: Overview, places: pd.DataFrame, by_year: pd.DataFrame) -> pd.DataFrame:
    programmes = before.settled_at_end[["programme", "title"]]
    shown = shown_sums(places, ["programme"], "persons").set_index("programme")
    spent = _spent(after.plan, ["programme"]).sub(_spent(before.plan, ["programme"]), fill_value=0.0)
    keys = programmes["programme"]
    return programmes.assign(
        persons=keys.map(shown["persons"]).fillna(0.0),
        hidden=keys.map(shown["hidden"]).fillna(0).astype("int64"),
        person_years=keys.map(by_year.groupby("programme")["persons"].sum()).fillna(0.0).round(),
        usd=shown_usd(keys.map(spent).fillna(0.0)),
    )


def _places(before: Overview, after: Overview) -> pd.DataFrame:
    """Every place with people more; those with few told together (see ``donor_masking``)."""
    at = before.places_on_map[["programme", "place", "name"]]
    now = after.places_on_map.set_index("place")["persons"]
    change = now - before.places_on_map.set_index("place")["persons"]
    rows = masked_differences(at.assign(persons=at["place"].map(change).fillna(0.0)), "programme", OTHER)
    spent = _spent(after.plan, ["place"]).sub(_spent(before.plan, ["place"]), fill_value=0.0)
    rows["usd"] = shown_usd(_usd_of(rows, at.assign(usd=at["place"].map(spent).fillna(0.0))))
    rows.insert(1, "title", rows["programme"].map(titles(before.plan.dataset, "programmes")))
    size = rows["persons"].abs().where(rows["name"] != OTHER, -1.0)
    return rows.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _usd_of(rows: pd.DataFrame, at: pd.DataFrame) -> pd.Series:
    """US$ more of each row: of its place, or of its programme's places that have no row."""
    named = at.groupby(["programme", "name"], as_index=False)["usd"].sum()
    found = rows[["programme", "name"]].merge(named, on=["programme", "name"], how="left")["usd"].fillna(0.0)
    found.index = rows.index
    rest = at.groupby("programme")["usd"].sum() - found.groupby(rows["programme"]).sum()
    return found.where(rows["name"] != OTHER, rows["programme"].map(rest)).astype(float)


def _sectors(before: Plan, after: Plan) -> pd.DataFrame:
    names = sector_titles(before.dataset)
    change = _spent(after, ["sector"]).sub(_spent(before, ["sector"]), fill_value=0.0)
    rows = pd.DataFrame({"sector": list(names), "title": list(names.values())})
    return rows.assign(usd=shown_usd(rows["sector"].map(change).fillna(0.0)))


def _spent(plan: Plan, keys: list[str]) -> pd.Series:
    return plan["spending"].groupby(keys[0])["usd"].sum()


def limit_beside_money(after: Overview, programme: str) -> str:
    """What limits the plan most beside money; of the programme that the money is for, where it is for one."""
    table = capacities_of(after.limits)
    table = table[~table["key"].str.startswith("money ")]
    others = [str(title) for key, title in titles(after.plan.dataset, "programmes").items() if key != programme]
    if programme:
        of_others = table["label"].map(lambda label: any(f"({title})" in label for title in others))
        table = table[~of_others.astype(bool)]
    return "" if table.empty else str(table.iloc[0]["label"])
