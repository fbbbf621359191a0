"""Rules about years: the horizon, and what comes too late or not from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding

if TYPE_CHECKING:
    from resettle.inputs.inspection import Inspection

MOST_YEARS = 60
_BEFORE_THE_FIRST = (
    ("capacities", ["programme", "resource"], "no limit"),
    ("build_capacity", ["place"], "no limit"),
    ("funding", ["funder"], "no money"),
)


def horizon_forward(looked_at: Inspection) -> None:
    """The horizon ends after it begins, and is not endless."""
    first, last = looked_at.horizon
    if last < first:
        looked_at.settings_error("last_year", Finding(f"{last}", f"a year from {first} (first_year) on"))
    elif last - first >= MOST_YEARS:
        looked_at.settings_error("last_year", Finding(f"{last - first + 1} years", f"at most {MOST_YEARS} years"))


def first_year_given(looked_at: Inspection) -> None:
    """A yearly table says something from the first year on; before its first row it counts as missing."""
    first, _ = looked_at.horizon
    for table, keys, meaning in _BEFORE_THE_FIRST:
        frame = looked_at[table]
        if frame.empty:
            continue
        begins = frame.loc[frame.groupby(keys)["year"].idxmin(), [*keys, "year"]].sort_index()
        begins = begins.assign(name=begins[keys].agg(", ".join, axis=1), meaning=meaning)
        looked_at.warnings(
            table,
            "year",
            begins[begins["year"] > first],
            lambda row: Finding(
                f"{row['name']} only from {row['year']} on",
                f"a row for {first}, the first year",
                f"Before {row['year']} there is {row['meaning']}.",
            ),
        )


def targets_in_time(looked_at: Inspection) -> None:
    """A target lies in the horizon: an earlier one cannot be met, a later one is judged at the end."""
    first, last = looked_at.horizon
    targets = looked_at["targets"]
    looked_at.warnings(
        "targets",
        "year",
        targets[(targets["year"] < first) | (targets["year"] > last)],
        lambda row: Finding(
            f"{row['year']}",
            f"a year from {first} to {last}",
            "It cannot be met." if row["year"] < first else f"It is judged at the end of {last}.",
        ),
    )


def ready_in_time(looked_at: Inspection) -> None:
    """What takes longer than the horizon is never ready in it."""
    first, last = looked_at.horizon
    for table in ("housing_options", "services"):
        frame = looked_at[table]
        looked_at.warnings(
            table,
            "lead_years",
            frame[frame["lead_years"] > last - first],
            lambda row: Finding(
                f"{row['lead_years']} years", f"at most {last - first}", f"Nothing would be ready by {last}."
            ),
        )
