"""Archives that people hand over (zip files, and workbooks, which are zip files): unpacked in memory, within limits.

Nothing is ever written to a path that an archive names, and what comes out is counted while it comes, whatever the
directory of the archive promises.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from resettle.inputs.problems import Finding, error, quoted
from resettle.inputs.table_limits import DATASET
from resettle.inputs.text_files import too_large

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.errors import Problem
    from resettle.inputs.table_limits import TableLimits

_CHUNK = 2**20
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_MADE_BY_UNIX = 3


def unpacked(
    name: str, data: bytes, expected: str, hint: str, limits: TableLimits = DATASET
) -> dict[str, bytes] | Problem:
    """Content of every part by its name, or the problem for which the archive is refused.

    Parameters
    ----------
    name : of the file, for the problem
    data : of the file
    expected, hint : what the file should be, and what to do where it is no sound archive
    limits : of its bytes, packed and unpacked, and its parts
    """
    if len(data) > limits.file_bytes:
        return too_large(name, len(data), limits.file_bytes)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            found = _refused(parts, limits)
            if found is not None:
                return error(name, None, "", *found)
            return _read(archive, parts, name, limits.unpacked_bytes)
    except Exception:
        return error(name, None, "", f"a file that is no {expected}, or a damaged one", f"a {expected}", hint)


def promised_bytes(parts: list[zipfile.ZipInfo]) -> int:
    """What the directory of the archive says it unpacks to."""
    return sum(part.file_size for part in parts)


def is_plain_path(path: str) -> bool:
    """Whether a path stays inside the folder that an archive is unpacked into."""
    return not (path.startswith("/") or "\\" in path or ":" in path or "\0" in path or ".." in path.split("/"))


def _refused(parts: list[zipfile.ZipInfo], limits: TableLimits) -> Finding | None:
    """What the directory alone gives away."""
    if len(parts) > limits.parts:
        hint = "Pack only the files that belong together."
        return Finding(f"{len(parts):,} files in it", f"at most {limits.parts:,} files", hint)
    if promised_bytes(parts) > limits.unpacked_bytes:
        return _too_much(f"{promised_bytes(parts) / 2**20:,.0f} MB", limits.unpacked_bytes)
    named = Counter(part.filename for part in parts)
    for rule in _RULES:
        wrong = next((part for part in parts if rule.is_wrong(part, named)), None)
        if wrong is not None:
            return Finding(rule.found.format(path=quoted(wrong.orig_filename)), rule.expected, rule.hint)
    return None


class _Rule(NamedTuple):
    """What no part of an archive may be."""

    is_wrong: Callable[[zipfile.ZipInfo, Counter[str]], bool]
    found: str
    expected: str
    hint: str


def _leaves(part: zipfile.ZipInfo, _: Counter[str]) -> bool:
    return not is_plain_path(part.orig_filename)


def _is_link(part: zipfile.ZipInfo, _: Counter[str]) -> bool:
    kind = stat.S_IFMT(part.external_attr >> 16)
    return part.create_system == _MADE_BY_UNIX and kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _is_locked(part: zipfile.ZipInfo, _: Counter[str]) -> bool:
    return bool(part.flag_bits & _ENCRYPTED) or part.compress_type not in _USUAL


def _is_repeated(part: zipfile.ZipInfo, named: Counter[str]) -> bool:
    return named[part.filename] > 1


_RULES = (
    _Rule(
        _leaves,
        "the path {path}",
        "paths inside the archive, without '..', drives or backslashes",
        "Pack the files again, from their own folder.",
    ),
    _Rule(_is_link, "{path}, a link to another file", "files", "Pack the files themselves."),
    _Rule(
        _is_locked,
        "{path}, locked or packed in an unusual way",
        "files without a password, packed the usual way (deflate)",
        "Pack them again.",
    ),
    _Rule(_is_repeated, "{path} twice", "every file once", "Pack the files again."),
)


def _read(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str, most_bytes: int
) -> dict[str, bytes] | Problem:
    """Unpack a chunk at a time, and stop at the limit."""
    total, contents = 0, {}
    for part in parts:
        chunks = []
        with archive.open(part) as opened:
            while chunk := opened.read(_CHUNK):
                total += len(chunk)
                if total > most_bytes:
                    return error(name, None, "", *_too_much("more", most_bytes))
                chunks.append(chunk)
        contents[part.filename] = b"".join(chunks)
    return contents


def _too_much(found: str, most_bytes: int) -> Finding:
    most = f"at most {most_bytes // 2**20} MB unpacked"
    return Finding(f"{found} unpacked", most, "This is no file that people made by hand.")
