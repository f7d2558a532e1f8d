"""Reading apart: what comes back is the same, and what a file does to its reader it does to nobody else."""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from htq_core import Source, check
from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading import apart, child
from htq_core.reading.apart import Readers
from htq_core.reading.framing import plain, read_answer, write_answer, write_frame
from htq_core.reading.workbook import open_workbook
from htq_core.report import Status
from tests.fuzzing import trying
from tests.hostile.formats import ods, xls, xlsb
from tests.making.samples import FOLDER

MAPPING = (FOLDER / "more_flaws" / "hard_to_see" / "mapping.xlsx").read_bytes()
STRUCTURE = (FOLDER / "more_flaws" / "hard_to_see" / "structure.xlsx").read_bytes()
ROOT = str(Path(__file__).parents[2])


@pytest.fixture
def readers() -> Iterator[Readers]:
    own = Readers(at_once=1)
    yield own
    own.close()


def reason(readers: Readers) -> Reason:
    with pytest.raises(UnreadableWorkbook) as caught:
        readers.read(b"a file", "mapping.xlsx", Book.MAPPING)
    assert caught.value.message.endswith(".")
    assert caught.value.fix.endswith(".")
    return caught.value.reason


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let a reading process run this instead, once it has the file."""
    start = "import sys, os, time; sys.path.insert(0, sys.argv[1]); from htq_core.reading import child, framing\n"
    given = "framing.read_frame(sys.stdin.buffer)\n"
    monkeypatch.setattr(apart, "_CODE", start + given + code)


def test_every_cell_and_sight_comes_back_as_it_is(readers: Readers) -> None:
    here = open_workbook(MAPPING, "mapping.xlsx", Book.MAPPING)
    assert readers.read(MAPPING, "mapping.xlsx", Book.MAPPING) == here
    assert here.sheets[1].comments or here.sheets[2].comments


def test_a_refusal_comes_back_in_the_same_words(readers: Readers) -> None:
    with pytest.raises(UnreadableWorkbook) as here:
        open_workbook(MAPPING[:3000], "mapping.xlsx", Book.MAPPING)
    with pytest.raises(UnreadableWorkbook) as there:
        readers.read(MAPPING[:3000], "mapping.xlsx", Book.MAPPING)
    assert vars(there.value) == vars(here.value)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("os.abort()", Reason.STOPPED),
        ("os.kill(os.getpid(), 9)", Reason.STOPPED),
        ("sys.exit()", Reason.STOPPED),
        ("framing.write_answer(sys.stdout.buffer, {'out_of_memory': True})", Reason.TOO_MUCH_MEMORY),
        ("sys.stdout.buffer.write(b'nonsense that is no answer')", Reason.STOPPED),
        ("time.sleep(60)", Reason.TOO_SLOW),
    ],
)
def test_the_end_of_a_reader_is_one_plain_reason(
    code: str, expected: Reason, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        instead(patched, code)
        if expected is Reason.TOO_SLOW:
            patched.setattr(apart, "SECONDS", 0.5)
        assert reason(readers) is expected
    assert readers.read(MAPPING, "mapping.xlsx", Book.MAPPING).sheets


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep to a limit on memory")
def test_a_reader_has_a_limit_on_memory(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "child._limit_for_good()\nchild.open_here = lambda *_: bytearray(2 ** 30)\n"
    instead(monkeypatch, code + "framing.write_answer(sys.stdout.buffer, child._read(b''))")
    assert reason(readers) is Reason.TOO_MUCH_MEMORY


def test_a_reader_that_hangs_is_stopped_before_the_check_takes_too_long() -> None:
    assert child.SECONDS_OF_WORK < apart.SECONDS <= trying.SECONDS - 2


def test_more_files_than_places_wait_and_are_then_told(
    readers: Readers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    busy = tmp_path / "busy"
    busy.touch()
    instead(monkeypatch, f"while os.path.exists({str(busy)!r}): time.sleep(0.01)")
    monkeypatch.setattr(apart, "SECONDS_IN_THE_QUEUE", 0.1)
    first = Thread(target=lambda: reason(readers))
    first.start()
    while readers._places._value:
        time.sleep(0.01)
    assert reason(readers) is Reason.BUSY
    busy.unlink()
    first.join()


def test_a_reader_that_is_renewed_has_ended_with_all_it_read(readers: Readers) -> None:
    readers.read(MAPPING, "mapping.xlsx", Book.MAPPING)
    (used,) = readers._ready
    readers.renew()
    (fresh,) = readers._ready
    assert not used.alive
    assert fresh.alive
    readers.renew()
    assert readers._ready == [fresh]


def test_a_reader_is_kept_where_the_program_itself_has_been_large(tmp_path: Path) -> None:
    (tmp_path / "mapping.xlsx").write_bytes(MAPPING)
    code = (
        "from pathlib import Path\n"
        "from htq_core.location import Book\n"
        "from htq_core.reading.apart import LARGE, Readers\n"
        "large = bytearray(b'1' * (LARGE + 2 ** 20))\n"
        "readers = Readers(at_once=1)\n"
        "readers.read(Path('mapping.xlsx').read_bytes(), 'mapping.xlsx', Book.MAPPING)\n"
        "assert len(readers._ready) == 1\n"
        "readers.close()\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(apart.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_nothing_but_plain_values_is_taken_from_a_reader() -> None:
    class Harm:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("echo harm",)

    pipe = BytesIO()
    write_frame(pipe, pickle.dumps({"sheets": Harm()}))
    pipe.seek(0)
    assert read_answer(pipe) is None


def test_plain_values_make_the_same_grid() -> None:
    grid = open_workbook(STRUCTURE, "structure.xlsx", Book.STRUCTURE)
    pipe = BytesIO()
    write_answer(pipe, plain(grid))
    pipe.seek(0)
    answer = read_answer(pipe)
    assert answer
    assert answer.grid("structure.xlsx", Book.STRUCTURE) == grid


ROWS = (("KSB", "Coverage", "Units"), ("K1", "Full", "U1"), ("K2", "Full", "U2"))
CELLS = {"Map": {f"{'ABC'[c]}{r + 1}": text for r, row in enumerate(ROWS) for c, text in enumerate(row)}}


@pytest.mark.parametrize(
    ("data", "lost"),
    [
        (xls(CELLS), {"READ-06", "READ-08", "READ-09", "READ-10", "READ-11", "READ-14"}),
        (xlsb(CELLS), {"READ-06", "READ-08", "READ-09", "READ-10", "READ-11", "READ-14"}),
        (ods(CELLS), {"READ-06", "READ-08", "READ-09", "READ-10", "READ-11", "READ-14"}),
        ("\n".join(map(",".join, ROWS)).encode(), {"READ-08", "READ-09", "READ-10", "READ-11", "READ-14"}),
    ],
    ids=["xls", "xlsb", "ods", "csv"],
)
def test_what_cannot_be_known_of_a_format_is_said(data: bytes, lost: set[str]) -> None:
    report = check(Source("mapping", data), Source("structure.xlsx", STRUCTURE))
    assert [str(finding.where[0]) for finding in report.findings if finding.rule == "READ-03"] == []
    not_run = {o.rule: o.reason for o in report.with_status(Status.NOT_RUN) if o.rule.startswith("READ")}
    assert set(not_run) == lost
    assert all("(.xlsx)" in reason for reason in not_run.values())


def test_the_library_that_may_end_its_process_is_never_here() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from htq_core.location import Book\n"
        "from htq_core.reading.workbook import isolate_reading, open_workbook\n"
        "from tests.hostile.formats import xls\n"
        "isolate_reading()\n"
        "print(len(open_workbook(xls({'Map': {'A1': 'K1'}}), 'a.xls', Book.MAPPING).sheets))\n"
        "print('python_calamine' in sys.modules)\n"
    )
    out = subprocess.run([sys.executable, "-c", code, ROOT], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["1", "False"]
