"""Two scenarios field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from resettle.inputs.scenario import Scenario


def difference(before: Scenario, after: Scenario) -> pd.DataFrame:
    """Fields in which two scenarios differ: field, before, after (None where one of them does not say)."""
    first, second = _flat(before.model_dump(mode="json")), _flat(after.model_dump(mode="json"))
    fields = [field for field in dict.fromkeys([*first, *second]) if first.get(field) != second.get(field)]
    rows = [(field, first.get(field), second.get(field)) for field in fields]
    return pd.DataFrame(rows, columns=["field", "before", "after"], dtype=object)


def _flat(content: object, field: str = "") -> dict[str, object]:
    """Every value by the name of its field: ``scale.build``, ``change 2: times``; a horizon is one value."""
    if isinstance(content, dict) and content:
        joint = ": " if field.rpartition(" ")[2].isdigit() else "."
        parts = [_flat(value, f"{field}{joint}{key}" if field else str(key)) for key, value in content.items()]
    elif isinstance(content, list) and content and isinstance(content[0], dict):
        parts = [_flat(value, f"{field} {number}") for number, value in enumerate(content, start=1)]
    else:
        return {field: content} if content not in ({}, []) else {}
    return {key: value for part in parts for key, value in part.items()}
