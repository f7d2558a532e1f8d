"""Grids from lists of rows, for tests of reading."""

from collections.abc import Iterable, Sequence

from htq_core.location import Book
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.reading.table import address

UNSTORED = object()
"""Stands for a formula saved without its result."""


def sheet(
    name: str,
    rows: Iterable[Sequence[object]],
    *,
    top: int = 1,
    left: int = 1,
    hidden: bool = False,
    hidden_rows: Iterable[int] = (),
    merged: Iterable[tuple[int, int, int, int]] = (),
    extra: dict[tuple[int, int], object] | None = None,
) -> Sheet:
    """A sheet whose first row of values stands at row ``top``, column ``left``; ``None`` and "" are no cells."""
    cells: dict[int, dict[int, Cell]] = {}
    placed = {(top + r, left + c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    for (row, column), value in {**placed, **(extra or {})}.items():
        if value is not None and value != "":
            cells.setdefault(row, {})[column] = _cell(row, column, value)
    return Sheet(name, cells, hidden=hidden, hidden_rows=frozenset(hidden_rows), merged=tuple(merged))


def _cell(row: int, column: int, value: object) -> Cell:
    where = address(row, column)
    if value is UNSTORED:
        return Cell(row, column, where, "", unstored=True)
    text = f"{value:g}" if isinstance(value, float) else str(value)
    stored = value if isinstance(value, str | int | float) else None
    return Cell(row, column, where, text, value=stored, error=text.startswith("#"))


def mapping_grid(*sheets: Sheet) -> Grid:
    """A workbook in the mapping's place."""
    return Grid(Book.MAPPING, "mapping.xlsx", sheets)


def structure_grid(*sheets: Sheet) -> Grid:
    """A workbook in the structure's place."""
    return Grid(Book.STRUCTURE, "structure.xlsx", sheets)
