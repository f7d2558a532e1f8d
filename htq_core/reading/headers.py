"""Find the header row of a table, and which column holds what."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from htq_core.reading.cells import number
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.reading.layout import ASIDE_SHEETS, Column, names
from htq_core.reading.table import Row, Table, wide_merges

_WORD = re.compile(r"[0-9a-z]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
NOTHING_CHOSEN: Mapping[str, Sequence[str]] = MappingProxyType({})
LONGEST_HEADER = 300
WIDEST_HEADER = 100
MOST_ROWS = 600
MOST_CELLS = 12_000
CHOSEN, EXACT, BEGINS, CONTAINS = 4, 3, 2, 1
_WORTH = {CHOSEN: 1.5, EXACT: 1.0, BEGINS: 0.9, CONTAINS: 0.5}
Words = tuple[str, ...]
RowsToTry = list[tuple[Sheet, list[int]]]
Candidate = tuple[int, int, str]
"""How well a header fits, by how many words, and which field."""


def words(text: str) -> Words:
    """The words of a header for comparison: case, punctuation, line breaks and a plural "s" aside."""
    plain = text.casefold().replace("(s)", "s").replace("'", "").replace("’", "").replace("#", " no ")
    return tuple(w[:-1] if len(w) > 2 and w.endswith("s") else w for w in _WORD.findall(plain))


def forms(text: str) -> list[Words]:
    """The words of a header with, and without, what it says in brackets."""
    whole = words(text)
    bare = words(_IN_BRACKETS.sub(" ", text.replace("(s)", "s"))) if "(" in text else whole
    return [whole] if bare == whole or not bare else [whole, bare]


class Headers:
    """The headers that the columns of one kind of table go by.

    ``chosen`` are the fields that somebody said the headers of: those and no others, and before any other field.
    """

    def __init__(self, columns: Iterable[Column], chosen: Mapping[str, Sequence[str]] = NOTHING_CHOSEN) -> None:
        self._chosen = {"".join(words(header)): name for name, headers in chosen.items() for header in headers}
        self._whole: dict[str, list[str]] = {}
        self._part: dict[Words, list[str]] = {}
        self._several = set()
        for column in columns:
            if column.field in chosen:
                continue
            for alias in names(f"{column.aliases}, {column.whole}"):
                self._whole.setdefault("".join(words(alias)), []).append(column.field)
            for alias in names(column.aliases):
                self._part.setdefault(words(alias), []).append(column.field)
            if column.several:
                self._several.add(column.field)
        self._first_words = {alias[0] for alias in self._part}
        self._longest = max(map(len, self._part), default=0)
        self._several |= {name for name, headers in chosen.items() if len(headers) > 1}

    def candidates(self, text: str) -> list[Candidate]:
        """The fields that a header may stand for: those of the best kind of fit only."""
        found = [c for form in forms(text) for c in self._fits(form)] if len(text) <= LONGEST_HEADER else []
        best = max((rank for rank, _, _ in found), default=0)
        return [candidate for candidate in found if candidate[0] == best]

    def _fits(self, form: Words) -> Iterator[Candidate]:
        if chosen := self._chosen.get("".join(form)):
            yield CHOSEN, len(form), chosen
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


def rows_to_try(grid: Grid) -> RowsToTry:
    """The rows of each sheet that may be the header of a table, whatever its kind; hidden sheets come last."""
    tried: RowsToTry = []
    allowed = MOST_CELLS
    for sheet in sorted(grid.sheets, key=aside):
        rows = list(_rows_to_try(sheet, allowed))
        allowed -= sum(len(sheet.rows[row]) for row in rows)
        tried.append((sheet, rows))
    return tried


def find_tables(grid: Grid, tried: RowsToTry, headers: Headers, fits: Callable[[Table], bool]) -> list[Table]:
    """The best table that fits on each sheet, best first; hidden and explaining sheets only when no other has one."""
    return nearest(tables_by_sheet(grid, tried, headers, fits))


def nearest(tables: Iterable[Table]) -> list[Table]:
    """The tables, best first; those of hidden and explaining sheets only when no other sheet has one."""
    tables = list(tables)
    distance = min((aside(table.own_sheet) for table in tables), default=0)
    return sorted((t for t in tables if aside(t.own_sheet) == distance), key=lambda table: -table.score)


def tables_by_sheet(grid: Grid, tried: RowsToTry, headers: Headers, fits: Callable[[Table], bool]) -> list[Table]:
    """The best table that fits on each sheet."""
    best: list[Table] = []
    for sheet, rows in tried:
        tables = [table for table in _tables_at(grid, sheet, rows, headers) if fits(table)]
        if tables:
            best.append(max(tables, key=lambda table: table.score))
    return best


def rows_by_header(table: Table, headers: Headers, fits: Callable[[Table], bool]) -> Iterator[Row]:
    """The rows of a table, those under a further header with the columns of that one, the further header included."""
    current = table
    for row in table.rows():
        row = row if current is table else Row(current, row.number)
        anew = _headed_anew(row, headers, fits)
        current = anew or current
        yield Row(current, row.number) if anew else row


def _headed_anew(row: Row, headers: Headers, fits: Callable[[Table], bool]) -> Table | None:
    """The table as the row heads it anew: every cell a header by its whole words or the beginning, two by the whole."""
    texts = {column: cell.text for column, cell in row.all.items() if cell.text}
    if not 2 <= len(texts) <= WIDEST_HEADER or any(_is_data(cell) for cell in row.all.values()):
        return None
    ranks = [max((rank for rank, _, _ in headers.candidates(text)), default=0) for text in texts.values()]
    if min(ranks) < BEGINS or ranks.count(EXACT) < 2:
        return None
    columns, score = headers.assign({column: [text] for column, text in texts.items()})
    table = row.table
    in_place = all(table.columns.get(name, places) == places for name, places in columns.items())
    if row.repeats_header and (in_place or table.header_row > table.first_row):
        return None
    anew = replace(table, first_row=row.number, header_row=row.number, columns=columns, headers=texts, score=score)
    return anew if fits(anew) else None


def likely_headers(sheet: Sheet, headers: Headers) -> list[int]:
    """The rows that may be the header of a table, the likeliest first: by what they name, and how many cells."""

    def worth(row: int) -> float:
        texts = {column: [cell.text] for column, cell in sheet.rows[row].items() if cell.text}
        return len(texts) + headers.assign(texts)[1]

    return sorted(_rows_to_try(sheet, MOST_CELLS), key=worth, reverse=True)


def _rows_to_try(sheet: Sheet, allowed: int) -> Iterator[int]:
    """The rows that may be a header: several cells, and no record. Bounded, for the sake of hostile files."""
    for row in sorted(sheet.rows)[:MOST_ROWS]:
        cells = sheet.rows[row]
        if 2 <= len(cells) <= WIDEST_HEADER and not _is_record(cells):
            allowed -= len(cells)
            if allowed < 0:
                return
            yield row


def _tables_at(grid: Grid, sheet: Sheet, rows: Iterable[int], headers: Headers) -> Iterator[Table]:
    """Each of the rows as the header of a table, if it names any column at all."""
    wide = wide_merges(sheet)
    for row in rows:
        texts = {column: cell.text for column, cell in sheet.rows[row].items() if cell.text}
        fields, score = headers.assign({column: [text] for column, text in texts.items()})
        if fields:
            table = Table(grid.book, sheet, row, row, fields, texts, score)
            yield _with_second_row(table, headers, wide) or table


def _with_second_row(table: Table, headers: Headers, wide: Mapping[tuple[int, int], int]) -> Table | None:
    """The same header with the row beneath as its second row, if that says more."""
    below = table.sheet.rows.get(table.header_row + 1, {})
    if not 0 < len(below) <= WIDEST_HEADER or any(_is_data(cell) for cell in below.values()):
        return None
    top = dict(table.headers)
    for column, text in table.headers.items():
        right = wide.get((table.header_row, column), column)
        top.update(dict.fromkeys(range(column, min(right, column + WIDEST_HEADER) + 1), text))
    texts: dict[int, list[str]] = {}
    for column in sorted(set(table.headers) | set(below)):
        upper, lower = top.get(column, ""), below[column].text if column in below else ""
        texts[column] = [f"{upper} {lower}", lower] if upper and lower else [upper or lower]
    fields, score = headers.assign(texts)
    if score < table.score + 0.5 or len(fields) <= len(table.columns):
        return None
    said = {column: forms_said[0] for column, forms_said in texts.items()}
    return replace(table, header_row=table.header_row + 1, columns=fields, headers=said, score=score)


def _is_record(row: Mapping[int, Cell]) -> bool:
    """Whether a row holds a KSB code, two numbers, or numbers in half its cells: a record, then, and no header."""
    numbers = sum(number(cell.text) is not None for cell in row.values())
    return numbers > 1 or numbers * 2 >= len(row) or any(codes_and_rest(cell.text)[0] for cell in row.values())


def _is_data(cell: Cell) -> bool:
    return len(cell.text) > LONGEST_HEADER or number(cell.text) is not None or bool(codes_and_rest(cell.text)[0])
