"""``resettle households``: a registry of single households, made up or checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli import given
from resettle.cli.endings import DONE, say
from resettle.inputs.writing import write_folder

if TYPE_CHECKING:
    import argparse

    from resettle.households.registry import Registry

HELP = "a registry of single households: make one up, check one, make a dataset of it"
DESCRIPTION = (
    "A registry has a row for each household. It is checked cell by cell on this machine; nothing of it is sent "
    "anywhere, and no text of a cell is repeated in a message unless it is a plain key."
)
_REGISTRY = "REGISTRY.csv|.parquet|.xlsx"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Sub-commands of ``households``."""
    steps = parser.add_subparsers(required=True, metavar="STEP")
    made = steps.add_parser("synthesise", help="make up a registry with the dataset's margins, to try everything with")
    given.data_argument(made)
    made.add_argument("--seed", metavar="N", type=int, required=True, help="the same seed gives the same registry")
    made.add_argument("--out", metavar=_REGISTRY, required=True, help="file to write")
    made.set_defaults(step=_synthesise)
    checked = steps.add_parser("check", help="everything that is wrong with a registry, by row and column")
    checked.add_argument("registry", metavar=_REGISTRY)
    given.data_argument(checked)
    checked.add_argument("--report", metavar="FILE.csv", help="file for all findings, where there are many")
    checked.add_argument("--dataset-out", metavar="DIR", help="folder for the dataset with the registry's cohorts")
    checked.add_argument(
        "--drop-personal", action="store_true", help="leave out columns that look personal, unread, instead of refusing"
    )
    checked.set_defaults(step=_check)


def run(chosen: argparse.Namespace) -> int:
    """Run the step."""
    return int(chosen.step(chosen))


def _synthesise(chosen: argparse.Namespace) -> int:
    # imported here, so that other commands need not wait for it
    from resettle.households.registry import write_registry
    from resettle.households.synthetic import synthesise

    data = given.dataset(chosen)
    registry = synthesise(data, chosen.seed)
    write_registry(registry, chosen.out)
    print(f"{chosen.out}: {_counted(registry)}, made up with seed {chosen.seed}. Nobody in it is real.")
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    from resettle.households.aggregate import with_registry
    from resettle.households.findings import RegistryError, write_report
    from resettle.households.registry import read_registry

    data = given.dataset(chosen)
    try:
        registry = read_registry(chosen.registry, data, drop_personal=chosen.drop_personal)
    except RegistryError as refusal:
        if chosen.report:
            write_report(refusal.findings, Path(chosen.report))
            say(f"written: {chosen.report}, {len(refusal.findings):,} findings")
        raise
    for warning in registry.warnings:
        say(f"warning: {warning}.")
    fitted = with_registry(data, registry)
    print(f"{_counted(registry)}, no errors{', synthetic' if registry.synthetic else ''}.")
    print(f"{len(fitted['cohorts']):,} cohorts with choices stated by origin: ready to plan.")
    if chosen.dataset_out:
        write_folder(fitted, chosen.dataset_out)
        say(f"written: {chosen.dataset_out}; resettle plan --data {chosen.dataset_out} plans for these households")
    return DONE


def _counted(registry: Registry) -> str:
    persons = int(registry.households["persons"].sum())
    return f"{persons:,} persons in {len(registry.households):,} households"
