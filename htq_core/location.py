"""Where something stands in the user's files."""

from dataclasses import dataclass
from enum import StrEnum

FINDINGS_TITLE = "Findings of the HTQ readiness checker"
"""First cell of the sheet in front of an annotated copy. Reading leaves that sheet out."""

COMMENT_MARK = "HTQ readiness checker:"
"""What our comments in an annotated copy begin with. Reading leaves them out."""
TEMPLATE_MARK = "This is the HTQ readiness checker's own template."
"""What the sheet of instructions in our templates says. Reading knows it for ours by that."""


class Book(StrEnum):
    """Which of the two workbooks."""

    MAPPING = "mapping"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Location:
    """One cell, in the terms the person sees in Excel.

    ``cell`` is an address such as ``G14``; it is empty when a whole sheet is meant, and so is ``sheet`` for a workbook.
    """

    book: Book
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or "the whole workbook"
