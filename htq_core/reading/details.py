"""The facts around the tables: a label, and its answer beside it."""

from collections.abc import Iterator, Mapping

from htq_core.location import Book, Location
from htq_core.model.records import Details, Entry
from htq_core.reading import cells
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.reading.headers import aside, forms
from htq_core.reading.layout import DETAIL_LABELS, NUMBER_DETAILS, names
from htq_core.reading.survey import Survey
from htq_core.reading.table import Notebook, address, said, trouble_with, wide_merges

LONGEST_LABEL = 60
WIDEST_GAP = 3
MOST_ROWS = 1000
_FIELD_OF = {
    "".join(form): name for name, labels in DETAIL_LABELS.items() for label in names(labels) for form in forms(label)
}
_MAY_BE_NONE = frozenset({"regulator", "holder", "permission"})
"""Items for which "none" or "not applicable" is an answer."""
Answer = tuple[Entry, Cell | None]
Found = tuple[str, str, Entry, Cell | None]
"""An item: its name, its label as folded words, and its answer."""


def read_details(grid: Grid, tables: Survey, ends: Mapping[int, int], notes: Notebook) -> Details:
    """The details of a workbook, from label cells outside its tables.

    ``ends`` holds the last row of a table that has been read, by the ``id`` of its sheet; other tables are taken to
    run to the end of theirs. The first answer that is not blank counts; sheets that explain are left out, and hidden
    sheets come last.
    """
    entries: dict[str, Entry] = {}
    answers: dict[str, Cell] = {}
    labels: dict[str, str] = {}
    further: dict[str, tuple[Entry, ...]] = {}
    for sheet in sorted((s for s in grid.sheets if aside(s) != 1), key=aside):
        for name, label, entry, cell in _LabelledSheet(grid.book, sheet).answers(_table_rows(sheet, tables, ends)):
            if name not in entries or (entry.text and not entries[name].text):
                entries[name], labels[name] = entry, label
                if cell:
                    answers[name] = cell
            elif (
                label == labels[name]
                and _tells(label, sheet)
                and not _same(entry, entries[name], *further.get(name, ()))
            ):
                further[name] = (*further.get(name, ()), entry)
    values = {
        name: value
        for name, entry in entries.items()
        if (value := _value(name, entry, answers.get(name), notes)) is not None
    }
    return Details(entries, values, further)


def _tells(label: str, sheet: Sheet) -> bool:
    """Whether a label that stands there again is about the qualification or its standard, and not about a unit."""
    return aside(sheet) == 0 and any(word in label for word in ("qualification", "programme", "standard"))


def _same(entry: Entry, *before: Entry) -> bool:
    """Whether an answer says nothing that the ones before it do not."""
    text = " ".join(entry.text.casefold().split())
    return cells.is_blank(text) or text in (" ".join(other.text.casefold().split()) for other in before)


def answers_on(book: Book, sheet: Sheet, tables: Survey, last_row: int) -> Iterator[tuple[str, Entry]]:
    """The labelled answers of one sheet, outside its tables; its mapping goes down to ``last_row``."""
    rows = _table_rows(sheet, tables, {id(sheet): last_row})
    yield from ((name, entry) for name, _, entry, _ in _LabelledSheet(book, sheet).answers(rows) if entry.text)


def _table_rows(sheet: Sheet, tables: Survey, ends: Mapping[int, int]) -> list[tuple[int, int]]:
    """First and last row of each table on a sheet."""
    own = [table for table in tables.all if table.own_sheet is sheet]
    return [
        (t.first_own_row, t.last_row or max(ends.get(id(sheet), 0), t.first_own_row) if id(sheet) in ends else 10**9)
        for t in own
    ]


def _field(text: str) -> str:
    """The detail that a whole text is the label of, else empty."""
    if not text or len(text) > LONGEST_LABEL:
        return ""
    return next((_FIELD_OF[key] for form in forms(text) if (key := "".join(form)) in _FIELD_OF), "")


def _label(text: str) -> str:
    return "".join(forms(text)[0])


class _LabelledSheet:
    """Finds the labels of a sheet, and the answer to each."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.wide = wide_merges(sheet)

    def answers(self, tables: list[tuple[int, int]]) -> Iterator[Found]:
        """Every label outside the rows of the tables, with its answer."""
        numbers = [n for n in sorted(self.sheet.rows) if not any(first <= n <= last for first, last in tables)]
        for number in numbers[:MOST_ROWS]:
            row = self.sheet.rows[number]
            labels = {column: name for column, cell in row.items() if (name := _field(cell.text))}
            side_by_side = any(column + 1 in labels for column in labels)
            for column, name in labels.items():
                answer = self._beneath(number, column) if side_by_side else self._beside(number, column, labels)
                yield (name, _label(row[column].text), *answer)
            for column, cell in row.items():
                if ":" in cell.text and column not in labels:
                    yield from self._in_one_cell(cell)

    def _beneath(self, number: int, column: int) -> Answer:
        """The answer under a label, where labels head columns."""
        cell = self.sheet.rows.get(number + 1, {}).get(column)
        return self._entry(number + 1, column, None if cell is None or _field(cell.text) else cell)

    def _beside(self, number: int, column: int, labels: Mapping[int, str]) -> Answer:
        """The answer to the right of a label, past the cells it is merged over; or the blank cell for it."""
        row = self.sheet.rows[number]
        start = self.wide.get((number, column), column) + 1
        for beside in range(start, start + WIDEST_GAP):
            if beside in labels:
                break
            if beside in row and said(row[beside]):
                return self._entry(number, beside, row[beside])
        return self._entry(number, start, None)

    def _entry(self, number: int, column: int, cell: Cell | None) -> Answer:
        where = Location(self.book, self.sheet.name, address(number, column))
        return Entry(where, said(cell) if cell else ""), cell

    def _in_one_cell(self, cell: Cell) -> Iterator[Found]:
        """The answers of a cell that holds "Label: value", one to a line."""
        for line in cell.text.splitlines():
            label, _, value = line.partition(":")
            if name := _field(label):
                where = Location(self.book, self.sheet.name, cell.address)
                yield name, _label(label), Entry(where, value.strip()), None


def _value(name: str, entry: Entry, cell: Cell | None, notes: Notebook) -> str | float | None:
    """What an answer means, or ``None`` with the reason noted unless it is blank."""
    if not entry.text or (cells.is_blank(entry.text) and name not in _MAY_BE_NONE):
        return None
    meant = notes.meant(name, entry)
    trouble = trouble_with(cell or Cell(0, 0, "", entry.text)) if meant is entry.text else None
    entry = Entry(entry.location, meant)
    if trouble:
        notes.note_trouble(trouble, entry, name)
        return None
    if name == "level":
        level = cells.level(entry.text)
        value, wanted = (None if level is None else float(level)), "a level such as 4 or 5"
    elif name in NUMBER_DETAILS:
        value, wanted = cells.number(entry.text), "a number"
    else:
        return entry.text
    if value is None:
        notes.not_understood(entry, name, wanted)
    return value
