"""The facts around the tables: a label, and its answer beside it."""

from collections.abc import Iterator, Mapping

from htq_core.location import Location
from htq_core.model.records import Details, Entry
from htq_core.reading import cells
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.reading.headers import aside, forms
from htq_core.reading.layout import DETAIL_LABELS, NUMBER_DETAILS, names
from htq_core.reading.survey import Survey
from htq_core.reading.table import Notebook, address, said, trouble_with

LONGEST_LABEL = 60
WIDEST_GAP = 3
MOST_ROWS = 1000
_FIELD_OF = {
    "".join(form): name for name, labels in DETAIL_LABELS.items() for label in names(labels) for form in forms(label)
}
_MAY_BE_NONE = frozenset({"regulator", "holder", "permission"})
"""Items for which "none" or "not applicable" is an answer."""
Found = tuple[str, Entry, Cell | None]


def read_details(grid: Grid, tables: Survey, ends: Mapping[int, int], book: Notebook) -> Details:
    """The details of a workbook, from label cells outside its tables.

    ``ends`` holds the last row of a table that has been read, by the ``id`` of its sheet; other tables are taken to
    run to the end of theirs. The first answer that is not blank counts; sheets that explain are left out, and hidden
    sheets come last.
    """
    entries: dict[str, Entry] = {}
    answers: dict[str, Cell] = {}
    for sheet in sorted((s for s in grid.sheets if aside(s) != 1), key=aside):
        for name, entry, cell in _labelled(grid, sheet, _table_rows(sheet, tables, ends)):
            if name not in entries or (entry.text and not entries[name].text):
                entries[name] = entry
                if cell:
                    answers[name] = cell
    values = {
        name: value
        for name, entry in entries.items()
        if (value := _value(name, entry, answers.get(name), book)) is not None
    }
    return Details(entries, values)


def _table_rows(sheet: Sheet, tables: Survey, ends: Mapping[int, int]) -> list[tuple[int, int]]:
    """First and last row of each table on a sheet."""
    own = [table for table in tables.all if table.sheet is sheet]
    return [
        (t.first_row, t.last_row or max(ends.get(id(sheet), 0), t.header_row) if id(sheet) in ends else 10**9)
        for t in own
    ]


def _labelled(grid: Grid, sheet: Sheet, tables: list[tuple[int, int]]) -> Iterator[Found]:
    """Every label of a sheet with its answer."""
    numbers = [n for n in sorted(sheet.rows) if not any(first <= n <= last for first, last in tables)]
    for number in numbers[:MOST_ROWS]:
        row = sheet.rows[number]
        labels = {column: name for column, cell in row.items() if (name := _field(cell.text))}
        below = sheet.rows.get(number + 1, {}) if _heads_a_column(labels) else {}
        for column, cell in row.items():
            if column in labels:
                yield _answer(grid, sheet, labels, number, column, below)
            elif ":" in cell.text:
                yield from _in_one_cell(grid, sheet, cell)


def _field(text: str) -> str:
    """The detail that a whole text is the label of, else empty."""
    if not text or len(text) > LONGEST_LABEL:
        return ""
    return next((_FIELD_OF[key] for form in forms(text) if (key := "".join(form)) in _FIELD_OF), "")


def _heads_a_column(labels: Mapping[int, str]) -> bool:
    """Whether labels stand side by side, so that their answers stand beneath them."""
    return any(column + 1 in labels for column in labels)


def _answer(
    grid: Grid, sheet: Sheet, labels: Mapping[int, str], number: int, column: int, below: Mapping[int, Cell]
) -> Found:
    """The answer to the right of a label, past the cells it is merged over; or beneath it, or the blank cell for it."""
    name = labels[column]
    if below:
        cell = below.get(column)
        answer = cell if cell and not _field(cell.text) else None
        return name, _entry(grid, sheet, address(number + 1, column), answer), answer
    start = _past_merge(sheet, number, column) + 1
    row = sheet.rows[number]
    for beside in range(start, start + WIDEST_GAP):
        if beside in labels:
            break
        if beside in row and said(row[beside]):
            return name, _entry(grid, sheet, row[beside].address, row[beside]), row[beside]
    return name, _entry(grid, sheet, address(number, start), None), None


def _past_merge(sheet: Sheet, row: int, column: int) -> int:
    areas = (right for top, left, bottom, right in sheet.merged if left == column and top <= row <= bottom)
    return next(areas, column)


def _entry(grid: Grid, sheet: Sheet, where: str, cell: Cell | None) -> Entry:
    return Entry(Location(grid.book, sheet.name, where), said(cell) if cell else "")


def _in_one_cell(grid: Grid, sheet: Sheet, cell: Cell) -> Iterator[Found]:
    """ "Label: value" in a single cell, one to a line."""
    for line in cell.text.splitlines():
        label, colon, value = line.partition(":")
        if colon and (name := _field(label)):
            yield name, Entry(Location(grid.book, sheet.name, cell.address), value.strip()), None


def _value(name: str, entry: Entry, cell: Cell | None, book: Notebook) -> str | float | None:
    """What an answer means, or ``None`` with the reason noted unless it is blank."""
    if not entry.text or (cells.is_blank(entry.text) and name not in _MAY_BE_NONE):
        return None
    trouble = trouble_with(cell or Cell(0, 0, "", entry.text))
    if trouble:
        book.note_trouble(trouble, entry, name)
        return None
    if name == "level":
        level = cells.level(entry.text)
        value, wanted = (None if level is None else float(level)), "a level such as 4 or 5"
    elif name in NUMBER_DETAILS:
        value, wanted = cells.number(entry.text), "a number"
    else:
        return entry.text
    if value is None:
        book.not_understood(entry, name, wanted)
    return value
