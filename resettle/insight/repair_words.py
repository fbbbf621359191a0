"""A repair in sentences with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.quotable import listed, money, people
from resettle.insight.repair import MET, NO_PLAN, OUT_OF_REACH, REPAIRED

if TYPE_CHECKING:
    from resettle.insight.repair import Repair

_SHORT = 0.5
_MOST_NAMED = 6


def quotable_repair(repair: Repair) -> str:
    """What it would take, a paragraph a line."""
    if repair.ended == NO_PLAN:
        return f"This scenario has no plan: {repair.why}"
    if repair.ended == MET:
        return "Every target and pin can be met with what there is." + _missed_all_the_same(repair)
    missed = f"Targets and pins are missed by {people(repair.short)} at least as things are"
    if repair.ended == OUT_OF_REACH:
        return (
            f"{missed}, and by {people(repair.short_at_most)} with {repair.most:g} times of everything that may be "
            "raised: what people have chosen, when places open, how long building takes, or what may not be raised "
            "holds them."
        )
    return "\n".join([_best(repair, missed), *_held(repair), *_others(repair)])


def _missed_all_the_same(repair: Repair) -> str:
    if repair.planned_short <= _SHORT:
        return ""
    return (
        f" The plan misses them by {people(repair.planned_short)} all the same, since its aim prefers others: planned "
        "for the least cost it meets them."
    )


def _best(repair: Repair, missed: str) -> str:
    best = repair.ways.iloc[0]
    raised = repair.raises[repair.raises["way"] == best["way"]]
    parts = [f"{times:.3g} times the {label}" for label, times in zip(raised["label"], raised["times"], strict=True)]
    left = "they are all met" if repair.ended == REPAIRED else f"that falls to {people(best['short'])}"
    said = f"{missed}; {left} with {listed(parts, _MOST_NAMED)}."
    if best["usd"] > 0:
        said += f" That is {money(best['usd'])} more money over the years, all of them raised alike"
        said += f"; the plan spends {money(best['spent_usd'])}." if best["spent_usd"] > 0 else "."
    return said


def _held(repair: Repair) -> list[str]:
    if repair.ended == REPAIRED:
        return []
    said = f"{people(repair.short_at_most)} are missed whatever is raised, up to {repair.most:g} times of everything"
    if repair.not_chosen <= _SHORT:
        return [f"{said}: when places open, how long building takes, or what may not be raised holds them."]
    return [
        f"{said}; {people(repair.not_chosen)} of the targets have not chosen by then to settle where they would "
        "count, and no plan settles anybody against the stated choice (2)."
    ]


def _others(repair: Repair) -> list[str]:
    others = repair.ways.iloc[1:]
    reaching = int(others["reaches"].sum())
    said = []
    if reaching:
        does = "1 other way does" if reaching == 1 else f"{reaching} other ways do"
        said.append(f"{does} as much; ranked by the money, since what a capacity costs to raise is in no data.")
    for row in others[~others["reaches"]].to_dict("records"):
        nearer = f"leave {people(row['short'])} missed" if row["families"] else "bring it no nearer"
        said.append(f"{str(row['said']).capitalize()} would {nearer}.")
    return [" ".join(said)] if said else []
