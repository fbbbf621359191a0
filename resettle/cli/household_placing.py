"""``households place | verify | explain``: single households placed by a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resettle.cli.endings import BAD_INPUT, DONE, say
from resettle.cli.releases import ledger_file, secret_beside
from resettle.errors import ResettleError

if TYPE_CHECKING:
    import argparse

    from resettle.households.placing import Asked, Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

SHOWN = 40


def place(chosen: argparse.Namespace) -> int:
    """Each household placed, or told why not yet."""
    from resettle.households.draw import seed_sentence
    from resettle.households.folder import refuse_used_folder, write_placing
    from resettle.households.measures import measures
    from resettle.households.placing import place_households
    from resettle.households.reasons import REASONS
    from resettle.households.registry import read_registry
    from resettle.results.files import read_plan

    _refuse_options(chosen)
    refuse_used_folder(Path(chosen.out))
    plan = read_plan(chosen.plan)
    registry = read_registry(chosen.registry, plan.dataset)
    asked = _asked(chosen, plan, registry)
    placed = place_households(plan, registry, asked)
    told = measures(plan, registry, placed)
    write_placing(Path(chosen.out), Path(chosen.plan), plan, registry, asked, placed, told)
    print(seed_sentence(chosen.seed, chosen.public))
    print(f"{len(placed.placed):,} of {len(registry.households):,} households placed; {_open(placed)}.")
    print(placed.waiting["reason"].map(REASONS).value_counts().to_string(header=False))
    print(told.to_string(index=False, float_format="{:,.0f}".format))
    for answer, count in placed.answers["answer"].value_counts().items():
        print(f"requests {answer}: {count:,}")
    say(f"written: {chosen.out}. Single households are in it: keep it from everybody who need not place them.")
    return DONE


def _refuse_options(chosen: argparse.Namespace) -> None:
    """Refuse options that do not go together, before anything is read."""
    if (chosen.requests or chosen.exchange) and not chosen.keep:
        message = "--requests and --exchange are about an earlier placement: give its folder with --keep."
        raise ResettleError(message)
    if chosen.wait_for_kin is not None and chosen.wait_for_kin < 0:
        message = f"--wait-for-kin: found {chosen.wait_for_kin}; expected a number of years from 0."
        raise ResettleError(message)


def _asked(chosen: argparse.Namespace, plan: Plan, registry: Registry) -> Asked:
    from resettle.households.draw import seed_of
    from resettle.households.folder import read_placing
    from resettle.households.ledger import ledger_beside
    from resettle.households.placing import Asked
    from resettle.households.requests import read_requests
    from resettle.households.secret import secret_of

    before = read_placing(Path(chosen.keep)) if chosen.keep else None
    file = chosen.secret or ("" if before else secret_beside(chosen.registry))
    secret = before.asked.secret if before and not file else secret_of(file)
    if before is not None and secret != before.asked.secret:
        message = "--secret: found another secret than the earlier placement's; expected the same, or leave it out."
        raise ResettleError(message)
    return Asked(
        seed=seed_of(chosen.seed, chosen.public),
        secret=secret,
        earlier=before.placed.earlier() if before else None,
        requests=read_requests(chosen.requests, registry, plan.dataset) if chosen.requests else None,
        exchange=chosen.exchange,
        across=chosen.across_cohorts,
        kin_years=chosen.wait_for_kin,
        releases=str(ledger_file(chosen.keep, before.asked) if before else ledger_beside(Path(file).resolve())),
    )


def verify(chosen: argparse.Namespace) -> int:
    """Every rule judged from the written tables, and the draw again."""
    from resettle.households.folder import read_placing
    from resettle.households.placing import place_households
    from resettle.households.verify_placing import verify_placing
    from resettle.storage.manifest import changed_files

    folder = read_placing(Path(chosen.folder), as_written=False)
    placed = folder.placed
    tables = (placed.placed, placed.waiting, placed.open_slots)
    promised = placed.changes["household"].tolist()
    wrong = verify_placing(
        folder.plan, folder.registry, *tables, across=folder.asked.across, draw=placed.draw, promised=promised
    )
    changed = changed_files(Path(chosen.folder))
    if changed:
        print(f"Changed since it was written: {'; '.join(changed)}.")
    if len(wrong):
        print(wrong.head(SHOWN).to_string(index=False))
        print(f"{len(wrong):,} findings: this placement breaks its rules.")
        return BAD_INPUT
    print("Every rule, judged from the written tables, holds.")
    if not folder.is_drawn_by_these_rules:
        print("Drawn by the rules of version 0.1: verify it with that version to draw it again.")
        return DONE
    again = place_households(folder.plan, folder.registry, folder.asked)
    columns = ["household", "place", "year"]
    same = again.placed[columns].equals(placed.placed[columns])
    same &= again.draw[["household", "ticket"]].equals(placed.draw[["household", "ticket"]])
    print("Drawn again from the seed: the same, to the last household." if same else "Drawn again: NOT the same.")
    return DONE if same and not changed else BAD_INPUT


def explain(chosen: argparse.Namespace) -> int:
    """Why one household is where it is."""
    from resettle.households.explaining import explained
    from resettle.households.folder import read_placing

    folder = read_placing(Path(chosen.folder))
    print(explained(folder.plan, folder.registry, folder.placed, chosen.household, folder.asked))
    return DONE


def _open(placed: Placed) -> str:
    left = int(placed.open_slots["households"].sum())
    return f"{left:,} places of the plan are left open" if left else "no place of the plan is left open"
