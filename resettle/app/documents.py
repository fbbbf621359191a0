"""The project's own documents, made fit for a page: in parts by heading, without links that lead nowhere from there.

They stand in the repository, which an installed checkout has; where they are missing, a page does without.
"""

from __future__ import annotations

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_PART = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")
_ASIDE = re.compile(r" \(\[[^\[\]]+\]\((?!https?://)[^()\s]+\)\)")
"""Nothing but a link to another document, in brackets."""
_CONTENTS = re.compile(r"^Contents: .*?(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
_ELSEWHERE = ("https://", "http://")
_CODE = re.compile(r"(`[^`]*`)")


def document(path: str, root: Path = REPOSITORY) -> str:
    """A document's text by its path in the repository, fit for a page; blank where it is not there."""
    file = root / path
    return readable(file.read_text(encoding="utf-8")) if file.is_file() else ""


def parts(text: str) -> dict[str, str]:
    """What stands under each heading of the second level; what stands before the first is under ``""``."""
    titles = list(_PART.finditer(text))
    starts = [*(title.start() for title in titles), len(text)]
    found = {
        title["title"].strip(): text[title.end() : end].strip() for title, end in zip(titles, starts[1:], strict=True)
    }
    return {"": _without_title(text[: starts[0]]), **found}


def readable(text: str) -> str:
    """Markdown as a page shows it: no comments, pictures and contents, no links but to the web, dollars as such."""
    for unwanted in (_COMMENT, _PICTURE, _CONTENTS, _ASIDE):
        text = unwanted.sub("", text)
    return "".join(piece if piece.startswith("`") else _prose(piece) for piece in _CODE.split(text))


def _prose(text: str) -> str:
    """A link to another document becomes its text; a dollar sign begins no formula."""
    text = _LINK.sub(lambda link: link[0] if link["target"].startswith(_ELSEWHERE) else link["text"], text)
    return text.replace("$", r"\$")


def _without_title(text: str) -> str:
    return re.sub(r"\A\s*# .+\n", "", text).strip()
