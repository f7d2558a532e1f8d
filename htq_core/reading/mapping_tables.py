"""Tables of a mapping, each read by its shape."""

from dataclasses import replace
from typing import TypeAlias

from htq_core.model.read_as import ColumnRead, Shape, Sureness, TableRead
from htq_core.reading.by_content import NAMES, told_by_content
from htq_core.reading.carried import carried_down
from htq_core.reading.claims import ClaimReader, settled
from htq_core.reading.grid import column_letters
from htq_core.reading.long_claims import is_long, pair_by_pair
from htq_core.reading.matrix_claims import MatrixReader
from htq_core.reading.repairs import NO_REPAIRS, Repairs
from htq_core.reading.side_by_side import with_rivals_told
from htq_core.reading.survey import MAPPING_HEADERS
from htq_core.reading.table import Table
from htq_core.reading.unit_first import UnitFirstReader, as_unit_first

TableReader: TypeAlias = ClaimReader | UnitFirstReader
MATRICES = (Shape.MATRIX, Shape.MATRIX_ACROSS)


def read_table(table: Table, repairs: Repairs = NO_REPAIRS) -> TableReader:
    """Read one table into claims, by its shape."""
    if table.shape in MATRICES:
        return MatrixReader(_with_comments(table), repairs)
    if table.shape is Shape.UNIT_FIRST:
        return UnitFirstReader(as_unit_first(table), repairs)
    table, told = with_rivals_told(settled(_with_comments(table)), MAPPING_HEADERS, ("coverage",))
    table, assumed = carried_down(table)
    reading = ClaimReader(table, repairs)
    reading.assumed = (*told_by_content(table, MAPPING_HEADERS, "coverage", NAMES), *told, *assumed)
    if table.shape is Shape.LONG or (table.sure is not Sureness.CHOSEN and is_long(reading.claims)):
        reading.go_by_pairs(pair_by_pair(reading.claims))
    return reading


def how_read(reading: TableReader) -> TableRead:
    """How a table of the mapping was read."""
    table = reading.table
    return TableRead(
        book=table.book,
        sheet=table.sheet.name,
        table="mapping",
        shape=table.shape,
        sure=table.sure,
        columns=columns_read(table),
        assumed=reading.assumed,
    )


def columns_read(table: Table) -> dict[str, tuple[ColumnRead, ...]]:
    """The columns that were used, by field."""
    across = table.turned_from is not None
    return {
        name: tuple(ColumnRead(table.headers.get(c, ""), str(c) if across else column_letters(c)) for c in places)
        for name, places in table.columns.items()
    }


def _with_comments(table: Table) -> Table:
    """The table with comments as reasons: after those in a column for reasons, or on their own where there is none."""
    columns = dict(table.columns)
    if comments := columns.pop("comment", ()):
        columns["reason"] = (*columns.get("reason", ()), *comments)
    return replace(table, columns=columns)
