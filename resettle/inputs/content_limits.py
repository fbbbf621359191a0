"""Fields of a TOML or JSON file: how deep and how many, looked at before anything is made of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from resettle.inputs.problems import Finding, error

if TYPE_CHECKING:
    from resettle.errors import Problem

DEEPEST = 20
"""Fields inside fields; no file of ours needs more than six."""
MOST_FIELDS = 50_000
"""Fields, entries and values of a file in all."""
MOST_ENTRIES = 2_000
"""Entries of one list or table, such as changes or pins."""

_TOKEN = re.compile(r"\"\"\"|'''|[\"'#\n=,.\[\]{}]")
_ENDS = {
    '"""': re.compile(r'(?:\\.|(?!""")[^\\])*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"(?:(?!''').)*+'{3,5}", re.DOTALL),
    '"': re.compile(r'(?:\\.|[^"\\\n])*+"'),
    "'": re.compile(r"[^'\n]*+'"),
    "#": re.compile(r"[^\n]*+"),
}


def toml_too_deep(text: str, name: str) -> Problem | None:
    """The problem of TOML whose keys or brackets nest too deeply, before it is parsed: each part makes a table."""
    at, depth, parts, line = 0, 0, 1, 1
    while (token := _TOKEN.search(text, at)) is not None:
        sign, at = token[0], token.end()
        if sign in _ENDS:
            ended = _ENDS[sign].match(text, at)
            if ended is None:
                return None  # the parser stops there too, and says why
            line += text.count("\n", at, ended.end())
            at = ended.end()
            continue
        depth += (sign in "[{") - (sign in "]}")
        parts = parts + 1 if sign == "." else 1
        line += sign == "\n"
        if depth > DEEPEST or parts > DEEPEST:
            found = f"more than {DEEPEST} names or brackets inside one another"
            return error(name, line, "", found, f"at most {DEEPEST}")
    return None


def normal_content(content: object, name: str) -> object | Problem:
    """The content with every text in Unicode's form NFC, or the problem that it has too many fields, or text of none.

    A JSON file can spell half a sign (a lone surrogate), which no file can be written with.
    """
    counted = [0]
    try:
        return _normal(content, counted, 0)
    except _UnfitError as trouble:
        return error(name, None, "", *trouble.args[0])


class _UnfitError(Exception):
    """Content that is refused, with the finding."""


def _normal(value: object, counted: list[int], depth: int) -> object:
    counted[0] += 1
    if counted[0] > MOST_FIELDS or depth > DEEPEST:
        expected = f"at most {MOST_FIELDS:,} fields, none deeper than {DEEPEST}"
        raise _UnfitError(Finding("more fields, or deeper ones", expected, "Split it, or thin it out."))
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (list, dict)) and len(value) > MOST_ENTRIES:
        found = f"{len(value):,} entries in one list or table"
        raise _UnfitError(Finding(found, f"at most {MOST_ENTRIES:,}", "Thin it out, or put them into the dataset."))
    if isinstance(value, list):
        return [_normal(one, counted, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_text(str(key)): _normal(one, counted, depth + 1) for key, one in value.items()}
    return value


def _text(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        found = "half a sign (a lone surrogate, as \\ud800)"
        raise _UnfitError(Finding(found, "whole signs", "Write the sign itself.")) from None
    return unicodedata.normalize("NFC", text)
