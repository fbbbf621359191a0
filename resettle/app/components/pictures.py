"""Pictures and tables to take along: the format is chosen once in the sidebar, and each chart has its camera button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from resettle.app.words import general as words
from resettle.charts.map_names import PLOT_WIDTH
from resettle.charts.style import CONFIG
from resettle.inputs.formula_text import escaped_frame

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("png", "svg")
_KEY = "frame.picture"
_GROUND = {"light": "#ffffff", "dark": "#171614"}
"""Behind a picture, so that its text can be read wherever it is put: the ground of the page it was taken from."""
_TELEPHONE, _BESIDE = 270.0, 560.0
WIDTH, SHARPNESS = 1200, 2
"""Of a picture, in pixels, and how many of its dots make one of a PNG's."""


def choose_format() -> None:
    """The choice between PNG and SVG, for the sidebar; it stays for the session."""
    st.segmented_control(
        words.PICTURES,
        list(FORMATS),
        format_func=str.upper,
        default=FORMATS[0],
        required=True,
        key=_KEY,
        help=words.PICTURES_HELP,
        persist_state="session",
    )


def config_for(name: str, height: int, *, zoom: bool = False) -> dict[str, object]:
    """Of plotly in the page: a camera that saves the picture under a name, and buttons to look nearer where asked."""
    chosen = st.session_state.get(_KEY) or FORMATS[0]
    camera = {"format": chosen, "filename": name, "width": WIDTH, "height": height}
    if chosen == "png":
        camera["scale"] = SHARPNESS
    nearer = [["zoomIn2d", "zoomOut2d", "resetScale2d"]] if zoom else []
    shown: dict[str, object] = {"displayModeBar": True, "modeBarButtons": [*nearer, ["toImage"]]}
    plain = {key: value for key, value in CONFIG.items() if key != "modeBarButtonsToRemove"}
    return {**plain, **shown, "toImageButtonOptions": camera}


def plot_width(*, beside: bool = False) -> float:
    """Pixels that a map may count on: less on a telephone, and less ``beside`` something else."""
    telephone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    return _TELEPHONE if telephone else _BESIDE if beside else PLOT_WIDTH


def ground() -> str:
    """Colour behind the picture."""
    return _GROUND["dark" if st.context.theme.type == "dark" else "light"]


def csv_of(table: pd.DataFrame) -> bytes:
    """A table as CSV that spreadsheet programs read: UTF-8 with its mark, and no text that would run as a formula."""
    return escaped_frame(table).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def table_button(table: pd.DataFrame, name: str) -> None:
    """A button that saves a table as CSV."""
    st.download_button(
        words.TABLE_CSV,
        lambda: csv_of(table),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"csv.{name}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
