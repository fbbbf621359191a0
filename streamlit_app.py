"""The app: what is served, and its navigation; each page is a file of its own."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from resettle.app.donor_frame import draw_donor_frame
from resettle.app.donor_view import is_donor_only
from resettle.app.frame import draw_frame
from resettle.app.guard import show_trouble
from resettle.app.present import note_session
from resettle.app.server.served import failed, middleware, routes
from resettle.app.server.session_ends import session_ends
from resettle.app.words import general as words
from resettle.errors import ResettleError

FOLDER = "resettle/app/pages"
ICON = "resettle/app/pictures/icon.png"
# File, which is also the address, and title; the first is where the app opens, whose address is "/": a page of its own
# that no menu shows, so that its name is an address as all the others are. (No docstring: Streamlit would show it.)
HOME = "home"
PAGES = {
    "overview": words.OVERVIEW,
    "what_if": words.WHAT_IF,
    "compare": words.COMPARE,
    "why": words.WHY,
    "places": words.PLACES,
    "households": words.HOUSEHOLDS,
    "donor": words.DONOR,
    "data": words.DATA,
    "method": words.METHOD,
}


def draw() -> None:
    """Draw the page that a session asks for, and what stands around it."""
    try:
        donor_only = is_donor_only()
    except ResettleError as trouble:
        show_trouble(trouble)
        return
    # Where only the donor's page is served, every address leads to it and no other page is there.
    served = dict.fromkeys(PAGES, words.DONOR) if donor_only else PAGES
    first = next(iter(PAGES))
    home = st.Page(
        f"{FOLDER}/{'donor' if donor_only else first}.py",
        title=served[first],
        url_path=HOME,
        default=True,
        visibility="hidden",
    )
    page = st.navigation(
        [
            home,
            *(
                st.Page(f"{FOLDER}/{'donor' if donor_only else name}.py", title=title, url_path=name)
                for name, title in served.items()
            ),
        ],
        position="hidden" if donor_only else "sidebar",
    )
    # A page's own icon would be fetched from outside as the tab's: hence none above, and a picture of ours here.
    st.set_page_config(page_title=f"{page.title} · {words.APP}", page_icon=ICON, layout="wide")
    note_session()
    if donor_only:
        draw_donor_frame()
    else:
        draw_frame(page.url_path)
    page.run()


# many small tables: Python's own text is quicker than Arrow's, and no result depends on it
pd.options.mode.string_storage = "python"
if __name__ == "__main__":
    # Streamlit runs this file so for each session
    draw()
else:
    # and imports it once to serve it
    app = st.App(
        __file__,
        routes=routes(),
        middleware=middleware(),
        lifespan=session_ends,
        exception_handlers={Exception: failed},
    )
