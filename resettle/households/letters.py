"""A letter for each household, from a template that can be translated."""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import pandas as pd

from resettle.errors import ResettleError
from resettle.households.change_sentences import services_in_words
from resettle.households.changing import KINDS, changes_of_waiting
from resettle.households.columns import SOLUTIONS
from resettle.households.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from resettle.households.changing import Change
    from resettle.households.placing import Placed
    from resettle.households.registry import Registry
    from resettle.results.plan import Plan

ENGLISH = Path(__file__).with_name("letter_en.toml")
TEXTS = ("placed", "waiting", "order")
NONE = "none"
LISTS = {"solutions": SOLUTIONS, "reasons": tuple(REASONS), "changes": (*KINDS, NONE)}
WORDS = {
    "placed": {
        *("household", "solution", "place", "year", "rooms", "persons", "equals", "ticket", "position", "contact"),
    },
    "waiting": {"household", "reason", "change", "order", "contact"},
    "order": {"equals", "ticket", "position"},
    "changes": {"place", "year", "rooms", "homes", "before", "services"},
}
"""What may stand after a dollar sign in each text."""


def read_template(path: str | Path = ENGLISH) -> dict[str, Any]:
    """The texts of a template, as in ``letter_en.toml``; raises ResettleError with everything that is wrong."""
    path = Path(path)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        message = f"{path.name} cannot be read as a letter ({' '.join(str(trouble).split())[:200]})."
        raise ResettleError(message) from None
    wrong = list(_wrong(given))
    if wrong:
        message = f"{path.name} is no letter yet:\n" + "\n".join(wrong) + f"\nCompare it with {ENGLISH.name}."
        raise ResettleError(message)
    return given


def _wrong(given: Mapping[str, Any]) -> Iterator[str]:
    for name in TEXTS:
        text = given.get(name)
        if not isinstance(text, str) or not text.strip():
            yield f"{name}: found no text; expected one."
            continue
        yield from _wrong_words(name, text, WORDS[name])
    for name, keys in LISTS.items():
        part = given.get(name)
        for key in keys:
            if not isinstance(part, dict) or not isinstance(part.get(key), str):
                yield f"{name}: found no text for {key}; expected one."
            elif name == "changes":
                yield from _wrong_words(f"changes, {key}", part[key], WORDS["changes"])


def _wrong_words(name: str, text: str, words: set[str]) -> Iterator[str]:
    template = Template(text)
    if not template.is_valid():
        yield f"{name}: found a dollar sign before no word; expected $$ for a dollar."
        return
    for word in sorted(set(template.get_identifiers()) - words):
        yield f"{name}: found ${word}; expected one of {', '.join('$' + one for one in sorted(words))}."


def letters(
    plan: Plan,
    registry: Registry,
    placed: Placed,
    template: Mapping[str, Any],
    contact: str = "",
    *,
    household: str = "",
) -> pd.DataFrame:
    """household, text: a letter for each household of the registry, in the order of their ids; or for one alone.

    ``contact`` is whom to ask, as it shall stand at the end of each letter.
    """
    rows = _rows(plan, registry, placed, template)
    if household:
        rows = rows[(rows["household"] == household).to_numpy(dtype=bool)]
    across = bool((placed.placed["slot"] != placed.placed["cohort"]).any())
    changes = changes_of_waiting(plan, registry, placed, across=across, only=household)
    names = dict(zip(*(plan.dataset["places"][name].tolist() for name in ("place", "name")), strict=True))
    texts = {name: Template(str(template[name]).strip("\n") + "\n") for name in TEXTS}
    written = []
    for row in rows.to_dict("records"):
        words = {str(name): value for name, value in row.items()} | {"contact": contact}
        if row["reason"]:
            said = [_change(plan, names, template, row["rooms"], one) for one in changes[row["household"]]]
            words["change"] = " ".join(said) if said else str(template["changes"][NONE])
            words["reason"] = template["reasons"][row["reason"]]
            words["order"] = "\n" + texts["order"].substitute(words) if row["ticket"] else ""
            written.append(texts["waiting"].substitute(words))
        else:
            written.append(texts["placed"].substitute(words))
    return pd.DataFrame({"household": rows["household"].to_numpy(), "text": written})


def _change(plan: Plan, names: Mapping[str, str], template: Mapping[str, Any], rooms: str, change: Change) -> str:
    """A sentence for a change that may bring a place; nobody has tried it, so it is not promised."""
    fields = {"place": names.get(change.place, change.place), "year": change.year, "rooms": rooms}
    fields |= {"homes": change.homes, "before": change.homes - 1, "services": services_in_words(plan, change)}
    return Template(template["changes"][change.kind]).substitute(fields)


def _rows(plan: Plan, registry: Registry, placed: Placed, template: Mapping[str, Any]) -> pd.DataFrame:
    """What the letters say of each household, as text; reason is blank where it is placed."""
    own = registry.households[["household", "solution", "persons", "size_class"]].sort_values("household")
    there = placed.placed[["household", "place", "year"]]
    waits = placed.waiting[["household", "reason"]]
    draw = placed.draw[["household", "ticket", "position", "equals"]]
    rows = own.merge(there, on="household", how="left").merge(waits, on="household", how="left")
    rows = rows.merge(draw, on="household", how="left")
    names = plan.dataset["places"].set_index("place")["name"]
    rooms = plan.dataset["size_classes"].set_index("size_class")["rooms"]
    number = (rows["position"] * rows["equals"] + 0.5).round()
    return pd.DataFrame(
        {
            "household": rows["household"],
            "solution": rows["solution"].map(template["solutions"]).fillna(""),
            "place": rows["place"].map(names).fillna(""),
            "year": rows["year"].astype("Int64").astype("str"),
            "rooms": rows["size_class"].map(rooms).map("{:g}".format),
            "persons": rows["persons"].astype("str"),
            "equals": rows["equals"].astype("Int64").astype("str"),
            "ticket": rows["ticket"].fillna(""),
            "position": number.astype("Int64").astype("str"),
            "reason": rows["reason"].fillna(""),
        }
    )
