"""No traceback reaches a person: what goes wrong is logged under a number, and the number is shown."""

from __future__ import annotations

import functools
import logging
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from resettle.app.plain import plain, plain_table
from resettle.app.words import general as words
from resettle.errors import DataError, PlanError, ResettleError, ScenarioError, SolveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from resettle.errors import Problem

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_LOG = logging.getLogger("resettle.app")
_YIELD = "_yield_callback"
"""What Streamlit's session state calls before each look into it (no public name; a test holds that it is there)."""
TROUBLE = "resettle.trouble"
"""Session key of what went wrong in a callback, shown when the page is drawn."""


def guarded(draw: Callable[Given, Answer]) -> Callable[Given, Answer | None]:
    """A page or part of one that shows what went wrong in words; the app's control flow passes through."""

    @functools.wraps(draw)
    def inner(*args: Given.args, **kwargs: Given.kwargs) -> Answer | None:
        try:
            return draw(*args, **kwargs)
        except Exception as trouble:
            show_trouble(trouble)
            return None

    return inner


def guarded_change(change: Callable[Given, None]) -> Callable[Given, None]:
    """A callback that is carried out whole, and whose trouble is kept and shown by the page drawn after it.

    Every callback of a widget is one of these: what somebody asked for is not dropped for what is asked next.
    """

    @functools.wraps(change)
    def inner(*args: Given.args, **kwargs: Given.kwargs) -> None:
        with uninterrupted():
            try:
                change(*args, **kwargs)
            except Exception as trouble:
                st.session_state[TROUBLE] = trouble

    return inner


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let what is done here be done to its end, though somebody has clicked again meanwhile.

    Every look into the session's state is a place where Streamlit ends a script for the next one. In a callback that
    would end the callback: the click that it carries out is lost, or half of it, since no other callback follows for
    a value that has arrived. The next script waits for the milliseconds that a callback takes instead.
    """
    context = get_script_run_ctx(suppress_warning=True)
    held = None if context is None else context.session_state
    look_up = vars(held).get(_YIELD) if held is not None else None
    if look_up is None:
        yield
        return
    object.__setattr__(held, _YIELD, lambda: None)
    try:
        yield
    finally:
        object.__setattr__(held, _YIELD, look_up)


def show_kept_trouble() -> None:
    """What went wrong in the last callback, once."""
    trouble = st.session_state.pop(TROUBLE, None)
    if trouble is not None:
        show_trouble(trouble)


def show_trouble(trouble: BaseException) -> None:
    """Problems as a readable list; anything unforeseen as a number to quote."""
    if isinstance(trouble, (ScenarioError, DataError)):
        title = words.SCENARIO_REFUSED if isinstance(trouble, ScenarioError) else words.DATA_REFUSED
        st.error(title, icon=":material/error:")
        show_problems(trouble.problems)
    elif isinstance(trouble, (SolveError, PlanError)):
        title = words.NO_PLAN if isinstance(trouble, SolveError) else words.PLAN_REFUSED
        st.error(f"{title}\n\n{plain(str(trouble))}", icon=":material/error:")
    elif isinstance(trouble, ResettleError):
        st.error(plain(str(trouble)), icon=":material/error:")
    else:
        number = uuid.uuid4().hex[:8]
        # The text of the exception may hold what somebody typed: only its type and its trace are logged.
        told = (RuntimeError, RuntimeError(number), trouble.__traceback__)
        _LOG.error("%s %s", number, type(trouble).__name__, exc_info=told)
        st.error(words.UNFORESEEN.format(number=number), icon=":material/report:")


def show_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Findings as a table: where, what was found, what was expected, what to do; remarks only if nothing is wrong."""
    errors = [one for one in problems if one.severity == "error"]
    rows = [
        {
            words.WHERE: " · ".join(
                part for part in (one.file, f"row {one.row}" if one.row else "", one.column) if part
            ),
            words.FOUND: one.found,
            words.EXPECTED: one.expected,
            words.WHAT_TO_DO: one.hint or words.CORRECT_IT,
        }
        for one in errors or problems
    ]
    st.table(plain_table(pd.DataFrame(rows)))
