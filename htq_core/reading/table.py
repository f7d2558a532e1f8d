"""A table found on a sheet, and its rows as entries."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from htq_core.location import Book, Location
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.read_as import Repaired, Shape, Sureness
from htq_core.model.records import Entry
from htq_core.reading import cells
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Cell, Sheet, column_letters
from htq_core.reading.repairs import NO_REPAIRS, Repairs

LONGEST_HEADING = 80
UNSTORED = "(a formula without a stored value)"
_TROUBLE = {
    ProblemKind.ERROR_CELL: "a value, not a spreadsheet error",
    ProblemKind.NO_STORED_VALUE: "a typed value, or a formula saved together with its result",
    ProblemKind.PLACEHOLDER: "the real value",
}


def address(row: int, column: int) -> str:
    """The address of a cell: row 3, column 2 is ``B3``."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """The column of its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def trouble_with(cell: Cell) -> ProblemKind | None:
    """What keeps a cell's text from being a value: an error, a formula without its result, a placeholder."""
    if cell.error:
        return ProblemKind.ERROR_CELL
    if cell.unstored:
        return ProblemKind.NO_STORED_VALUE
    return ProblemKind.PLACEHOLDER if cells.is_placeholder(cell.text) else None


def said(cell: Cell) -> str:
    """A cell's text; never empty for a cell that holds an error or a formula."""
    return cell.text or (UNSTORED if cell.unstored else "#ERROR" if cell.error else "")


def wide_merges(sheet: Sheet) -> dict[tuple[int, int], int]:
    """The last column of each merged area, by the row and column of the cell that holds its value."""
    return {(top, left): right for top, left, _, right in sheet.merged}


class Notebook:
    """The problems noted while one workbook is read, and the values that were read by what they were said to mean."""

    def __init__(self, book: Book, repairs: Repairs = NO_REPAIRS) -> None:
        self.book = book
        self.problems: list[Problem] = []
        self.repairs = repairs
        self.repaired: list[Repaired] = []

    def meant(self, name: str, entry: Entry) -> str:
        """What the text of a cell was said to mean, which is written down; else the text itself."""
        meaning = self.repairs.meaning(name, entry.text) if self.repairs else None
        if meaning is None:
            return entry.text
        self.repaired.append(Repaired(name, entry.text, meaning, entry.location))
        return meaning

    def note(
        self,
        kind: ProblemKind,
        where: Location | None,
        name: str = "",
        found: str = "",
        wanted: str = "",
        subject: str = "",
    ) -> None:
        """Write down one problem."""
        self.problems.append(Problem(kind, self.book, (where,) if where else (), name, found, wanted, subject))

    def note_trouble(self, kind: ProblemKind, entry: Entry, name: str, subject: str = "") -> None:
        """Write down a cell whose text is no value."""
        self.note(kind, entry.location, name, entry.text, _TROUBLE[kind], subject)

    def not_understood(self, entry: Entry, name: str, wanted: str, subject: str = "") -> None:
        """Write down a value that cannot be understood."""
        self.note(ProblemKind.NOT_UNDERSTOOD, entry.location, name, entry.text, wanted, subject)


@dataclass(frozen=True)
class Table:
    """A table: its sheet, the rows of its header (first and last), and the columns that hold each field.

    ``last_row`` is where another table of the same sheet begins, if one does. ``named_at`` is the address of the cell
    that names the unit of each column, in a matrix; ``parts`` what a column is for, of several that its unit has there.
    ``turned_from`` is the sheet as it stands, where ``sheet`` is that
    sheet with its rows for columns. ``chosen`` are the fields whose columns somebody chose. ``carried`` are
    the first and last rows over which a value is carried down in a column, as if they were merged.
    """

    book: Book
    sheet: Sheet
    first_row: int
    header_row: int
    columns: Mapping[str, tuple[int, ...]]
    headers: Mapping[int, str] = field(default_factory=dict)
    score: float = 0.0
    last_row: int | None = None
    shape: Shape = Shape.ROWS
    sure: Sureness = Sureness.SURE
    named_at: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[int, str] = field(default_factory=dict)
    turned_from: Sheet | None = None
    chosen: frozenset[str] = frozenset()
    carried: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def location(self, row: int, column: int) -> Location:
        """Where a cell of this table's sheet is."""
        place = address(column, row) if self.turned_from else address(row, column)
        return Location(self.book, self.sheet.name, place)

    @property
    def own_sheet(self) -> Sheet:
        """The sheet as it stands in the workbook."""
        return self.turned_from or self.sheet

    def last_own_row(self, last: int) -> int:
        """The last row of the sheet as it stands, of a table that goes down to ``last``."""
        return max(self.used_columns) if self.turned_from else last

    @property
    def first_own_row(self) -> int:
        """The first row of the sheet as it stands that is part of the table."""
        return min(self.used_columns) if self.turned_from else self.first_row

    def header_at(self, name: str) -> Location:
        """The header cell of a field."""
        column = self.columns[name][0]
        rows = range(self.header_row, self.first_row, -1)
        held = (row for row in rows if column in self.sheet.rows.get(row, {}))
        return self.location(next(held, self.first_row), column)

    @property
    def first_header(self) -> Location:
        """The leftmost recognised header cell."""
        return self.header_at(min(self.columns, key=lambda name: self.columns[name]))

    @cached_property
    def header_locations(self) -> dict[str, Location]:
        """The header cell of each field."""
        return {name: self.header_at(name) for name in self.columns}

    def locations_with(self, name: str, boxes: Iterable[str]) -> dict[str, Location]:
        """The header cell of each field; the first tick column stands for its field where that has no column."""
        found = [self.header_at(box) for box in boxes if box in self.columns]
        return {**({name: found[0]} if found else {}), **self.header_locations}

    @cached_property
    def headers_said(self) -> dict[str, str]:
        """The header of each field, as written."""
        return {name: "; ".join(self.headers.get(c, "") for c in columns) for name, columns in self.columns.items()}

    @cached_property
    def used_columns(self) -> frozenset[int]:
        """Every column that holds a field."""
        return frozenset(column for columns in self.columns.values() for column in columns)

    @cached_property
    def merged_down(self) -> dict[int, list[tuple[int, int]]]:
        """First and last row of each area merged, or carried, down one column, by column and in order."""
        areas = {column: list(spans) for column, spans in self.carried.items()}
        for top, left, bottom, right in self.sheet.merged:
            if left == right and bottom > top > self.header_row:
                areas.setdefault(left, []).append((top, bottom))
        return {column: sorted(spans) for column, spans in areas.items()}

    @cached_property
    def merged_right(self) -> dict[tuple[int, int], int]:
        """The last column of each merged area, by the row and column of the cell that holds its value."""
        return wide_merges(self.sheet)

    def rows(self) -> Iterator["Row"]:
        """The rows under the header that hold anything, in order."""
        for number in sorted(self.sheet.rows):
            if number > self.header_row and (self.last_row is None or number <= self.last_row):
                yield Row(self, number)


class Row:
    """One row of a table. A value merged over several rows belongs to each of them.

    ``all`` holds every cell of the row, ``own`` those in the table's columns that hold something.
    """

    def __init__(self, table: Table, number: int) -> None:
        self.table = table
        self.number = number
        self.all = table.sheet.rows[number]
        used = table.used_columns
        self.own = {c: cell for c, cell in self.all.items() if c in used and (cell.text or said(cell))}
        self._cells: dict[str, list[Cell]] = {}

    def cells(self, name: str) -> list[Cell]:
        """The cells that hold something of a field."""
        found = self._cells.get(name)
        if found is None:
            columns = self.table.columns.get(name, ())
            found = self._cells[name] = [cell for column in columns if (cell := self._cell(column))]
        return found

    def _cell(self, column: int) -> Cell | None:
        return self.own.get(column) or (self._merged_from_above(column) if column in self.table.merged_down else None)

    def _merged_from_above(self, column: int) -> Cell | None:
        spans = self.table.merged_down[column]
        top, bottom = spans[max(bisect_right(spans, (self.number, 0)) - 1, 0)]
        above = self.table.sheet.rows.get(top, {}).get(column) if top < self.number <= bottom else None
        return above if above is not None and said(above) else None

    @property
    def repeats_header(self) -> bool:
        """Whether this is the header over again, or half of it ("Skills" for "Knowledge"), and no row of a KSB."""
        headers = self.table.headers
        same = [column for column, cell in self.own.items() if cell.text == headers.get(column)]
        again = len(same) >= 2 and len(same) * 2 >= len(self.own)
        return again and not any(codes_and_rest(cell.text)[0] for cell in self.cells("ksb"))

    def owns(self, *names: str) -> bool:
        """Whether a cell of this very row holds something of one of the fields."""
        columns = self.table.columns
        return any(column in self.own for name in names if name in columns for column in columns[name])

    @property
    def own_fields(self) -> set[str]:
        """The fields that cells of this very row hold something of."""
        return {name for name in self.table.columns if self.owns(name)}

    def text(self, name: str) -> str:
        """The text of a field; empty when blank or when there is no such column. Several are joined by semicolons."""
        found = self.cells(name)
        return said(found[0]) if len(found) == 1 else "; ".join(said(cell) for cell in found)

    def own_text(self, name: str) -> str:
        """The text of a field in this very row."""
        return self.text(name) if self.owns(name) else ""

    def entry(self, name: str) -> Entry:
        """The cell of a field as it stands, or the empty cell that should hold it."""
        found = self.cells(name)
        if not found:
            return Entry(self.table.location(self.number, self.table.columns[name][0]))
        where = Location(self.table.book, self.table.sheet.name, found[0].address)
        return Entry(where, self.text(name))

    def entries(self) -> dict[str, Entry]:
        """The entry of every column that the table has."""
        return {name: self.entry(name) for name in self.table.columns}

    def troubles(self) -> dict[str, ProblemKind]:
        """The fields whose text is no value, and why."""
        return {name: kind for name in self.table.columns for cell in self.cells(name) if (kind := trouble_with(cell))}

    def heading(self) -> str:
        """The text of a row that holds one short text only, such as "Knowledge" or "Semester 1"; else empty."""
        last = max(self.table.used_columns)
        texts = {said(cell) for column, cell in self.all.items() if column <= last} - {""}
        text = texts.pop() if len(texts) == 1 else ""
        return text if len(text) <= LONGEST_HEADING and not text.endswith(".") else ""

    def merged_across(self, name: str) -> bool:
        """Whether a cell to the left of a field's column is merged over it."""
        merged = self.table.merged_right
        places = self.table.columns.get(name, ())
        return any(left < column <= merged.get((self.number, left), 0) for left in self.own for column in places)

    def first_location(self) -> Location:
        """Its leftmost cell in the table's columns that holds something."""
        return self.table.location(self.number, min(self.own))

    def first_text(self) -> str:
        """The text of the leftmost cell in the table's columns; empty when there is none."""
        return said(self.own[min(self.own)]) if self.own else ""
