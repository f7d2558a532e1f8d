"""How a table was read: its shape, how sure that is, and what had to be assumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
    Shape.ROWS: "a row for each KSB",
    Shape.MATRIX: "KSBs down and units across",
    Shape.MATRIX_ACROSS: "units down and KSBs across",
    Shape.UNIT_FIRST: "a row for each unit, with the KSBs it covers",
    Shape.LONG: "a row for each KSB and unit",
}
"""Each shape of a mapping in the words that people are shown."""
_OF_STRUCTURE = {"units": "a row for each unit", "option groups": "a row for each option group"}


def laid_out(table: str, shape: Shape) -> str:
    """How a table is laid out, in the words that people are shown."""
    return _OF_STRUCTURE.get(table) or SHAPES[shape]


class ColumnRead(NamedTuple):
    """A column that was used: its header as written, and its letter (its row number in a table read across)."""

    header: str
    letter: str


class TableRead(NamedTuple):
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


NOT_READ = "It seems to state a rule, and cannot be read as one."
WHICH_GROUP = "It does not say which option group it is about."


@dataclass(frozen=True, slots=True)
class Asks:
    """What a rule of combination asks for: from ``minimum`` to ``maximum`` units or credits of a group."""

    group: str
    choose: str | None = None
    minimum: float | None = None
    maximum: float | None = None

    @property
    def whole(self) -> bool:
        """Whether it says how many of what, with no more at least than at most."""
        return self.choose is not None and self.minimum is not None and self.minimum <= (self.maximum or self.minimum)

    def __str__(self) -> str:
        if self.minimum is None:
            return f"no number from {self.group}"
        most = "" if self.maximum in (None, self.minimum) else f" to {self.maximum:g}"
        one = self.minimum == 1 and not most
        what = f" {self.choose.removesuffix('s' if one else '')}" if self.choose else ""
        return f"{self.minimum:g}{most}{what} from {self.group}"


class AtLevel(NamedTuple):
    """The least credits that a sentence asks for at a level (``and_above``: or higher)."""

    least: float
    level: int
    and_above: bool = False

    def __str__(self) -> str:
        return f"{self.least:g} credits at level {self.level}{' or above' if self.and_above else ''}"


class RuleRead(NamedTuple):
    """A sentence that states rules of combination, or seems to: where it stands, and what was read out of it.

    ``said`` is whether somebody said what it means; nothing is read then if it is no rule. ``unused`` says why it is
    not gone by, if so. Without a ``sentence`` it stands for a group of which no rule is found, or is said.
    No pathway is held to what it asks for ``at_level``.
    """

    sentence: str
    where: tuple[Location, ...]
    asks: tuple[Asks, ...] = ()
    said: bool = False
    unused: str = ""
    at_level: AtLevel | None = None

    def told(self) -> list[str]:
        """What was read out of it or why it is not gone by, in sentences; nothing of what was said, or is unclear."""
        if self.said or not self.sentence or self.unused in (NOT_READ, WHICH_GROUP):
            return []
        said = f"“{self.sentence[:80]}” in {self.where[0].cell} was"
        return [f"{said} not used. {self.unused}"] if self.unused else [f"{said} read as: {a}." for a in self.asks]


class Repaired(NamedTuple):
    """A value that was read by what the reader was told it means."""

    field: str
    written: str
    meaning: str
    at: Location
