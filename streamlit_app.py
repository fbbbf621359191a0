"""The app's navigation; each page is a file of its own."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from resettle.app.frame import draw_frame
from resettle.app.words import general as words

PAGES = "resettle/app/pages"
ICON = "resettle/app/pictures/icon.png"

# many small tables: Python's own text is quicker than Arrow's, and no result depends on it
pd.options.mode.string_storage = "python"
page = st.navigation(
    [
        st.Page(f"{PAGES}/overview.py", title=words.OVERVIEW, default=True),
        st.Page(f"{PAGES}/what_if.py", title=words.WHAT_IF, url_path="what_if"),
        st.Page(f"{PAGES}/compare.py", title=words.COMPARE, url_path="compare"),
        st.Page(f"{PAGES}/places.py", title=words.PLACES, url_path="places"),
        st.Page(f"{PAGES}/donor.py", title=words.DONOR, url_path="donor"),
        st.Page(f"{PAGES}/data.py", title=words.DATA, url_path="data"),
        st.Page(f"{PAGES}/method.py", title=words.METHOD, url_path="method"),
    ]
)
# A page's own icon would be fetched from outside as the tab's: hence none above, and a picture of ours here.
st.set_page_config(page_title=f"{page.title} · {words.APP}", page_icon=ICON, layout="wide")
draw_frame()
page.run()
