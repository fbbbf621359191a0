"""Who called, as the function that is called in a worker process sees it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Caller:
    """First argument of every function that is called in a worker: says how far it is, and asks whether to go on.

    Attributes
    ----------
    stop : set when the caller wants no more than what there is so far
    end : set when nobody wants anything of it any more
    """

    def __init__(self, tell: Callable[[object], None]) -> None:
        self.stop, self.end = Event(), Event()
        self._tell = tell

    def tell(self, content: object) -> None:
        """Say something to the caller while the call goes on."""
        self._tell(content)

    @property
    def wants_more(self) -> bool:
        """Whether the call shall go on."""
        return not self.stop.is_set()

    @property
    def is_unwanted(self) -> bool:
        """Whether nobody waits any more, so that the call may end without an answer."""
        return self.end.is_set()
