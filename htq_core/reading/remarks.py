"""What a workbook holds besides values: what is hidden, merged, said in comments, unread, private or from elsewhere."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from htq_core.location import TEMPLATE_MARK, Book, Location
from htq_core.model.records import Claim, Entry, MappingSheet, Record, StructureSheet
from htq_core.model.remark import Remark, RemarkKind
from htq_core.reading.grid import Grid, Sheet, column_letters
from htq_core.reading.intake import Format
from htq_core.reading.personal import emails_in, phones_in
from htq_core.reading.sheet_part import split_address
from htq_core.reading.survey import Survey, survey
from htq_core.reading.table import Table

MOST_ROWS_ABOVE = 10
NOT_USED = ("about_unit", "semester")
"""Columns that are known for what they are, and that no check looks at."""


def remarks_on(grid: Grid, found: Survey, read: Sequence[MappingSheet | StructureSheet]) -> Iterator[Remark]:
    """Everything worth saying of a workbook, given the tables found in it and what was read from it."""
    records = [record for each in read for record in _records_of(each)]
    by_sheet: dict[str, list[Record]] = {}
    for record in records:
        by_sheet.setdefault(record.anchor.sheet, []).append(record)
    answers = [entry for each in read for entry in each.details.entries.values()]
    pairs = {pair.location.sheet for record in records if isinstance(record, Claim) for pair in record.by_unit}
    for sheet in grid.sheets:
        tables = [table for table in found.all if table.sheet is sheet]
        own_answers = [entry for entry in answers if entry.location.sheet == sheet.name]
        own = by_sheet.get(sheet.name, [])
        yield from _SheetSeen(grid.book, sheet, tables, own, own_answers, sheet.name in pairs).remarks()
    yield from _of_the_whole(grid)


def _records_of(read: MappingSheet | StructureSheet) -> tuple[Record, ...]:
    return read.claims if isinstance(read, MappingSheet) else (*read.units, *read.groups)


def _of_the_whole(grid: Grid) -> Iterator[Remark]:
    if grid.values_only:
        yield Remark(RemarkKind.VALUES_ONLY, grid.book, what=grid.values_only)
    if grid.values_only not in ("", Format.TEXT):
        yield Remark(RemarkKind.ERRORS_LOST, grid.book, what=grid.values_only)
    if grid.macros:
        yield Remark(RemarkKind.MACROS, grid.book)
    if grid.linked and not any(sheet.linked for sheet in grid.sheets):
        yield Remark(RemarkKind.LINKED, grid.book)


class _SheetSeen:
    """One sheet, with the tables, records and answers that were found on it.

    ``pairs`` tells that a claim whose record is on another sheet has units from this one.
    """

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        tables: Sequence[Table],
        records: Sequence[Record],
        answers: Sequence[Entry],
        pairs: bool,
    ) -> None:
        self.book, self.sheet, self.tables = book, sheet, tables
        self.records, self.answers, self.pairs = records, answers, pairs

    def remarks(self) -> Iterator[Remark]:
        """Everything worth saying of the sheet."""
        if self.sheet.hidden:
            yield from self._hidden_sheet()
        else:
            yield from self._hidden_rows()
            yield from self._hidden_columns()
        yield from self._merged()
        yield from self._unread()
        for address, text in self.sheet.comments.items():
            yield self._remark(RemarkKind.COMMENT, [address], text)
        for email, cells in emails_in(self.sheet).items():
            yield self._remark(RemarkKind.EMAIL, cells, email)
        if phones := phones_in(self.sheet):
            yield self._remark(RemarkKind.PHONE, phones)
        if self.sheet.linked:
            yield self._remark(RemarkKind.LINKED, self.sheet.linked)

    def _remark(self, kind: RemarkKind, addresses: Sequence[str], what: str = "") -> Remark:
        return Remark(kind, self.book, tuple(Location(self.book, self.sheet.name, a) for a in addresses), what)

    @cached_property
    def _rows(self) -> dict[int, Record]:
        """The record of each row that has one: the first, where a row holds several."""
        rows: dict[int, Record] = {}
        for record in self.records:
            cells = [record.anchor.cell]
            if self.sheet.merged:
                # A value merged over several rows stands above the record; its blank and own cells do not.
                cells += [entry.location.cell for entry in record.entries.values()]
            rows.setdefault(max(split_address(cell)[0] for cell in cells), record)
        return rows

    @cached_property
    def _fields(self) -> dict[int, str]:
        """The field that each column is read as."""
        fields: dict[int, str] = {}
        for table in self.tables:
            fields |= {column: name for name, columns in table.columns.items() for column in columns}
        for record in self.records:
            for name, entry in record.entries.items():
                fields[split_address(entry.location.cell)[1]] = name
            if isinstance(record, Claim):
                fields |= {split_address(claim.location.cell)[1]: "units" for claim in record.by_unit}
        return fields

    def _hidden_sheet(self) -> Iterator[Remark]:
        if self._matters_though_hidden:
            yield self._remark(RemarkKind.HIDDEN_SHEET, [""])

    @cached_property
    def _matters_though_hidden(self) -> bool:
        read = self.records or any(answer.text for answer in self.answers)
        return bool(read or survey(Grid(self.book, "", (self.sheet,))).all)

    def _hidden_rows(self) -> Iterator[Remark]:
        hidden = self.sheet.hidden_rows
        if hidden:
            cells = [record.anchor.cell for row, record in self._rows.items() if row in hidden]
            cells += [cell for cell in self._answer_cells if split_address(cell)[0] in hidden]
            if cells:
                yield self._remark(RemarkKind.HIDDEN_ROWS, cells)

    def _hidden_columns(self) -> Iterator[Remark]:
        hidden = self.sheet.hidden_columns
        if not hidden:
            return
        entries = [entry for record in self.records for entry in record.entries.values() if entry.text]
        columns = {split_address(entry.location.cell)[1] for entry in entries} & hidden
        cells = [self._header(column) for column in sorted(columns)]
        cells += [cell for cell in self._answer_cells if split_address(cell)[1] in hidden]
        if cells:
            yield self._remark(RemarkKind.HIDDEN_COLUMNS, cells)

    @property
    def _answer_cells(self) -> list[str]:
        return [answer.location.cell for answer in self.answers if answer.text]

    def _header(self, column: int) -> str:
        """The header cell of a column: that of the first table which has it."""
        table = next((t for t in self.tables if column in t.headers), self.tables[0])
        bottom = self.sheet.rows.get(table.header_row, {})
        return f"{column_letters(column)}{table.header_row if column in bottom else table.first_row}"

    def _merged(self) -> Iterator[Remark]:
        """Values merged over the rows of several records, by field."""
        areas = [area for area in self.sheet.merged if area[2] > area[0]] if self.records else []
        for top, left, bottom, right in areas:
            rows = [row for row in self._rows if top <= row <= bottom]
            if len(rows) > 1 and left in self._fields and self._holds(top, left):
                kind = RemarkKind.MERGED if left == right else RemarkKind.MERGED_AND_LEFT
                yield self._remark(kind, [f"{column_letters(left)}{top}"], self._fields[left])

    def _holds(self, row: int, column: int) -> bool:
        cell = self.sheet.rows.get(row, {}).get(column)
        return cell is not None and bool(cell.text)

    def _unread(self) -> Iterator[Remark]:
        """The sheet if nothing was read from it, else its columns that were not read."""
        if not (self.records or self.answers or self.pairs):
            if self._says_something() and not (self.sheet.hidden and self._matters_though_hidden):
                yield self._remark(RemarkKind.UNREAD_SHEET, [""], self.sheet.name)
            return
        if not self.tables or not self.records:
            return
        known = {c for t in self.tables for name, cs in t.columns.items() if name not in NOT_USED for c in cs}
        unread = {column for row in self._rows for column in self.sheet.rows.get(row, {}).keys() - known}
        if unread:
            unread -= {column for column, name in self._fields.items() if name not in NOT_USED}
        for column in sorted(unread):
            heading = next((t.headers[column] for t in self.tables if column in t.headers), "")
            what = heading or f"column {column_letters(column)}"
            yield self._remark(RemarkKind.UNREAD_COLUMN, [self._header(column)], what)

    def _says_something(self) -> bool:
        """Whether the sheet holds more than the headers of a table, and is not our own sheet of instructions."""
        header_rows = {row for table in self.tables for row in range(table.first_row, table.header_row + 1)}
        rows = [row for number, row in self.sheet.rows.items() if number not in header_rows]
        first = (row.get(1) for row in rows[:MOST_ROWS_ABOVE])
        return bool(rows) and not any(cell is not None and cell.text.startswith(TEMPLATE_MARK) for cell in first)
