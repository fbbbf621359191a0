"""What a page may ask of the server over its connection: to be drawn, its files, its tables, and no more.

Streamlit's protocol knows more, which any client may say: clear what all sessions share, install files beside the
app, ask for the repository's state. No page here needs it.
"""

from __future__ import annotations

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

ANSWERED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
"""Of the operations without a run of the page: the download of a file, and further rows of a table."""


def is_answered(data: bytes) -> bool:
    """Whether a message is one of those that a page here sends."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return False
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in ANSWERED
