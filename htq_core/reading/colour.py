"""Coverage that is shown by the colour of a cell, and written nowhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.problem import Problem, ProblemKind
from htq_core.model.read_as import Shape
from htq_core.model.records import Claim
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Grid, Sheet
from htq_core.reading.headers import aside
from htq_core.reading.marks import LONGEST_MARK
from htq_core.reading.sheet_part import split_address
from htq_core.reading.stated import TICK_COLUMNS
from htq_core.reading.table import Table, address

WANTED = {"coverage": "full, partial or not covered, in words", "units": "the units, in words"}
WANTED_MARK = "a mark, such as F for full or P for partial"
FEWEST_KSBS, FEWEST_UNITS = 3, 2
HIGHEST_HEADER = 10
MOST_ROWS = 2000
MATRICES = (Shape.MATRIX, Shape.MATRIX_ACROSS)
_COVERAGE = ("coverage", *TICK_COLUMNS)
_SHOWING = (*_COVERAGE, "units")


def shown_by_colour(grid: Grid, tables: Sequence[Table], claims: Sequence[Claim]) -> Iterator[Problem]:
    """The blank cells of each column for coverage or units whose colours mean something, one problem to a column.

    Colours mean something where they differ down the column, or where a filled-in row's coverage has nothing else. A
    colour that other cells of the row have too is the look of the row and means nothing.
    """
    for table in tables:
        if table.shape in MATRICES:
            continue
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


def shown_in_a_matrix(grid: Grid, tables: Sequence[Table]) -> Iterator[Problem]:
    """The blank cells of each matrix whose colours stand where marks should, whether or not it can be read as one.

    Sheets that state coverage in a column of their own are none.
    """
    by_column = {t.sheet.name for t in tables if t.shape not in MATRICES and {"coverage", "units"} & t.columns.keys()}
    for sheet in grid.sheets:
        if sheet.fills and not aside(sheet) and sheet.name not in by_column:
            cells = next(filter(None, (_Crossed.of(sheet, across).cells() for across in (False, True))), [])
            if cells:
                where = tuple(Location(grid.book, sheet.name, address(*cell)) for cell in sorted(cells))
                yield Problem(ProblemKind.SHOWN_BY_COLOUR, grid.book, where, "coverage", wanted=WANTED_MARK)


class _Crossed(NamedTuple):
    """A sheet as lines, one for each KSB, that other lines cross: rows and columns, or the other way round."""

    sheet: Sheet
    across: bool
    texts: Mapping[int, Mapping[int, str]]

    @classmethod
    def of(cls, sheet: Sheet, across: bool) -> "_Crossed":
        """The sheet with rows for its lines, or columns where KSBs lie ``across``."""
        texts: dict[int, dict[int, str]] = {}
        for number in sorted(sheet.rows)[:MOST_ROWS]:
            for column, cell in sheet.rows[number].items():
                line, place = (column, number) if across else (number, column)
                if cell.text:
                    texts.setdefault(line, {})[place] = cell.text
        return cls(sheet, across, texts)

    def cells(self) -> list[tuple[int, int]]:
        """The row and column of each blank cell whose colour means something; none where this is no matrix.

        A colour means something where it varies along a unit, and its line says nothing else or other cells of that
        colour hold a mark.
        """
        key, lines = self._ksbs()
        if len(lines) < FEWEST_KSBS:
            return []
        units = [place for place in self._headed(key, lines) if self._varies(place, key, lines)]
        if len(units) < FEWEST_UNITS:
            return []
        marked = {self._colour(line, u, key) for line in lines for u in units if u in self.texts[line]} - {""}
        silent = {line for line in lines if not any(unit in self.texts[line] for unit in units)}
        return [
            self._cell(line, unit)
            for line in lines
            for unit in units
            if unit not in self.texts[line]
            and (colour := self._colour(line, unit, key))
            and (line in silent or colour in marked)
        ]

    def _ksbs(self) -> tuple[int, list[int]]:
        """The place that holds most KSB codes, and the lines that hold one there."""
        held: dict[int, dict[int, str]] = {}
        for line, texts in self.texts.items():
            for place, text in texts.items():
                codes = codes_and_rest(text)[0]
                if len(codes) == 1:
                    held.setdefault(place, {})[line] = codes[0]
        counts = Counter({place: len(set(codes.values())) for place, codes in held.items()})
        key = counts.most_common(1)[0][0] if counts else 0
        return key, sorted(held.get(key, {}))

    def _headed(self, key: int, lines: Sequence[int]) -> list[int]:
        """The places with a header above the first KSB, and nothing longer than a mark beside the KSBs."""
        above = [line for line in self.texts if lines[0] - HIGHEST_HEADER <= line < lines[0]]
        headed = {place for line in above for place in self.texts[line]} - {key}
        return sorted(p for p in headed if all(len(self.texts[line].get(p, "")) <= LONGEST_MARK for line in lines))

    def _varies(self, place: int, key: int, lines: Sequence[int]) -> bool:
        return len({self._colour(line, place, key) for line in lines}) > 1

    def _colour(self, line: int, place: int, key: int) -> str:
        """The colour of a cell; empty where the KSB of its line has it too."""
        colour = self.sheet.fills.get(self._cell(line, place), "")
        return "" if colour == self.sheet.fills.get(self._cell(line, key), "") else colour

    def _cell(self, line: int, place: int) -> tuple[int, int]:
        return (place, line) if self.across else (line, place)
