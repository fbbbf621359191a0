"""The disclosure budget: what was published with a secret, and how many more releases there may be.

Noise hides a count in one release. Several different releases of much the same households could be averaged, so their
number is limited: of ``MOST`` different ones the mean still has a standard deviation of √(30 / 8) = 1.9 households. The
same release again costs nothing. The ledger is a file beside the secret, since it is the secret that binds releases.
"""

from __future__ import annotations

import json
from pathlib import Path

from resettle.errors import ResettleError
from resettle.storage.failures import reason
from resettle.storage.lock import locked
from resettle.storage.single_file import write_file

TABLES, LIST = "tables", "lists"
"""Kinds of releases: tables for everyone; public lists of draws."""
MOST = 8
"""Different releases of each kind that may be published with one secret."""
ENDING = ".releases.json"
Ledger = dict[str, list[str]]
"""Digests of what was published, by kind."""
_SPENT = (
    "{count} different {kind} have been published with this secret, which is the whole disclosure budget: from more, "
    "counts of few households could be worked out. Publish one of those again, or none. docs/households.md says what "
    "the budget is."
)


def spend(ledger: Ledger, kind: str, digest: str) -> Ledger:
    """The ledger with a release in it; raises ResettleError where the budget has no room for another one."""
    known = ledger.get(kind, [])
    if digest in known:
        return ledger
    if len(known) >= MOST:
        raise ResettleError(_SPENT.format(count=len(known), kind=kind))
    return {**ledger, kind: [*known, digest]}


def left_of(ledger: Ledger, kind: str) -> int:
    """How many more different releases there may be."""
    return MOST - len(ledger.get(kind, []))


def ledger_beside(secret: str | Path) -> Path:
    """The ledger's file, beside that of the secret."""
    file = Path(secret)
    return file.with_name(file.name + ENDING)


def spend_in(file: Path, kind: str, digest: str) -> int:
    """Enter a release into a ledger's file before it is published; returns how many more different ones there may be.

    Raises ResettleError where the budget is spent, or where the file can be neither read nor written: nothing may be
    published then.
    """
    try:
        with locked(file.parent):
            spent = spend(read_ledger(file), kind, digest)
            write_file(file, json.dumps(spent, indent=1).encode(), private=True)
    except OSError as trouble:
        message = f"{file} cannot be written: {reason(trouble)}. Nothing is published without an entry there."
        raise ResettleError(message) from None
    return left_of(spent, kind)


def read_ledger(file: Path) -> Ledger:
    """The ledger of a file, empty where there is none; raises ResettleError where it is damaged."""
    try:
        return ledger_of(file.read_bytes()) if file.exists() else {}
    except (OSError, ValueError) as trouble:
        message = (
            f"{file} cannot be read ({trouble}); expected the digests of what was published. Restore it: without it "
            "nobody knows what has been published."
        )
        raise ResettleError(message) from None


def ledger_of(content: bytes) -> Ledger:
    """The ledger of a file's content; raises ValueError where it is none."""
    try:
        found = json.loads(content)
    except RecursionError:
        found = None
    whole = isinstance(found, dict) and all(
        kind in (TABLES, LIST) and isinstance(digests, list) and all(isinstance(one, str) for one in digests)
        for kind, digests in found.items()
    )
    if not whole:
        message = "no ledger of releases"
        raise ValueError(message)
    return dict(found)
