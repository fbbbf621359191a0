"""Who has fewer people settled in one plan than in another: programmes year by year, places and groups at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.overview import Overview
from resettle.insight.placed import people_placed
from resettle.insight.tidy import named, titles

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
    both["rounding"] = (_programmed(after).reindex(both.index) - both["after"]).clip(lower=0.0).fillna(0.0)
    both = both.reset_index()
    both = both[both["fewer"] > both["rounding"] + _ONE]
    both = both.sort_values("fewer", ascending=False, kind="stable")
    both = both.drop_duplicates(_KEYS[:3])
    kinds = ["programme", "place", *GROUPS]
    both = both.sort_values("kind", key=lambda kind: kind.map(kinds.index), kind="stable")
    return _named(both, before)[COLUMNS].reset_index(drop=True)


def _settled(plan: Plan) -> pd.Series:
    """Persons settled, whole households, by the keys of the rows."""
    evidence = Overview(plan).evidence
    placed = people_placed(evidence)
    cohorts = evidence.given["cohorts"].set_index("cohort")
    of_group = {kind: placed.assign(key=placed["cohort"].map(cohorts[column])) for kind, column in GROUPS.items()}
    return _by_keys(evidence, placed, of_group)


def _programmed(plan: Plan) -> pd.Series:
    """Persons that the programme settles before its households are whole ones, by the keys of the rows.

    A class counts for a group by the part of its persons who are of the group, as in (17).
    """
    evidence = Overview(plan).evidence
    placed = evidence.unrounded.placed
    placed = placed.assign(persons=placed["by_mean"])
    of_group = {}
    for kind, column in GROUPS.items():
        part = evidence.choices.members.groupby(["class_", column])["persons"].sum().rename("part").reset_index()
        part["part"] /= part["class_"].map(evidence.choices.classes["persons"])
        mine = placed.drop(columns=column, errors="ignore").merge(part.rename(columns={column: "key"}), on="class_")
        of_group[kind] = mine.assign(persons=mine["persons"] * mine["part"])
    return _by_keys(evidence, placed, of_group)


def _by_keys(evidence: Evidence, placed: pd.DataFrame, of_group: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Persons by the keys of the rows: programmes by the end of each year, places and groups by the end of the last."""
    years = list(evidence.plan.years)
    by_year = placed.pivot_table(index="programme", columns="year", values="persons", aggfunc="sum", fill_value=0.0)
    by_year = by_year.reindex(columns=years, fill_value=0.0).cumsum(axis="columns")
    so_far = by_year.reset_index().melt("programme", var_name="year", value_name="persons")
    parts = [so_far.assign(kind="programme", key=so_far["programme"])]
    programme = placed["place"].map(evidence.given["places"].set_index("place")["programme"])
    at_places = placed.assign(programme=programme, key=placed["place"])
    for kind, rows in {"place": at_places, **of_group}.items():
        found = rows.groupby(["programme", "key"], observed=True)["persons"].sum().reset_index()
        parts.append(found.assign(kind=kind, year=years[-1]))
    persons: pd.Series = pd.concat(parts, ignore_index=True).astype({"year": "int64"}).groupby(_KEYS)["persons"].sum()
    return persons


def _named(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """With the programme's title and what each row is called."""
    rows = rows.assign(title=rows["programme"].map(titles(plan.dataset, "programmes")), name=rows["key"])
    tables = {"programme": "programmes", "place": "places", "origin": "places", "profile": "profiles"}
    for kind, table in tables.items():
        mine = rows["kind"] == kind
        rows.loc[mine, "name"] = named(rows.loc[mine, "key"], titles(plan.dataset, table))
    return rows
