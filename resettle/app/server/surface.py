"""Which addresses answer at all: less where only the donor's page is served, and uploads up to a limit a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from resettle.app.words import sessions as words

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

CORE = "/_stcore/"
PAGE_NEEDS = ("health", "host-config", "stream", "bidi-components/")
"""What every page asks of Streamlit itself."""
TEAM_NEEDS = (*PAGE_NEEDS, "upload_file/", "metrics")
"""What pages that take files ask besides, and what whoever keeps the server looks at."""
UPLOAD = f"{CORE}upload_file/"
MOST_UPLOADED_BYTES = 450 * 2**20
"""Of one session, all files together: a registry, an earlier placing, its requests and a dataset."""


class Surface:
    """Answers 404 at every address of Streamlit's own that the pages served do not need.

    Parameters
    ----------
    app : what answers at the others
    is_donor_only : whether only the donor's page is served, which takes no files and changes nothing
    """

    def __init__(self, app: ASGIApp, *, is_donor_only: bool) -> None:
        self.app, self._donor = app, is_donor_only
        self._served = PAGE_NEEDS if is_donor_only else TEAM_NEEDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        _, core, asked = path.partition(CORE)
        if core and not asked.startswith(self._served):
            return PlainTextResponse(words.NOT_FOUND, status_code=404)
        if self._donor and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            return PlainTextResponse(words.NOT_FOUND, status_code=404)
        if scope["method"] == "PUT" and asked.startswith("upload_file/") and _is_full(scope, asked):
            return PlainTextResponse(words.TOO_MUCH_UPLOADED, status_code=413)
        return None


def _is_full(scope: Scope, asked: str) -> bool:
    """Whether a session would hold more than it may with this file, whose length must be said beforehand."""
    if not runtime.exists():
        return False
    store = runtime.get_instance().uploaded_file_mgr
    length = dict(scope["headers"]).get(b"content-length", b"")
    if not length.isdigit():
        return True
    session = asked.split("/")[1]
    files = store.file_storage.get(session, {}) if isinstance(store, MemoryUploadedFileManager) else {}
    return sum(len(one.data) for one in list(files.values())) + int(length) > MOST_UPLOADED_BYTES
