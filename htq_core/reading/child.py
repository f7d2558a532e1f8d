"""The other end of ``apart``: a process that reads one file after another, and may die of it.

It has limits on memory, processor time and writing where the system knows such limits.
"""

import contextlib
import sys
from typing import Any

from htq_core.errors import UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading.framing import plain, read_frame, refusal, write_answer
from htq_core.reading.limits import LIMITS
from htq_core.reading.workbook import open_here

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MEMORY = LIMITS.memory_bytes
SECONDS_OF_WORK = 7


def main() -> None:
    """Answer each file on standard input with its cells, until there are no more."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not come between the answers.
    sys.stdout = sys.stderr
    _limit_for_good()
    # The system counts as a process's own peak what the one that started it had held.
    at_first = _largest()
    while (data := read_frame(source)) is not None:
        _limit_work()
        said = _read(data)
        said["largest"] = largest if (largest := _largest()) > at_first else 0
        write_answer(answers, said)
        # The next file may be long in coming.
        del data, said


def _read(data: bytes) -> dict[str, Any]:
    try:
        return plain(open_here(data, "", Book.MAPPING))
    except UnreadableWorkbook as trouble:
        return refusal(trouble)
    except MemoryError:
        return {"out_of_memory": True}


def _limit_for_good() -> None:
    if resource:
        limits = {"RLIMIT_AS": MEMORY, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
        for name, most in limits.items():
            # A system may know a limit and refuse to set it.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(getattr(resource, name), (most, most))


def _limit_work() -> None:
    """Processor time is counted from the start of the process, so the limit moves on with each file."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + 1 + SECONDS_OF_WORK
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _largest() -> int:
    if not resource:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
