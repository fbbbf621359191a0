"""The command line: arguments in, the same functions as in Python, an exit code out (see ``endings``)."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from typing import TYPE_CHECKING

import pandas as pd

from resettle.cli import app, check, compare, convert, households, plan, report, template, verify, why
from resettle.cli.endings import BAD_INPUT, DONE, NO_PLAN, STOPPED, TERMINATED, UNEXPECTED, readable_streams, say
from resettle.cli.signals import STOPPED_SAID, TERMINATED_SAID, TerminatedError, ending_in_order, leave
from resettle.errors import ResettleError, SolveError
from resettle.storage.failures import reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

_COMMANDS = (plan, check, verify, compare, why, report, template, convert, households, app)


def run() -> NoReturn:
    """Run the command that was typed, and end the process with its exit code."""
    leave(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing that a person types gives a traceback."""
    readable_streams()
    try:
        chosen = parser().parse_args(arguments)
    except SystemExit as said:
        return int(said.code or 0)
    try:
        with ending_in_order():
            return _ending_of(chosen)
    except TerminatedError:
        say(TERMINATED_SAID)
        return TERMINATED


def _ending_of(chosen: argparse.Namespace) -> int:
    """The command's exit code, also where it cannot be carried out: a sentence says why."""
    try:
        # many small tables: Python's own text is quicker than Arrow's, and no result depends on it
        with pd.option_context("mode.string_storage", "python"):
            return _run(chosen)
    except SystemExit as refused:
        return int(refused.code or 0)
    except SolveError as trouble:
        say(f"no plan: {trouble}")
        return NO_PLAN
    except ResettleError as refusal:
        say(str(refusal))
        return BAD_INPUT
    except KeyboardInterrupt:
        say(STOPPED_SAID)
        return STOPPED
    except BrokenPipeError:
        # whoever read our output has had enough; without this Python complains once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as trouble:
        say(_file_trouble(trouble))
        return BAD_INPUT
    except Exception as failure:
        # the person gets a sentence, whatever it was
        return _unexpected(failure, debug=bool(chosen.debug or os.environ.get("RESETTLE_DEBUG")))


def parser() -> argparse.ArgumentParser:
    """Commands and their arguments."""
    whole = argparse.ArgumentParser(
        prog="resettle", description="Plan who settles where and when, and what that takes."
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", help="show where an unexpected failure came from")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        name = command.__name__.rpartition(".")[2]
        made = commands.add_parser(name, help=command.HELP, description=command.DESCRIPTION, parents=[common])
        command.arguments(made)
        made.set_defaults(run=command.run, refuse=made.error)
    return whole


def _run(chosen: argparse.Namespace) -> int:
    ending = int(chosen.run(chosen))
    # a reader that has gone is noticed here, where it is expected, and not on Python's way out
    sys.stdout.flush()
    return ending


def _file_trouble(trouble: OSError) -> str:
    """What the system refuses, with the file's name where it says it."""
    if trouble.filename is None:
        # nothing else is written without a name
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return f"The answer cannot be written where it was sent: {reason(trouble)}."
    return f"{os.fsdecode(trouble.filename)} can be neither read nor written: {reason(trouble)}."


def _unexpected(failure: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(failure)
    text = " ".join(str(failure).split()) or "no message"
    how = "Please report it with the lines above" if debug else "Run it again with --debug and please report the lines"
    say(f"resettle failed unexpectedly, which is its own mistake: {type(failure).__name__}: {text}. {how}.")
    return UNEXPECTED
