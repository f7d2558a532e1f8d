"""What reading saw in a workbook besides its values, for the READ rules to report."""

from enum import StrEnum
from typing import NamedTuple

from htq_core.location import Book, Location


class RemarkKind(StrEnum):
    """What was seen."""

    HIDDEN_ROWS = "hidden rows"
    HIDDEN_COLUMNS = "hidden columns"
    HIDDEN_SHEET = "hidden sheet"
    MERGED = "merged over several rows, and read for each"
    MERGED_AND_LEFT = "merged over several rows and columns, and read for the first"
    COMMENT = "comment"
    UNREAD_SHEET = "unread sheet"
    UNREAD_COLUMN = "unread column"
    EMAIL = "email address"
    PHONE = "phone number"
    MACROS = "macros"
    LINKED = "links to other workbooks"
    ERRORS_LOST = "a kind of file in which spreadsheet errors look blank"
    VALUES_ONLY = "a kind of file of which only the values can be read"


class Remark(NamedTuple):
    """One thing seen, and where. The values were read all the same.

    ``what`` is what it is about: the field, the heading, the comment's text, the kind of file, or the e-mail address,
    which no report repeats.
    """

    kind: RemarkKind
    book: Book
    where: tuple[Location, ...] = ()
    what: str = ""
