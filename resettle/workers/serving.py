"""A worker process: takes calls on its standard input, one at a time, and answers on its standard output.

It ends when its input ends, so that it never outlives who started it, however that one ended; and at once, since a
solver must not be waited for and nothing that it holds is needed any more.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import traceback
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from resettle.errors import ResettleError
from resettle.workers.caller import Caller
from resettle.workers.messages import Kind, Message, packed, receive, send, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO


class Serving:
    """Calls of one process, one after the other."""

    def __init__(self, given: IO[bytes], answers: IO[bytes]) -> None:
        self._given, self._answers = given, answers
        self._known: dict[str, object] = {}
        self._calls: SimpleQueue[tuple[Message, Caller]] = SimpleQueue()
        self._callers: dict[int, Caller] = {}
        self._writing = threading.Lock()

    def serve(self) -> None:
        """Answer until the input ends, which ends the process."""
        threading.Thread(target=self._listen, name="listen", daemon=True).start()
        while True:
            call, caller = self._calls.get()
            self._answer(call, caller)
            self._callers.pop(call.number, None)

    def _listen(self) -> None:
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
            while (message := receive(self._given)) is not None:
                self._take(message)
        os._exit(0)

    def _take(self, message: Message) -> None:
        if message.kind is Kind.STOP:
            if (caller := self._callers.get(message.number)) is not None:
                caller.stop.set()
                if message.name == Kind.END:
                    caller.end.set()
            return
        if message.kind is Kind.CALL:
            number = message.number
            self._callers[number] = Caller(lambda content: self._say(Kind.TELL, number, content))
        self._calls.put((message, self._callers.get(message.number) or Caller(lambda _: None)))

    def _answer(self, message: Message, caller: Caller) -> None:
        """In the main thread, in the order in which the messages came."""
        if message.kind is Kind.DROP:
            self._known.pop(message.name, None)
        elif message.kind is Kind.TAKE:
            self._known[message.name] = pickle.loads(message.content)
        else:
            self._carry_out(message, caller)

    def _carry_out(self, message: Message, caller: Caller) -> None:
        try:
            function, given = cast("tuple[Callable[..., Any], tuple[Any, ...]]", unpacked(message.content, self._known))
            found = packed(function(caller, *given), self._known)
        except Exception as trouble:  # it is raised again where the call came from
            self._fail(message.number, trouble)
            return
        self._send(Message(Kind.DONE, message.number, content=found))

    def _fail(self, number: int, trouble: Exception) -> None:
        """The error as it is, where it can travel; else its kind alone."""
        where = "" if isinstance(trouble, ResettleError) else "".join(traceback.format_tb(trouble.__traceback__))
        try:
            content = packed(trouble, self._known)
            unpacked(content, self._known)
        except Exception:  # any error may refuse to be packed, in any way
            content = packed(RuntimeError(type(trouble).__name__), {})
        self._send(Message(Kind.FAILED, number, where, content))

    def _say(self, kind: Kind, number: int, content: object) -> None:
        self._send(Message(kind, number, content=packed(content, self._known)))

    def _send(self, message: Message) -> None:
        try:
            with self._writing:
                send(self._answers, message)
        except OSError:  # nobody reads any more
            os._exit(0)


def main() -> None:
    """The process: at the weight it is given, its standard output kept for answers alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it tells it when to end
    with contextlib.suppress(AttributeError, OSError):
        os.nice(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    Serving(sys.stdin.buffer, answers).serve()


if __name__ == "__main__":
    main()
