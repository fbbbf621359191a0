"""Who has fewer people settled, in a sentence that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.quotable import listed, people

if TYPE_CHECKING:
    import pandas as pd

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
        fewer = people(row["fewer"]).replace(" ", " fewer ", 1)
        phrase = _PHRASES[str(row["kind"])]
        parts.append(phrase.format(fewer=fewer, title=row["title"], name=row["name"], year=row["year"]))
    return listed(parts, _MOST_NAMED)
