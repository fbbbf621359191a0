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
    fewer = cohorts[(cohorts["persons"] < cohorts["households"] - _SLACK)]
    looked_at.errors(
        "cohorts",
        "persons",
        fewer.index,
        lambda row: Finding(
            f"{fewer.loc[row, 'persons']:g} persons in {fewer.loc[row, 'households']:g} households",
            "at least one person a household",
            "Are the two columns the wrong way round?",
        ),
    )
    homeless = cohorts[(cohorts["households"] == 0) & (cohorts["persons"] > 0)]
    looked_at.errors(
        "cohorts",
        "households",
        homeless.index,
        lambda row: Finding(f"{homeless.loc[row, 'persons']:g} persons in no household", "their households"),
    )


def sizes_fit_classes(looked_at: Inspection) -> None:
    """The mean size of a cohort's households lies in its size class."""
    classes = looked_at["size_classes"].drop_duplicates("size_class").set_index("size_class")
    cohorts = looked_at["cohorts"].join(classes[["persons_min", "persons_max"]], on="size_class")
    mean = cohorts["persons"] / cohorts["households"].where(cohorts["households"] > 0)
    misfit = (mean < cohorts["persons_min"] - _SLACK) | (mean > cohorts["persons_max"] + _SLACK)
    outside = cohorts.assign(mean=mean)[misfit & (mean >= 1.0 - _SLACK)]
    looked_at.errors(
        "cohorts",
        "persons",
        outside.index,
        lambda row: Finding(
            f"{outside.loc[row, 'mean']:.4g} persons a household",
            f"{outside.loc[row, 'persons_min']:g} to {outside.loc[row, 'persons_max']:g}, "
            f"as size class {outside.loc[row, 'size_class']!r} says",
            "Mend the figures, or put these households in another size class.",
        ),
    )


def size_classes_apart(looked_at: Inspection) -> None:
    """Size classes do not overlap, and none ends before it begins."""
    classes = looked_at["size_classes"].sort_values("persons_min", kind="stable")
    least, most = classes["persons_min"], classes["persons_max"]
    backward = classes.index[most < least]
    looked_at.errors(
        "size_classes",
        "persons_max",
        backward,
        lambda row: Finding(f"{most[row]}", f"at least persons_min, {least[row]}"),
    )
    before = most.cummax().shift(fill_value=0)
    looked_at.errors(
        "size_classes",
        "persons_min",
        classes.index[least <= before],
        lambda row: Finding(f"{least[row]}", f"at least {before[row] + 1}", "Size classes may not overlap."),
    )


def origins_are_places(looked_at: Inspection) -> None:
    """Who comes from no place of the plan cannot return; it is said how many that are."""
    cohorts, places = looked_at["cohorts"], set(looked_at["places"]["place"])
    away = cohorts[~cohorts["origin"].isin(places) & (cohorts["origin"] != "")]
    totals = away.groupby(["programme", "origin"], sort=False)["persons"].sum()
    for (programme, origin), persons in totals.items():
        near = nearest_name(origin, places, cutoff=0.8)
        hint = "They cannot return in this plan." + (f" Did you mean {near!r}?" if near else "")
        found = f"{persons:,.0f} persons of {programme} from {origin!r}, which is no place"
        looked_at.table_warning("cohorts", "origin", Finding(found, "origins that are places", hint))


def one_preference(looked_at: Inspection) -> None:
    """A solution has one preference for each programme and origin."""
    willingness = looked_at["willingness"]
    first = willingness.groupby(["programme", "origin", "solution"])["preference"].transform("first")
    given = willingness["preference"]
    looked_at.errors(
        "willingness",
        "preference",
        given.index[given != first],
        lambda row: Finding(f"{given[row]:g}", f"{first[row]:g}, as in the rows before of this solution"),
    )


def shares_never_fall(looked_at: Inspection) -> None:
    """A cumulative share never falls: who has chosen has chosen (1)."""
    ordered = looked_at["willingness"].sort_values("from_year", kind="stable")
    share = ordered["share"]
    before = ordered.groupby(["programme", "origin", "solution"])["share"].shift(fill_value=0.0)
    looked_at.errors(
        "willingness",
        "share",
        share.index[share < before - _SLACK],
        lambda row: Finding(
            f"{share[row]:g}", f"at least {before[row]:g}, the share of the years before", "Shares are cumulative."
        ),
    )


def shares_add_to_at_most_one(looked_at: Inspection) -> None:
    """The shares of a cohort's solutions add to at most 1 in every year (1)."""
    choices = Choices(looked_at["willingness"])
    over: dict[int, Finding] = {}
    for programme, origin in communities(looked_at["cohorts"]):
        paths = choices.of(programme, origin)
        for year in sorted({step.from_year for path in paths.values() for step in path}):
            total = sum_in(paths, year)
            if total > 1.0 + _SLACK:
                found = f"shares that add to {total:.4g} in {year} for {programme} from {origin!r}"
                over.setdefault(_row_of(paths, year), Finding(found, "at most 1 over all solutions"))
                break
    looked_at.errors("willingness", "share", sorted(over), lambda row: over[row])


def _row_of(paths: dict[str, Path], year: int) -> int:
    """Row with which a year's shares begin."""
    return next(step.row for path in paths.values() for step in path if step.from_year == year)
