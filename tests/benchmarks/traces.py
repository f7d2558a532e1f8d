"""Where a mark stands in a server's memory, as Linux shows it."""

import re
from io import FileIO
from pathlib import Path

from tests.benchmarks.servers import Server

WIPED = {"PYTHONMALLOC": "malloc", "MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
"""Has memory overwritten when it is let go of. Without it, old bytes stay until the memory is used again."""
_WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")


def traces(server: Server, mark: str) -> int:
    """How often a mark stands in the memory of the server and of the processes that it has started."""
    return sum(_in_process(pid, mark) for pid in server.pids())


def _in_process(pid: int, mark: str) -> int:
    wanted = [mark.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le")]
    wanted.append(mark.casefold().encode())
    found = 0
    try:
        areas = Path(f"/proc/{pid}/maps").read_text().splitlines()
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for start, end in (area.groups() for line in areas if (area := _WRITABLE.match(line))):
                found += sum(map(_area(memory, int(start, 16), int(end, 16)).count, wanted))
    except FileNotFoundError:  # the process has ended, and its memory with it
        return 0
    return found


def _area(memory: FileIO, start: int, end: int) -> bytes:
    memory.seek(start)
    try:
        return memory.read(end - start)
    except OSError:  # an area that cannot be read holds none of ours
        return b""
