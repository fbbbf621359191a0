"""Targets, safeguards and pins of (17) as rows: whom they count, in which years, and the bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from resettle.model.instance import Instance

_TYPES = {
    "name": "str",
    "measure": "str",
    "programme": "str",
    "solution": "str",
    "place": "str",
    "first": "int64",
    "final": "int64",
    "sense": "str",
    "limit": "float64",
    "elastic": "bool",
}
_COLUMNS = list(_TYPES)
SAFEGUARD_KEYS = ["kind", "programme", "name"]


def target_rows(given: Instance) -> pd.DataFrame:
    """One row per target: at least so many persons settled by the end of the year, or v short of it."""
    targets = given.data["targets"]
    rows = pd.DataFrame(
        {
            "name": targets["target"],
            "measure": "persons",
            "programme": targets["name"].where(targets["scope"] == "programme", ""),
            "solution": "",
            "place": targets["name"].where(targets["scope"] == "place", ""),
            "first": given.years[0],
            "final": targets["year"],
            "sense": ">=",
            "limit": targets["persons"].astype(float),
            "elastic": True,
        }
    )
    return rows[_COLUMNS].astype(_TYPES)


def pin_rows(given: Instance) -> pd.DataFrame:
    """Rows per pin in households: ``at_least`` may fall short by v, ``at_most`` never; ``exactly`` is both.

    A pin with a year counts who settles in that year; one without counts the whole horizon.
    """
    rows = []
    for number, pin in enumerate(given.scenario.pin, start=1):
        counted = {
            "measure": "households",
            "programme": pin.programme or "",
            "solution": pin.solution or "",
            "place": pin.place or "",
            "first": given.years[0] if pin.year is None else pin.year,
            "final": given.last if pin.year is None else pin.year,
        }
        for bound, sense, households in (
            ("at_least", ">=", pin.at_least),
            ("at_most", "<=", pin.at_most),
            ("exactly", ">=", pin.exactly),
            ("exactly", "<=", pin.exactly),
        ):
            if households is not None:
                said = {"name": f"pin {number} {bound}", "sense": sense, "limit": float(households)}
                rows.append({**counted, **said, "elastic": sense == ">="})
    return pd.DataFrame(rows, columns=_COLUMNS).astype(_TYPES)


def safeguard_rows(given: Instance) -> pd.DataFrame:
    """One row per safeguard of the scenario: kind, programme, name, year, limit (persons), row (its name in (17))."""
    rows = [
        (one.kind, one.programme, one.name, one.year, one.persons, f"safeguard {number}")
        for number, one in enumerate(given.scenario.safeguard, start=1)
    ]
    frame = pd.DataFrame(rows, columns=[*SAFEGUARD_KEYS, "year", "limit", "row"])
    types = dict.fromkeys([*SAFEGUARD_KEYS, "row"], "str")
    return frame.astype({**types, "year": "int64", "limit": "float64"})
