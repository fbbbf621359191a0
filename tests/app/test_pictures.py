"""What is taken along: tables without text that would run, pictures in the format that was chosen."""

from __future__ import annotations

import pandas as pd

from resettle.app.components.pictures import config_for, csv_of
from tests.app.conftest import has_figures, settled, start


def test_text_that_would_run_is_escaped_and_figures_are_not() -> None:
    table = pd.DataFrame({"Place": ["=cmd()", "Ağdam", "-5"], "People": [-5.0, 1.5, 0.0]})
    lines = csv_of(table).decode("utf-8-sig").split("\r\n")
    assert lines == ["Place,People", "'=cmd(),-5.0", "Ağdam,1.5", "'-5,0.0", ""]


def test_spreadsheets_see_that_it_is_utf_8() -> None:
    assert csv_of(pd.DataFrame({"a": [1]})).startswith(b"\xef\xbb\xbf")


def test_a_picture_is_a_png_until_svg_is_chosen() -> None:
    camera = config_for("people", 400)["toImageButtonOptions"]
    assert camera == {"format": "png", "filename": "people", "width": 1200, "height": 400, "scale": 2}


def test_the_choice_is_in_the_sidebar_and_stays() -> None:
    app = start()
    (choice,) = [one for one in app.sidebar.button_group if one.label == "Save pictures as"]
    choice.set_value("svg").run()
    app = settled(app.switch_page("resettle/app/pages/places.py").run(), has_figures)
    assert not app.exception
    (choice,) = [one for one in app.sidebar.button_group if one.label == "Save pictures as"]
    assert choice.value in ("svg", ["svg"])
