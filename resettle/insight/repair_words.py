"""A repair in sentences with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resettle.insight.fewer_words import said_fewer
from resettle.insight.quotable import listed, missed, money, people
from resettle.insight.repair import MET, NO_PLAN, OUT_OF_REACH, REPAIRED
from resettle.insight.repair_ways import TAKING
from resettle.results.shortfall import Shortfall

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from resettle.insight.repair import Repair

_SHORT = 0.5
_MOST_NAMED = 6
_NOBODY = (
    "No programme has fewer people settled by the end of any year, and no place or group by the end of the last, than "
    "in the present estimate (but for rounding to whole households)."
)


def quotable_repair(repair: Repair) -> str:
    """What it would take, a paragraph a line."""
    if repair.ended == NO_PLAN:
        return f"This scenario has no plan: {repair.why}"
    if repair.ended == MET:
        return "The estimate meets every target and pin."
    short = f"The estimate falls short of its targets and pins by {missed(repair.planned)}."
    if repair.ended == OUT_OF_REACH:
        return (
            f"{short} With {repair.most:g} times everything that may be raised, and nobody settled fewer, "
            f"{missed(repair.short_at_most)} would still be missed. What people have chosen, when places open, how "
            "long building takes, or what may not be raised holds them."
        )
    safe = repair.ways[repair.ways["way"] != TAKING.key]
    lines = [short]
    if repair.short.priced < repair.planned.priced - _SHORT:
        lines[0] += f" With the present capacities and money, {missed(repair.short)} are missed at least{_UNHARMED}."
    if len(safe):
        lines.append(_best(repair, _record(safe)))
        lines.append(said_effect(repair, str(safe["way"].iloc[0])))
    lines += [*_what_stays(repair), *_taking(repair), *_others(repair, safe)]
    return "\n".join(lines)


_UNHARMED = " if nobody is to have fewer people settled"


def said_effect(repair: Repair, way: str) -> str:
    """Who has fewer people settled with a way, by name, or that nobody has; and what its plan misses of its promise."""
    row = _record(repair.ways[repair.ways["way"] == way])
    if row["why"]:
        return f"This way could not be planned: {row['why']}"
    losing = said_fewer(repair.fewer[repair.fewer["way"] == way])
    said = f"Against the present estimate this way has {losing}." if losing else _NOBODY
    promised = Shortfall(row["short_persons"], row["short_households"])
    planned = Shortfall(row["planned_short_persons"], row["planned_short_households"])
    if planned.priced > promised.priced + _SHORT + _SOLVER:
        said += f" Its plan misses {missed(planned)} of all targets, safeguards and pins."
    return said


_SOLVER = 0.01


def _best(repair: Repair, best: Mapping[str, Any]) -> str:
    raised = repair.raises[repair.raises["way"] == best["way"]]
    short = Shortfall(best["short_persons"], best["short_households"])
    left = "They are all met" if repair.ended == REPAIRED else f"The least that stays missed is {missed(short)},"
    if raised.empty:
        return f"{left} with what there is, once targets come first."
    parts = [f"{times:.3g} times the {label}" for label, times in zip(raised["label"], raised["times"], strict=True)]
    said = f"{left} with {listed(parts, _MOST_NAMED)}."
    if best["usd"] > 0:
        spent = f"; the plan spends {money(best['spent_usd'])}." if best["spent_usd"] > 0 else "."
        said += f" That is {money(best['usd'])} more money over the years, all of them raised alike{spent}"
    return said


def _what_stays(repair: Repair) -> list[str]:
    if repair.ended == REPAIRED:
        return []
    said = f"{missed(repair.short_at_most)} stay missed whatever is raised, up to {repair.most:g} times"
    said += _UNHARMED
    if repair.not_chosen <= _SHORT:
        return [f"{said}: when places open, how long building takes, what others have, or what may not be raised."]
    return [
        f"{said}; {people(repair.not_chosen)} of the targets have not chosen by then to settle where they would "
        "count, and no plan settles anybody against the stated choice (2)."
    ]


def _taking(repair: Repair) -> list[str]:
    """The way that meets more by taking from others, with who they are."""
    rows = repair.ways[repair.ways["way"] == TAKING.key]
    if rows.empty:
        return []
    row = _record(rows)
    short = Shortfall(row["short_persons"], row["short_households"])
    left = f"only {missed(short)}" if short.anything else "nothing"
    return [f"With fewer people settled elsewhere {left} would be missed. {said_effect(repair, TAKING.key)}"]


def _others(repair: Repair, safe: pd.DataFrame) -> list[str]:
    others = safe.iloc[1:]
    reaching = int(others["reaches"].sum())
    said = []
    if reaching:
        does = "One other way does" if reaching == 1 else f"{reaching} other ways do"
        said.append(f"{does} as much; ranked by the money, since what a capacity costs to raise is in no data.")
    for row in others[~others["reaches"]].to_dict("records"):
        short = missed(Shortfall(row["short_persons"], row["short_households"]))
        said.append(f"{str(row['said']).capitalize()}: {short} would stay missed.")
    return [" ".join(said)] if said else []


def _record(rows: pd.DataFrame) -> dict[str, Any]:
    return {str(key): value for key, value in rows.iloc[0].items()}
