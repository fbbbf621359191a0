"""``households tables | lists | letters``: what comes of a placement, for everyone and for those who must know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.csv_file import csv_bytes, write_bytes, write_csv, write_table_files
from resettle.cli.endings import DONE, say
from resettle.cli.releases import ledger_file
from resettle.errors import ResettleError
from resettle.inputs.formula_text import escaped_frame
from resettle.storage.manifest import with_manifest

if TYPE_CHECKING:
    import argparse


def tables(chosen: argparse.Namespace) -> int:
    """Tables for everyone."""
    from resettle.households.folder import read_placing
    from resettle.households.ledger import TABLES, spend_in
    from resettle.households.precious import refuse_precious
    from resettle.households.public_tables import digest_of_tables, public_tables

    refuse_precious(chosen.out)
    folder = read_placing(Path(chosen.folder))
    table = public_tables(folder.plan, folder.registry, folder.placed, folder.asked.secret)
    left = spend_in(ledger_file(chosen.folder, folder.asked), TABLES, digest_of_tables(table))
    write_csv(table, Path(chosen.out))
    hidden = int(table["households"].isna().sum())
    print(f"{chosen.out}: {len(table):,} cells, {hidden:,} of them with fewer than ten households or none.")
    print("Counts have noise of the cell-key method; cells need not add up. docs/households.md says how and why.")
    say(f"disclosure budget: {left} more different releases of tables may be published with this secret.")
    return DONE


def lists(chosen: argparse.Namespace) -> int:
    """A list for each place and year."""
    from resettle.households.folder import read_placing
    from resettle.households.lists import file_of, lists_by_place

    folder = read_placing(Path(chosen.folder))
    files = {
        file_of(place, year): csv_bytes(escaped_frame(rows))
        for place, year, rows in lists_by_place(folder.plan, folder.registry, folder.placed)
    }
    # with a manifest: the lists of an earlier writing that are none of these go
    write_table_files(with_manifest(files, "lists"), chosen.out, "--out", private=True)
    say(f"written: {chosen.out}, {len(files):,} lists. Give each to those alone who receive these households.")
    return DONE


def letters_of(chosen: argparse.Namespace) -> int:
    """Letters, all or one."""
    from resettle.households.folder import read_placing
    from resettle.households.letters import ENGLISH, letters, read_template
    from resettle.households.precious import refuse_precious
    from resettle.households.table_file import checked_ending, table_bytes

    if not chosen.out and not chosen.household:
        message = "found neither --out FILE.csv nor --household ID; expected one of them."
        raise ResettleError(message)
    if chosen.out:
        checked_ending(chosen.out)
        refuse_precious(chosen.out)
    template = read_template(chosen.template or ENGLISH)
    folder = read_placing(Path(chosen.folder))
    made = (folder.plan, folder.registry, folder.placed, template, chosen.contact)
    if chosen.household:
        own = letters(*made, household=chosen.household)
        if own.empty:
            message = "the registry has no household of this id. Look for a space, or a zero that was left out."
            raise ResettleError(message)
        print(own["text"].iloc[0])
    if chosen.out:
        table = letters(*made)
        write_bytes(table_bytes(table, chosen.out, "letters"), chosen.out, private=True)
        say(f"written: {chosen.out}, {len(table):,} letters. Each is for one household alone.")
    return DONE


def registry_of(chosen: argparse.Namespace) -> int:
    """The registry of a placement, as requests have it."""
    from resettle.households.folder import read_placing
    from resettle.households.registry import write_registry

    folder = read_placing(Path(chosen.folder))
    write_registry(folder.registry, chosen.out, replace=False)
    say(
        f"written: {chosen.out}, {len(folder.registry.households):,} households. "
        "Keep it from everybody who need not place them."
    )
    return DONE
