"""Causes in sentences: what is short, what was proved to settle people who wait, and what the aim pays at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resettle.insight.proof import WHOLE
from resettle.insight.quotable import listed, money
from resettle.insight.worth import AIMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resettle.insight.proof import Helping, Proof
    from resettle.insight.shortages import Shortage
    from resettle.insight.why_not_found import Lasting

_WORTH = (
    "Settling them would cost more than the plan pays for a person-year (US$ {usd:,.0f} weighted by need; the limit is "
    "US$ {limit:,.0f}): raise usd_per_person_year or lower the cost."
)
_AIM = "The aim of least cost settles people only where a target asks for them: set a target, or the aim most_people."
_WEIGHT = (
    "Settling them counts for nothing in the aim, by a weight of their profile or a preference of 0: raise it above 0."
)
_LEFT = "The plan leaves too little for them, as if nobody else waited, of: {causes}."
_NOTHING_SHORT = (
    "Nothing that they would need is used up: what is left would be enough for them. What keeps them waiting must be "
    "found by planning again"
)
_HELD = "Held by: {causes}."
_BESIDE = "To settle all of them there would also have to be more of: {causes}."
_ONE = "With plenty of it, {persons:,.0f} of the {waiting:,.0f} settle (planned again)."
_ALL = "With plenty of all of these, {persons:,.0f} of the {waiting:,.0f} settle (planned again)."
_ALONE = "{what} alone settles {persons:,.0f}"
_TOGETHER = "{what} only together with the others"
_NONE = "No cause was found: planned again with plenty of everything that seems short, as many wait."
_WHOLE = "Held by whole facilities: in the estimate, which may build parts of them, all of them settle."
_UNKNOWN = "What would settle them could not be found: no estimate could be made to compare with."


def aim_text(against: Shortage, limit: float) -> str:
    """What in the aim keeps people waiting, with what can be done about it."""
    if against.key == "worth":
        return _WORTH.format(usd=against.short, limit=limit)
    return _AIM if against.key == "aim" else _WEIGHT


def kept_text(persons: float, against: Shortage, limit: float) -> str:
    """How many of those who have chosen wait for what the aim pays, and from what a person-year of them costs."""
    return f"{persons:,.0f} people who have chosen wait though nothing is short for them. {aim_text(against, limit)}"


def left_text(against: Shortage | None, lasting: Sequence[Lasting], limit: float, year: int) -> str:
    """What the plan leaves too little of, without a claim that more of it would settle anybody."""
    if against is not None:
        return aim_text(against, limit)
    return _LEFT.format(causes=lasting_text(lasting, year)) if lasting else f"{_NOTHING_SHORT}."


def proof_text(proof: Proof, lasting: Sequence[Lasting], limit: float, year: int) -> str:
    """What was found to settle people who wait: each cause with how much is short, and what plenty of it does."""
    causes = [one.cause for one in proof.helping]
    if WHOLE in causes:
        return _WHOLE
    if not causes:
        return _NONE if proof.waiting > 0 else _UNKNOWN
    since = {(one.shortage.key, one.shortage.what): one for one in lasting}
    aims = [one for one in causes if one.key in AIMS]
    others = [one for one in causes if one.key not in AIMS]
    lines = [aim_text(one, limit) for one in aims]
    if others:
        told = "; ".join(
            _lasting(since[one.key, one.what], year) if (one.key, one.what) in since else _amount_of(one)
            for one in others
        )
        lines.append((_BESIDE if aims else _HELD).format(causes=told))
    lines.append(_effect(proof))
    return " ".join(lines)


def lasting_text(lasting: Iterable[Lasting], year: int) -> str:
    """Shortages with how much, since when, by when at the latest, and the equation."""
    return "; ".join(_lasting(one, year) for one in lasting)


def _effect(proof: Proof) -> str:
    if len(proof.helping) == 1:
        return _ONE.format(persons=proof.together, waiting=proof.waiting)
    alone = [one for one in proof.helping if one.alone > 0]
    others = [_name(one) for one in proof.helping if one.alone <= 0]
    parts = [_ALONE.format(what=_name(one), persons=one.alone) for one in alone]
    parts += [_TOGETHER.format(what=listed(others))] if others else []
    return f"{_ALL.format(persons=proof.together, waiting=proof.waiting)} {_capital('; '.join(parts))}."


def _name(one: Helping) -> str:
    names = {"worth": "a higher usd_per_person_year", "aim": "another aim", "weight": "a weight above 0"}
    return names.get(one.cause.key, one.cause.what)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lasting(one: Lasting, year: int) -> str:
    short = one.shortage
    due = f", by {short.due} at the latest" if short.due else ""
    when = f"{'in' if one.since == year else 'from'} {one.since}"
    return f"{short.what}: {_amount(short)} short {when}{due} {short.equation}"


def _amount_of(short: Shortage) -> str:
    """A cause that shows only once there is plenty of the others."""
    amount = f": {_amount(short)} short then" if short.short > 0 and short.key not in ("opening", "corridor") else ""
    equation = f" {short.equation}" if short.equation else ""
    return f"{short.what}{amount}{equation}"


def _amount(short: Shortage) -> str:
    if short.unit == "US$":
        return money(short.short)
    return f"{short.short:,.0f} {short.unit}" if short.short >= 10 else f"{short.short:,.2g} {short.unit}"
