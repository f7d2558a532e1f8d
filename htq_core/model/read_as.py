"""How a table was read: its shape, how sure that is, and what had to be assumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from htq_core.location import Book, Location


class Shape(StrEnum):
    """How a mapping is laid out."""

    ROWS = "rows"
    MATRIX = "matrix"
    MATRIX_ACROSS = "matrix-across"
    UNIT_FIRST = "unit-first"
    LONG = "long"


class Sureness(StrEnum):
    """How sure it is that a table was meant as it was read."""

    CHOSEN = "chosen"
    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


SHAPES = {
    Shape.ROWS: "row by row",
    Shape.MATRIX: "KSBs down, units across",
    Shape.MATRIX_ACROSS: "units down, KSBs across",
    Shape.UNIT_FIRST: "a row for each unit, with the KSBs it covers",
    Shape.LONG: "a row for each KSB and unit",
}
"""Each shape in the words that people are shown."""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column that was used: its header as written, and its letter (its row number in a table read across)."""

    header: str
    letter: str


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table as it was read. ``table`` is ``mapping``, ``units`` or ``option groups``.

    ``assumed`` holds what the table does not say and had to be taken for granted, a sentence each.
    """

    book: Book
    sheet: str
    table: str
    shape: Shape
    sure: Sureness
    columns: Mapping[str, tuple[ColumnRead, ...]]
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A value that was read by what the reader was told it means."""

    field: str
    written: str
    meaning: str
    at: Location
