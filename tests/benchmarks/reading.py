"""Reading both workbooks: by our own reader, and by two libraries."""

import io
from collections.abc import Callable

import openpyxl
import python_calamine

from htq_core import Book
from htq_core.reading.workbook import open_here
from tests.benchmarks.applications import usual
from tests.benchmarks.measuring import in_turn, tell
from tests.benchmarks.yardsticks import inflate_and_tokenise

ROUNDS = 30
AIM = "for the choice of a reader; see docs/reading.md"


def measure() -> None:
    """Print what each reader takes. Ours also gives what is hidden, merged, coloured and commented."""
    measured = usual()
    files = (measured.mapping, measured.structure)
    for name, theirs in (
        ("calamine, values alone", calamine),
        ("calamine, and the least that a look at the rest costs", lambda data: (calamine(data), look(data))),
        ("openpyxl, read only, values alone", lambda data: by_openpyxl(data, read_only=True)),
        ("openpyxl, values and what is hidden, merged, coloured and commented", by_openpyxl),
    ):
        pairs = in_turn(lambda: each(ours, files), lambda theirs=theirs: each(theirs, files), ROUNDS)
        tell(f"our reader, {measured}", pairs, name, AIM)


def each(read: Callable[[bytes], object], files: tuple[bytes, ...]) -> None:
    """Read one file after the other."""
    for data in files:
        read(data)


def ours(data: bytes) -> object:
    """Our reader, behind its guard."""
    return open_here(data, "", Book.MAPPING)


def calamine(data: bytes) -> object:
    """Every value of every sheet."""
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names]


def look(data: bytes) -> object:
    """The least that it takes to see what is hidden, merged, coloured and commented, and how numbers are shown."""
    return inflate_and_tokenise(io.BytesIO(data))


def by_openpyxl(data: bytes, *, read_only: bool = False) -> object:
    """Every value of every sheet."""
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=read_only, data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets]
