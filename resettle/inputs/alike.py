"""Texts that look alike: the same but for case, form, blanks or signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSEEN = {"Cf", "Cc", "Mn"}
_BLANKS = re.compile(r"\s+")
_DOT_ABOVE = "\u0307"


def normal(text: str) -> str:
    """The text in Unicode's form NFC: one way of writing each sign, by which the same text is the same."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def canonical(text: str) -> str:
    """The text in Unicode's form NFC, without the blanks and the unseen signs around it: the form that is compared."""
    if text.isascii():
        return text.strip()
    composed = normal(text).strip()
    while composed and unicodedata.category(composed[0]) == "Cf":
        composed = composed[1:].lstrip()
    while composed and unicodedata.category(composed[-1]) == "Cf":
        composed = composed[:-1].rstrip()
    return composed


def folded(text: str) -> str:
    """What is left of a text without its case, its form, repeated blanks and signs that nobody sees (NFKC, casefold).

    ``İ`` and ``i`` are one letter in two cases; ``ı`` and ``i`` are two letters. Marks that make another letter
    (``ş``) count.
    """
    if text.isascii():
        return _BLANKS.sub(" ", text).strip().lower()
    plain = unicodedata.normalize("NFKC", text).casefold().replace(f"i{_DOT_ABOVE}", "i")
    seen = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Cc"} or sign.isspace())
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", seen)).strip()


def squeezed(text: str) -> str:
    """Its folded letters and digits alone: ``Vacant homes`` and ``vacant_homes`` are the same."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def look_alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different names that look alike, in order."""
    first: dict[str, str] = {}
    pairs = []
    for name in sorted(set(names)):
        other = first.setdefault(folded(name), name)
        if other != name:
            pairs.append((other, name))
    return pairs


def shown_apart(text: str) -> str:
    """The text in quotation marks with every sign outside plain letters spelt out, so that two alike can be told."""
    return ascii(text) if any(unicodedata.category(sign) in _UNSEEN for sign in text) else repr(text)
