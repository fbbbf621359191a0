"""``households synthesise | check | list | draw``: from a registry to the order of a draw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli import given
from resettle.cli.csv_file import write_csv, write_table_files
from resettle.cli.endings import DONE, say
from resettle.cli.releases import ledger_file, secret_beside
from resettle.errors import ResettleError
from resettle.inputs.writing import files_of

if TYPE_CHECKING:
    import argparse

    from resettle.households.registry import Registry


def synthesise(chosen: argparse.Namespace) -> int:
    """A registry made up."""
    # imported here, so that other commands need not wait for it
    from resettle.households.registry import write_registry
    from resettle.households.synthetic import synthesise as made_up

    data = given.dataset(chosen)
    registry = made_up(data, chosen.seed)
    write_registry(registry, chosen.out, replace=False)
    print(f"{chosen.out}: {counted(registry)}, made up with seed {chosen.seed}. Nobody in it is real.")
    return DONE


def check(chosen: argparse.Namespace) -> int:
    """Everything that is wrong with a registry; a dataset of it."""
    from resettle.households.aggregate import with_registry
    from resettle.households.findings import RegistryError
    from resettle.households.precious import refuse_precious
    from resettle.households.registry import read_registry

    if chosen.report:
        refuse_precious(chosen.report, [chosen.registry])
    data = given.dataset(chosen)
    try:
        registry = read_registry(chosen.registry, data, drop_personal=chosen.drop_personal)
    except RegistryError as refusal:
        if chosen.report:
            write_csv(refusal.findings, chosen.report, "--report", private=True)
            say(f"written: {chosen.report}, {len(refusal.findings):,} findings")
        raise
    for warning in registry.warnings:
        say(f"warning: {warning}.")
    fitted = with_registry(data, registry)
    print(f"{counted(registry)}, no errors{', synthetic' if registry.synthetic else ''}.")
    print(f"{len(fitted['cohorts']):,} cohorts with choices stated by origin: ready to plan.")
    if chosen.dataset_out:
        # exact counts of small groups: for those alone who hold the registry
        files = {name: text.encode() for name, text in files_of(fitted).items()}
        write_table_files(files, chosen.dataset_out, "--dataset-out", private=True)
        say(f"written: {chosen.dataset_out}; resettle plan --data {chosen.dataset_out} plans for these households")
    return DONE


def public_list_of(chosen: argparse.Namespace) -> int:
    """The public list of a draw, and what commits to it."""
    from resettle.households.draw import commitment
    from resettle.households.folder import read_placing
    from resettle.households.ledger import LIST, ledger_beside, spend_in
    from resettle.households.precious import refuse_precious
    from resettle.households.registry import read_registry
    from resettle.households.requests import read_requests, with_requests
    from resettle.households.roster import draw_list
    from resettle.households.secret import secret_of

    if chosen.requests and not chosen.keep:
        message = "--requests is about an earlier placement: give its folder with --keep."
        raise ResettleError(message)
    file = chosen.secret or secret_beside(chosen.registry)
    refuse_precious(chosen.out, [chosen.registry, file])
    data = given.dataset(chosen)
    registry = read_registry(chosen.registry, data)
    before = read_placing(Path(chosen.keep)) if chosen.keep else None
    secret = before.asked.secret if before else secret_of(file)
    if chosen.requests:
        registry = with_requests(registry, read_requests(chosen.requests, registry, data))
    table = draw_list(registry.households, secret, before.placed.earlier() if before else None)
    ledger = ledger_file(chosen.keep, before.asked) if before else ledger_beside(file)
    left = spend_in(ledger, LIST, commitment(table))
    write_csv(table, chosen.out)
    print(f"{chosen.out}: {len(table):,} tickets, blank ones among them, which hide how many households there are.")
    print("Publish the list, or its digest, before the seed is known:")
    print(commitment(table))
    made = "the earlier placement" if before else file
    say(f"the secret of these tickets is that of {made}: keep it, and give it to nobody.")
    say(f"disclosure budget: {left} more different lists may be published with this secret.")
    return DONE


def draw(chosen: argparse.Namespace) -> int:
    """The draw from a public list alone."""
    from resettle.households.draw import commitment, drawn, seed_of, seed_sentence
    from resettle.households.list_file import read_list
    from resettle.households.precious import refuse_precious

    if chosen.out:
        refuse_precious(chosen.out, [chosen.list])
    table = read_list(chosen.list)
    order = drawn(table, seed_of(chosen.seed, chosen.public))
    print(seed_sentence(chosen.seed, chosen.public))
    print(f"{len(order):,} tickets drawn from a list with the digest {commitment(table)}.")
    if chosen.ticket:
        found = order[order["ticket"] == chosen.ticket.strip().lower()]
        if found.empty:
            message = "the list has no such ticket; expected the 16 signs that stand in the letter."
            raise ResettleError(message)
        row = found.iloc[0]
        number = round(float(row["position"]) * int(row["equals"]) + 0.5)
        print(
            f"Ticket {row['ticket']} stands {number:,} of {int(row['equals']):,} in its group, blank tickets included."
        )
    if chosen.out:
        write_csv(order.sort_values("ticket"), chosen.out)
        say(f"written: {chosen.out}")
    return DONE


def counted(registry: Registry) -> str:
    """Persons and households of a registry, in words."""
    persons = int(registry.households["persons"].sum())
    return f"{persons:,} persons in {len(registry.households):,} households"
