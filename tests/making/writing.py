"""Puts values into sheets, and remembers the cell that each went to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from htq_core.location import Book, Location
from htq_core.templates.workbook import write_text
from tests.making.applications import ErrorCell, MadeApplication, Place, UnstoredFormula, Value, names_of

Column = tuple[str, str]
"""The field a column holds, and its header."""
Row = str | tuple[str, Mapping[str, Value]]
"""A heading between records (empty: a blank row), or a record's name and its values."""


@dataclass(frozen=True, slots=True)
class Made:
    """Two workbooks, and where everything stands in them."""

    mapping: bytes
    structure: bytes
    cells: Mapping[Place, Location]

    def cell(self, table: str, record: str, name: str) -> Location:
        """The cell of a record's field: ``made.cell("claim", "K3", "coverage")``."""
        return self.cells[table, record, name]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet being written."""

    book: Book
    sheet: Worksheet
    cells: dict[Place, Location] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value, place: Place | None = None) -> None:
        """Write a value: text stays text, and an error or an unstored formula is written as just that."""
        cell = cast("Cell", self.sheet.cell(row, column))
        if isinstance(value, ErrorCell | UnstoredFormula):
            cell.value = value.text
            cell.data_type = "e" if isinstance(value, ErrorCell) else "f"
        elif isinstance(value, str):
            write_text(cell, value)
        else:
            cell.value = value
        if place:
            self.cells[place] = Location(self.book, self.sheet.title, cell.coordinate)

    def details(
        self, table: str, items: Sequence[Column], values: Mapping[str, Value], top: int, apart: int = 1
    ) -> int:
        """Labels in column A and their answers ``apart`` columns on. Returns the row after the last."""
        for row, (name, label) in enumerate(items, start=top):
            self.put(row, 1, label)
            self.put(row, 1 + apart, values.get(name), (table, "", name))
        return top + len(items)

    def table(self, table: str, columns: Sequence[Column], rows: Iterable[Row], top: int) -> int:
        """A header row and the rows beneath it. Returns the row after the last."""
        for number, (name, header) in enumerate(columns, start=1):
            self.put(top, number, header, (table, "header", name))
        row = top
        for row, record in enumerate(rows, start=top + 1):
            if isinstance(record, str):
                self.put(row, 1, record or None)
                continue
            record_name, values = record
            for number, (name, _) in enumerate(columns, start=1):
                self.put(row, number, values.get(name), (table, record_name, name))
        return row + 1


Words = Callable[[Any], Mapping[str, Value]]
"""How a layout words a record: from a ClaimRow, UnitRow or GroupRow to the values of its cells."""


def kept(application: MadeApplication, table: str, columns: Sequence[Column]) -> list[Column]:
    """The columns that the workbook has."""
    return [column for column in columns if (table, column[0]) not in application.left_out]


def claim_rows(application: MadeApplication, words: Words) -> list[tuple[str, Mapping[str, Value]]]:
    """The mapping's rows by name, in a layout's words."""
    return list(zip(names_of(application.claims, "ksb"), map(words, application.claims), strict=True))


def unit_rows(application: MadeApplication, words: Words) -> list[tuple[str, Mapping[str, Value]]]:
    """The units by name, in a layout's words."""
    return list(zip(names_of(application.units, "code"), map(words, application.units), strict=True))


def group_rows(application: MadeApplication, words: Words) -> list[tuple[str, Mapping[str, Value]]]:
    """The rules of combination by name, in a layout's words."""
    return list(zip(names_of(application.groups, "name"), map(words, application.groups), strict=True))
