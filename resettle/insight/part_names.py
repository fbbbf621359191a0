"""The parts of a scenario in words: what a lever, a floor, an opening or a field is called in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.quotable import LEVER_NAMES
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

_FIELDS = {
    "mode": "what is best",
    "fairest_within": "coverage that the worst-off community may give up",
    "horizon": "years planned",
    "standard": "standards of services",
    "usd_per_person_year": "the most paid for a person-year",
    "add": "rows added",
    "change": "single figures",
    "targets_first": "targets first",
    "target": "targets",
    "safeguard": "safeguards",
    "pin": "pins",
}
_FLOORS = {
    "origin": "floor of communities of origin",
    "size": "floor of household sizes",
    "profile": "floor of need profiles",
    "programme": "floor of programmes",
}


def part_name(part: str, dataset: Dataset) -> str:
    """``scale.build`` is ``builders``; openings are called by the title of what opens; else the field itself."""
    head, _, rest = part.partition(".")
    kind, _, key = rest.partition(".")
    if head == "scale":
        return LEVER_NAMES.get(rest, rest)
    if head == "floors":
        return _FLOORS.get(rest, rest)
    if head == "opens" and kind == "solution":
        programme, _, solution = key.rpartition(".")
        return f"opening of the solution {solution} ({titles(dataset, 'programmes').get(programme, programme)})"
    if head == "opens":
        return f"opening of {titles(dataset, f'{kind}s').get(key, key)}"
    return _FIELDS.get(part, part)
