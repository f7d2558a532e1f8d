"""The tables of both files as they are shown to a person who says which column is which."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from htq_core.errors import UnreadableWorkbook
from htq_core.location import Book
from htq_core.model.ksb import Coverage
from htq_core.model.read_as import RuleRead, Shape, Sureness
from htq_core.model.records import Record
from htq_core.pipeline import Source
from htq_core.reading import NO_CHOICES, Reading, ReadingChoices, read_applications
from htq_core.reading.choices import TableChoice
from htq_core.reading.combining import groups_asked
from htq_core.reading.grid import Grid, Sheet, column_letters
from htq_core.reading.guesses import HEADERS, NEEDED, Asked, Guess, column_guesses, values_asked
from htq_core.reading.headers import aside, likely_headers
from htq_core.reading.survey import Survey, survey
from htq_core.reading.table import Table
from htq_core.reading.workbook import open_workbook

MOST_ROWS_OFFERED = 12
MOST_PREVIEWED = 4
FIELDS_OF_SHAPE = {
    Shape.MATRIX: ("ksb", "statement"),
    Shape.MATRIX_ACROSS: (),
    Shape.UNIT_FIRST: ("ksb", "units"),
}
"""The fields that are asked for, where a mapping has them in columns of its own and is not read row by row."""
BOOKS = {"mapping": Book.MAPPING, "units": Book.STRUCTURE, "option_groups": Book.STRUCTURE}
_ATTRIBUTES = {"units": "units_text", "status": "mandatory", "coverage": "coverage"}
_WORDS = {Coverage.FULL: "full", Coverage.PARTIAL: "partial", Coverage.NOT_COVERED: "not covered"}


class Shown(NamedTuple):
    """A value as it was read; or as it is written, where it was not understood."""

    text: str
    understood: bool = True


class InView(NamedTuple):
    """A table as it is read now, or the rows where it may be.

    ``found`` is whether it is read at all. ``rows`` are the rows that may be its header, by their numbers.
    ``columns`` are the letters in use for each field, ``guesses`` every column that may hold it, the likeliest first.
    ``preview`` are its first rows as they are read, field by field.
    """

    name: str
    book: Book
    found: bool
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    rows: Mapping[int, str]
    shape: Shape
    sure: Sureness
    columns: Mapping[str, tuple[str, ...]]
    guesses: Mapping[str, tuple[Guess, ...]]
    preview: tuple[Mapping[str, Shown], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without a column."""
        return tuple(name for name in self.guesses if name not in self.columns)


class Asking(NamedTuple):
    """What there is to ask: the tables, the values that were not understood, and the rules of combination in words.

    ``groups`` are the option groups that a rule may be about. ``to_save`` is what was said, without the places of
    tables that are found anyway: next year they may be elsewhere.
    """

    tables: tuple[InView, ...] = ()
    values: tuple[Asked, ...] = ()
    rules: tuple[RuleRead, ...] = ()
    groups: tuple[str, ...] = ()
    to_save: ReadingChoices = NO_CHOICES

    def table(self, name: str) -> InView | None:
        """The table of this name."""
        return next((table for table in self.tables if table.name == name), None)


def to_ask(mapping: Source | None, structure: Source | None, choices: ReadingChoices = NO_CHOICES) -> Asking:
    """What a person can be asked about how these files are read. A file that cannot be opened is left out."""
    grids = _grid(mapping, Book.MAPPING), _grid(structure, Book.STRUCTURE)
    if not any(grids):
        return Asking(to_save=choices)
    readings = read_applications(*grids, choices)
    problems = dict.fromkeys(problem for reading in readings for problem in reading.problems)
    tables = tuple(_tables(*grids, readings[0], choices))
    units = readings[0].structure
    return Asking(
        tables,
        values_asked(problems),
        units.worded if units else (),
        groups_asked(units.units) if units else (),
        _without_places(*grids, readings[0], choices),
    )


def _without_places(
    mapping: Grid | None, structure: Grid | None, read: Reading, choices: ReadingChoices
) -> ReadingChoices:
    """The choices with the place of a table only where it is not found, and read alike, without one."""
    for name in BOOKS:
        choice: TableChoice = getattr(choices, name)
        if choice.header_row:
            placeless = choice.model_copy(update={"sheet": "", "header_row": None})
            shorter = choices.model_copy(update={name: placeless})
            if _alike(read_applications(mapping, structure, shorter)[0], read):
                choices = shorter
    return choices


def _alike(one: Reading, other: Reading) -> bool:
    return (one.mapping, one.structure) == (other.mapping, other.structure)


def _grid(source: Source | None, book: Book) -> Grid | None:
    try:
        return open_workbook(source.data, source.name, book) if source and not source.trouble else None
    except UnreadableWorkbook:
        return None


def _tables(mapping: Grid | None, structure: Grid | None, read: Reading, choices: ReadingChoices) -> Iterator[InView]:
    for grid, other in ((mapping, structure), (structure, mapping)):
        if grid is None:
            continue
        found = survey(grid, choices.of_book(grid.book, alone=other is None))
        for name in BOOKS:
            if BOOKS[name] is grid.book or (other is None and _of(found, name)):
                yield _in_view(name, grid, found, read, getattr(choices, name))


def _of(found: Survey, name: str) -> tuple[Table, ...]:
    return {"mapping": found.mapping, "units": found.units, "option_groups": found.groups}[name]


def _in_view(name: str, grid: Grid, found: Survey, read: Reading, choice: TableChoice) -> InView:
    table = next(iter(_of(found, name)), None)
    sheet, row = (table.own_sheet, table.header_row) if table else _likely_place(grid, name, choice)
    shape = table.shape if table else choice.shape or Shape.ROWS
    if table and name == "mapping" and read.mapping:
        shape = next((each.shape for each in read.mapping.tables if each.sheet == table.sheet.name), shape)
    asked = FIELDS_OF_SHAPE.get(shape, NEEDED[name]) if name == "mapping" else NEEDED[name]
    guesses = column_guesses(sheet, row, name) if sheet else {}
    return InView(
        name=name,
        book=grid.book,
        found=table is not None,
        sheets=tuple(each.name for each in grid.sheets if each.rows),
        sheet=sheet.name if sheet else "",
        header_row=row,
        rows=_rows_offered(sheet, row, name) if sheet else {},
        shape=shape,
        sure=table.sure if table else Sureness.UNSURE,
        columns=_letters(table) if table else _chosen_letters(choice, guesses),
        guesses={field: guesses[field] for field in asked if field in guesses},
        preview=tuple(_previewed(name, asked, read)) if table else (),
    )


def _likely_place(grid: Grid, name: str, choice: TableChoice) -> tuple[Sheet | None, int]:
    """The sheet and row where a table that is not read may have its header."""
    sheets = [sheet for sheet in grid.sheets if sheet.rows and choice.sheet in ("", sheet.name)]
    if not sheets:
        return next((sheet for sheet in grid.sheets if sheet.rows), None), 1
    likely = {sheet.name: next(iter(likely_headers(sheet, HEADERS[name])), min(sheet.rows)) for sheet in sheets}
    best = min(sheets, key=lambda sheet: (aside(sheet), -len(sheet.rows[likely[sheet.name]])))
    chosen = choice.header_row if choice.header_row in best.rows else None
    return best, chosen or likely[best.name]


def _rows_offered(sheet: Sheet, row: int, name: str) -> dict[int, str]:
    rows = sorted({row, *likely_headers(sheet, HEADERS[name])[: MOST_ROWS_OFFERED - 1]})
    return {
        number: ", ".join(c.text for _, c in sorted(sheet.rows.get(number, {}).items()) if c.text) for number in rows
    }


def _letters(table: Table) -> dict[str, tuple[str, ...]]:
    return {name: tuple(map(column_letters, places)) for name, places in table.columns.items()}


def _chosen_letters(choice: TableChoice, guesses: Mapping[str, tuple[Guess, ...]]) -> dict[str, tuple[str, ...]]:
    """The letters of the columns that were chosen for a table that cannot be read yet."""
    return {
        name: letters
        for name, own in guesses.items()
        if (letters := tuple(each.column.letter for each in own if _is_among(each, choice.columns.get(name, ()))))
    }


def _is_among(guess: Guess, named: tuple[object, ...]) -> bool:
    said = {(getattr(each, "header", ""), getattr(each, "letter", "")) for each in named}
    return bool(
        said & {(guess.column.header, ""), ("", guess.column.letter), (guess.column.header, guess.column.letter)}
    )


def _previewed(name: str, fields: tuple[str, ...], read: Reading) -> Iterator[dict[str, Shown]]:
    """The first records of a table, field by field."""
    records: tuple[Record, ...] = ()
    if name == "mapping" and read.mapping:
        records, fields = read.mapping.claims, NEEDED["mapping"]
    elif read.structure and name != "mapping":
        records = read.structure.units if name == "units" else read.structure.groups
    for record in records[:MOST_PREVIEWED]:
        yield {field: _shown(record, field) for field in fields}


def _shown(record: Record, field: str) -> Shown:
    value = getattr(record, _ATTRIBUTES.get(field, field))
    if value is None:
        return Shown(record.said(field), not record.said(field))
    if isinstance(value, bool):
        return Shown("mandatory" if value else "optional")
    return Shown(
        _WORDS[value] if isinstance(value, Coverage) else f"{value:g}" if isinstance(value, float) else f"{value}"
    )
