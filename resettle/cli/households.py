"""``resettle households``: a registry of single households, made up or checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli import given
from resettle.cli.endings import BAD_INPUT, DONE, say
from resettle.inputs.writing import write_folder

if TYPE_CHECKING:
    import argparse

    from resettle.households.placing import Placed
    from resettle.households.registry import Registry

HELP = "single households: make up or check a registry, place each household by a plan"
DESCRIPTION = (
    "A registry has a row for each household. It is checked cell by cell on this machine; nothing of it is sent "
    "anywhere, and no text of a cell is repeated in a message unless it is a plain key."
)
SHOWN = 40
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
    placed = steps.add_parser("place", help="place each household by a plan, in the order of a draw")
    placed.add_argument("--plan", metavar="PLAN_DIR", required=True, help="folder that `resettle plan --out` wrote")
    placed.add_argument("--registry", metavar=_REGISTRY, required=True)
    placed.add_argument("--seed", metavar="WORD", required=True, help="published before the draw")
    placed.add_argument(
        "--public", metavar="TEXT", default="", help="what nobody could know then, as a lottery's numbers"
    )
    placed.add_argument("--out", metavar="DIR", required=True, help="folder for lists of single households")
    placed.set_defaults(step=_place)
    verified = steps.add_parser("verify", help="check a placement from its written tables, and draw it again")
    verified.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    verified.set_defaults(step=_verify)
    told = steps.add_parser("explain", help="why a household is placed where it is, or not yet")
    told.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    told.add_argument("household", metavar="ID")
    told.set_defaults(step=_explain)


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


def _place(chosen: argparse.Namespace) -> int:
    from resettle.households.draw import seed_of
    from resettle.households.folder import write_placing
    from resettle.households.measures import measures
    from resettle.households.placing import REASONS, place_households
    from resettle.households.registry import read_registry
    from resettle.results.files import read_plan

    plan = read_plan(chosen.plan)
    registry = read_registry(chosen.registry, plan.dataset)
    placed = place_households(plan, registry, seed_of(chosen.seed, chosen.public))
    told = measures(plan, registry, placed)
    write_placing(Path(chosen.out), Path(chosen.plan), plan, registry, placed, told)
    print(f"{len(placed.placed):,} of {len(registry.households):,} households placed; {_open(placed)}.")
    print(placed.waiting["reason"].map(REASONS).value_counts().to_string(header=False))
    print(told.to_string(index=False, float_format="{:,.0f}".format))
    say(f"written: {chosen.out}. Single households are in it: keep it from everybody who need not place them.")
    return DONE


def _verify(chosen: argparse.Namespace) -> int:
    from resettle.households.folder import read_placing
    from resettle.households.placing import place_households
    from resettle.households.verify_placing import verify_placing

    plan, registry, placed = read_placing(Path(chosen.folder))
    wrong = verify_placing(plan, registry, placed.placed, placed.waiting, placed.open_slots)
    if len(wrong):
        print(wrong.head(SHOWN).to_string(index=False))
        print(f"{len(wrong):,} findings: this placement breaks its rules.")
        return BAD_INPUT
    again = place_households(plan, registry, placed.seed).placed
    same = again[["household", "place", "year"]].equals(placed.placed[["household", "place", "year"]])
    print("Every rule, judged from the written tables, holds.")
    print("Drawn again from the seed: the same, to the last household." if same else "Drawn again: NOT the same.")
    return DONE if same else BAD_INPUT


def _explain(chosen: argparse.Namespace) -> int:
    from resettle.households.explaining import explained
    from resettle.households.folder import read_placing

    print(explained(*read_placing(Path(chosen.folder)), chosen.household))
    return DONE


def _open(placed: Placed) -> str:
    left = int(placed.open_slots["households"].sum())
    return f"{left:,} places of the plan are left open" if left else "no place of the plan is left open"


def _counted(registry: Registry) -> str:
    persons = int(registry.households["persons"].sum())
    return f"{persons:,} persons in {len(registry.households):,} households"
