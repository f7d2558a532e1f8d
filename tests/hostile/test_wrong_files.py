"""Each odd file ends as it must: one plain refusal, or the right cells; soon, and in little memory."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading import apart
from htq_core.reading.workbook import open_workbook
from tests.hostile.make_wrong_files import ODD_FILES, main
from tests.hostile.packing import Odd

SECONDS_OF_WORK = 20
"""More than this is a hang. How long each file really takes is for the benchmarks to say, on a quiet machine."""
MEGABYTES = 500
WRONG = {name: odd for name, odd in ODD_FILES.items() if odd.reason}
FINE = {name: odd for name, odd in ODD_FILES.items() if not odd.reason}
MACHINERY = re.compile(r"openpyxl|expat|zipfile|traceback|exception|python|/|\\|None|[{}<>]", re.IGNORECASE)
WORST = [
    "millions of styles", "too many cells", "bomb over several sheets", "hundreds of thousands of prefixes",
    "attribute of 40 MB", "long text in very many cells",
]  # fmt: skip

# Opens a file, and tells how it was refused, the seconds of work and the peak of memory: Windows does not tell that.
OPENING = """
import json, sys, time
from htq_core.errors import UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading.workbook import open_workbook

with open(sys.argv[1], "rb") as file:
    data = file.read()
began = time.process_time()
try:
    open_workbook(data, "mapping.xlsx", Book.MAPPING)
except UnreadableWorkbook as trouble:
    took, peak = time.process_time() - began, 0
    if sys.platform != "win32":
        from resource import RUSAGE_SELF, getrusage
        peak = getrusage(RUSAGE_SELF).ru_maxrss
    print(json.dumps([trouble.reason, trouble.message, trouble.fix, took, peak]))
"""


@pytest.fixture(autouse=True)
def _readers_work_little_however_long_they_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a reader waits for its turn. What it may work is bounded by itself, and stays so."""
    monkeypatch.setattr(apart, "SECONDS", 60)


def test_there_are_at_least_sixty_wrong_files() -> None:
    assert len(WRONG) >= 60


def in_plain_words(trouble: UnreadableWorkbook) -> bool:
    return all(
        re.fullmatch(r"[A-Z].{15,200}\.", words) and not MACHINERY.search(words)
        for words in (trouble.message, trouble.fix)
    )


@pytest.mark.parametrize("name", [name for name in WRONG if name not in WORST])
def test_a_wrong_file_is_refused_in_plain_words(name: str) -> None:
    data = WRONG[name].make()
    began = time.process_time()
    with pytest.raises(UnreadableWorkbook) as caught:
        open_workbook(data, "mapping.xlsx", Book.MAPPING)
    took = time.process_time() - began
    assert caught.value.reason is WRONG[name].reason
    assert took < SECONDS_OF_WORK
    assert in_plain_words(caught.value)


@pytest.mark.parametrize("odd", FINE.values(), ids=FINE.keys())
def test_an_odd_file_is_read_rightly(odd: Odd) -> None:
    data = odd.make()
    began = time.process_time()
    grid = open_workbook(data, "mapping.xlsx", Book.MAPPING)
    assert time.process_time() - began < SECONDS_OF_WORK
    cells = {f"{sheet.name}!{cell.address}": cell.text for sheet in grid.sheets for cell in sheet.cells()}
    assert cells == dict(odd.cells)


def test_every_reason_but_the_others_has_a_file() -> None:
    # Not workbooks, not there, not for marking; what happens to a reader is in tests/reading/test_apart.py too.
    elsewhere = {
        Reason.STANDARD_RECORD,
        Reason.KEPT_STANDARDS,
        Reason.NOT_FOUND,
        Reason.NO_COPY,
        Reason.RECEIPT,
        Reason.COLUMNS,
        Reason.REASONS,
    }
    elsewhere |= {Reason.TOO_SLOW, Reason.TOO_MUCH_MEMORY, Reason.BUSY}
    assert {odd.reason for odd in WRONG.values()} == set(Reason) - elsewhere


def test_files_are_the_same_each_time() -> None:
    small = [odd for name, odd in ODD_FILES.items() if name not in WORST]
    for odd in small[::5]:
        assert odd.make() == odd.make()


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for name in ("name that climbs out", "absolute name", "macros", "bomb inside an archive inside"):
        try:
            open_workbook(ODD_FILES[name].make(), "mapping.xlsx", Book.MAPPING)
        except UnreadableWorkbook:
            continue
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_are_refused_in_little_memory(name: str, tmp_path: Path) -> None:
    """Each is opened in a process of its own, so that one file's peak cannot hide behind another's.

    That process is started by a small one: a peak is counted from the moment of starting, and the tests are large.
    """
    start = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True)"
    file = tmp_path / "wrong.xlsx"
    file.write_bytes(WRONG[name].make())
    command = [sys.executable, "-c", start, OPENING, str(file)]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    reason, message, fix, took, peak = json.loads(out.stdout)
    trouble = UnreadableWorkbook(Reason(reason), message, fix)
    assert trouble.reason is WRONG[name].reason
    assert took < SECONDS_OF_WORK
    assert in_plain_words(trouble)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    assert peak / unit < MEGABYTES


def test_the_script_writes_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {name: ODD_FILES[name] for name in ("pdf", "plain", "cut in half")}
    monkeypatch.setattr("tests.hostile.make_wrong_files.ODD_FILES", few)
    main(str(tmp_path / "files"))
    assert {file.stem for file in (tmp_path / "files").iterdir()} == set(few)
