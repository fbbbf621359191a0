"""Rules about cohorts and what they have chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection

_SLACK = 1e-9


def household_sizes(looked_at: Inspection) -> None:
    """A household has at least one person, and its mean size lies in its size class."""
    classes = looked_at.tables["size_classes"].set_index("size_class")[["persons_min", "persons_max"]]
    cohorts = looked_at.tables["cohorts"].join(classes[~classes.index.duplicated()], on="size_class")
    households, persons = cohorts["households"], cohorts["persons"]
    broken = households.gt(0) & households.mod(1).gt(0)
    fewer = persons < households - _SLACK
    for row in cohorts.index[fewer]:
        found = f"{persons[row]:g} persons in {households[row]:g} households"
        looked_at.error("cohorts", row, "persons", found, "at least one person a household")
    for row in cohorts.index[households.eq(0) & persons.gt(0)]:
        looked_at.error("cohorts", row, "households", f"{persons[row]:g} persons in 0 households", "households")
    mean = persons / households.where(households > 0)
    outside = ((mean < cohorts["persons_min"] - _SLACK) | (mean > cohorts["persons_max"] + _SLACK)) & ~fewer
    for row in cohorts.index[outside & ~broken]:
        expected = f"{cohorts.loc[row, 'persons_min']} to {cohorts.loc[row, 'persons_max']} persons a household"
        hint = f"That is the size class {cohorts.loc[row, 'size_class']}."
        looked_at.warn("cohorts", row, "persons", f"{mean[row]:.2f} a household", expected, hint)


def size_classes_apart(looked_at: Inspection) -> None:
    """Size classes do not overlap, and none ends before it begins."""
    classes = looked_at.tables["size_classes"].sort_values("persons_min")
    for row in classes.index[classes["persons_max"] < classes["persons_min"]]:
        least = classes.loc[row, "persons_min"]
        looked_at.error("size_classes", row, "persons_max", classes.loc[row, "persons_max"], f"at least {least}")
    overlap = classes["persons_min"] <= classes["persons_max"].shift(fill_value=0)
    for row in classes.index[overlap]:
        found = f"from {classes.loc[row, 'persons_min']} persons on"
        looked_at.error("size_classes", row, "persons_min", found, "no overlap with the smaller class")


def origins(looked_at: Inspection) -> None:
    """Who comes from no place of the plan cannot return; it is said how many that are."""
    cohorts = looked_at.tables["cohorts"]
    away = cohorts[~cohorts["origin"].isin(looked_at.tables["places"]["place"])]
    totals = away.groupby(["programme", "origin"])["persons"].sum().reset_index()
    for programme, origin, persons in totals.itertuples(index=False):
        found = f"{persons:,.0f} persons of {programme} from {origin}, which is no place"
        looked_at.warn("cohorts", None, "origin", found, "origins that are places", "They cannot return in this plan.")


def one_preference(looked_at: Inspection) -> None:
    """A solution has one preference for each programme and origin."""
    keys = ["programme", "origin", "solution"]
    willingness = looked_at.tables["willingness"]
    first = willingness.groupby(keys)["preference"].transform("first")
    for row in willingness.index[willingness["preference"] != first]:
        found, expected = f"{willingness.loc[row, 'preference']:g}", f"{first[row]:g} as in the rows before"
        looked_at.error("willingness", row, "preference", found, expected)


def shares_never_fall(looked_at: Inspection) -> None:
    """A cumulative share never falls: who has chosen has chosen."""
    keys = ["programme", "origin", "solution"]
    ordered = looked_at.tables["willingness"].sort_values([*keys, "from_year"])
    before = ordered.groupby(keys)["share"].shift(fill_value=0.0)
    for row in ordered.index[ordered["share"] < before - _SLACK]:
        expected = f"at least {before[row]:g}, the share of the years before"
        looked_at.error("willingness", row, "share", f"{ordered.loc[row, 'share']:g}", expected)


def shares_add_to_at_most_one(looked_at: Inspection) -> None:
    """The shares of a cohort's solutions add to at most 1 in every year (equation 1)."""
    willingness = looked_at.tables["willingness"]
    communities = looked_at.tables["cohorts"][["programme", "origin"]].drop_duplicates()
    for programme, origin in communities.itertuples(index=False):
        rows = rows_for(willingness, programme, origin)
        for year in sorted(set(rows["from_year"])):
            latest = rows[rows["from_year"] <= year].sort_values("from_year").groupby("solution")["share"].last()
            if latest.sum() > 1 + 1e-6:
                found = f"{latest.sum():.3f} for {programme} from {origin} in {year}"
                row = rows.index[rows["from_year"] == year][0]
                looked_at.error("willingness", row, "share", found, "shares that add to at most 1")
                break


def rows_for(willingness: pd.DataFrame, programme: str, origin: str) -> pd.DataFrame:
    """The willingness rows that hold for an origin: its own, and the general ones of solutions it has none for."""
    mine = willingness[willingness["programme"] == programme]
    own = mine[(mine["origin"] == origin) & (origin != "")]
    general = mine[(mine["origin"] == "") & ~mine["solution"].isin(own["solution"])]
    return pd.concat([own, general])
