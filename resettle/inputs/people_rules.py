"""Rules about cohorts and what they have chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding, nearest_name
from resettle.inputs.willingness import Choices, Path, communities, sum_in

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection

_SLACK = 1e-6
"""Rounding that shares and mean sizes may carry."""


def a_person_a_household(looked_at: Inspection) -> None:
    """A household has at least one person, and persons live in households."""
    cohorts = looked_at["cohorts"]
    looked_at.errors(
        "cohorts",
        "persons",
        cohorts[cohorts["persons"] < cohorts["households"] - _SLACK],
        lambda row: Finding(
            f"{row['persons']:g} persons in {row['households']:g} households",
            "at least one person a household",
            "Are the two columns the wrong way round?",
        ),
    )
    looked_at.errors(
        "cohorts",
        "households",
        cohorts[(cohorts["households"] == 0) & (cohorts["persons"] > 0)],
        lambda row: Finding(f"{row['persons']:g} persons in no household", "their households"),
    )


def sizes_fit_classes(looked_at: Inspection) -> None:
    """The mean size of a cohort's households lies in its size class."""
    classes = looked_at["size_classes"].drop_duplicates("size_class").set_index("size_class")
    cohorts = looked_at["cohorts"].join(classes[["persons_min", "persons_max"]], on="size_class")
    cohorts["mean"] = cohorts["persons"] / cohorts["households"].where(cohorts["households"] > 0)
    small = cohorts["mean"] < cohorts["persons_min"] - _SLACK
    large = cohorts["mean"] > cohorts["persons_max"] + _SLACK
    looked_at.errors(
        "cohorts",
        "persons",
        cohorts[(small & (cohorts["mean"] >= 1.0 - _SLACK)) | large],
        lambda row: Finding(
            f"{row['mean']:.4g} persons a household",
            f"{row['persons_min']:g} to {row['persons_max']:g}, as size class {row['size_class']!r} says",
            "Mend the figures, or put these households in another size class.",
        ),
    )


def size_classes_apart(looked_at: Inspection) -> None:
    """Size classes do not overlap, and none ends before it begins."""
    classes = looked_at["size_classes"].sort_values("persons_min", kind="stable")
    looked_at.errors(
        "size_classes",
        "persons_max",
        classes[classes["persons_max"] < classes["persons_min"]],
        lambda row: Finding(f"{row['persons_max']}", f"at least persons_min, {row['persons_min']}"),
    )
    classes["before"] = classes["persons_max"].cummax().shift(fill_value=0)
    looked_at.errors(
        "size_classes",
        "persons_min",
        classes[classes["persons_min"] <= classes["before"]],
        lambda row: Finding(f"{row['persons_min']}", f"at least {row['before'] + 1}", "Size classes may not overlap."),
    )


def origins_are_places(looked_at: Inspection) -> None:
    """Who comes from no place of the plan cannot return; it is said how many that are."""
    cohorts, places = looked_at["cohorts"], set(looked_at["places"]["place"])
    away = cohorts[~cohorts["origin"].isin(places) & (cohorts["origin"] != "")]
    totals = away.groupby(["programme", "origin"], sort=False)["persons"].sum().reset_index()
    for row in totals.to_dict("records"):
        near = nearest_name(row["origin"], places, cutoff=0.8)
        hint = "They cannot return in this plan." + (f" Did you mean {near!r}?" if near else "")
        found = f"{row['persons']:,.0f} persons of {row['programme']} from {row['origin']!r}, which is no place"
        looked_at.table_warning("cohorts", "origin", Finding(found, "origins that are places", hint))


def one_preference(looked_at: Inspection) -> None:
    """A solution has one preference for each programme and origin."""
    willingness = looked_at["willingness"]
    first = willingness.groupby(["programme", "origin", "solution"])["preference"].transform("first")
    willingness = willingness.assign(first=first)
    looked_at.errors(
        "willingness",
        "preference",
        willingness[willingness["preference"] != first],
        lambda row: Finding(f"{row['preference']:g}", f"{row['first']:g}, as in the rows before of this solution"),
    )


def shares_never_fall(looked_at: Inspection) -> None:
    """A cumulative share never falls: who has chosen has chosen (1)."""
    ordered = looked_at["willingness"].sort_values("from_year", kind="stable")
    before = ordered.groupby(["programme", "origin", "solution"])["share"].shift(fill_value=0.0)
    ordered = ordered.assign(before=before)
    looked_at.errors(
        "willingness",
        "share",
        ordered[ordered["share"] < before - _SLACK],
        lambda row: Finding(
            f"{row['share']:g}", f"at least {row['before']:g}, the share of the years before", "Shares are cumulative."
        ),
    )


def shares_add_to_at_most_one(looked_at: Inspection) -> None:
    """The shares of a cohort's solutions add to at most 1 in every year (1)."""
    willingness = looked_at["willingness"]
    choices = Choices(willingness)
    over: dict[int, str] = {}
    for programme, origin in communities(looked_at["cohorts"]):
        paths = choices.of(programme, origin)
        for year in sorted({step.from_year for path in paths.values() for step in path}):
            total = sum_in(paths, year)
            if total > 1.0 + _SLACK:
                found = f"shares that add to {total:.4g} in {year} for {programme} from {origin!r}"
                over.setdefault(_row_of(paths, year), found)
                break
    rows = willingness.loc[sorted(over)].assign(found=[over[row] for row in sorted(over)])
    looked_at.errors("willingness", "share", rows, lambda row: Finding(row["found"], "at most 1 over all solutions"))


def _row_of(paths: dict[str, Path], year: int) -> int:
    """Row with which a year's shares begin."""
    return next(step.row for path in paths.values() for step in path if step.from_year == year)
