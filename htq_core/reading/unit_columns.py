"""Units that a mapping names in two columns side by side, one for codes and one for titles."""

import re

from htq_core.reading import cells
from htq_core.reading.headers import words
from htq_core.reading.table import Row, Table, said

_CODE_WORDS = frozenset({"code", "number", "no", "ref", "reference", "id"})
_TITLE_WORDS = frozenset({"title", "name"})
_LINES = re.compile(r"[;\n]")
_PARTS = re.compile(r"[;,\n]")
Pairs = dict[int, int]
"""The column of codes for each column of titles beside it."""


def title_columns(table: Table) -> Pairs:
    """Which columns of titles belong to which columns of codes: each to the next one, in either order."""
    pairs: Pairs = {}
    last: tuple[int, bool] | None = None
    for column in table.columns.get("units", ()):
        header = set(words(table.headers.get(column, "")))
        titles = bool(header & _TITLE_WORDS)
        if titles == bool(header & _CODE_WORDS):
            last = None
        elif last and last[1] != titles:
            pairs[column if titles else last[0]] = last[0] if titles else column
            last = None
        else:
            last = (column, titles)
    return pairs


def units_text(row: Row, pairs: Pairs) -> str:
    """The units of a row, each title after the code beside it: "U1: Anatomy; U2: Care"."""
    held = {cell.column: said(cell) for cell in row.cells("units") if not cells.is_blank(said(cell))}
    for titles, codes in pairs.items():
        paired = _paired(held[codes], held[titles]) if held.keys() >= {titles, codes} else ""
        if paired:
            held[codes] = paired
            del held[titles]
    return "; ".join(held.values())


def _paired(codes: str, titles: str) -> str:
    """Codes and titles two by two; empty where there are not as many of the one as of the other."""
    several = cells.unit_codes(codes)
    for divider in (_LINES, _PARTS):
        pieces = [piece for piece in map(cells.squeeze, divider.split(titles)) if piece]
        if len(pieces) == len(several):
            return "; ".join(f"{code}: {title}" for code, title in zip(several, pieces, strict=True))
    return ""
