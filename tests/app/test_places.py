"""Places: one place by name or link, why nobody settles, tables only."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from resettle.app.components.place_chosen import PLACE
from tests.app.conftest import REPOSITORY, SMALL, has_figures, settled, start, texts

if TYPE_CHECKING:
    import pytest

PAGE = "resettle/app/pages/places.py"


def opened(place: str) -> AppTest:
    """The page on a place, as a link names it."""
    app = AppTest.from_file(str(REPOSITORY / "streamlit_app.py"), default_timeout=60)
    app.query_params["place"] = place
    app.run()
    return settled(app.switch_page(PAGE).run(), has_figures)


def test_the_first_place_has_its_figures_and_sections() -> None:
    app = settled(start(PAGE), has_figures)
    assert not app.exception
    assert not app.error
    said = texts(app)
    assert "people settle in R0 by 2030" in said
    assert "households settled" in said
    assert "Planned by the programme “North”." in said
    assert len(app.metric) == 4
    assert len(app.get("plotly_chart")) == 7


def test_another_place_is_chosen_by_name_and_kept() -> None:
    app = settled(start(PAGE), has_figures)
    (box,) = [one for one in app.selectbox if one.label == "Place"]
    box.set_value("m0").run()
    assert app.session_state[PLACE] == "m0"
    assert "people settle in M0 by 2030" in texts(app)
    assert app.query_params["place"] in ("m0", ["m0"])
    app.switch_page("resettle/app/pages/overview.py").run()
    app.switch_page(PAGE).run()
    assert "people settle in M0 by 2030" in texts(app)


def test_a_link_opens_its_place() -> None:
    assert "people settle in R1 by 2030" in texts(opened("r1"))


def test_a_link_to_a_place_that_is_not_there_says_so() -> None:
    app = opened("atlantis")
    assert not app.exception
    assert any("'atlantis'" in warning.value for warning in app.warning)
    assert "people settle in R0 by 2030" in texts(app)


def test_nobody_settles_in_a_place_that_never_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "dataset"))
    places = folder / "places.csv"
    text = places.read_text(encoding="utf-8")
    changed = text.replace("north,2028,", "north,never,", 1)
    assert changed != text
    places.write_text(changed, encoding="utf-8")
    monkeypatch.setenv("RESETTLE_DATA", str(folder))
    app = opened("r2")
    assert not app.exception
    assert any("Nobody settles in R2 by 2030" in warning.value for warning in app.warning)
    assert any("it opens never" in warning.value for warning in app.warning)


def test_tables_only_leaves_the_charts_out() -> None:
    app = settled(start(PAGE), has_figures)
    tables = len(app.dataframe)
    app.sidebar.toggle[0].set_value(True).run()
    assert len(app.get("plotly_chart")) == 0
    assert len(app.dataframe) == tables
