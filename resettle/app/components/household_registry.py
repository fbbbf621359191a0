"""A registry handed over or made up: everything wrong with it at once, or how many households it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from resettle.app import state
from resettle.app.components.downloads import download_once
from resettle.app.components.household_findings import show_findings
from resettle.app.components.household_waits import answer_of
from resettle.app.guard import guarded_change
from resettle.app.household_work import Work, begin_registry, forget, keep, making, work
from resettle.app.plain import plain
from resettle.app.registries import may_hand_over
from resettle.app.words import households as words
from resettle.households.findings import RegistryError
from resettle.households.registry import read_registry, registry_bytes
from resettle.households.registry_file import SUFFIXES
from resettle.inputs.apart import read_apart

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from resettle.households.registry import Registry

MOST_MB = 200


def choose_registry() -> Work | None:
    """The uploader or the maker, and what the registry holds; None until there is one."""
    way = st.segmented_control(
        words.REGISTRY_WAY, words.REGISTRY_WAYS, default=words.REGISTRY_WAYS[0], required=True, key="households.way"
    )
    now = _made_up() if way == words.REGISTRY_WAYS[0] else _handed_over()
    if now is not None:
        _show(now)
    return now


def _made_up() -> Work | None:
    st.markdown(words.MAKE_INTRO)
    seed = int(st.number_input(words.MAKE_SEED, 0, 999_999, 1, help=words.MAKE_SEED_HELP, key="households.seed"))
    source = f"seed {seed}"
    pressed = st.button(words.MAKE, key="households.make", icon=":material/groups:")
    now = work()
    if pressed:
        begin_registry(seed)
    found = answer_of(making(seed))
    if found is not None:
        return keep(Work(state.opened().dataset.digest, source, found))
    return now if now is not None and now.registry.synthetic and now.source == source else None


def _handed_over() -> Work | None:
    if not may_hand_over():
        st.warning(words.NOT_HERE, icon=":material/lock:")
        return None
    drop = st.toggle(words.DROP, key="households.drop")
    file = st.file_uploader(
        words.UPLOAD,
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key="households.upload",
        help=words.UPLOAD_HELP,
        max_upload_size=MOST_MB,
    )
    if file is None:
        return None
    source = f"{file.file_id} {drop}"
    now = work()
    if now is not None and now.source == source:
        return now
    registry = _read(file, drop_personal=drop)
    return None if registry is None else keep(Work(state.opened().dataset.digest, source, registry))


def _read(file: UploadedFile, *, drop_personal: bool) -> Registry | None:
    """The registry; its findings, were it refused. The file's own name may tell who is in it, so it is not repeated."""
    name = f"registry{Path(file.name).suffix.lower()}"
    with st.spinner(words.READING, show_time=True):
        try:
            dataset, data = state.opened().dataset, file.getvalue()
            return read_apart(read_registry, name, dataset, data=data, drop_personal=drop_personal)
        except RegistryError as refusal:
            show_findings(refusal.findings, "registry")
            return None


def _show(now: Work) -> None:
    households = now.registry.households
    said = words.SOUND.format(
        households=len(households),
        persons=int(households["persons"].sum()),
        chosen=int((households["solution"] != "").sum()),
    )
    st.success(f"{said} {words.SYNTHETIC if now.registry.synthetic else ''}", icon=":material/check_circle:")
    for warning in now.registry.warnings:
        st.warning(plain(warning), icon=":material/warning:")
    with st.container(horizontal=True):
        st.button(words.FORGET, key="households.forget", on_click=guarded_change(forget), icon=":material/delete:")
        download_once(
            words.TAKE_REGISTRY,
            lambda: registry_bytes(now.registry, Path("registry.parquet")),
            "registry.parquet",
            "application/vnd.apache.parquet",
            key="households.take.registry",
        )
