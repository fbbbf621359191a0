"""Rules about homes, places and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding, nearest, quoted

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection


def housing_claims(looked_at: Inspection) -> None:
    """Homes with open claims are part of a stated total (Pinheiro Principles: they are planned for nobody)."""
    _claims_within(looked_at, "housing", "units_total")


def vacant_claims(looked_at: Inspection) -> None:
    """Vacant homes with open claims are part of the homes of their row."""
    _claims_within(looked_at, "vacant_homes", "homes")


def community_sizes(looked_at: Inspection) -> None:
    """A place's smallest community is not above the most that it takes."""
    places = looked_at["places"]
    wrong = places[places["min_households"] > places["max_households"]]
    looked_at.errors(
        "places",
        "min_households",
        wrong.index,
        lambda row: Finding(
            f"{wrong.loc[row, 'min_households']:g}", f"at most max_households, {wrong.loc[row, 'max_households']:g}"
        ),
    )


def target_names(looked_at: Inspection) -> None:
    """A target's name is a programme or a place, as its scope says, or blank for all."""
    targets = looked_at["targets"]
    for scope in ("programme", "place"):
        valid = set(looked_at[f"{scope}s"][scope])
        chosen = targets[(targets["scope"] == scope) & ~targets["name"].isin(valid)]
        looked_at.errors(
            "targets",
            "name",
            chosen.index,
            lambda row, names=chosen["name"], scope=scope, valid=valid: Finding(
                quoted(names[row]), f"a {scope}, as the scope says", nearest(names[row], valid)
            ),
        )
    named = targets[(targets["scope"] == "all") & (targets["name"] != "")]
    looked_at.errors(
        "targets",
        "name",
        named.index,
        lambda row: Finding(quoted(named.loc[row, "name"]), "a blank, since the scope is all"),
    )


def _claims_within(looked_at: Inspection, table: str, total: str) -> None:
    frame = looked_at[table]
    claims, homes = frame["unresolved_claims"].fillna(0.0), frame[total]
    wrong = frame.index[(claims > homes) | ((claims > 0) & homes.isna())]
    looked_at.errors(
        table,
        "unresolved_claims",
        wrong,
        lambda row: Finding(
            f"{claims[row]:g}",
            f"at most {total}, {homes[row]:g}" if homes[row] == homes[row] else f"a figure in {total} beside it",
            "Homes with open claims are part of the total.",
        ),
    )
