"""What a file is, told by its bytes."""

import subprocess
import sys
from io import BytesIO

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import Book
from htq_core.reading.intake import Format, format_outside
from htq_core.reading.limits import LIMITS, MB, Limits, megabytes
from htq_core.reading.workbook import open_workbook
from tests.hostile.kinds import CSV, lock_file
from tests.hostile.packing import HELLO, ole, workbook


def refusal(data: bytes, name: str = "mapping.xlsx", limits: Limits = LIMITS) -> UnreadableWorkbook:
    with pytest.raises(UnreadableWorkbook) as caught:
        open_workbook(data, name, Book.MAPPING, limits)
    return caught.value


def test_a_workbook_is_a_workbook_whatever_its_name() -> None:
    for name in ("mapping.csv", "mapping", "~$mapping.xlsx", "../../mapping.pdf", ""):
        assert open_workbook(workbook(HELLO), name, Book.MAPPING).name == name


def test_a_name_does_not_make_a_workbook() -> None:
    assert refusal(b"%PDF-1.4 ...", "mapping.xlsx").reason is Reason.PDF


def test_the_oldest_excel_is_told_what_to_do() -> None:
    trouble = refusal(b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(40))
    assert trouble.message == "This is an Excel file from before 1993."
    assert trouble.fix == "Open it in Excel and use Save As, Excel Workbook (.xlsx)."


def test_a_workbook_really_encrypted_is_told_as_such() -> None:
    encrypted = BytesIO()
    OOXMLFile(BytesIO(workbook(HELLO))).encrypt("secret", encrypted)
    assert refusal(encrypted.getvalue()).reason is Reason.PASSWORD


def test_stream_names_count_only_in_the_directory() -> None:
    """A document that speaks of a Workbook is not one."""
    speaking = ole("WordDocument") + b"x" + "Workbook".encode("utf-16-le") + b"\0\0"
    assert refusal(speaking).reason is Reason.WORD


def test_text_as_long_as_a_lock_file_is_text() -> None:
    text = CSV.encode().ljust(len(lock_file()), b"x")
    assert len(text) == len(lock_file())
    assert format_outside(text) is Format.TEXT


def test_the_size_limit_names_itself_and_the_size() -> None:
    data = workbook(HELLO).ljust(14 * MB, b"\0")
    trouble = refusal(data)
    assert trouble.reason is Reason.TOO_LARGE
    assert trouble.message == "Files up to 10 MB can be read; this one is 14 MB."


@pytest.mark.parametrize(
    ("size", "words"), [(10 * MB, "10 MB"), (10 * MB + 1, "10.1 MB"), (14 * MB, "14 MB"), (MB // 2, "0.5 MB")]
)
def test_a_size_never_looks_like_the_limit_it_exceeds(size: int, words: str) -> None:
    assert megabytes(size) == words


def test_a_file_of_exactly_the_limit_is_let_through() -> None:
    data = workbook(HELLO)
    format_outside(data, Limits(file_bytes=len(data)))
    with pytest.raises(UnreadableWorkbook):
        format_outside(data, Limits(file_bytes=len(data) - 1))


def test_every_limit_says_its_number() -> None:
    small = Limits(parts=3, part_bytes=MB, unpacked_bytes=MB, sheets=1, cells=1, cell_characters=2, elements=5)
    two_sheets = workbook(HELLO, HELLO)
    assert "3 parts" in refusal(two_sheets, limits=small).message
    assert "1 sheets" in refusal(two_sheets, limits=Limits(sheets=1)).message
    assert "1 cells" in refusal(two_sheets, limits=Limits(cells=1)).message
    assert "2 characters" in refusal(two_sheets, limits=Limits(cell_characters=2)).message
    assert "5 elements" in refusal(two_sheets, limits=Limits(elements=5)).message
    assert "0 rows and 9 columns" in refusal(two_sheets, limits=Limits(rows=0, columns=9)).message
    assert "4 characters of text" in refusal(two_sheets, limits=Limits(characters=4)).message


def test_the_sheet_is_named_when_it_is_known() -> None:
    trouble = refusal(workbook(HELLO, HELLO, names=("Units", "KSB mapping")), limits=Limits(cells=1))
    assert trouble.where == "KSB mapping"


def test_no_cause_is_kept_that_could_quote_the_file() -> None:
    trouble = refusal(workbook(HELLO.replace('r="1"', 'r="private words"')))
    assert trouble.reason is Reason.DAMAGED
    assert trouble.__cause__ is None
    # Read in a process of its own, as after the screens' tests, there is nothing to suppress.
    assert trouble.__suppress_context__ or trouble.__context__ is None
    assert "private" not in trouble.message + trouble.fix + trouble.where


def test_a_zip_start_alone_says_nothing_yet() -> None:
    assert format_outside(b"PK\x03\x04") is None


def test_opening_a_workbook_loads_no_spreadsheet_library() -> None:
    code = "import sys, htq_core.reading.workbook; print({'openpyxl', 'pandas', 'python_calamine'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
