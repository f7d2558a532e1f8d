"""Tables that stand beside one another under one row of headers, and columns that say the same thing twice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from htq_core.model.field_names import FIELDS
from htq_core.model.read_as import Sureness
from htq_core.reading.codes import only_kind
from htq_core.reading.grid import column_letters
from htq_core.reading.headers import CHOSEN, Headers
from htq_core.reading.table import Table


def side_by_side(table: Table, headers: Headers, fits: Callable[[Table], bool]) -> list[Table]:
    """The table, or the tables that its header row heads: each begins with the same header, and is whole by itself."""
    row = table.sheet.rows.get(table.header_row, {})
    texts = {column: cell.text for column, cell in sorted(row.items()) if cell.text}
    first = texts.get(min(table.used_columns), "").casefold()
    kinds = {column: kind for column, text in texts.items() if len(text) > 1 and (kind := only_kind(text))}
    if min(table.used_columns) in kinds and len(set(kinds.values())) == len(kinds) > 1:
        starts = [*kinds]
    else:
        starts = [column for column, text in texts.items() if text.casefold() == first]
    if not first or len(starts) < 2:
        return [table]
    blocks = []
    for start, end in zip(starts, [*starts[1:], max(texts) + 1], strict=True):
        own = {column: text for column, text in texts.items() if start <= column < end}
        columns, score = headers.assign({column: [text] for column, text in own.items()})
        blocks.append(replace(table, first_row=table.header_row, columns=columns, headers=own, score=score))
    return blocks if all(block.columns and fits(block) for block in blocks) else [table]


def with_rivals_told(table: Table, headers: Headers, names: Sequence[str]) -> tuple[Table, tuple[str, ...]]:
    """The table, less sure where another column may hold a field just as well, and the sentences that say so."""
    told = tuple(_rivals(table, headers, names))
    return (replace(table, sure=Sureness.LIKELY) if told and table.sure is Sureness.SURE else table), told


def _rivals(table: Table, headers: Headers, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        (read, *_) = table.columns.get(name, (0,))
        fit = max((r for r, _, field in headers.candidates(table.headers.get(read, "")) if field == name), default=0)
        if not fit or fit == CHOSEN:
            continue
        for column in sorted(table.headers.keys() - table.used_columns):
            fits = {field: rank for rank, _, field in headers.candidates(table.headers[column])}
            if fits.get(name) == fit and any(column in row.all for row in table.rows()):
                used, other = (f"“{table.headers[c]}” in column {column_letters(c)}" for c in (read, column))
                yield f"The {FIELDS[name]} was read from {used}, and not from {other}."
