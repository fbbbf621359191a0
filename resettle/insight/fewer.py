"""Who has fewer people settled in one plan than in another: programmes year by year, places and groups at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.overview import Overview
from resettle.insight.placed import people_placed
from resettle.insight.tidy import named, titles
from resettle.results.verification.rounding import lost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resettle.results.plan import Plan
    from resettle.results.verification.evidence import Evidence

_KEYS = ["kind", "programme", "key", "year"]
GROUPS = {"origin": "origin", "size": "size_class", "profile": "profile"}
COLUMNS = ["kind", "programme", "title", "key", "name", "year", "before", "after", "fewer", "rounding"]
_ONE = 0.5


def fewer_settled(before: Plan, after: Plan) -> pd.DataFrame:
    """Programmes, places and groups that have fewer people settled after than before, the largest of each kind first.

    Columns: kind (``programme``, ``place``, ``origin``, ``size``, ``profile``), programme, title (of the programme),
    key and name (of what it is), year (by the end of it; the last but for programmes), before, after, fewer (persons),
    rounding (the most persons that planning whole households can have taken from ``after``). A difference that
    rounding explains is none and has no row. A programme has one row, the year in which most are fewer.
    """
    first, second = _settled(before), _settled(after)
    both = pd.DataFrame({"before": first, "after": second}).fillna(0.0)
    both["fewer"] = both["before"] - both["after"]
    both = both.reset_index()
    both = both[both["fewer"] > _ONE]
    both["rounding"] = both.set_index(_KEYS[:3]).index.map(_rounding(after)).to_numpy(dtype=float)
    both = both[both["fewer"] > both["rounding"].fillna(0.0) + _ONE].fillna({"rounding": 0.0})
    both = both.sort_values("fewer", ascending=False, kind="stable")
    both = both.drop_duplicates(_KEYS[:3])
    kinds = ["programme", "place", *GROUPS]
    both = both.sort_values("kind", key=lambda kind: kind.map(kinds.index), kind="stable")
    return _named(both, before)[COLUMNS].reset_index(drop=True)


def _settled(plan: Plan) -> pd.Series:
    """Persons settled by the keys of the rows."""
    evidence = Overview(plan).evidence
    placed, years = people_placed(evidence), list(plan.years)
    cohorts = evidence.given["cohorts"].set_index("cohort")
    for column in GROUPS.values():
        placed[column] = placed["cohort"].map(cohorts[column])
    by_year = placed.pivot_table(index="programme", columns="year", values="persons", aggfunc="sum", fill_value=0.0)
    by_year = by_year.reindex(columns=years, fill_value=0.0).cumsum(axis="columns")
    settled = by_year.rename_axis(columns="year").stack().rename("persons").reset_index()
    parts = [settled.assign(kind="programme", key=settled["programme"])]
    of_place = evidence.given["places"].set_index("place")["programme"]
    for kind, column in {"place": "place", **GROUPS}.items():
        rows = placed.assign(programme=placed["place"].map(of_place)) if kind == "place" else placed
        found = rows.groupby(["programme", column])["persons"].sum().reset_index()
        parts.append(found.rename(columns={column: "key"}).assign(kind=kind, year=years[-1]))
    return pd.concat(parts, ignore_index=True).groupby(_KEYS)["persons"].sum()


def _rounding(plan: Plan) -> Mapping[tuple[str, str, str], float]:
    """The most persons that rounding can have taken, by kind, programme and key.

    A programme by the end of any year: running totals are rounded down in every year.
    """
    evidence = Overview(plan).evidence
    classes, members, pairs = evidence.choices.classes, evidence.choices.members, evidence.choices.pairs
    sizes = classes["mean_size"].reindex(pairs["class_"]).to_numpy()
    programme = classes["programme"].reindex(pairs["class_"]).to_numpy()
    worth = pairs.assign(worth=sizes, programme=programme)
    by_programme = lost(evidence, worth, ["programme"])
    found = {("programme", str(key), str(key)): float(persons) for key, persons in by_programme.items()}
    of_place = evidence.given["places"].set_index("place")["programme"].to_dict()
    found |= {("place", of_place[key], key): persons for key, persons in _lost(evidence, worth, "place").items()}
    for kind, column in GROUPS.items():
        part = members.groupby(["class_", column])["persons"].sum() / classes["persons"]
        mine = worth.merge(part.rename("part").reset_index(), on="class_")
        mine = mine.assign(worth=mine["worth"] * mine["part"], key=mine["programme"] + "\n" + mine[column])
        for both, persons in _lost(evidence, mine, "key").items():
            whose, _, key = both.partition("\n")
            found[kind, whose, key] = persons
    return found


def _lost(evidence: Evidence, worth: pd.DataFrame, key: str) -> dict[str, float]:
    """By the last year: no more than a household of each class and place, nor than rounding has taken in all."""
    away = evidence.plan.summary.households_rounded_away
    most = lost(evidence, worth, [key]).clip(upper=away * float(worth["worth"].max()) if len(worth) else 0.0)
    return {str(name): float(persons) for name, persons in most.items()}


def _named(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """With the programme's title and what each row is called."""
    rows = rows.assign(title=rows["programme"].map(titles(plan.dataset, "programmes")), name=rows["key"])
    tables = {"programme": "programmes", "place": "places", "origin": "places", "profile": "profiles"}
    for kind, table in tables.items():
        mine = rows["kind"] == kind
        rows.loc[mine, "name"] = named(rows.loc[mine, "key"], titles(plan.dataset, table))
    return rows
