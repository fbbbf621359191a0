"""The manifest of a folder: a digest of each of its files, so that a reader knows that they belong together."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from resettle.errors import ManifestError

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "manifest.json"
_DIGESTS = "sha256"
_MOST_BYTES = 20_000_000
_SHOWN = 5
_CHUNK = 2**20


def with_manifest(files: Mapping[str, bytes], content: str) -> dict[str, bytes]:
    """The files and their manifest, which comes last; ``content`` says what they are together."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    text = json.dumps({"content": content, _DIGESTS: digests}, indent=1, ensure_ascii=False) + "\n"
    return {**files, MANIFEST: text.encode()}


def listed(folder: Path) -> set[str]:
    """Names in a folder's manifest; none where there is no manifest that can be read."""
    try:
        return set(_digests(manifest_bytes(folder) or b"{}", folder))
    except (OSError, ManifestError):
        return set()


def content_of(folder: Path) -> str:
    """What a folder's files are together; blank without a manifest that says so."""
    try:
        return content_in(manifest_bytes(folder) or b"{}")
    except OSError:
        return ""


def content_in(manifest: bytes) -> str:
    """What a manifest says that the files are together; blank where it does not."""
    try:
        return str(json.loads(manifest)["content"])[:40]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def changed_files(folder: Path) -> list[str]:
    """What a manifest says of the files: a clause for each that is missing or another one; none without a manifest.

    Raises ManifestError where the manifest itself is damaged, OSError where a file cannot be read.
    """
    data = manifest_bytes(folder)
    wrong = []
    for name, digest in _digests(data, folder).items() if data is not None else ():
        file = folder / name
        if not file.is_file():
            wrong.append(f"{name} is missing")
        elif _digest_of(file) != digest:
            wrong.append(f"{name} is not the file that was written with the others")
    return wrong


def checked_files(files: Mapping[str, bytes], name: str) -> None:
    """Refuse files in memory, by the name of what they came in, of which one is not that of their manifest.

    Those that are not given are not looked at; without a manifest nothing is refused. Raises ManifestError.
    """
    if MANIFEST not in files:
        return
    digests = _digests(files[MANIFEST], Path(name))
    for one in sorted(set(files) & set(digests)):
        if hashlib.sha256(files[one]).hexdigest() != digests[one]:
            raise ManifestError(_refusal(name, [f"{one} is not the file that was written with the others"]))


def refuse_changed(folder: Path) -> None:
    """Raise ManifestError where a file is missing or not the one that was written with the others."""
    wrong = changed_files(folder)
    if wrong:
        raise ManifestError(_refusal(str(folder), wrong))


def _refusal(name: str, wrong: list[str]) -> str:
    more = f"; and {len(wrong) - _SHOWN} files more" if len(wrong) > _SHOWN else ""
    return (
        f"{name}: its files do not belong together: {'; '.join(wrong[:_SHOWN])}{more} (see {MANIFEST}). "
        "Use an unchanged copy, or write it again."
    )


def manifest_bytes(folder: Path) -> bytes | None:
    """The manifest's bytes, None where there is none; raises OSError."""
    file = folder / MANIFEST
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            return opened.read(_MOST_BYTES)
    except FileNotFoundError:
        return None


def _digests(data: bytes, folder: Path) -> dict[str, str]:
    try:
        said = json.loads(data)
        digests = {str(name): str(digest) for name, digest in said[_DIGESTS].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ManifestError(f"{folder}: {MANIFEST} is damaged. Use an unchanged copy, or write it again.") from None
    if not all(map(is_inside, digests)):
        raise ManifestError(f"{folder}: {MANIFEST} names files elsewhere. Use an unchanged copy, or write it again.")
    return digests


def is_inside(name: str) -> bool:
    """Whether a file's name stays in its folder on every system."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")


def _digest_of(file: Path) -> str:
    total = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()
