"""An earlier placement read from the zip file that it was taken along in: what it promised, its draw, its secret."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from resettle.errors import ResettleError
from resettle.households.folder import SECRET, read_table
from resettle.households.ledger import ENDING, ledger_of
from resettle.households.promises import DRAW, SLOT, Earlier
from resettle.households.secret import checked_secret

if TYPE_CHECKING:
    from resettle.households.ledger import Ledger

MOST_BYTES = 400_000_000
"""Of each file once it is unpacked: lists of some four million households."""


def read_earlier(data: bytes) -> tuple[Earlier, str, Ledger]:
    """What an earlier placement promised, its secret, and what was published with it; or ResettleError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            placed = read_table(io.BytesIO(_unpacked(archive, "placed.csv")))
            draw = read_table(io.BytesIO(_unpacked(archive, "draw.csv")))
            secret = checked_secret(_unpacked(archive, SECRET).decode("ascii", errors="replace"), SECRET)
            releases = SECRET + ENDING
            ledger = ledger_of(_unpacked(archive, releases)) if releases in archive.namelist() else {}
        return Earlier(placed[["household", "cohort", *SLOT]], draw[DRAW]), secret, ledger
    except (zipfile.BadZipFile, KeyError, ValueError) as trouble:
        said = " ".join(str(trouble).split())[:200]
        message = (
            f"this is no placement that can be read ({said}). Give the zip file that was taken along with everything."
        )
        raise ResettleError(message) from None


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MOST_BYTES:
        message = f"{name} is too large"
        raise ValueError(message)
    return archive.read(name)
