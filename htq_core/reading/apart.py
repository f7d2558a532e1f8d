"""Reading in processes of their own: what a file does to its reader, it does to nobody else.

A process is kept ready, so that reading apart takes a millisecond or two more. One that ends, hangs or grows large is
replaced. Memory and processor time are limited where the system can (``child`` does it); the clock holds everywhere.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import BinaryIO, cast

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading.framing import Answer, read_answer, write_frame
from htq_core.reading.grid import Grid
from htq_core.reading.limits import LIMITS, megabytes

SECONDS = LIMITS.seconds
SECONDS_IN_THE_QUEUE = 20
LARGE = 256 * 1024 * 1024
"""A process that has grown to this is not used again."""
COPY = "Copy only the sheets and rows you need into a new workbook. Save that and choose it instead."
RESAVE = "Open it in Excel or LibreOffice, save it as Excel Workbook (.xlsx), and choose the new file."
_CODE = "import sys; sys.path.insert(0, sys.argv[1]); from htq_core.reading.child import main; main()"
_ROOT = str(Path(__file__).parents[2])

TOO_SLOW = (Reason.TOO_SLOW, f"Reading this file was stopped: it took longer than {SECONDS} seconds.", COPY)
TOO_MUCH_MEMORY = (
    Reason.TOO_MUCH_MEMORY,
    f"Reading this file was stopped: it needs more than {megabytes(LIMITS.memory_bytes)} of memory.",
    COPY,
)
STOPPED = (Reason.STOPPED, "Reading this file failed: it holds something that made its reader stop.", RESAVE)
BUSY = (Reason.BUSY, "Too many files are being read at this moment.", "Wait a minute, then choose the file again.")


class _Reader:
    """One process that reads files, one after another."""

    def __init__(self) -> None:
        # -I: neither the environment nor the current folder decides what is imported.
        self._process = subprocess.Popen(  # noqa: S603 (our own words, and no shell)
            [sys.executable, "-I", "-c", _CODE, _ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._late = False
        self.used = False

    def ask(self, data: bytes) -> Answer | None:
        """What the process answers; ``None`` when it ended instead."""
        given, answered = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
        self.used = True
        clock = Timer(SECONDS, self._stop_late)
        clock.start()
        try:
            write_frame(given, data)
            return read_answer(answered)
        except OSError:
            return None
        finally:
            clock.cancel()

    def _stop_late(self) -> None:
        self._late = True
        self._process.kill()

    def ended(self) -> UnreadableWorkbook:
        """Why the process is there no more."""
        self.stop()
        if self._late or self._process.returncode == -getattr(signal, "SIGXCPU", 0):
            return UnreadableWorkbook(*TOO_SLOW)
        return UnreadableWorkbook(*STOPPED)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process and let go of it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process.wait()


class Readers:
    """As many processes as may read at once, each kept ready for the next file once it has been started."""

    def __init__(self, at_once: int) -> None:
        self._places = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._ready: list[_Reader] = []

    def read(self, data: bytes, name: str, book: Book) -> Grid:
        """The cells of a file. Raises UnreadableWorkbook when it cannot be read, or its reader does not survive it."""
        with self._reader() as reader:
            answer = reader.ask(data)
            if answer is None:
                raise reader.ended()
            if answer.out_of_memory or answer.largest > LARGE:
                reader.stop()
        if answer.out_of_memory:
            raise UnreadableWorkbook(*TOO_MUCH_MEMORY)
        return answer.grid(name, book)

    def keep_ready(self) -> None:
        """Start a process now, so that the first file need not wait for it."""
        with self._reader():
            pass

    def renew(self) -> None:
        """End the processes that have read a file since they were started, and keep a fresh one ready.

        Memory that a process has let go of may still hold what it read, until it ends.
        """
        with self._lock:
            used = [reader for reader in self._ready if reader.used]
            self._ready = [reader for reader in self._ready if not reader.used]
        for reader in used:
            reader.stop()
        if used:
            self.keep_ready()

    def close(self) -> None:
        """End the processes that wait for work."""
        with self._lock:
            ready, self._ready = self._ready, []
        for reader in ready:
            reader.stop()

    @contextmanager
    def _reader(self) -> Iterator[_Reader]:
        if not self._places.acquire(timeout=SECONDS_IN_THE_QUEUE):
            raise UnreadableWorkbook(*BUSY)
        try:
            with self._lock:
                reader = self._ready.pop() if self._ready else None
            if reader is None or not reader.alive:
                reader = _Reader()
            try:
                yield reader
            except BaseException:
                # Half an answer left in the pipe would be given to whoever asks next.
                reader.stop()
                raise
            if reader.alive:
                with self._lock:
                    self._ready.append(reader)
        finally:
            self._places.release()


READERS = Readers(at_once=max(1, min(4, os.cpu_count() or 1)))
"""Those of this program."""
