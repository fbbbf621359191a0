"""What a saved scenario and its tags may be called: safe as a file's name on every system, in every script."""

from __future__ import annotations

import re
import unicodedata

from resettle.errors import WorkspaceError

LONGEST_NAME, LONGEST_TAG, MOST_TAGS = 80, 30, 8
_MOST_BYTES = 200
_SIGNS = " -_.,()+%&'–’"
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
_RESERVED |= {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
"""Devices of Windows, whatever comes after a full stop; digits in every form: COM¹ is COM1 to it."""
_NAME_EXPECTED = (
    f"1 to {LONGEST_NAME} letters, digits, spaces and {_SIGNS.strip()}, beginning with a letter or digit and not "
    "ending in a full stop"
)
_TAG_EXPECTED = f"1 to {LONGEST_TAG} letters, digits, spaces, hyphens and underscores, no comma"


def checked_name(name: str) -> str:
    """The name in its usual form (NFC, single spaces); raises WorkspaceError where it cannot be one."""
    usual = _usual(name)
    whole = bool(usual) and len(usual) <= LONGEST_NAME and len(usual.encode()) <= _MOST_BYTES
    signs_fit = all(sign in _SIGNS or _is_word(sign) for sign in usual)
    if not (whole and signs_fit and usual[0].isalnum() and not usual.endswith(".")):
        raise WorkspaceError(f"The name {_cut(name)} cannot be used. Expected: {_NAME_EXPECTED}.")
    if _as_device(usual) in _RESERVED:
        raise WorkspaceError(f"The name {_cut(name)} is one that Windows keeps for itself. Choose another one.")
    return usual


def checked_tags(tags: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Tags in their usual form, each once, sorted; raises WorkspaceError with every one that cannot be used."""
    usual = {_usual(tag): tag for tag in tags if tag.strip()}
    wrong = [_cut(tag) for name, tag in usual.items() if len(name) > LONGEST_TAG or not all(map(_of_tag, name))]
    if wrong:
        raise WorkspaceError(f"These tags cannot be used: {', '.join(wrong)}. Expected: {_TAG_EXPECTED}.")
    if len(usual) > MOST_TAGS:
        raise WorkspaceError(f"There are {len(usual)} tags; at most {MOST_TAGS} can be kept. Take some away.")
    return tuple(sorted(usual, key=str.casefold))


def suggested_name(title: str) -> str:
    """A name that can be used, made from a title; blank where nothing is left of it."""
    kept = "".join(sign if sign in _SIGNS or _is_word(sign) else " " for sign in _usual(title))
    kept = " ".join(kept.split())[:LONGEST_NAME].strip(_SIGNS)
    try:
        return checked_name(kept)
    except WorkspaceError:
        return ""


def same_name(one: str, other: str) -> bool:
    """Whether two names would be one file where a system does not tell upper from lower case."""
    return _usual(one).casefold() == _usual(other).casefold()


def _usual(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _as_device(name: str) -> str:
    """What Windows takes a name for: up to the first full stop, with superscripts and wide letters as plain ones."""
    return unicodedata.normalize("NFKC", name).partition(".")[0].strip().casefold()


def _is_word(sign: str) -> bool:
    # marks too: a letter and its accent may be two signs
    return sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc")


def _of_tag(sign: str) -> bool:
    return sign in " -_" or _is_word(sign)


def _cut(text: str) -> str:
    shown = re.sub(r"[^\x20-\x7e\u00a0-\uffff]", "?", text)
    return f"“{shown if len(shown) <= 60 else shown[:59] + '…'}”"
