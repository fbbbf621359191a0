"""A file that somebody hands over, read in a process of its own with limits of memory and time.

Whatever a file makes its reader do ends with that process: the one that serves other people goes on. The process is a
new Python (nothing is forked from one that has threads), is given the bytes and gives back what was read.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from resettle.errors import DataError
from resettle.inputs.problems import error

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 3 * 2**29
"""1.5 GiB of memory: three times what a registry of 250,000 households takes."""
MOST_SECONDS = 180
AT_ONCE = 2
"""Files read at the same time; others wait for their turn."""
_TURN = BoundedSemaphore(AT_ONCE)
_PACKAGES = str(Path(__file__).parents[2])
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS")

Parameters = ParamSpec("Parameters")
Read = TypeVar("Read")


class UnreadableError(DataError):
    """A file whose reading took more memory or time than a file may take, or ended the process that read it."""

    default_title = "the file was not read to its end:"


def read_apart(read: Callable[Parameters, Read], *given: Parameters.args, **named: Parameters.kwargs) -> Read:
    """What ``read`` gives for these arguments, called in a process of its own.

    Parameters
    ----------
    read : a function of a module; what it is given and gives travels between processes

    Raises
    ------
    UnreadableError
        It took more than ``MOST_BYTES`` or ``MOST_SECONDS``, or ended its process.
    ResettleError
        What ``read`` raises.
    """
    call = pickle.dumps((read.__module__, read.__qualname__, given, named, MOST_BYTES))
    with _TURN:
        outcome = _in_process(call)
    if isinstance(outcome, BaseException):
        raise outcome
    return cast("Read", outcome)


def _in_process(call: bytes) -> object:
    """What came of the call, or the error that it ended with."""
    paths = [_PACKAGES, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "ARROW_DEFAULT_MEMORY_POOL": "system"}
    environment |= dict.fromkeys(_ONE_THREAD, "1")
    command = [sys.executable, "-m", "resettle.inputs.apart"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        try:
            said, _ = process.communicate(call, timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return _unreadable(f"a file that takes more than {MOST_SECONDS} seconds to read")
        except BaseException:
            process.kill()
            raise
    if not said:
        return _unreadable("a file that ended the process which read it")
    found, outcome = pickle.loads(said)
    return (
        outcome if found else _unreadable(f"a file that takes more than {MOST_BYTES / 2**30:.2g} GiB of memory to read")
    )


def _unreadable(found: str) -> UnreadableError:
    hint = "Thin it out, or save each table as a CSV file."
    return UnreadableError([error("the file", None, "", found, "a file that people made", hint)])


def _limit_memory(most_bytes: int) -> None:
    """Let the system end what takes more, where it can; elsewhere time alone is limited."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))


def _called(call: bytes) -> tuple[bool, object]:
    """Whether the call came to its end, and what it gave or raised."""
    module, name, given, named, most_bytes = pickle.loads(call)
    _limit_memory(most_bytes)
    try:
        function: Any = getattr(import_module(module), name)
        return True, function(*given, **named)
    except MemoryError:
        return False, None
    except Exception as trouble:  # it is raised again where the file was handed over
        return True, trouble


def main() -> None:
    """The process: a call comes in on one end, what came of it goes out on the other, and nothing else does."""
    out = os.dup(1)
    os.dup2(2, 1)
    outcome = _called(sys.stdin.buffer.read())
    with os.fdopen(out, "wb") as written:
        pickle.dump(outcome, written)


if __name__ == "__main__":
    main()
