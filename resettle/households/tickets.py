"""Codes of who takes part in a draw: a ticket for each household that has chosen, and codes for what it shares."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from resettle.households.check_registry import parts
from resettle.households.secret import codes

if TYPE_CHECKING:
    from collections.abc import Iterable

EQUALS = ["cohort", "solution", "from_year", "persons"]
"""Households alike in these have equal chances; as many persons, so that every stretch of the order has all sizes."""
CODES = ["ticket", "group", "circle", "community", "cluster"]
_BETWEEN = "\x1f"


def listed(households: pd.DataFrame, secret: str) -> pd.DataFrame:
    """household, ticket, group (of equals), circle (programme and origin), community, cluster (of kin).

    All but the first are codes of the secret (``CODES``), which stay with whoever holds it: what is published is made
    of them (``roster``). A household that has stated no choice is not in it.
    """
    frame = households.reset_index(drop=True)
    number = _clusters(frame)
    chosen = np.flatnonzero((frame["solution"] != "").to_numpy(dtype=bool))
    rows = frame.iloc[chosen]
    home = rows["programme"] + _BETWEEN + rows["origin"]
    year = rows["from_year"].astype("str").where(rows["from_year"].notna(), "")
    equal = [one.tolist() for one in (rows["cohort"], rows["solution"], year, rows["persons"].astype("str"))]
    group = [_BETWEEN.join(texts) for texts in zip(*equal, strict=True)]
    tickets = codes(secret, "ticket", rows["household"].tolist())
    community = np.array(_coded(secret, "community", home + _BETWEEN + rows["community"]), dtype=object)
    alone = (rows["community"] == "").to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "household": rows["household"].to_numpy(dtype=object),
            "ticket": tickets,
            "group": _coded(secret, "group", group),
            "circle": _coded(secret, "circle", home),
            "community": np.where(alone, np.array(tickets, dtype=object), community),
            "cluster": _first_ticket(secret, number[chosen], tickets),
        }
    )


def fingerprint(entries: pd.DataFrame) -> str:
    """SHA-256 of all codes, whatever the order of rows: it says which households these are, and nothing else."""
    return digest_of(entries, CODES)


def digest_of(table: pd.DataFrame, columns: list[str]) -> str:
    """SHA-256 of a table's texts, row by row in sorted order: fields joined by byte 31, a row ended by byte 30."""
    total = hashlib.sha256()
    rows = zip(*(table[name].tolist() for name in columns), strict=True)
    for line in sorted(map(_BETWEEN.join, rows)):
        total.update(line.encode() + b"\x1e")
    return total.hexdigest()


def _coded(secret: str, purpose: str, texts: Iterable[str]) -> list[str]:
    number, names = pd.factorize(pd.Series(list(texts), dtype=object))
    known = np.array(codes(secret, purpose, names), dtype=object)
    return list(known[number]) if len(known) else []


def _first_ticket(secret: str, cluster: np.ndarray, tickets: list[str]) -> list[str]:
    """A code for each cluster that no numbering changes: of the least of its tickets."""
    least = pd.Series(tickets, dtype=object).groupby(cluster).transform("min")
    return codes(secret, "cluster", least)


def _clusters(frame: pd.DataFrame) -> np.ndarray:
    """Number of the cluster of kin that each household belongs to; links out of the programme and origin count not."""
    links = parts(frame, "kin")
    number = pd.Series(np.arange(len(frame)), index=frame["household"].to_numpy(dtype=object))
    other = number.reindex(links["part"]).to_numpy(dtype=float)
    known = ~np.isnan(other)
    one, other = links["row"].to_numpy(dtype=np.int64)[known], other[known].astype(np.int64)
    home = pd.factorize(frame["programme"] + _BETWEEN + frame["origin"])[0]
    inside = home[one] == home[other]
    one, other = one[inside], other[inside]
    graph = sparse.csr_array((np.ones(len(one)), (one, other)), shape=(len(frame), len(frame)))
    return np.asarray(connected_components(graph, directed=False)[1])
