"""Formats of which a library reads the values: .xls, .xlsb and .ods to a Grid.

The library sizes what it reserves by what the file claims, and may end its process. Only ``child`` imports this.
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import python_calamine as calamine

from htq_core.errors import Reason
from htq_core.location import Book
from htq_core.reading.cell_text import shown_text
from htq_core.reading.grid import Cell, Grid, Sheet, Value, column_letters
from htq_core.reading.intake import PASSWORD, Format
from htq_core.reading.limits import Limits, Spent, damaged, too_much, too_much_text
from htq_core.reading.number_format import PLAIN, moment_text, shown, time_text

AREA = 2_000_000
"""Cells from the first to the last that hold anything, blank ones between included."""
Stored = int | float | str | bool | time | date | datetime | timedelta


def read_values(data: bytes, format: Format, name: str, book: Book, limits: Limits) -> Grid:
    """The cells of the workbook at their true addresses. Raises UnreadableWorkbook, or whatever the library does."""
    spent = Spent(limits)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        listed = list(workbook.sheets_metadata)
        if len(listed) > limits.sheets:
            raise too_much(
                Reason.TOO_MANY_SHEETS, f"Workbooks of up to {limits.sheets} sheets can be read; this one has more."
            )
        if not listed or len({sheet.name.casefold() for sheet in listed}) < len(listed):
            raise damaged()
        sheets = tuple(
            _sheet(workbook.get_sheet_by_index(number), sheet.visible != calamine.SheetVisibleEnum.Visible, spent)
            for number, sheet in enumerate(listed)
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        )
    except calamine.PasswordError:
        raise PASSWORD.refusal() from None
    except calamine.CalamineError:
        raise damaged() from None
    return Grid(book, name, sheets, values_only=format)


def _sheet(sheet: calamine.CalamineSheet, hidden: bool, spent: Spent) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    if sheet.start is None or sheet.end is None:
        return Sheet(sheet.name, rows, hidden)
    (top, left), (bottom, right) = sheet.start, sheet.end
    limits = spent.limits
    if (bottom - top + 1) * (right - left + 1) > AREA or bottom >= limits.rows or right >= limits.columns:
        raise too_much(
            Reason.TOO_MANY_CELLS, f"Sheets of up to {AREA:,} cells, blank ones included, can be read.", sheet.name
        )
    # Left out, the empty rows and columns before the first cell would shift every address; kept, they cost memory.
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            if value != "":
                _put(rows, row, column, value, spent, sheet.name)
    return Sheet(sheet.name, rows, hidden)


def _put(rows: dict[int, dict[int, Cell]], row: int, column: int, stored: Stored, spent: Spent, where: str) -> None:
    value, text, error = _shown(stored, spent)
    if not text:
        return
    spent.cells += 1
    spent.characters += len(text)
    if spent.cells > spent.limits.cells:
        raise too_much(
            Reason.TOO_MANY_CELLS,
            f"Workbooks of up to {spent.limits.cells:,} cells can be read; this one has more.",
            where,
        )
    if spent.characters > spent.limits.characters:
        raise too_much_text(spent.limits, where)
    rows.setdefault(row, {})[column] = Cell(row, column, f"{column_letters(column)}{row}", text, value, error)


def _shown(stored: Stored, spent: Spent) -> tuple[Value | None, str, bool]:
    if isinstance(stored, str):
        return shown_text(stored, spent)
    if isinstance(stored, bool):
        return stored, "TRUE" if stored else "FALSE", False
    if isinstance(stored, datetime):
        return stored, moment_text(stored), False
    if isinstance(stored, date):
        return stored, moment_text(datetime.combine(stored, time())), False
    if isinstance(stored, time):
        return stored, time_text(stored), False
    if isinstance(stored, timedelta):
        minutes = round(stored.total_seconds() / 60)
        return None, f"{minutes // 60}:{minutes % 60:02d}", False
    return *shown(float(stored), PLAIN, from_1904=False), False
