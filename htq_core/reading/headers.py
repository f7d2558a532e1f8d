"""Find the header row of a table, and which column holds what."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from htq_core.reading.cells import number
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.reading.layout import ASIDE_SHEETS, Column, names
from htq_core.reading.table import Table

_WORD = re.compile(r"[0-9a-z]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
LONGEST_HEADER = 300
MOST_ROWS = 400
MOST_CELLS = 120
EXACT, BEGINS, CONTAINS = 3, 2, 1
_WORTH = {EXACT: 1.0, BEGINS: 0.9, CONTAINS: 0.5}
Words = tuple[str, ...]
Candidate = tuple[int, int, str]
"""How well a header fits, by how many words, and which field."""


def words(text: str) -> Words:
    """The words of a header for comparison: case, punctuation, line breaks and a plural "s" aside."""
    plain = text.casefold().replace("(s)", "s").replace("'", "").replace("’", "")
    return tuple(w[:-1] if len(w) > 2 and w.endswith("s") else w for w in _WORD.findall(plain))


def forms(text: str) -> list[Words]:
    """The words of a header with, and without, what it says in brackets."""
    whole = words(text)
    bare = words(_IN_BRACKETS.sub(" ", text.replace("(s)", "s"))) if "(" in text else whole
    return [whole] if bare == whole or not bare else [whole, bare]


class Headers:
    """The headers that the columns of one kind of table go by."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._whole: dict[str, list[str]] = {}
        self._part: dict[Words, list[str]] = {}
        self._several = set()
        self._known: dict[str, list[Candidate]] = {}
        for column in columns:
            for alias in names(f"{column.aliases}, {column.whole}"):
                self._whole.setdefault("".join(words(alias)), []).append(column.field)
            for alias in names(column.aliases):
                self._part.setdefault(words(alias), []).append(column.field)
            if column.several:
                self._several.add(column.field)
        self._first_words = {alias[0] for alias in self._part}
        self._longest = max(map(len, self._part))

    def candidates(self, text: str) -> list[Candidate]:
        """The fields that a header may stand for: those of the best kind of fit only."""
        if text not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            found = [c for form in forms(text) for c in self._fits(form)] if len(text) <= LONGEST_HEADER else []
            best = max((rank for rank, _, _ in found), default=0)
            self._known[text] = [c for c in found if c[0] == best]
        return self._known[text]

    def _fits(self, form: Words) -> Iterator[Candidate]:
        for name in self._whole.get("".join(form), ()):
            yield EXACT, len(form), name
        for start, word in enumerate(form):
            if word in self._first_words:
                for size in range(1, min(self._longest, len(form) - start) + 1):
                    for name in self._part.get(form[start : start + size], ()):
                        yield (CONTAINS if start else BEGINS), size, name

    def assign(self, texts: Mapping[int, list[str]]) -> tuple[dict[str, tuple[int, ...]], float]:
        """The best field for each column, one column to a field, and what the whole is worth.

        ``texts`` holds for each column the header texts it may go by (two, where the header has two rows).
        """
        choices = sorted(
            {
                (-rank, -size, column, name)
                for column, said in texts.items()
                for t in said
                for rank, size, name in self.candidates(t)
            }
        )
        best_rank = {column: rank for rank, _, column, _ in reversed(choices)}
        fields: dict[str, tuple[int, ...]] = {}
        taken: set[int] = set()
        score = 0.0
        for rank, _, column, name in choices:
            if rank != best_rank[column] or column in taken or (name in fields and name not in self._several):
                continue
            score += _WORTH[-rank] if name not in fields else 0.1
            fields[name] = tuple(sorted((*fields.get(name, ()), column)))
            taken.add(column)
        return dict(sorted(fields.items(), key=lambda item: item[1])), score


def aside(sheet: Sheet) -> int:
    """How far a sheet stands back: 0 a sheet to read, 1 one that explains, 2 a hidden one."""
    return 2 if sheet.hidden else 1 if ASIDE_SHEETS & set(words(sheet.name)) else 0


def find_tables(grid: Grid, headers: Headers, fits: Callable[[Table], bool]) -> list[Table]:
    """The best table that fits on each sheet, best first; hidden and explaining sheets only when no other has one."""
    best: list[tuple[int, Table]] = []
    for sheet in grid.sheets:
        tables = [table for table in tables_on(grid, sheet, headers) if fits(table)]
        if tables:
            best.append((aside(sheet), max(tables, key=lambda table: table.score)))
    nearest = min((distance for distance, _ in best), default=0)
    return sorted((t for distance, t in best if distance == nearest), key=lambda table: -table.score)


def tables_on(grid: Grid, sheet: Sheet, headers: Headers) -> Iterator[Table]:
    """Every row of a sheet that might be the header of a table, read as one."""
    looked_at = 0
    for at in sorted(sheet.rows):
        row = sheet.rows[at]
        if not 2 <= len(row) <= MOST_CELLS:
            continue
        looked_at += 1
        if looked_at > MOST_ROWS:
            return
        if any(codes_and_rest(cell.text)[0] for cell in row.values()):
            continue
        fields, score = headers.assign({column: [cell.text] for column, cell in row.items() if cell.text})
        if not fields:
            continue
        single = Table(grid.book, sheet, at, at, fields, {c: cell.text for c, cell in row.items()}, score)
        yield _with_second_row(single, headers) or single


def _with_second_row(table: Table, headers: Headers) -> Table | None:
    """The same header with the row beneath as its second row, if that says more."""
    rows, top_row = table.sheet.rows, table.header_row
    below = rows.get(top_row + 1, {})
    if not below or len(below) > MOST_CELLS or any(_is_data(cell) for cell in below.values()):
        return None
    top = _spread(table.sheet, top_row)
    texts: dict[int, list[str]] = {}
    for column in sorted(set(rows[top_row]) | set(below)):
        upper = top.get(column, "")
        lower = below[column].text if column in below else ""
        texts[column] = [f"{upper} {lower}", lower] if upper and lower else [upper or lower]
    fields, score = headers.assign(texts)
    if score < table.score + 0.5 or len(fields) <= len(table.columns):
        return None
    said = {column: forms_said[0] for column, forms_said in texts.items()}
    return replace(table, header_row=top_row + 1, columns=fields, headers=said, score=score)


def _is_data(cell: Cell) -> bool:
    return len(cell.text) > LONGEST_HEADER or number(cell.text) is not None or bool(codes_and_rest(cell.text)[0])


def _spread(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column, those of merged cells repeated over the columns they span."""
    cells = sheet.rows[row]
    texts = {column: cell.text for column, cell in cells.items()}
    for top, left, bottom, right in sheet.merged:
        if top == row == bottom and left in cells:
            texts.update(dict.fromkeys(range(left, min(right, left + MOST_CELLS) + 1), cells[left].text))
    return texts
