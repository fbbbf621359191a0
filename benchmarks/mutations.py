"""Files spoilt at random, as by a hand, a program or an attacker: the same number gives the same files."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

TOKENS: tuple[str, ...] = (
    *("", " ", "\t", "\n", "\r", "\0", '"', '""', "'", ",", ";", "|", "\\", "#", "-", ".", "never", "blank", "nan"),
    *("٣", "१२", "²", "½", "1e999", "-1e999", "inf", "-0", "1_000", "1,5", "1.2.3", "0x1F", "9" * 25, "9" * 5000),
    *(
        "0x" + "F" * 5000,
        "-" + "1" * 400,
        "1e-400",
        "true",
        "false",
        "null",
        "None",
        "2027-01-01",
        "2027-13-40",
        "25:61",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "+994",
        "#N/A",
        "#REF!",
        "<script>",
        "<a href=x>",
        "&amp;",
        "&#0;",
        "&#xD800;",
        "]]>",
        "<!--",
    ),
    *("\\ud800", "\\u0000", "_xD800_", "_x0000_", "\u202e", "\u200b", "\ufeff", "e\u0301", "İ", "ﬀ", "\U0001f600"),
    *("[", "]", "{", "}", "[[", "[" * 500, "{" * 500, "[1,2]", "{a=1}", "a.b.c.d", "a." * 300 + "b", "a" * 40_000),
    *("../../x", "C:\\x", "con", "x" * 300, "a@b.cd", "@a" * 3000, "%00", "${x}", "{0}", "{row}", "%s", "‽"),
)
_BYTES = (b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\x80", b"\n" * 2000, b'"', b"," * 60)
_FIELD = re.compile(r"[^,;\n\r\"=\[\]{}<>:\s]+")
_XML_VALUES = ("XFD1048576", "A99999999999", "ZZZZ1", "e", "s", "b", "n", "d", "inlineStr", "999999999", "-1", "x")


def spoilt(content: bytes, chance: Random) -> bytes:
    """The content with one to three things wrong with it."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = chance.choice((_token, _token, _token, _bytes, _cut, _repeated, _line))(content, chance)
    return content


def spoilt_archive(content: bytes, chance: Random) -> bytes:
    """A zip file or workbook with a part spoilt, gone, named otherwise or twice, or with bytes of its own wrong."""
    way = chance.randrange(10)
    if way == 0:
        return _bytes(content, chance)
    if way == 1:
        return _cut(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    at = chance.randrange(len(parts))
    name, part = parts[at]
    if way == 2:
        del parts[at]
    elif way == 3:
        parts[at] = (chance.choice((name.upper(), f"x/{name}", f"../{name}", name[:-1], f"{name}.txt", "\u0301")), part)
    elif name.endswith((".xml", ".rels")):
        parts[at] = (name, chance.choice((_xml, _xml, _xml, spoilt))(part, chance))
    elif name.endswith(".parquet"):
        parts[at] = (name, _bytes(part, chance))
    else:
        parts[at] = (name, spoilt(part, chance))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for one, data in parts:
            archive.writestr(one, data)
    return made.getvalue()


def spoilt_binary(content: bytes, chance: Random) -> bytes:
    """A Parquet file with some bytes wrong."""
    return chance.choice((_bytes, _flipped, _flipped, _cut))(content, chance)


def _token(content: bytes, chance: Random) -> bytes:
    """A field of the text is another one."""
    text = content.decode("utf-8", "surrogateescape")
    fields = list(_FIELD.finditer(text))
    if not fields:
        return content
    field = chance.choice(fields)
    token = chance.choice(TOKENS) if chance.random() < 0.8 else chance.choice(fields)[0]
    return (text[: field.start()] + token + text[field.end() :]).encode("utf-8", "surrogateescape")


def _bytes(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_BYTES) + content[at + chance.choice((0, 1, 4)) :]


def _flipped(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: Random) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return chance.choice((content[:first], content[last:], content[:first] + content[last:]))


def _repeated(content: bytes, chance: Random) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:last] + content[first:last] * chance.choice((1, 1, 3)) + content[last:]


def _line(content: bytes, chance: Random) -> bytes:
    """A line gone, twice, first, or of other cells."""
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    way = chance.randrange(4)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, lines[chance.randrange(len(lines))])
    elif way == 2:
        lines.insert(0, lines.pop(at))
    else:
        lines[at] += chance.choice((b",", b",,,", b";", b'"', b",x", b"\r"))
    return b"\n".join(lines)


def _xml(content: bytes, chance: Random) -> bytes:
    """A value or an attribute of the XML is another one, or a tag is gone."""
    text = content.decode("utf-8", "surrogateescape")
    places = [*re.finditer(r'(?<==")[^"]*(?=")', text), *re.finditer(r"(?<=>)[^<]+(?=<)", text)]
    if chance.random() < 0.15 or not places:
        places = list(re.finditer(r"<[^>]+>", text)) or places
    if not places:
        return content
    place = chance.choice(places)
    value = chance.choice((*_XML_VALUES, chance.choice(TOKENS)))
    return (text[: place.start()] + value + text[place.end() :]).encode("utf-8", "surrogateescape")
