"""Nothing unforeseen reaches a person as a traceback."""

from __future__ import annotations

import ast
import logging
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import resettle.app

APP = Path(resettle.app.__file__).parent


def broken_page() -> None:
    from resettle.app.guard import guarded

    @guarded
    def draw() -> None:
        message = "a name that somebody typed"
        raise KeyError(message)

    draw()


def test_a_number_is_shown_and_logged_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="resettle.app"):
        app = AppTest.from_function(broken_page).run()
    assert not app.exception
    (record,) = caplog.records
    number = record.getMessage().split()[0]
    assert number in app.error[0].value
    assert "KeyError" in record.getMessage()
    assert "somebody typed" not in caplog.text
    assert "Traceback" not in app.error[0].value


def _interrupted() -> None:
    """A page on which, while a click is carried out, the next one comes in."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from resettle.app.guard import guarded_change

    @guarded_change
    def carry_out() -> None:
        context = get_script_run_ctx()
        assert context is not None
        assert context.script_requests is not None
        context.script_requests.request_rerun(RerunData(page_script_hash=context.page_script_hash))
        st.session_state["begun"] = st.session_state.get("begun", 0) + 1
        st.session_state["done"] = st.session_state.get("done", 0) + 1

    st.button("Carry out", on_click=carry_out)


def test_a_click_is_carried_out_whole_though_the_next_one_comes_in() -> None:
    """Streamlit would end the callback at its first look into the session, and never call it again."""
    app = AppTest.from_function(_interrupted, default_timeout=30).run()
    app.button[0].click().run()
    assert not app.exception
    assert (app.session_state["begun"], app.session_state["done"]) == (1, 1)


def _callbacks(tree: ast.Module) -> list[ast.expr]:
    """What the widgets of a module call, but for texts such as ``rerun``."""
    given = [
        word.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg in ("on_click", "on_change")
    ]
    return [one for one in given if not isinstance(one, ast.Constant)]


def _is_guarded(callback: ast.expr, guarded: set[str]) -> bool:
    if isinstance(callback, ast.Call):
        return isinstance(callback.func, ast.Name) and callback.func.id == "guarded_change"
    return isinstance(callback, ast.Name) and callback.id in guarded


@pytest.mark.parametrize("file", sorted(APP.rglob("*.py")), ids=lambda file: file.stem)
def test_every_callback_is_carried_out_whole(file: Path) -> None:
    """Of every widget of the app: functions under ``guarded_change``, or handed to it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    guarded = {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(one, ast.Name) and one.id == "guarded_change" for one in function.decorator_list)
    }
    # a name that stands for several of them, as in a loop over buttons
    guarded |= {"change"} if {"_undo", "_redo", "_reset"} <= guarded else set()
    assert [ast.unparse(one) for one in _callbacks(tree) if not _is_guarded(one, guarded)] == []
