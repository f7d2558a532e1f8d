"""A strip of the user's own sheet: a cell that a finding points at, with what stands around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from htq_core.location import Book, Location
from htq_core.pipeline import Source
from htq_core.reading.grid import Grid, Sheet, column_letters
from htq_core.reading.workbook import open_workbook

ROWS_AROUND, COLUMNS_AROUND = 2, 2
LONGEST = 140
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class StripCell(NamedTuple):
    """What a cell shows, cut where it is long. ``ringed``: a finding points at it."""

    text: str
    ringed: bool


class StripRow(NamedTuple):
    """A row by its number in the sheet."""

    number: int
    cells: tuple[StripCell, ...]


class Strip(NamedTuple):
    """A few rows and columns of a sheet, with the letters and numbers that Excel shows beside them."""

    where: Location
    columns: tuple[str, ...]
    rows: tuple[StripRow, ...]


def read_grid(source: Source, book: Book) -> Grid:
    """The cells of a file, to take strips from. Raises UnreadableWorkbook."""
    return open_workbook(source.data, source.name, book)


def strips(grid: Grid, places: Iterable[Location], most: int) -> tuple[Strip, ...]:
    """A strip around the first of these places in each sheet of this workbook; every one of them is ringed in it."""
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    of_sheet: dict[str, list[Location]] = {}
    for place in places:
        if place.book is grid.book and place.sheet in sheets and _ADDRESS.fullmatch(place.cell):
            of_sheet.setdefault(place.sheet, []).append(place)
    return tuple(_strip(sheets[name], here) for name, here in list(of_sheet.items())[:most])


def _strip(sheet: Sheet, places: Sequence[Location]) -> Strip:
    ringed = [_position(place) for place in places]
    row, column = ringed[0]
    numbers = range(max(1, row - ROWS_AROUND), row + ROWS_AROUND + 1)
    columns = tuple(_columns(sheet, numbers, column))
    return Strip(
        where=places[0],
        columns=tuple(column_letters(each) for each in columns),
        rows=tuple(
            StripRow(number, tuple(StripCell(_text(sheet, number, each), (number, each) in ringed) for each in columns))
            for number in numbers
        ),
    )


def _columns(sheet: Sheet, numbers: Iterable[int], column: int) -> Iterator[int]:
    """The first column that holds something in these rows, as it mostly says what a row is about; and those around."""
    first = min((each for number in numbers for each in sheet.rows.get(number, ())), default=column)
    around = range(max(1, column - COLUMNS_AROUND), column + COLUMNS_AROUND + 1)
    if first < around[0]:
        yield first
    yield from around


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.rows.get(row, {}).get(column)
    text = " ".join(cell.text.split()) if cell else ""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _position(place: Location) -> tuple[int, int]:
    """Row and column, from 1, of a place whose address is a cell's."""
    letters, number = _ADDRESS.fullmatch(place.cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(number), column
