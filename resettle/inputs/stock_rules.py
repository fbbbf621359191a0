"""Rules about homes, places and targets."""

from __future__ import annotations

import math
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
    looked_at.errors(
        "places",
        "min_households",
        places[places["min_households"] > places["max_households"]],
        lambda row: Finding(f"{row['min_households']:g}", f"at most max_households, {row['max_households']:g}"),
    )


def target_names(looked_at: Inspection) -> None:
    """A target's name is a programme or a place, as its scope says, or blank for all."""
    targets = looked_at["targets"]
    valid = {scope: set(looked_at[f"{scope}s"][scope]) for scope in ("programme", "place")}
    for scope, names in valid.items():
        looked_at.errors(
            "targets",
            "name",
            targets[(targets["scope"] == scope) & ~targets["name"].isin(names)],
            lambda row: Finding(
                quoted(row["name"]), f"a {row['scope']}, as the scope says", nearest(row["name"], valid[row["scope"]])
            ),
        )
    looked_at.errors(
        "targets",
        "name",
        targets[(targets["scope"] == "all") & (targets["name"] != "")],
        lambda row: Finding(quoted(row["name"]), "a blank, since the scope is all"),
    )


def _claims_within(looked_at: Inspection, table: str, total: str) -> None:
    frame = looked_at[table]
    claims, homes = frame["unresolved_claims"].fillna(0.0), frame[total]

    def describe(row: dict[str, float]) -> Finding:
        told = not math.isnan(row[total])
        expected = f"at most {total}, {row[total]:g}" if told else f"a figure in {total} beside it"
        return Finding(f"{row['unresolved_claims']:g}", expected, "Homes with open claims are part of the total.")

    looked_at.errors(table, "unresolved_claims", frame[(claims > homes) | ((claims > 0) & homes.isna())], describe)
