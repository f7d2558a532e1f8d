"""A qualification structure: grid to units, option groups and details."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.read_as import Shape, TableRead
from htq_core.model.records import OptionGroup, StructureSheet
from htq_core.reading.combining import combined
from htq_core.reading.details import read_details
from htq_core.reading.grid import Grid
from htq_core.reading.group_names import under_one_name
from htq_core.reading.mapping_tables import columns_read
from htq_core.reading.option_groups import assumed_of, read_groups
from htq_core.reading.pathway_names import apart, names_alone
from htq_core.reading.repairs import NO_REPAIRS, Repairs
from htq_core.reading.rules_said import NO_RULES_SAID, RulesSaid
from htq_core.reading.survey import Survey, survey
from htq_core.reading.table import Notebook, Table
from htq_core.reading.units import BOXES, UnitReader, settled
from htq_core.reading.worded_groups import headings_apart, notes_outside

WANTED_TABLE = "a table with a row for each unit: its code or title, level, credits, and whether it is mandatory"
_NEEDED = {
    "code": "a column for the unit code or title",
    "level": "a column for the level",
    "credits": "a column for the credits",
    "status": "a column that says mandatory or optional",
}


def read_structure(
    grid: Grid, found: Survey | None = None, repairs: Repairs = NO_REPAIRS, rules: RulesSaid = NO_RULES_SAID
) -> tuple[StructureSheet | None, list[Problem]]:
    """The units, option groups and details of a structure, and what could not be read; ``None`` without units."""
    found = found or survey(grid)
    book = Notebook(grid.book, repairs)
    if not found.units:
        book.note(ProblemKind.MISSING_TABLE, None, "structure", wanted=WANTED_TABLE)
        return None, book.problems
    chosen = _chosen([UnitReader(settled(table), repairs) for table in found.units])
    main = chosen[0].table
    chosen.sort(key=lambda reading: [sheet is reading.table.sheet for sheet in grid.sheets].index(True))
    for reading in chosen:
        book.problems.extend(reading.notes.problems)
        book.repaired.extend(reading.notes.repaired)
    _note_gaps(chosen, main, book)
    ends: dict[int, int] = {}
    for reading in chosen:
        ends[id(reading.table.sheet)] = max(reading.last_row, ends.get(id(reading.table.sheet), 0))
    groups: list[OptionGroup] = []
    for table in found.groups:
        more, last = read_groups(table, book)
        groups += more
        ends[id(table.sheet)] = max(last, ends.get(id(table.sheet), 0))
    units = [unit for reading in chosen for unit in reading.units]
    worded = [worded for reading in chosen for worded in reading.worded]
    if any(unit.mandatory is False for unit in units):
        worded += notes_outside(grid, found.all, ends, worded)
    combination = combined(headings_apart(units, worded), groups, worded, book, rules)
    units, groups = under_one_name(combination.units, combination.groups)
    alone = names_alone([*units, *groups])
    sheet = StructureSheet(
        units=tuple(replace(apart(unit, alone), position=position) for position, unit in enumerate(units)),
        groups=tuple(replace(apart(group, alone), position=position) for position, group in enumerate(groups)),
        details=read_details(grid, found, ends, book),
        header=main.locations_with("status", BOXES),
        groups_header=found.groups[0].header_locations if found.groups else {},
        book=grid.book,
        tables=tuple(_how_read(chosen, found.groups, combination.told)),
        repaired=tuple(book.repaired),
        worded=combination.read,
    )
    return sheet, book.problems


def _how_read(chosen: list[UnitReader], groups: Sequence[Table], told: tuple[str, ...]) -> Iterator[TableRead]:
    """How the tables were read, and with the first the rules that were read out of words."""
    for reading in chosen:
        yield _read("units", reading.table, (*told, *reading.assumed))
        told = ()
    yield from (_read("option groups", table, assumed_of(table)) for table in groups)


def _read(name: str, table: Table, assumed: tuple[str, ...]) -> TableRead:
    return TableRead(table.book, table.sheet.name, name, Shape.ROWS, table.sure, columns_read(table), assumed)


def _chosen(readings: list[UnitReader]) -> list[UnitReader]:
    """The table with most units, then those of other sheets whose units are all their own (a sheet for each level)."""
    ranked = sorted(readings, key=lambda reading: (-len(reading.units), -reading.table.score))
    chosen, keys = [ranked[0]], {unit.key for unit in ranked[0].units}
    for reading in ranked[1:]:
        further = {unit.key for unit in reading.units}
        if further and not further & keys:
            chosen.append(reading)
            keys |= further
    return chosen


def _note_gaps(chosen: list[UnitReader], main: Table, book: Notebook) -> None:
    """Needed columns that are missing, and a table that nobody has filled in."""
    for reading in chosen:
        names = set(reading.table.columns)
        had = {"code": names & {"code", "title"}, "status": reading.has_status, "level": reading.has_level}
        for name, wanted in _NEEDED.items():
            if not had.get(name, name in names):
                book.note(ProblemKind.MISSING_COLUMN, reading.table.first_header, name, wanted=wanted)
    if not any(reading.units for reading in chosen) and not book.problems:
        first = main.location(main.header_row + 1, min(main.used_columns))
        book.note(ProblemKind.NOT_FILLED_IN, first, "units", wanted="a row for each unit")
