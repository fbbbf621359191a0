"""An earlier placement read from the zip file that it was taken along in: what it promised, its draw, its secret."""

from __future__ import annotations

import io
import zipfile

from resettle.errors import ResettleError
from resettle.households.folder import SECRET, read_table
from resettle.households.promises import DRAW, SLOT, Earlier
from resettle.households.secret import checked_secret
from resettle.storage.manifest import MANIFEST, checked_files

MOST_BYTES = 400_000_000
"""Of each file once it is unpacked: lists of some four million households."""


def read_earlier(data: bytes) -> tuple[Earlier, str]:
    """What an earlier placement promised, and its secret; raises ResettleError where a part is missing or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            placed = read_table(io.BytesIO(_unpacked(archive, "placed.csv")))
            draw = read_table(io.BytesIO(_unpacked(archive, "draw.csv")))
            secret = checked_secret(_unpacked(archive, SECRET).decode("ascii", errors="replace"), SECRET)
            _refuse_changed(archive)
        return Earlier(placed[["household", "cohort", *SLOT]], draw[DRAW]), secret
    except (zipfile.BadZipFile, KeyError, ValueError) as trouble:
        said = " ".join(str(trouble).split())[:200]
        message = (
            f"this is no placement that can be read ({said}). Give the zip file that was taken along with everything."
        )
        raise ResettleError(message) from None


def _refuse_changed(archive: zipfile.ZipFile) -> None:
    """Refuse a file that is not the one that the placement was taken along with; version 0.1 had no manifest."""
    if MANIFEST in archive.namelist():
        names = (MANIFEST, "placed.csv", "draw.csv", SECRET)
        checked_files({name: _unpacked(archive, name) for name in names}, "the earlier placement")


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MOST_BYTES:
        message = f"{name} is too large"
        raise ValueError(message)
    return archive.read(name)
