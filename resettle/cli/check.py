"""``resettle check``: everything that is wrong with a dataset, and with a scenario on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.cli import given
from resettle.cli.endings import DONE, say
from resettle.inputs.scenario import apply

if TYPE_CHECKING:
    import argparse

HELP = "check a dataset, and a scenario on it"
DESCRIPTION = "Read a dataset, and a scenario on it, and list everything that is wrong, by file, row and column."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``check``."""
    given.arguments(parser)


def run(chosen: argparse.Namespace) -> int:
    """Check; an input with errors does not come back from reading, it is refused with all of them."""
    data = given.dataset(chosen)
    asked = given.scenario(chosen, data)
    planned = apply(data, asked)
    for warning in data.warnings:
        say(str(warning))
    rows = sum(len(frame) for frame in data.tables.values())
    warnings = "1 warning" if len(data.warnings) == 1 else f"{len(data.warnings)} warnings"
    print(f"{data.settings.title}: {rows:,} rows, no errors, {warnings}.")
    people, households = planned["cohorts"]["persons"].sum(), planned["cohorts"]["households"].sum()
    years = f"{planned.years[0]}–{planned.years[-1]}"
    name = asked.title or "the data as it is"
    print(f"{name}: {people:,.0f} persons in {households:,.0f} households, {years}. Ready to plan.")
    return DONE
