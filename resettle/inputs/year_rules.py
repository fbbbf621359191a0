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
        begins = frame.loc[frame.groupby(keys)["year"].idxmin(), [*keys, "year"]]
        late = begins[begins["year"] > first].sort_index()
        looked_at.warnings(
            table,
            "year",
            late.index,
            lambda row, late=late, keys=keys, meaning=meaning: Finding(
                f"{', '.join(late.loc[row, keys])} only from {late.loc[row, 'year']} on",
                f"a row for {first}, the first year",
                f"Before {late.loc[row, 'year']} there is {meaning}.",
            ),
        )


def targets_in_time(looked_at: Inspection) -> None:
    """A target lies in the horizon: an earlier one cannot be met, a later one is judged at the end."""
    first, last = looked_at.horizon
    year = looked_at["targets"]["year"]
    outside = year[(year < first) | (year > last)]
    looked_at.warnings(
        "targets",
        "year",
        outside.index,
        lambda row: Finding(
            f"{outside[row]}",
            f"a year from {first} to {last}",
            "It cannot be met." if outside[row] < first else f"It is judged at the end of {last}.",
        ),
    )


def ready_in_time(looked_at: Inspection) -> None:
    """What takes longer than the horizon is never ready in it."""
    first, last = looked_at.horizon
    for table in ("housing_options", "services"):
        lead = looked_at[table]["lead_years"]
        late = lead[lead > last - first]
        looked_at.warnings(
            table,
            "lead_years",
            late.index,
            lambda row, late=late: Finding(
                f"{late[row]} years", f"at most {last - first}", f"Nothing would be ready by {last}."
            ),
        )
