"""Each odd file ends as it must: one plain refusal, or the right cells; soon, and in little memory."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import Book
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


def test_there_are_at_least_sixty_wrong_files() -> None:
    assert len(WRONG) >= 60


@pytest.mark.parametrize("odd", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_is_refused_in_plain_words(odd: Odd) -> None:
    data = odd.make()
    began = time.process_time()
    with pytest.raises(UnreadableWorkbook) as caught:
        open_workbook(data, "mapping.xlsx", Book.MAPPING)
    took = time.process_time() - began
    trouble = caught.value
    assert trouble.reason is odd.reason
    assert took < SECONDS_OF_WORK
    for words in (trouble.message, trouble.fix):
        assert re.fullmatch(r"[A-Z].{15,200}\.", words)
        assert not MACHINERY.search(words)


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource module to measure memory with")
def test_the_worst_files_stay_small_in_memory(tmp_path: Path) -> None:
    """Each is opened in a process of its own, so that one file's peak cannot hide behind another's.

    That process is started by a small one: a peak is counted from the moment of starting, and the tests are large.
    """
    start = "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True)"
    code = (
        "import sys, resource\n"
        "from htq_core.errors import UnreadableWorkbook\n"
        "from htq_core.location import Book\n"
        "from htq_core.reading.workbook import open_workbook\n"
        "try:\n    open_workbook(open(sys.argv[1], 'rb').read(), 'a.xlsx', Book.MAPPING)\n"
        "except UnreadableWorkbook:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    for name in WORST:
        file = tmp_path / "wrong.xlsx"
        file.write_bytes(ODD_FILES[name].make())
        command = [sys.executable, "-c", start, code, str(file)]
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert int(out.stdout) / unit < MEGABYTES, name


def test_the_script_writes_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {name: ODD_FILES[name] for name in ("pdf", "plain", "cut in half")}
    monkeypatch.setattr("tests.hostile.make_wrong_files.ODD_FILES", few)
    main(str(tmp_path / "files"))
    assert {file.stem for file in (tmp_path / "files").iterdir()} == set(few)
