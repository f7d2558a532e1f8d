"""Reading's notebook: what it could not find or understand, for the READ rules to report."""

from enum import StrEnum
from typing import NamedTuple

from htq_core.location import Book, Location


class ProblemKind(StrEnum):
    """What kind of trouble reading had."""

    MISSING_FILE = "missing file"
    WRONG_PLACE = "wrong place"
    MISSING_TABLE = "missing table"
    MISSING_COLUMN = "missing column"
    NOT_FILLED_IN = "not filled in"
    NOT_UNDERSTOOD = "not understood"
    ERROR_CELL = "error cell"
    NO_STORED_VALUE = "no stored value"
    PLACEHOLDER = "placeholder"
    SHOWN_BY_COLOUR = "shown by colour"


class Problem(NamedTuple):
    """One thing reading could not do.

    ``field`` is the name of the record field concerned (``credits``, ``coverage`` …) or of the missing
    column; ``found`` is the cell's own text; ``wanted`` says in words what could have been understood.
    """

    kind: ProblemKind
    book: Book
    where: tuple[Location, ...] = ()
    field: str = ""
    found: str = ""
    wanted: str = ""
    subject: str = ""
