"""Saving, and the shelf of saved scenarios: open, describe, tag, duplicate, download, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import kept, state
from resettle.app.components.bound import bind
from resettle.app.guard import guarded, guarded_change, show_problems
from resettle.app.plain import plain
from resettle.app.words import scenarios as words
from resettle.errors import ChangedSinceError
from resettle.workspace.names import LONGEST_NAME, suggested_name

if TYPE_CHECKING:
    from datetime import datetime

    from resettle.workspace.saved import Saved
    from resettle.workspace.store import Shelf

_NAME, _DESCRIPTION, _TAGS = "save.name", "save.description", "save.tags"
_CHOSEN, _ONLY, _DELETING = "shelf.chosen", "shelf.only", "shelf.deleting"
_CONFLICT, _TOLD, _FORM_OF = "resettle.conflict", "resettle.told", "resettle.form_of"
LONGEST_DESCRIPTION = 2000


@guarded
def scenario_bar() -> None:
    """Save and Saved; below them what was just done, or whose work would be overwritten."""
    shelf = kept.shelf()
    with st.container(horizontal=True):
        with st.popover(words.SAVE, icon=":material/save:"):
            _save_form(shelf)
        with st.popover(words.SHELF.format(count=len(shelf.saved)), icon=":material/folder_open:"):
            _shelf(shelf)
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.success(told, icon=":material/check:")
    _conflict(shelf)


def _save_form(shelf: Shelf) -> None:
    """Name, description, tags of the session's scenario; what was typed stays until another scenario comes."""
    scenario = state.scenario()
    saved = shelf.saved.get(kept.opened_name())
    shown = (scenario.title, scenario.description, saved.tags if saved else ())
    if st.session_state.get(_FORM_OF) != shown or _NAME not in st.session_state:
        own = kept.same_as_shipped(scenario) == "" and scenario.title != state.opened().baseline.title
        bind(_NAME, suggested_name(scenario.title) if own else "")
        bind(_DESCRIPTION, scenario.description if own else "")
        bind(_TAGS, list(shown[2]))
        st.session_state[_FORM_OF] = shown
    with st.form("save", border=False):
        st.markdown(f"**{words.SAVE_TITLE}**")
        _fields(_NAME, _DESCRIPTION, _TAGS, shelf)
        st.caption(words.SAVE_HELP)
        st.form_submit_button(words.SAVE_NOW, icon=":material/save:", on_click=_save)


def _fields(name: str, description: str, tags: str, shelf: Shelf) -> None:
    known = sorted({*(tag for saved in shelf.saved.values() for tag in saved.tags), *st.session_state[tags]})
    st.text_input(words.NAME, key=name, max_chars=LONGEST_NAME, help=words.NAME_HELP)
    st.text_area(words.DESCRIPTION, key=description, max_chars=LONGEST_DESCRIPTION, height=100)
    st.multiselect(
        words.TAGS, known, key=tags, accept_new_options=True, placeholder=words.TAGS_NONE, help=words.TAGS_HELP
    )


@guarded_change
def _save() -> None:
    _save_as(st.session_state[_NAME])


def _save_as(name: str, replace: str | None = None) -> None:
    try:
        saved = kept.save(name, st.session_state[_DESCRIPTION], st.session_state[_TAGS], replace=replace)
    except ChangedSinceError as trouble:
        st.session_state[_CONFLICT] = (suggested_name(name), str(trouble))
        return
    st.session_state.pop(_CONFLICT, None)
    st.session_state[_TOLD] = words.SAVED_NOW.format(name=plain(saved.name))


def _conflict(shelf: Shelf) -> None:
    """Another scenario stands under the name: what it is, and the choice."""
    conflict = cast("tuple[str, str] | None", st.session_state.get(_CONFLICT))
    if conflict is None:
        return
    name, trouble = conflict
    st.warning(plain(trouble), icon=":material/warning:")
    there = shelf.saved.get(name)
    if there is None:
        st.session_state.pop(_CONFLICT)
        return
    description = plain(there.scenario.description.strip())
    st.caption(words.THERE_NOW.format(when=when_said(there.saved_at), description=description))
    with st.container(horizontal=True):
        st.button(words.REPLACE, icon=":material/save:", on_click=_replace, args=(name, there.version))
        st.button(words.KEEP_IT, on_click=_leave_conflict)


@guarded_change
def _replace(name: str, version: str) -> None:
    """Replace the version that the person was shown, and no later one."""
    _save_as(name, version)


@guarded_change
def _leave_conflict() -> None:
    st.session_state.pop(_CONFLICT, None)


def _shelf(shelf: Shelf) -> None:
    """What is saved: find by tag, look, and use."""
    if shelf.damaged:
        _damaged(shelf)
    if not shelf.saved:
        st.markdown(words.SHELF_EMPTY)
        return
    tags = sorted({tag for saved in shelf.saved.values() for tag in saved.tags}, key=str.casefold)
    only = (
        set(st.pills(words.SHELF_TAGS, tags, selection_mode="multi", format_func=plain, key=_ONLY)) if tags else set()
    )
    names = [name for name, saved in shelf.saved.items() if only <= set(saved.tags)]
    if not names:
        st.markdown(words.SHELF_NONE)
        return
    if st.session_state.get(_CHOSEN) not in names:
        bind(_CHOSEN, kept.opened_name() if kept.opened_name() in names else names[0])
    name = st.selectbox(words.SHELF_CHOOSE, names, key=_CHOSEN)
    _one(shelf.saved[name], shelf)


def _one(saved: Saved, shelf: Shelf) -> None:
    if saved.scenario.description.strip():
        st.markdown(plain(saved.scenario.description.strip()))
    about = [words.SAVED_AT.format(when=when_said(saved.saved_at))]
    about += [words.TAGGED.format(tags=plain(", ".join(saved.tags)))] if saved.tags else []
    st.caption(" · ".join(about))
    with st.container(horizontal=True):
        st.button(
            words.OPEN, key="shelf.open", type="primary", help=words.OPEN_HELP, on_click=_open, args=(saved.name,)
        )
        st.button(words.DUPLICATE, key="shelf.duplicate", on_click=_duplicate, args=(saved.name,))
        st.download_button(
            words.DOWNLOAD,
            saved.scenario.dump_toml(),
            file_name=f"{saved.name}.toml",
            mime="application/toml",
            key="shelf.download",
            on_click="ignore",
        )
        st.button(words.DELETE, key="shelf.delete", on_click=_ask_delete, args=(saved.name,))
    if st.session_state.get(_DELETING) == saved.name:
        st.warning(words.DELETE_SURE.format(name=plain(saved.name)), icon=":material/delete:")
        with st.container(horizontal=True):
            st.button(words.DELETE_YES, key="shelf.yes", on_click=_delete, args=(saved.name, saved.version))
            st.button(words.DELETE_NO, key="shelf.no", on_click=_ask_delete, args=(None,))
    _details(saved, shelf)


def _details(saved: Saved, shelf: Shelf) -> None:
    """Another name, description or tags for what is saved; its assumptions stay."""
    keys = (f"details.name.{saved.name}", f"details.description.{saved.name}", f"details.tags.{saved.name}")
    for key, value in zip(keys, (saved.name, saved.scenario.description, list(saved.tags)), strict=True):
        if key not in st.session_state:
            st.session_state[key] = value
    with st.expander(words.DETAILS), st.form(f"details.{saved.name}", border=False):
        _fields(*keys, shelf)
        st.form_submit_button(words.DETAILS_SAVE, on_click=_change, args=(saved, keys))


def _damaged(shelf: Shelf) -> None:
    count = len(shelf.damaged)
    st.warning(words.DAMAGED_ONE if count == 1 else words.DAMAGED.format(count=count), icon=":material/broken_image:")
    show_problems([problem for trouble in shelf.damaged.values() for problem in trouble.problems])
    st.caption(words.DAMAGED_WHAT)


def when_said(moment: datetime | None) -> str:
    """A time of saving in words."""
    return words.SAVED_AT_UNKNOWN if moment is None else moment.strftime(words.SAVED_AT_FORMAT)


@guarded_change
def _open(name: str) -> None:
    kept.open_saved(name)


@guarded_change
def _duplicate(name: str) -> None:
    names = kept.shelf().saved
    copies = (words.COPY_NUMBER.format(name=name, number=number) for number in range(2, len(names) + 3))
    copy = next(one for one in (words.COPY_OF.format(name=name), *copies) if one not in names)
    kept.workspace().duplicate(name, copy)
    st.session_state[_CHOSEN] = copy
    st.session_state[_TOLD] = words.DUPLICATED.format(copy=plain(copy), name=plain(name))


@guarded_change
def _ask_delete(name: str | None) -> None:
    st.session_state[_DELETING] = name


@guarded_change
def _delete(name: str, version: str) -> None:
    st.session_state[_DELETING] = None
    kept.workspace().delete(name, version)
    st.session_state[_TOLD] = words.DELETED.format(name=plain(name))


@guarded_change
def _change(saved: Saved, keys: tuple[str, str, str]) -> None:
    name, description, tags = (st.session_state[key] for key in keys)
    changed = kept.change_details(saved, name, description, tags)
    for key in keys:
        del st.session_state[key]
    st.session_state[_CHOSEN] = changed.name
    st.session_state[_TOLD] = words.DETAILS_CHANGED.format(name=plain(changed.name))
