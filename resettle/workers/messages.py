"""What travels between a process and its workers: frames of bytes, and objects that both sides know by name."""

from __future__ import annotations

import io
import pickle
import struct
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

_LENGTH = struct.Struct("!Q")


class Kind(StrEnum):
    """Kinds of messages: the first five to a worker (END: the name of a STOP without an answer), the rest from it."""

    TAKE = "take"
    DROP = "drop"
    CALL = "call"
    STOP = "stop"
    END = "end"
    TELL = "tell"
    DONE = "done"
    FAILED = "failed"


class Message(NamedTuple):
    """One message.

    Attributes
    ----------
    kind : what it is
    number : of the call that it belongs to
    name : of the object that is taken or dropped; of a failure, where in the code it happened
    content : the object, packed
    """

    kind: Kind
    number: int
    name: str = ""
    content: bytes = b""


class _Packer(pickle.Pickler):
    def __init__(self, file: IO[bytes], known: Mapping[str, object]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = {id(one): name for name, one in known.items()}

    def persistent_id(self, obj: object) -> str | None:
        return self._names.get(id(obj))


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: IO[bytes], known: Mapping[str, object]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, pid: str) -> object:
        return self._known[pid]


def packed(content: object, known: Mapping[str, object]) -> bytes:
    """An object as bytes; in it, what both sides know stands as its name."""
    file = io.BytesIO()
    _Packer(file, known).dump(content)
    return file.getvalue()


def unpacked(content: bytes, known: Mapping[str, object]) -> object:
    """The object of these bytes."""
    return cast("object", _Unpacker(io.BytesIO(content), known).load())


def send(stream: IO[bytes], message: Message) -> None:
    """Write one message; raises OSError where nobody reads any more."""
    frame = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(frame)) + frame)
    stream.flush()


def receive(stream: IO[bytes]) -> Message | None:
    """Read one message; None where there are no more."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = stream.read(length)
    return cast("Message", pickle.loads(frame)) if len(frame) == length else None
