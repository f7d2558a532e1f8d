"""Columns that no header names, told by what they hold: the coverage of a mapping, the status of units."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from htq_core.model.field_names import FIELDS
from htq_core.model.read_as import Sureness
from htq_core.reading import cells
from htq_core.reading.grid import column_letters
from htq_core.reading.headers import Headers
from htq_core.reading.table import Table

FEWEST_VALUES = 3
"""A column with fewer values tells nothing."""
NAMES = ("coverage", "full", "partial", "not_covered")
"""The fields that hold the coverage, or a part of it."""
STATUS_NAMES = ("status", "mandatory", "optional")
"""The fields that hold the status, or a part of it."""
_HOW_FAR = re.compile(r"full|part|\bmet\b|cover|^[fp]$")
"""What tells a coverage from a mere yes or tick."""
_WORD = re.compile(r"[a-z]{3}")
"""What tells a status from a mere letter, which may stand for anything."""


def with_coverage_told(table: Table) -> Table:
    """The table with the one column that holds coverages and nothing else, where no header names such a column."""
    if not table.columns.keys() & {"ksb", "statement"}:
        return table
    return _with_told(table, "coverage", NAMES, table.columns.get("status", ()), cells.coverages, _HOW_FAR)


def with_status_told(table: Table) -> Table:
    """The table of units with the one column that holds statuses and nothing else, where no header names one."""
    return _with_told(table, "status", STATUS_NAMES, (), cells.mandatory, _WORD)


def _with_told(
    table: Table,
    name: str,
    names: Collection[str],
    besides: Collection[int],
    meaning: Callable[[str], object | None],
    telling: re.Pattern[str],
) -> Table:
    """The table with the field's column, among those without a field and those ``besides``."""
    if table.chosen or not table.columns.keys().isdisjoint(names):
        return table
    may_be = table.headers.keys() - table.used_columns | set(besides)
    held = [column for column in sorted(may_be) if _holds_only(table, column, meaning, telling)]
    if len(held) != 1:
        return table
    columns = {other: places for other, places in table.columns.items() if places != (held[0],)}
    return replace(table, columns={**columns, name: (held[0],)}, sure=Sureness.LIKELY)


def _holds_only(table: Table, column: int, meaning: Callable[[str], object | None], telling: re.Pattern[str]) -> bool:
    """Whether every value of a column has a meaning, and one of them tells plainly what it is about."""
    values = 0
    told = False
    for row in table.rows():
        text = row.all[column].text.casefold() if column in row.all else ""
        if not text or row.repeats_header or cells.is_blank(text):
            continue
        if meaning(text) is None:
            return False
        values += 1
        told = told or bool(telling.search(text))
    return told and values >= FEWEST_VALUES


def told_by_content(table: Table, headers: Headers, name: str, names: Collection[str]) -> Iterator[str]:
    """The sentence that says which column a field was taken from, where its header does not say so."""
    for column in table.columns.get(name, ()) if name not in table.chosen else ():
        header = table.headers.get(column, "")
        if not any(field in names for _, _, field in headers.candidates(header)):
            yield f"The {FIELDS[name]} was read from “{header}” in column {column_letters(column)}, by what it holds."
