"""The most that is read of one file, and what has been spent of it."""

from dataclasses import dataclass
from typing import NamedTuple

from htq_core.errors import Reason, UnreadableWorkbook

MB = 1024 * 1024


class Limits(NamedTuple):
    """What one file may hold. Generous for a mapping or a structure, small enough to be read in seconds."""

    file_bytes: int = 10 * MB
    parts: int = 2_000
    """Files inside the workbook, which is a zip archive."""
    part_bytes: int = 50 * MB
    """One part, unpacked."""
    unpacked_bytes: int = 100 * MB
    """All parts, unpacked."""
    sheets: int = 100
    cells: int = 300_000
    """Cells present in all sheets together, blank but formatted ones included."""
    cell_characters: int = 32_767
    """Excel's own limit for the text of one cell."""
    characters: int = 20_000_000
    """The text of all cells together."""
    merged_areas: int = 20_000
    merged_cells: int = 100_000
    """Cells under all merged areas together."""
    rows: int = 1_048_576
    columns: int = 16_384
    elements: int = 2_000_000
    """XML elements in all parts together."""
    depth: int = 100
    """XML elements inside one another."""
    token_bytes: int = 1 * MB
    """One XML tag or comment."""
    names: int = 10_000
    """Different XML names in one part."""
    seconds: int = 8
    """By the clock, for reading one file in a process of its own: the whole check of it must end within ten."""
    memory_bytes: int = 550 * MB
    """What such a process may take."""


LIMITS = Limits()


@dataclass(slots=True)
class Spent:
    """What a file has used of the limits that count over all its parts."""

    limits: Limits
    elements: int = 0
    cells: int = 0
    characters: int = 0
    unpacked_bytes: int = 0


def megabytes(size: int) -> str:
    """A size in words, rounded up so that it never looks like a limit it exceeds: ``14 MB``, ``10.1 MB``."""
    tenths = -(-size * 10 // MB)
    return f"{tenths / 10:g} MB"


def off_the_sheet(limits: Limits, where: str = "") -> UnreadableWorkbook:
    """The file holds cells where no spreadsheet program has any."""
    return too_much(
        Reason.TOO_MANY_CELLS,
        f"Sheets of up to {limits.rows:,} rows and {limits.columns:,} columns can be read; this one has more.",
        where,
    )


def damaged(where: str = "") -> UnreadableWorkbook:
    """The file is a workbook in form, but its inside cannot be read."""
    return UnreadableWorkbook(
        Reason.DAMAGED,
        "This workbook is damaged or incomplete, often because a download or a copy did not finish.",
        "Open it in Excel, let Excel repair it if it asks, save it as Excel Workbook (.xlsx) and choose the new file.",
        where,
    )


def unsafe(what: str, where: str = "") -> UnreadableWorkbook:
    """The file holds something that no spreadsheet program writes; ``what`` completes "This file …"."""
    return UnreadableWorkbook(
        Reason.UNSAFE,
        f"This file {what}, so it was not opened.",
        "Open it in Excel and copy the sheets you need into a new workbook. Save that and choose it instead.",
        where,
    )


def too_much_text(limits: Limits, where: str = "") -> UnreadableWorkbook:
    """The file holds more text than is read."""
    return too_much(
        Reason.TOO_MANY_CELLS,
        f"Workbooks of up to {limits.characters:,} characters of text can be read; this one has more.",
        where,
    )


def too_much(reason: Reason, message: str, where: str = "") -> UnreadableWorkbook:
    """The file goes over a limit; ``message`` names the limit."""
    return UnreadableWorkbook(
        reason,
        message,
        "Copy only the sheets and rows you need into a new workbook. Save that and choose it instead.",
        where,
    )
