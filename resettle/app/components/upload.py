"""A file handed over: everything wrong with it at once, or what is different, and planning with it in this session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pandas as pd
import streamlit as st

from resettle.app import state
from resettle.app.components.differences import show_differences
from resettle.app.components.downloads import download
from resettle.app.components.own_data import NOT_FITTING
from resettle.app.components.pictures import csv_of
from resettle.app.guard import guarded_change, show_problems
from resettle.app.plain import plain, plain_table
from resettle.app.words import data as words
from resettle.errors import DataError, Problem
from resettle.inputs.apart import read_apart
from resettle.inputs.dataset_difference import dataset_difference
from resettle.inputs.uploads import ENDINGS, Upload, read_upload

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

MOST_LISTED = 100
MOST_MB = 20
_READ, _ROUND, USED = "resettle.data.read", "resettle.data.round", "resettle.data.used"


@dataclass(frozen=True)
class _Read:
    """What came of reading one file against one dataset; forgotten with the file."""

    file: str
    present: str
    upload: Upload | None
    difference: pd.DataFrame | None
    problems: tuple[Problem, ...]


def show_upload() -> None:
    """The uploader and all that follows from it."""
    st.markdown(words.OWN_STEPS)
    file = st.file_uploader(
        words.OWN_UPLOAD,
        type=list(ENDINGS),
        key=f"data.upload.{st.session_state.setdefault(_ROUND, 0)}",
        help=words.OWN_UPLOAD_HELP,
        max_upload_size=MOST_MB,
    )
    if file is None:
        st.session_state.pop(_READ, None)
        return
    read = _read(file)
    if read.upload is None or read.difference is None:
        _show_refusal(file.name, read.problems)
    else:
        _show_sound(file.name, read.upload, read.difference)


def _read(file: UploadedFile) -> _Read:
    """Read and compare it, once for each file and dataset in use."""
    present = state.opened().dataset
    known = cast("_Read | None", st.session_state.get(_READ))
    if known is not None and (known.file, known.present) == (file.file_id, present.digest):
        return known
    with st.spinner(words.READING.format(name=plain(file.name)), show_time=True):
        try:
            upload = read_apart(read_upload, file.name, file.getvalue(), present)
            difference = dataset_difference(present, upload.dataset)
            read = _Read(file.file_id, present.digest, upload, difference, ())
        except DataError as refusal:
            errors = tuple(one for one in refusal.problems if one.severity == "error")
            read = _Read(file.file_id, present.digest, None, None, errors)
    st.session_state[_READ] = read
    return read


def _show_refusal(name: str, problems: tuple[Problem, ...]) -> None:
    count = words.ONE_PROBLEM if len(problems) == 1 else words.PROBLEMS.format(count=len(problems))
    st.error(words.REFUSED.format(name=plain(name), count=count), icon=":material/error:")
    rows = [(one.file, one.row or "", one.column, one.found, one.expected, one.hint) for one in problems]
    table = pd.DataFrame(rows, columns=list(words.PROBLEM_HEADINGS)).astype(str)
    st.table(plain_table(table.head(MOST_LISTED)), hide_index=True)
    if len(problems) > MOST_LISTED:
        st.caption(words.PROBLEMS_LISTED.format(shown=MOST_LISTED, count=len(problems)))
    download(words.PROBLEMS_CSV, lambda: csv_of(table), "problems.csv", "text/csv", key="data.problems")


def _show_sound(name: str, upload: Upload, difference: pd.DataFrame) -> None:
    rows = sum(len(frame) for frame in upload.dataset.tables.values())
    said = words.SOUND_TABLE if upload.table else words.SOUND
    st.success(said.format(name=plain(name), rows=rows, table=upload.table), icon=":material/check_circle:")
    show_differences(words.CHANGES, difference, "upload")
    if upload.dataset.warnings:
        with st.expander(words.WARNINGS.format(count=len(upload.dataset.warnings))):
            show_problems(upload.dataset.warnings)
    if len(difference):
        st.button(words.USE, type="primary", icon=":material/play_arrow:", key="data.use", on_click=_use, args=(name,))


@guarded_change
def _use(name: str) -> None:
    """Plan with it; the uploader is emptied, and the file with it."""
    read = cast("_Read", st.session_state.pop(_READ))
    if read.upload is not None:
        st.session_state[NOT_FITTING] = state.use_dataset(read.upload.dataset)
        st.session_state[USED] = name
    st.session_state[_ROUND] += 1
