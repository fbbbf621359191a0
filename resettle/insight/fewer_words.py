"""Who has fewer people settled, in a sentence that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.insight.quotable import listed, people
from resettle.insight.tidy import named, titles

if TYPE_CHECKING:
    from resettle.inputs.dataset import Dataset

_MOST_NAMED = 5
_PHRASES = {
    "programme": "{fewer} of {title} by the end of {year}",
    "place": "{fewer} in {name}",
    "origin": "{fewer} from {name}",
    "size": "{fewer} in households of the size class {name} ({title})",
    "profile": "{fewer} of the profile {name} ({title})",
}


def said_fewer(fewer: pd.DataFrame) -> str:
    """``1,234 fewer people in Fuzuli, 56 fewer people from Lachin and 3 others``; blank where nobody has fewer."""
    parts = []
    for row in fewer.to_dict("records"):
        persons = people(row["fewer"]).replace(" ", " fewer ", 1)
        phrase = _PHRASES[str(row["kind"])]
        parts.append(phrase.format(fewer=persons, title=row["title"], name=row["name"], year=row["year"]))
    return listed(parts, _MOST_NAMED)


def said_whom(dataset: Dataset, kind: str, programme: str, key: str) -> str:
    """A programme, place or group in words: ``Fuzuli``, ``from Lachin``, ``size class s2_3, Programme``."""
    title = str(titles(dataset, "programmes").get(programme, programme))
    tables = {"place": "places", "origin": "places", "profile": "profiles"}
    names = titles(dataset, tables[kind]) if kind in tables else pd.Series(dtype="str")
    name = str(named(pd.Series([key]), names).iloc[0]) if kind in tables else key
    return _WHOM[kind].format(title=title, name=name)


_WHOM = {
    "programme": "{title}",
    "place": "{name}",
    "origin": "from {name}, {title}",
    "size": "size class {name}, {title}",
    "profile": "profile {name}, {title}",
}
