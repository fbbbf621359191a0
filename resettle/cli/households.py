"""``resettle households``: a registry of single households made up, checked, placed, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.cli import given, household_outputs, household_placing, household_registry

if TYPE_CHECKING:
    import argparse

HELP = "single households: make up or check a registry, draw, place each by a plan; lists, letters, public tables"
DESCRIPTION = (
    "A registry has a row for each household. It is checked cell by cell on this machine; nothing of it is sent "
    "anywhere, and no text of a cell is repeated in a message unless it is a plain key."
)
_REGISTRY = "REGISTRY.csv|.parquet|.xlsx"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Sub-commands of ``households``."""
    steps = parser.add_subparsers(required=True, metavar="STEP")
    _of_registry(steps)
    _of_draw(steps)
    _of_placing(steps)
    _of_outputs(steps)


def run(chosen: argparse.Namespace) -> int:
    """Run the step."""
    return int(chosen.step(chosen))


def _of_registry(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = steps.add_parser("synthesise", help="make up a registry with the dataset's margins, to try everything with")
    given.data_argument(made)
    made.add_argument("--seed", metavar="N", type=int, required=True, help="the same seed gives the same registry")
    made.add_argument("--out", metavar=_REGISTRY, required=True, help="file to write")
    made.set_defaults(step=household_registry.synthesise)
    checked = steps.add_parser("check", help="everything that is wrong with a registry, by row and column")
    checked.add_argument("registry", metavar=_REGISTRY)
    given.data_argument(checked)
    checked.add_argument("--report", metavar="FILE.csv", help="file for all findings, where there are many")
    checked.add_argument("--dataset-out", metavar="DIR", help="folder for the dataset with the registry's cohorts")
    checked.add_argument(
        "--drop-personal", action="store_true", help="leave out columns that look personal, unread, instead of refusing"
    )
    checked.set_defaults(step=household_registry.check)


def _of_draw(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    entered = steps.add_parser("list", help="the public list of a draw: a ticket for each household, no id")
    entered.add_argument("registry", metavar=_REGISTRY)
    given.data_argument(entered)
    entered.add_argument(
        "--secret", metavar="FILE", help="secret to go by, made where there is none (default: beside the registry)"
    )
    entered.add_argument("--keep", metavar="DIR", help="earlier placement: only who was not in its draw is listed")
    entered.add_argument("--requests", metavar="FILE.csv", help="what single households ask for now (with --keep)")
    entered.add_argument("--out", metavar="LIST.csv", required=True)
    entered.set_defaults(step=household_registry.public_list_of)
    drawn = steps.add_parser("draw", help="draw from a public list, by nothing but the list and the seed")
    drawn.add_argument("list", metavar="LIST.csv")
    _seed(drawn)
    drawn.add_argument("--ticket", metavar="TICKET", help="look up one ticket")
    drawn.add_argument("--out", metavar="ORDER.csv", help="file for the order of all tickets")
    drawn.set_defaults(step=household_registry.draw)


def _seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", metavar="WORD", required=True, help="published before the draw")
    parser.add_argument(
        "--public", metavar="TEXT", default="", help="what nobody could know then, as a lottery's numbers"
    )


def _of_placing(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    placed = steps.add_parser("place", help="place each household by a plan, in the order of a draw")
    placed.add_argument("--plan", metavar="PLAN_DIR", required=True, help="folder that `resettle plan --out` wrote")
    placed.add_argument("--registry", metavar=_REGISTRY, required=True)
    _seed(placed)
    placed.add_argument(
        "--secret",
        metavar="FILE",
        help="secret that the public list was made with (default: --keep's, or the one beside the registry)",
    )
    placed.add_argument("--keep", metavar="DIR", help="earlier placement, whose promises are kept")
    placed.add_argument("--requests", metavar="FILE.csv", help="what single households ask for now (with --keep)")
    placed.add_argument(
        "--exchange",
        action="store_true",
        help="let a request to be with another household move one equal who did not ask",
    )
    placed.add_argument(
        "--across-cohorts",
        action="store_true",
        help="exchange places of those who relocate across cohorts of a size class and year: more wishes are met",
    )
    placed.add_argument(
        "--wait-for-kin", metavar="YEARS", type=int, help="most years that a household is moved later to be with kin"
    )
    placed.add_argument("--out", metavar="DIR", required=True, help="folder for tables of single households")
    placed.set_defaults(step=household_placing.place)
    verified = steps.add_parser("verify", help="check a placement from its written tables, and draw it again")
    verified.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    verified.set_defaults(step=household_placing.verify)
    told = steps.add_parser("explain", help="why a household is placed where it is, or not yet")
    told.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    told.add_argument("household", metavar="ID")
    told.set_defaults(step=household_placing.explain)


def _of_outputs(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    tables = steps.add_parser("tables", help="tables for everyone: counts with noise, none below ten")
    tables.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    tables.add_argument("--out", metavar="FILE.csv", required=True)
    tables.set_defaults(step=household_outputs.tables)
    lists = steps.add_parser("lists", help="a list of households for each place and year, for those who receive them")
    lists.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    lists.add_argument("--out", metavar="DIR", required=True)
    lists.set_defaults(step=household_outputs.lists)
    written = steps.add_parser("letters", help="a letter for each household")
    written.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    written.add_argument("--template", metavar="FILE.toml", help="a translation of the English letter")
    written.add_argument("--contact", metavar="TEXT", default="", help="whom to ask, at the end of each letter")
    written.add_argument("--household", metavar="ID", help="print the letter of one household")
    written.add_argument("--out", metavar="FILE.csv|.xlsx", help="file for all letters, one a row")
    written.set_defaults(step=household_outputs.letters_of)
    registry = steps.add_parser("registry", help="the registry of a placement, as requests have it")
    registry.add_argument("folder", metavar="DIR", help="folder that `households place --out` wrote")
    registry.add_argument("--out", metavar=_REGISTRY, required=True, help="file to write, by its ending")
    registry.set_defaults(step=household_outputs.registry_of)
