"""The coverage where no header names it: told by what a column holds."""

import re
from collections.abc import Iterator
from dataclasses import replace

from htq_core.model.read_as import Sureness
from htq_core.reading import cells
from htq_core.reading.grid import column_letters
from htq_core.reading.headers import Headers
from htq_core.reading.table import Table

FEWEST_VALUES = 3
"""A column with fewer values tells nothing."""
NAMES = ("coverage", "full", "partial", "not_covered")
"""The fields that hold the coverage, or a part of it."""
_HOW_FAR = re.compile(r"full|part|\bmet\b|cover|^[fp]$")
"""What tells a coverage from a mere yes or tick."""


def with_coverage_told(table: Table) -> Table:
    """The table with the one column that holds coverages and nothing else, where no header names such a column."""
    if table.columns.keys() & NAMES or table.chosen or not table.columns.keys() & {"ksb", "statement"}:
        return table
    may_be = table.headers.keys() - table.used_columns | set(table.columns.get("status", ()))
    held = [column for column in sorted(may_be) if _holds_coverages(table, column)]
    if len(held) != 1:
        return table
    columns = {name: places for name, places in table.columns.items() if places != (held[0],)}
    return replace(table, columns={**columns, "coverage": (held[0],)}, sure=Sureness.LIKELY)


def _holds_coverages(table: Table, column: int) -> bool:
    values = 0
    how_far = False
    for row in table.rows():
        text = row.all[column].text.casefold() if column in row.all else ""
        if not text or row.repeats_header or cells.is_blank(text):
            continue
        if cells.coverages(text) is None:
            return False
        values += 1
        how_far = how_far or bool(_HOW_FAR.search(text))
    return how_far and values >= FEWEST_VALUES


def told_by_content(table: Table, headers: Headers) -> Iterator[str]:
    """The sentence that says which column the coverage was taken from, where its header does not say so."""
    for column in table.columns.get("coverage", ()) if "coverage" not in table.chosen else ():
        header = table.headers.get(column, "")
        if not any(name in NAMES for _, _, name in headers.candidates(header)):
            yield f"The coverage was read from “{header}” in column {column_letters(column)}, by what it holds."
