"""Coverage that is shown by the colour of a cell, and written nowhere."""

from collections.abc import Iterator, Sequence

from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.records import Claim
from htq_core.reading.claims import TICK_COLUMNS
from htq_core.reading.grid import Grid
from htq_core.reading.sheet_part import split_address
from htq_core.reading.table import Table

WANTED = {"coverage": "full, partial or not covered, in words", "units": "the units, in words"}
_COVERAGE = ("coverage", *TICK_COLUMNS)
_SHOWING = (*_COVERAGE, "units")


def shown_by_colour(grid: Grid, tables: Sequence[Table], claims: Sequence[Claim]) -> Iterator[Problem]:
    """The blank cells of each column for coverage or units whose colours mean something, one problem to a column.

    Colours mean something where they differ down the column, or where a filled-in row's coverage has nothing else. A
    colour that other cells of the row have too is the look of the row and means nothing.
    """
    for table in tables:
        rows = sorted({split_address(c.anchor.cell)[0] for c in claims if c.anchor.sheet == table.sheet.name})
        if not (table.sheet.fills and rows):
            continue
        for name in _SHOWING:
            for column in table.columns.get(name, ()):
                blank = _meaning(table, name, column, rows)
                if blank:
                    where = tuple(table.location(row, column) for row in blank)
                    field = "units" if name == "units" else "coverage"
                    yield Problem(ProblemKind.SHOWN_BY_COLOUR, grid.book, where, field, wanted=WANTED[field])


def _meaning(table: Table, name: str, column: int, rows: Sequence[int]) -> list[int]:
    """The rows in which a column says something by its colour alone, and no column says how far they are covered."""
    colours = {row: _own_colour(table, column, row) for row in rows}
    blank = [row for row in rows if colours[row] and not _says(table, row, name, *_COVERAGE)]
    differ = len(set(colours.values())) > 1
    written = any(_says(table, row, name) for row in rows)
    nothing_else = name == "coverage" and not written and any(_says(table, row, "units", "reason") for row in blank)
    return blank if differ or nothing_else else []


def _own_colour(table: Table, column: int, row: int) -> str:
    """The colour of a cell; empty where another column of the row has it too."""
    fills = table.sheet.fills
    beside = {c for name, places in table.columns.items() if name not in TICK_COLUMNS for c in places} - {column}
    colour = fills.get((row, column), "")
    return "" if colour in {fills.get((row, c)) for c in beside} else colour


def _says(table: Table, row: int, *names: str) -> bool:
    """Whether a row's own cell in one of these columns holds something."""
    held = table.sheet.rows.get(row, {})
    return any(column in held for name in names for column in table.columns.get(name, ()))
