"""Overview: the baseline solved, refused data, a plan that does not exist."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from tests.app.conftest import SMALL, has_figures, settled, start, texts

if TYPE_CHECKING:
    import pytest


def test_the_baseline_is_solved_and_shown() -> None:
    app = settled(start(), has_figures)
    assert not app.exception
    assert len(app.metric) == 6
    said = texts(app)
    assert "What holds the plan most is" in said
    assert "rules recomputed from the plan's own tables, all kept" in said
    assert "people settled by 2030" in said
    assert "assumed" in said


def test_the_plan_follows_the_estimate() -> None:
    def has_plan(app: object) -> bool:
        return "whole facilities and whole households" in texts(app)

    app = settled(start(), has_plan)
    assert not app.exception
    assert not app.error


def test_both_programmes_are_shown_with_the_same_measures() -> None:
    app = settled(start(), has_figures)
    labels = [metric.label for metric in app.metric]
    assert "North" in labels
    assert "South" in labels


def test_tables_only_leaves_the_charts_out() -> None:
    app = settled(start(), has_figures)
    charts = len(app.get("plotly_chart"))
    tables = len(app.dataframe)
    assert charts > 0
    app.sidebar.toggle[0].set_value(True).run()
    assert len(app.get("plotly_chart")) == 0
    assert len(app.dataframe) == tables


def test_refused_data_is_told_as_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A programme that is not known, in one row of places: file, row and what was found are on the page."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "dataset"))
    places = folder / "places.csv"
    places.write_text(places.read_text(encoding="utf-8").replace(",north,", ",nroth,", 1), encoding="utf-8")
    monkeypatch.setenv("RESETTLE_DATA", str(folder))
    app = start()
    assert not app.exception
    assert "cannot be used as it stands" in texts(app)
    table = app.table[0].value
    assert table["Found"].tolist() == ["\\'nroth\\'"]
    assert "row 2" in table["Where"].iloc[0]


def test_data_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESETTLE_DATA", str(tmp_path / "nowhere"))
    app = start()
    assert not app.exception
    assert app.error


def test_a_scenario_without_a_plan_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pin that allows nobody to settle, in a dataset whose one place must reach a smallest community."""
    shutil.copytree(SMALL, tmp_path / "dataset")
    (tmp_path / "scenarios").mkdir()
    text = '[[pin]]\nplace = "r0"\nat_most = 5\n[[pin]]\nplace = "nowhere"\nat_most = 5\n'
    (tmp_path / "scenarios" / "baseline.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("RESETTLE_DATA", str(tmp_path / "dataset"))
    app = settled(start(), lambda app: bool(app.error))
    assert not app.exception
    assert "do not fit the dataset" in texts(app)
    assert "nowhere" in str(app.table[0].value.to_numpy())
    st.cache_resource.clear()
