"""Our reader beside two libraries, on every workbook of the samples; docs/reading.md names what differs, and why."""

import io
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from openpyxl.utils import get_column_letter

from htq_core import Book
from htq_core.reading.grid import Cell
from htq_core.reading.workbook import open_here

SAMPLES = Path(__file__).parents[2] / "sample_data"
FOLDERS = sorted(folder.name for folder in SAMPLES.iterdir())
Values = dict[tuple[str, str], object]


def workbooks(folder: str) -> Iterator[bytes]:
    for path in sorted((SAMPLES / folder).rglob("*.xlsx")):
        yield path.read_bytes()


def ours(data: bytes) -> dict[tuple[str, str], Cell]:
    return {
        (sheet.name, cell.address): cell for sheet in open_here(data, "", Book.MAPPING).sheets for cell in sheet.cells()
    }


def by_openpyxl(data: bytes) -> Values:
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    cells = (cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
    return {(cell.parent.title, cell.coordinate): cell.value for cell in cells if cell.value is not None}


def by_calamine(data: bytes) -> Values:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        (name, f"{get_column_letter(column)}{row}"): value
        for name in workbook.sheet_names
        for row, values in enumerate(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for column, value in enumerate(values, 1)
        if value != ""
    }


def plain(value: object) -> object:
    """A value without what only tells one library from the other: edges of texts, and midnight."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value.strip() if isinstance(value, str) else value


@pytest.mark.parametrize("folder", FOLDERS)
def test_our_reader_finds_the_same_cells_and_values_as_others(folder: str) -> None:
    for data in workbooks(folder):
        found = ours(data)
        stored = {place: plain(cell.value if cell.value is not None else cell.text) for place, cell in found.items()}
        unstored = {place for place, cell in found.items() if cell.unstored}
        errors = {place for place, cell in found.items() if cell.error}
        for theirs, unseen in ((by_openpyxl(data), unstored), (by_calamine(data), unstored | errors)):
            said = {place: plain(value) for place, value in theirs.items() if plain(value) != ""}
            assert said == {place: value for place, value in stored.items() if place not in unseen}


def test_the_samples_hold_what_the_readers_differ_in() -> None:
    found = [cell for folder in FOLDERS for data in workbooks(folder) for cell in ours(data).values()]
    assert any(cell.unstored for cell in found)
    assert any(cell.error for cell in found)
