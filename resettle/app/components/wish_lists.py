"""Targets and pins: what there is, one more, another, one less; each is checked before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from resettle.app import levers, state, wishes
from resettle.app.components.bound import use
from resettle.app.guard import guarded_change
from resettle.app.plain import plain
from resettle.app.typed import as_typed, figure
from resettle.app.words import levers as words
from resettle.inputs.columns import Column
from resettle.inputs.schema import SOLUTIONS
from resettle.insight.tidy import titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from resettle.app.lever_texts import LeverTexts
    from resettle.app.wishes import Kind

_PERSONS = Column("persons", "number", words.PERSONS, "persons", minimum=0.0)
_HOUSEHOLDS = Column("households", "number", words.HOUSEHOLDS, words.HOUSEHOLDS, required=False, minimum=0.0)
_BOUNDS = {"at_least": words.AT_LEAST, "at_most": words.AT_MOST, "exactly": words.EXACTLY}
_EDITED = "resettle.wish.{kind}"
"""Session key: which target or pin the form changes; none adds one."""


def wish_lists(_: LeverTexts) -> None:
    """Targets, then pins."""
    st.markdown(f"**{words.TARGETS}**")
    st.caption(words.TARGETS_INTRO.format(count=len(state.opened().dataset["targets"])))
    _list("target", _said_target)
    _form("target", _target_fields, _typed_target)
    _safeguards()
    st.markdown(f"**{words.PINS}**")
    st.caption(words.PINS_INTRO)
    _list("pin", _said_pin)
    _form("pin", _pin_fields, _typed_pin)


def _list(kind: Kind, said: Callable[[int, dict[str, Any]], str]) -> None:
    """What there is, each with a button to edit and one to remove it."""
    all_of_them = wishes.fields(state.scenario(), kind)
    if not all_of_them:
        st.caption(words.NONE_YET)
    for number, wish in enumerate(all_of_them):
        st.markdown(plain(said(number + 1, wish)))
        named = {"what": words.WISH[kind], "number": number + 1}
        with st.container(horizontal=True):
            st.button(words.EDIT_OF.format(**named), key=f"{kind}.edit.{number}", on_click=_edit, args=(kind, number))
            label = words.REMOVE_OF.format(**named)
            st.button(label, key=f"{kind}.remove.{number}", on_click=_remove, args=(kind, number))


def _safeguards() -> None:
    """What a repair holds others to, in one line; they can be taken away together."""
    found = state.scenario().safeguard
    if not found:
        return
    last = max(one.year for one in found)
    persons = sum(one.persons for one in found if one.kind == "programme" and one.year == last)
    count = len({(one.kind, one.programme, one.name) for one in found})
    st.markdown(f"**{words.SAFEGUARDS}**")
    st.caption(plain(words.SAFEGUARDS_INTRO.format(count=count, persons=persons, year=last)))
    st.button(words.SAFEGUARDS_REMOVE, key="safeguards.remove", on_click=_remove_safeguards)


@guarded_change
def _remove_safeguards() -> None:
    use(levers.changed(state.scenario(), safeguard=[]))


def _form(kind: Kind, draw: Callable[[str, dict[str, Any]], None], typed: Callable[[str], dict[str, Any]]) -> None:
    """Fields for one more, or for the one that is edited; a key of its own for each, so that none shows another's."""
    known = wishes.fields(state.scenario(), kind)
    edited = st.session_state.get(_EDITED.format(kind=kind))
    edited = edited if edited is not None and edited < len(known) else None
    prefix = f"{kind}.{'new' if edited is None else edited}.{len(known)}"
    add, change = (words.ADD_TARGET, words.CHANGE_TARGET) if kind == "target" else (words.ADD_PIN, words.CHANGE_PIN)
    with st.container(border=True):
        draw(prefix, {} if edited is None else known[edited])
        label = add if edited is None else change.format(number=edited + 1)
        with st.container(horizontal=True):
            st.button(label, key=f"{kind}.use", on_click=_use, args=(kind, prefix, typed, edited))
            if edited is not None:
                st.button(words.CANCEL, key=f"{kind}.cancel", on_click=_edit, args=(kind, None))


def _target_fields(prefix: str, wish: dict[str, Any]) -> None:
    scopes = _scopes()
    _choose(words.SCOPE, list(scopes), f"{prefix}.scope", (wish.get("scope", "all"), wish.get("name", "")), scopes.get)
    years = list(state.opened().dataset.years)
    _choose(words.YEAR, sorted({*years, wish.get("year", years[-1])}), f"{prefix}.year", wish.get("year", years[-1]))
    _box(words.PERSONS, f"{prefix}.persons", wish.get("persons"))


def _typed_target(prefix: str) -> dict[str, Any]:
    scope, name = st.session_state[f"{prefix}.scope"]
    persons = figure(st.session_state[f"{prefix}.persons"], _PERSONS, words.PERSONS)
    return {"scope": scope, "name": name, "year": st.session_state[f"{prefix}.year"], "persons": persons}


def _pin_fields(prefix: str, wish: dict[str, Any]) -> None:
    dataset = state.opened().dataset
    for field, label, names in (
        ("programme", words.PIN_PROGRAMME, {str(k): str(v) for k, v in titles(dataset, "programmes").items()}),
        ("solution", words.PIN_SOLUTION, {solution: words.SOLUTIONS[solution] for solution in SOLUTIONS}),
        ("place", words.PIN_PLACE, {str(k): str(v) for k, v in titles(dataset, "places").items()}),
        ("year", words.PIN_YEAR, {year: str(year) for year in dataset.years}),
    ):
        blank = None if field == "year" else ""
        named: dict[Any, str] = {blank: words.ANY, **names}
        named.setdefault(wish.get(field, blank), str(wish.get(field)))
        _choose(label, list(named), f"{prefix}.{field}", wish.get(field, blank), named.get)
    for bound, column in zip(_BOUNDS, st.columns(len(_BOUNDS)), strict=True):
        with column:
            _box(_BOUNDS[bound], f"{prefix}.{bound}", wish.get(bound))


def _typed_pin(prefix: str) -> dict[str, Any]:
    said = {field: st.session_state[f"{prefix}.{field}"] for field in ("programme", "solution", "place", "year")}
    for bound, label in _BOUNDS.items():
        households = figure(st.session_state[f"{prefix}.{bound}"], _HOUSEHOLDS, f"{words.PINS}: {label}")
        said[bound] = None if households != households else households
    return said


def _scopes() -> dict[tuple[str, str], str]:
    """Scope and name of a target: everybody, each programme, each place."""
    dataset = state.opened().dataset
    scopes = {("all", ""): words.EVERYBODY}
    for scope, text in (("programme", words.PROGRAMME_SCOPE), ("place", words.PLACE_SCOPE)):
        named = titles(dataset, f"{scope}s").items()
        scopes |= {(scope, str(key)): text.format(title=title) for key, title in named}
    return scopes


def _choose(
    label: str, options: list[Any], key: str, value: object, title: Callable[[Any], str | None] | None = None
) -> None:
    st.session_state.setdefault(key, value if value in options else options[0])
    st.selectbox(label, options, key=key, format_func=lambda option: str(title(option) if title else option))


def _box(label: str, key: str, value: float | None) -> None:
    st.session_state.setdefault(key, "" if value is None else as_typed(float(value)))
    st.text_input(label, key=key, max_chars=40)


def _said_target(number: int, wish: dict[str, Any]) -> str:
    scope = _scopes().get((wish["scope"], wish["name"]), wish["name"])
    return words.TARGET_SAID.format(number=number, scope=scope, persons=wish["persons"], year=wish["year"])


def _said_pin(number: int, wish: dict[str, Any]) -> str:
    dataset = state.opened().dataset
    whom = [
        str(titles(dataset, "programmes").get(wish["programme"], wish["programme"])),
        words.SOLUTIONS.get(wish["solution"], ""),
        str(titles(dataset, "places").get(wish["place"], wish["place"])),
        str(wish.get("year", "")),
    ]
    bound = ", ".join(f"{label.lower()} {wish[name]:,g}" for name, label in _BOUNDS.items() if name in wish)
    return words.PIN_SAID.format(
        number=number, whom=" · ".join(part for part in whom if part) or words.EVERYBODY, bound=bound
    )


@guarded_change
def _use(kind: Kind, prefix: str, typed: Callable[[str], dict[str, Any]], edited: int | None) -> None:
    use(wishes.with_wish(state.opened().dataset, state.scenario(), kind, typed(prefix), edited))
    for key in [key for key in st.session_state if str(key).startswith(f"{prefix}.")]:
        del st.session_state[key]
    _edit(kind, None)


@guarded_change
def _remove(kind: Kind, number: int) -> None:
    use(wishes.without_wish(state.scenario(), kind, number))
    _edit(kind, None)


@guarded_change
def _edit(kind: Kind, number: int | None) -> None:
    st.session_state[_EDITED.format(kind=kind)] = number
