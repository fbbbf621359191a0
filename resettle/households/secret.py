"""The secret of whoever holds a registry: tickets and the noise in published tables come from it, and it stays there.

It must be the same from one release to the next: noise drawn anew for the same households could be averaged away.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from resettle.errors import ResettleError
from resettle.storage.failures import reason
from resettle.storage.single_file import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORM = re.compile(r"[0-9a-f]{64}")
_MOST_BYTES = 1000


def new_secret() -> str:
    """256 bits from the operating system, as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def secret_of(file: str | Path) -> str:
    """The secret in a file, or a new one written to it whole, readable by its owner alone; raises ResettleError."""
    file = Path(file)
    try:
        if not file.exists():
            # where somebody else makes one at the same time, theirs is read
            with suppress(FileExistsError):
                write_file(file, f"{new_secret()}\n".encode("ascii"), private=True, replace=False)
    except OSError as trouble:
        message = f"{file} cannot be written: {reason(trouble)}. Give another file."
        raise ResettleError(message) from None
    return read_secret(file)


def read_secret(file: Path) -> str:
    """The secret in a file; raises ResettleError where there is none. None is ever made in its place."""
    try:
        with file.open("rb") as opened:
            text = opened.read(_MOST_BYTES).decode("ascii", errors="replace")
    except OSError as trouble:
        message = f"{file} cannot be read: {reason(trouble)}. Without it no ticket can be checked."
        raise ResettleError(message) from None
    return checked_secret(text, str(file))


def checked_secret(text: str, name: str) -> str:
    """The secret that a text is; raises ResettleError, by the file's name, where it is none."""
    if not text.strip():
        message = (
            f"{name}: the file is empty; expected 64 hexadecimal digits. It was cut off while it was written, as on a "
            "full disk. Use a copy of the secret, or give a new file's name to have one made."
        )
        raise ResettleError(message)
    if not _FORM.fullmatch(text.strip()):
        message = f"{name}: found no secret; expected 64 hexadecimal digits. Give a new file's name to have one made."
        raise ResettleError(message)
    return text.strip()


def codes(secret: str, purpose: str, texts: Iterable[str]) -> list[str]:
    """A code of 16 hexadecimal digits for each text (HMAC-SHA-256), which tells nothing without the secret."""
    return [digest.hex()[:16] for digest in _digests(secret, purpose, texts)]


def numbers(secret: str, purpose: str, texts: Iterable[str]) -> np.ndarray:
    """64 bits for each text, as unsigned whole numbers (HMAC-SHA-256)."""
    return np.frombuffer(b"".join(digest[:8] for digest in _digests(secret, purpose, texts)), dtype=">u8").astype("u8")


def _digests(secret: str, purpose: str, texts: Iterable[str]) -> list[bytes]:
    keyed = hmac.new(bytes.fromhex(secret), f"{purpose}\x1f".encode(), hashlib.sha256)
    found = []
    for text in texts:
        one = keyed.copy()
        one.update(text.encode())
        found.append(one.digest())
    return found
