"""Headings that are nearly a registry's: written otherwise, split by a survey tool, or one letter off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resettle.households.columns import COLUMNS, MEMBERS, NAMES, SOLUTIONS
from resettle.inputs.alike import squeezed
from resettle.inputs.problems import nearest_name

if TYPE_CHECKING:
    from collections.abc import Collection

_BETWEEN = re.compile(r"[/.:\[\](){}|>]+")
"""What survey tools write between a group, a question and one of its answers (``refuses/near``)."""
_NUMBERED = re.compile(r"[0-9]+")
_WORD = re.compile(r"[\s_-]+")
_SEVERAL = ("kin", "wishes", "refuses")
"""Columns of several answers, which survey tools split into one column an answer."""
_LONGEST = 200
_VERY_NEAR = 0.8
_SQUEEZED = {squeezed(name): name for name in NAMES}


def meant_column(heading: str, there: Collection[str], places: Collection[str]) -> str:
    """The registry's column that a heading which is none is taken for; blank where it is another matter.

    What it holds would be left out, and with it a word that binds: a refusal, a choice, a member.

    Parameters
    ----------
    heading : that is no column of the registry
    there : all headings of the file
    places : keys of the dataset's places, which a survey tool puts behind the name of a question
    """
    text = heading[:_LONGEST]
    whole = _SQUEEZED.get(squeezed(text))
    if whole:
        return whole
    part = next((known for one in _BETWEEN.split(text) if (known := _SQUEEZED.get(squeezed(one)))), "")
    return part or _with_answer(text, places) or _misspelt(text, there)


def _with_answer(text: str, places: Collection[str]) -> str:
    """``refuses_near``, ``kin 2``, ``solution-return``: a question's name and one of its answers, or a number."""
    begun = _SQUEEZED.get(squeezed(_WORD.split(text.strip())[0]), "")
    if begun in _SEVERAL:
        return begun
    answers = {squeezed(one) for one in (*places, *SOLUTIONS)}
    for column in COLUMNS:
        folded, name = squeezed(text), squeezed(column.name)
        rest = folded.removeprefix(name)
        if column.kind == "text" and rest != folded and (rest in answers or _NUMBERED.fullmatch(rest)):
            return column.name
    return ""


def _misspelt(text: str, there: Collection[str]) -> str:
    """A column that is not there and that the heading is very near to; or one of members, whichever are there."""
    near = nearest_name(text, [name for name in NAMES if name not in there], cutoff=_VERY_NEAR)
    if near:
        return near
    first = squeezed(text.replace("_", " ").split(" ")[0]) if text.strip() else ""
    sex = {"female": MEMBERS[:4], "male": MEMBERS[4:]}.get(first, ())
    return nearest_name(text, sex, cutoff=_VERY_NEAR)
