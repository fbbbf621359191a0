"""An earlier placing whose promises are kept, and what households ask for since."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from resettle.app import state
from resettle.app.components.household_findings import show_findings
from resettle.app.guard import show_trouble
from resettle.app.household_work import Work, use_secret
from resettle.app.registries import may_hand_over
from resettle.app.words import households as words
from resettle.errors import ResettleError
from resettle.households.earlier_file import read_earlier
from resettle.households.findings import RegistryError
from resettle.households.requests import read_requests
from resettle.inputs.apart import read_apart

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from resettle.households.promises import Earlier

MOST_MB, REQUESTS_MB = 200, 20
_READ = "resettle.households.earlier"


def before(now: Work) -> tuple[Earlier | None, pd.DataFrame | None, bool]:
    """The earlier placing, the requests, and whether others may be moved for them; nothing where none is given."""
    if not may_hand_over():
        return None, None, False
    with st.expander(words.BEFORE):
        st.markdown(words.BEFORE_INTRO)
        file = st.file_uploader(words.BEFORE_UPLOAD, type=["zip"], key="households.earlier", max_upload_size=MOST_MB)
        asked = st.file_uploader(
            words.REQUESTS_UPLOAD, type=["csv"], key="households.requests", max_upload_size=REQUESTS_MB
        )
        exchange = st.toggle(words.EXCHANGE, key="households.exchange")
        earlier = _earlier(file) if file is not None else None
        requests = _requests(asked, now) if asked is not None and earlier is not None else None
    return earlier, requests, exchange


def _earlier(file: UploadedFile) -> Earlier | None:
    """Read once for each file."""
    known = cast("tuple[str, Earlier] | None", st.session_state.get(_READ))
    if known is not None and known[0] == file.file_id:
        return known[1]
    try:
        earlier, secret, releases = read_apart(read_earlier, file.getvalue())
    except ResettleError as trouble:
        show_trouble(trouble)
        return None
    use_secret(secret, releases)
    st.session_state[_READ] = (file.file_id, earlier)
    return earlier


def _requests(file: UploadedFile, now: Work) -> pd.DataFrame | None:
    try:
        return read_requests("requests.csv", now.registry, state.opened().dataset, data=file.getvalue())
    except RegistryError as refusal:
        show_findings(refusal.findings, "requests")
    except ResettleError as trouble:
        show_trouble(trouble)
    return None
