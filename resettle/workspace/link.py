"""A scenario as a short text for a link, and back; what arrives is bounded and checked like a file."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib

from resettle.errors import WorkspaceError
from resettle.inputs.scenario import Scenario
from resettle.inputs.scenario_text import ReadFrom

LONGEST_LINK = 4_000
"""Characters of one scenario in a link; browsers and mail programmes carry about twice that."""
MOST_BYTES = 64 * 2**10
"""Bytes that a link may unpack to."""
_CUT = "It may have been cut off on its way. Copy the whole link, or ask for the scenario as a file."
_WORDS = ("title", "description")
_ALPHABET = re.compile(r"[A-Za-z0-9_-]+")


def packed(scenario: Scenario, baseline: Scenario) -> str:
    """What a scenario says, packed (JSON, deflate, base64url); raises WorkspaceError where it is too long.

    Fields at their defaults are left out, and so are title and description where they are the baseline's. Whatever
    the baseline is where the link is opened, it asks the same.
    """
    content = scenario.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for field, said, usual in zip(_WORDS, _words(scenario), _words(baseline), strict=True):
        content.pop(field, None)
        content |= {field: said} if said != usual else {}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    link = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(link) > LONGEST_LINK:
        raise WorkspaceError(
            f"These assumptions are too many for a link ({len(link):,} characters; at most {LONGEST_LINK:,}). "
            "Send the scenario as a file instead."
        )
    return link


def unpacked(link: str, baseline: Scenario) -> Scenario:
    """The scenario of a link; raises WorkspaceError where it is none, ScenarioError with every field that is wrong."""
    if len(link) > LONGEST_LINK:
        raise WorkspaceError(f"The link is too long ({len(link):,} characters; at most {LONGEST_LINK:,}).")
    content, _ = ReadFrom.parse(_text(link), "link.json")
    if not isinstance(content, dict):
        raise WorkspaceError(f"The link does not hold a scenario. {_CUT}")
    words = dict(zip(_WORDS, _words(baseline), strict=True))
    return Scenario.from_content({**words, **content}, "link")


def _words(scenario: Scenario) -> tuple[str, str]:
    return scenario.title, scenario.description


def _text(link: str) -> str:
    """The text in a link; never more than ``MOST_BYTES`` are unpacked."""
    try:
        if not _ALPHABET.fullmatch(link):
            raise WorkspaceError(f"The link has characters that none of ours has. {_CUT}")
        data = base64.urlsafe_b64decode(link + "=" * (-len(link) % 4))
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, MOST_BYTES)
        if unpacking.unconsumed_tail or len(text) >= MOST_BYTES:
            raise WorkspaceError(f"The link unpacks to more than {MOST_BYTES // 2**10} kB and was not followed.")
        if not unpacking.eof or unpacking.unused_data:
            raise WorkspaceError(f"The link is incomplete. {_CUT}")
        return text.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise WorkspaceError(f"The link cannot be read. {_CUT}") from None
