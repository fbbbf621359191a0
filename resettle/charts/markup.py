"""Text of data in charts: a figure's library reads tags in it, and makes links of some."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import plotly.graph_objects as go

_LINK = re.compile(r"<(?=\s*/?\s*a\b)", re.IGNORECASE)
_NO_TAG = "\u2039"
"""‹ stands where a link's tag would begin."""


def without_links(figure: go.Figure) -> go.Figure:
    """The figure with no link in any of its texts, whoever wrote them; line breaks and bold of ours stay."""
    content = figure.to_plotly_json()
    plain = _plain(content)
    return figure if plain is content else go.Figure(plain)


def _plain(value: Any) -> Any:
    """The value with its texts' links taken away; the same object where there are none."""
    if isinstance(value, str):
        return _LINK.sub(_NO_TAG, value) if _LINK.search(value) else value
    if isinstance(value, dict):
        return _same_or(value, {key: _plain(one) for key, one in value.items()})
    if isinstance(value, (list, tuple)):
        plain = [_plain(one) for one in value]
        return value if all(one is two for one, two in zip(value, plain, strict=True)) else type(value)(plain)
    if isinstance(value, np.ndarray) and value.dtype.kind in "OU":
        plain = [_plain(one) for one in value.tolist()]
        return value if plain == value.tolist() else np.array(plain, dtype=object)
    return value


def _same_or(value: dict[Any, Any], plain: dict[Any, Any]) -> dict[Any, Any]:
    return value if all(value[key] is one for key, one in plain.items()) else plain
