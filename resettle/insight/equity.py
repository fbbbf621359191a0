"""How evenly a plan serves groups: the worst served, the gap to the best served, and the Gini coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resettle.insight.tidy import named, titles
from resettle.results.verification.fairness import KINDS, cover

if TYPE_CHECKING:
    from resettle.results.verification.evidence import Evidence

ALL = ""
"""Programme of the row that compares the programmes with one another."""
_MEASURES = ("settled", "cover")
_TABLES = {"origin": "places", "profile": "profiles"}


def equity(evidence: Evidence) -> pd.DataFrame:
    """How evenly the groups of each kind are served, by the same measures in every programme.

    Columns: kind (``origin``, ``size``, ``profile``; ``programme`` where the programmes are compared), programme,
    title (both blank there), measure, groups (how many), worst_group, worst_name, worst, best, gap (best less worst),
    gini. Shares are parts of 1.

    Two measures: ``settled``, the share of a group's people who are settled by the last year; and ``cover`` (0i), the
    same weighted by how much of the horizon it lasts, which floors and the mode ``fairest`` go by. Both count cohorts
    with at least one place to go: a group that no plan could serve says nothing about a plan. See ``gini``.
    """
    rows = [row for kind, column in KINDS.items() for row in _of_kind(evidence, kind, column)]
    names = titles(evidence.given, "programmes")
    groups = _shares(evidence, ["programme"])
    rows += [_row("programme", ALL, "", measure, groups.assign(share=groups[measure]), names) for measure in _MEASURES]
    return pd.DataFrame(rows)


def gini(shares: np.ndarray, people: np.ndarray) -> float:
    """Gini coefficient between groups, each weighted by its people: 0 where all are served alike, below 1 always.

    Half the mean difference between the shares of two people drawn at random, each with the share of their group,
    divided by the mean share: Σ_k Σ_l n_k n_l |s_k − s_l| / (2 N² s̄), with n people, N = Σ n and s̄ the mean by
    people. The coefficient among equity measures of where services go: Marsh & Schilling 1994, European Journal of
    Operational Research 74. 0 where nobody is served, since nobody is then served less than others.
    """
    total = people.sum()
    mean = float((shares * people).sum() / total) if total > 0 else 0.0
    if mean <= 0:
        return 0.0
    differences = np.abs(shares[:, None] - shares[None, :])
    return float((people[:, None] * people[None, :] * differences).sum() / (2 * total**2 * mean))


def _of_kind(evidence: Evidence, kind: str, column: str) -> list[dict[str, object]]:
    names = _names(evidence, kind)
    groups = _shares(evidence, ["programme", column])
    rows = []
    for programme, title in titles(evidence.given, "programmes").items():
        mine = groups[groups["programme"] == programme].rename(columns={column: "group"})
        rows += [
            _row(kind, str(programme), str(title), measure, mine.assign(share=mine[measure]), names)
            for measure in _MEASURES
            if len(mine)
        ]
    return rows


def _names(evidence: Evidence, kind: str) -> pd.Series:
    """Names for people; a size class has none but its key."""
    if kind in _TABLES:
        return titles(evidence.given, _TABLES[kind])
    keys = evidence.given["size_classes"]["size_class"].to_numpy()
    return pd.Series(keys, index=keys, dtype="str")


def _shares(evidence: Evidence, keys: list[str]) -> pd.DataFrame:
    """Groups with anybody who has a place to go: keys, people, settled and cover (shares)."""
    classes, members = evidence.choices.classes, evidence.choices.members
    able = members[members["class_"].isin(evidence.choices.pairs["class_"])]
    people = able.drop_duplicates("cohort").groupby(keys)["persons"].sum()
    people = people[people > 0]
    moved = evidence.settling.sum(axis=1).groupby(level="class_").sum()
    settled = moved * classes["mean_size"].reindex(moved.index)
    part = able["persons"] / classes["persons"].reindex(able["class_"]).replace(0.0, np.nan).to_numpy()
    mine = part.fillna(0.0) * settled.reindex(able["class_"]).fillna(0.0).to_numpy()
    by_group = mine.groupby([able[key] for key in keys]).sum().reindex(people.index).fillna(0.0)
    table = pd.DataFrame({"people": people, "settled": by_group / people})
    table["cover"] = cover(evidence, keys).reindex(people.index)
    return table.reset_index().rename(columns={"programme": "group"} if keys == ["programme"] else {})


def _row(
    kind: str, programme: str, title: str, measure: str, groups: pd.DataFrame, names: pd.Series
) -> dict[str, object]:
    """The equity figures of one set of groups, with columns group, people and share."""
    shares = groups["share"].to_numpy(dtype=float)
    found: dict[str, object] = {"worst_group": "", "worst_name": "", "worst": 0.0, "best": 0.0, "gap": 0.0, "gini": 0.0}
    if len(groups):
        worst = groups["group"].iloc[[int(shares.argmin())]]
        found = {
            "worst_group": str(worst.iloc[0]),
            "worst_name": str(named(worst, names).iloc[0]),
            "worst": float(shares.min()),
            "best": float(shares.max()),
            "gap": float(shares.max() - shares.min()),
            "gini": gini(shares, groups["people"].to_numpy(dtype=float)),
        }
    return {
        "kind": kind,
        "programme": programme,
        "title": title,
        "measure": measure,
        "groups": len(groups),
        **found,
    }
