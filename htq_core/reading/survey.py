"""Which tables a workbook holds: KSB mapping, units, option groups."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from htq_core.model.read_as import Shape, Sureness
from htq_core.reading.by_content import NAMES, with_coverage_told
from htq_core.reading.cells import number
from htq_core.reading.choices import NO_CHOICES, NO_TABLE_CHOICE, ReadingChoices, TableChoice
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Grid
from htq_core.reading.headers import Headers, RowsToTry, find_tables, nearest, rows_to_try, tables_by_sheet, words
from htq_core.reading.layout import GROUP_COLUMNS, MAPPING_COLUMNS, UNIT_COLUMNS, UNIT_FIRST_COLUMNS
from htq_core.reading.marks import read_mark
from htq_core.reading.matrix_table import find_matrices
from htq_core.reading.side_by_side import side_by_side
from htq_core.reading.table import Table, column_number
from htq_core.reading.unit_first import as_unit_first, is_unit_first

MAPPING_HEADERS = Headers(MAPPING_COLUMNS)
UNIT_HEADERS = Headers(UNIT_COLUMNS)
UNIT_FIRST_HEADERS = Headers(UNIT_FIRST_COLUMNS)
GROUP_HEADERS = Headers(GROUP_COLUMNS)
MATRICES = (Shape.MATRIX, Shape.MATRIX_ACROSS)
SURE = 1.8
"""Two columns recognised, each by the whole or the beginning of its header."""
FEWEST_PLACES, FEWEST_ROWS = 3, 5
"""So few columns or rows that are filled from the left tell nothing."""
_TICKED = {"full", "partial", "not_covered"}
_COVERAGE_FIELDS = {"coverage", "full", "partial"}
_KSB_WORDS = {"ksb", "knowledge", "skill", "behaviour", "statement"}


class Survey(NamedTuple):
    """The tables found in one workbook, the best of each kind first."""

    mapping: tuple[Table, ...]
    units: tuple[Table, ...]
    groups: tuple[Table, ...]

    @property
    def all(self) -> tuple[Table, ...]:
        """Every table, whatever its kind."""
        return (*self.mapping, *self.units, *self.groups)


class _Known:
    """The headers that tables are known by, as far as nobody chose others."""

    def __init__(self, choices: ReadingChoices) -> None:
        if choices == NO_CHOICES:
            self.mapping, self.lists = MAPPING_HEADERS, UNIT_FIRST_HEADERS
            self.units, self.groups = UNIT_HEADERS, GROUP_HEADERS
            return
        self.mapping = Headers(MAPPING_COLUMNS, choices.mapping.headers())
        self.lists = Headers(UNIT_FIRST_COLUMNS, _as_lists(choices.mapping.headers()))
        self.units = Headers(UNIT_COLUMNS, choices.units.headers())
        self.groups = Headers(GROUP_COLUMNS, choices.option_groups.headers())


def survey(grid: Grid, choices: ReadingChoices = NO_CHOICES) -> Survey:
    """Find every table that can be read, each ending where another one of its sheet begins."""
    known = _Known(choices)
    tried = rows_to_try(grid)
    mapping = nearest(_mapping_tables(grid, tried, known, choices.mapping))
    mapping = _as_chosen(grid, mapping, choices.mapping, known.mapping)
    groups = [_beside(table) for table in find_tables(grid, tried, known.groups, _is_groups)]
    groups = [table for table in groups if not _rules_beside_units(table)]
    groups = _as_chosen(grid, groups, choices.option_groups, known.groups)
    found = find_tables(grid, tried, known.units, is_units)
    beside = [found] if choices.units.columns else [side_by_side(table, known.units, is_units) for table in found]
    units = [_apart_from(table, groups) for tables in beside for table in tables]
    units = _as_chosen(grid, units, choices.units, known.units)
    every = [*mapping, *units, *groups]
    return Survey(
        tuple(_bounded(t, every) for t in mapping),
        tuple(_bounded(t, every) for t in units),
        tuple(_bounded(t, every) for t in groups),
    )


def _mapping_tables(grid: Grid, tried: RowsToTry, known: _Known, choice: TableChoice) -> Iterator[Table]:
    """The table of KSBs on each sheet, in whichever shape it is, or in the shape that was chosen."""
    rows = {table.sheet.name: table for table in tables_by_sheet(grid, tried, known.mapping, is_mapping)}
    lists = {table.sheet.name: table for table in tables_by_sheet(grid, tried, known.lists, is_unit_first)}
    wanted = choice.shape
    for sheet in grid.sheets:
        by_row, by_unit, table = rows.get(sheet.name), lists.get(sheet.name), None
        if wanted in MATRICES or (wanted is None and not (by_row and _names_units(by_row))):
            matrices = find_matrices(grid, sheet, known.mapping, known.units)
            if wanted is None and len(matrices) > 1:
                yield from matrices
                continue
            table = matrices[0] if matrices and wanted in (None, matrices[0].shape) else None
        by_row = with_coverage_told(by_row) if by_row and not table else by_row
        if by_unit and (wanted is Shape.UNIT_FIRST or (wanted is None and not _covers_apart(by_row, by_unit))):
            table = table or as_unit_first(by_unit)
        if wanted is None and by_row and not table:
            yield from side_by_side(by_row, known.mapping, is_mapping) if not choice.columns else [by_row]
            continue
        if wanted in (Shape.ROWS, Shape.LONG):
            table = table or by_row
        if table:
            yield replace(table, shape=wanted, sure=Sureness.CHOSEN) if wanted else table


def _as_lists(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The headers chosen for a mapping, for one that goes unit by unit: its units go by code."""
    return {"code" if name == "units" else name: headers for name, headers in chosen.items() if name != "coverage"}


def _as_chosen(grid: Grid, tables: list[Table], choice: TableChoice, headers: Headers) -> list[Table]:
    """The tables on the sheet that was chosen, with the columns that were chosen by their letters."""
    if choice == NO_TABLE_CHOICE:
        return tables
    tables = [table for table in tables if choice.sheet in ("", table.sheet.name)]
    at_row = (sheet for sheet in grid.sheets if sheet.name == choice.sheet and choice.header_row in sheet.rows)
    if choice.header_row and (sheet := next(at_row, None)):
        texts = {column: cell.text for column, cell in sheet.rows[choice.header_row].items() if cell.text}
        fields, score = headers.assign({column: [text] for column, text in texts.items()})
        row = choice.header_row
        tables = [t for t in tables if t.header_row == row] or [Table(grid.book, sheet, row, row, fields, texts, score)]
    lettered = (_with_letters(table, choice) for table in tables)
    return [table for table in lettered if table.columns]


def _with_letters(table: Table, choice: TableChoice) -> Table:
    """The table with a column chosen by its letter for each field that has none by its header."""
    columns = dict(table.columns)
    for name, letters in choice.letters().items():
        places = tuple(column_number(letter) for letter in letters)
        if name not in columns and places:
            columns = {
                other: kept for other, own in columns.items() if (kept := tuple(c for c in own if c not in places))
            }
            columns[name] = places
    return replace(table, columns=columns, chosen=frozenset(choice.columns))


def _states_coverage(table: Table) -> bool:
    return bool(table.columns.keys() & NAMES)


def _covers_apart(by_row: Table | None, by_unit: Table) -> bool:
    """Whether a table states coverage in a column other than those that list the KSBs of a unit ("KSBs covered")."""
    places = {c for name in NAMES for c in by_row.columns.get(name, ())} if by_row else set()
    return bool(places - {*by_unit.columns["ksb"]})


def _names_units(table: Table) -> bool:
    """Whether a table with a row for each KSB names units where a matrix would have marks.

    Without coverage it does only in one column, as matrices may have their units in several.
    """
    if "units" not in table.columns or not (_states_coverage(table) or len(table.columns["units"]) == 1):
        return False
    texts = [text for row in table.rows() for cell in row.cells("units") if (text := cell.text)]
    return sum(read_mark(text) is None for text in texts) * 2 > len(texts) or _numbers_from_the_left(table)


def _numbers_from_the_left(table: Table) -> bool:
    """Whether the columns for units ("Unit 1", "Unit 2", "Unit 3") are places to fill in with the numbers of units.

    Each row then fills them from the left and names no unit twice. In a matrix, rows begin at any unit.
    """
    places = table.columns["units"]
    said = [[row.all[place].text if place in row.all else "" for place in places] for row in table.rows()]
    rows = [(texts, [text for text in texts if text]) for texts in said if any(texts)]
    if len(places) < FEWEST_PLACES or len(rows) < FEWEST_ROWS or len({len(filled) for _, filled in rows}) == 1:
        return False
    return all(
        texts[: len(filled)] == filled and len(set(filled)) == len(filled) and all(map(_is_number, filled))
        for texts, filled in rows
    )


def _is_number(text: str) -> bool:
    return number(text) is not None


def _fields_as(table: Table, headers: Headers) -> Collection[str]:
    """The fields that the same header row would hold, read as another kind of table."""
    return headers.assign({column: [text] for column, text in table.headers.items()})[0].keys()


def is_mapping(table: Table) -> bool:
    """Whether a table names KSBs and says enough about them."""
    fields = set(table.columns)
    named = fields & {"ksb", "statement"}
    if not named or len(fields) < 2 or table.score < SURE:
        return False
    if "coverage" in fields or len(fields & _TICKED) > 1:
        return True
    of_statements = "statement" in words(table.headers_said.get("statement", ""))
    if not of_statements and _looks_like_units(_fields_as(table, UNIT_HEADERS)):
        return False
    if len(named) == 1 and not fields & {"units", "full"}:
        return False
    about_ksbs = any(_KSB_WORDS & set(words(table.headers_said[name])) for name in named)
    return about_ksbs or any(
        codes_and_rest(cell.text)[0]
        for row in table.rows()
        for column, cell in row.own.items()
        if column in {c for name in named for c in table.columns[name]}
    )


def _looks_like_units(fields: Collection[str]) -> bool:
    measures = {"level", "credits", "status", "mandatory", "optional"} & set(fields)
    return bool({"code", "title"} & set(fields)) and bool(measures) and len(fields) >= 3


def is_units(table: Table) -> bool:
    """Whether a table names units and says enough about them, and is no mapping."""
    if not _looks_like_units(table.columns):
        return False
    as_mapping = set(_fields_as(table, MAPPING_HEADERS))
    return not (as_mapping & {"ksb", "statement"} and as_mapping & _COVERAGE_FIELDS)


def _is_groups(table: Table) -> bool:
    fields = set(table.columns)
    return "name" in fields and bool(fields & {"choose", "minimum"})


def _beside(table: Table) -> Table:
    """The option groups of a row that also heads a unit table: from the last "Option group" before what is chosen."""
    chosen = min(table.columns[name][0] for name in ("choose", "minimum") if name in table.columns)
    names = [
        column
        for column, text in table.headers.items()
        if column < chosen and any(name == "name" for _, _, name in GROUP_HEADERS.candidates(text))
    ]
    if len(names) < 2:
        return table
    kept = {column: text for column, text in table.headers.items() if column >= max(names)}
    columns, score = GROUP_HEADERS.assign({column: [text] for column, text in kept.items()})
    return replace(table, columns=columns, headers=kept, score=score)


def _rules_beside_units(table: Table) -> bool:
    """Whether a row that names groups and what is chosen heads units, each with its group and that group's rule."""
    names = [row.own_text("name") for row in table.rows() if row.owns("name")]
    return _looks_like_units(_fields_as(table, UNIT_HEADERS)) and len(set(names)) < len(names)


def _apart_from(table: Table, groups: list[Table]) -> Table:
    """A unit table without the columns of an option-group table in the same rows."""
    others = [group for group in groups if (group.sheet.name, group.header_row) == (table.sheet.name, table.header_row)]
    taken = {column for group in others for column in group.used_columns}
    if not taken & set(table.used_columns):
        return table
    kept = {column: text for column, text in table.headers.items() if column not in taken}
    columns, score = UNIT_HEADERS.assign({column: [text] for column, text in kept.items()})
    return replace(table, columns=columns, headers=kept, score=score)


def _bounded(table: Table, every: list[Table]) -> Table:
    starts = [
        other.first_row
        for other in every
        if other.sheet is table.sheet and other.first_row > table.header_row and _share_columns(table, other)
    ]
    return replace(table, last_row=min(starts) - 1) if starts else table


def _share_columns(one: Table, other: Table) -> bool:
    return min(one.used_columns) <= max(other.used_columns) and min(other.used_columns) <= max(one.used_columns)
