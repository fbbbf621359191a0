"""Whom each safeguard of (17) counts: the people of a programme, a place or a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from resettle.model.decisions import GROUP_COLUMNS
from resettle.model.pins import SAFEGUARD_KEYS

if TYPE_CHECKING:
    from resettle.model.decisions import Decisions
    from resettle.model.instance import Instance


def safeguard_terms(x: Decisions, given: Instance) -> pd.DataFrame:
    """Whom every safeguard there can be counts: kind, programme, name, year, variable, persons (a unit of it adds).

    Programmes, communities of origin, size classes and profiles count households that have moved (0a) times the mean
    size of their choice class and the group's part of it, as in (0i); a place counts its persons (0c).
    """
    sizes = given.choices.classes.set_index("class_")["persons_per_household"]
    members = given.choices.members
    groups = [members.assign(kind="programme", name=members["programme"])]
    groups += [members.assign(kind=kind, name=members[column]) for kind, column in GROUP_COLUMNS.items()]
    part = pd.concat(groups).groupby(["class_", *SAFEGUARD_KEYS])["person_part"].sum().reset_index()
    moved = x.moved[["class_", "year", "variable"]].merge(part, on="class_")
    moved["persons"] = moved["class_"].map(sizes) * moved["person_part"]
    there = x.persons[["place", "year", "variable"]].merge(given.programme_of, on="place")
    there = there.rename(columns={"place": "name"}).assign(kind="place", persons=1.0)
    columns = [*SAFEGUARD_KEYS, "year", "variable", "persons"]
    return pd.concat([moved[columns], there[columns]], ignore_index=True)
