"""A workbook as cells: value, address, and what a person sees about each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple

from htq_core.location import Book

Value = str | int | float | bool | datetime | date | time


@cache
def column_letters(column: int) -> str:
    """``1`` is A, ``27`` is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Cell(NamedTuple):
    """One cell that holds something.

    ``text`` is the value as a person would type it (``20`` for 20.0), edges trimmed, non-breaking spaces made plain.
    ``error`` is a spreadsheet error such as ``#REF!``; ``unstored`` a formula saved without its result, without text.
    """

    row: int
    column: int
    address: str
    text: str
    value: Value | None = None
    error: bool = False
    unstored: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, sparse: only rows and cells that hold something, by their true numbers (from 1)."""

    name: str
    rows: dict[int, dict[int, Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged areas as first row, first column, last row, last column."""
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """The colour of each cell that has one, blank cells included, by row and column. White is none."""
    comments: Mapping[str, str] = field(default_factory=dict)
    """What somebody wrote in a comment or a thread of them, by the address of its cell."""
    linked: tuple[str, ...] = ()
    """The addresses of formulas that take a value from another workbook."""

    def cells(self) -> Iterator[Cell]:
        """Every cell that holds something, by row and then column."""
        for row in sorted(self.rows):
            yield from (self.rows[row][column] for column in sorted(self.rows[row]))


class Grid(NamedTuple):
    """A workbook. ``linked`` is whether it points to other workbooks, in a cell or elsewhere.

    ``values_only`` names the format, in words, where only values are read: the rest of what a sheet has is not known.
    """

    book: Book
    name: str
    sheets: tuple[Sheet, ...] = ()
    macros: bool = False
    linked: bool = False
    values_only: str = ""
