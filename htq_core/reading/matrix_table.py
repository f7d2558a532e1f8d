"""Find a matrix: KSBs down one side, units along the other, and a mark where they cross."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from htq_core.model.read_as import Shape, Sureness
from htq_core.reading import cells
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Cell, Grid, Sheet
from htq_core.reading.headers import EXACT, Headers, words
from htq_core.reading.marks import LONGEST_MARK, Mark, Marks, holds_no_mark, key_of, read_mark
from htq_core.reading.matrix_headers import MOST_COLUMNS, HeaderRows, is_count, is_fact
from htq_core.reading.table import Table
from htq_core.reading.unit_labels import code_first, is_code

MOST_CELLS = 60_000
MOST_ROWS = 2000
MOST_BLOCKS = 20
FEWEST_CODES = 3
LONGEST_SHORT = 12
LONGEST_DUTY = 2
FEWEST_LETTERS = 4
"""So many columns headed by one letter are units A, B and so on, and F is no box for what is fully covered."""
_LETTERS = re.compile(r"[A-Za-z]{1,2}")


def find_matrices(grid: Grid, sheet: Sheet, mapping: Headers, units: Headers) -> list[Table]:
    """The matrices of a sheet, one below the other where further rows name other units."""
    found: list[Table] = []
    further = find_matrix(grid, sheet, mapping, units)
    while further and len(found) < MOST_BLOCKS:
        found.append(replace(further, sheet=sheet) if further.shape is Shape.MATRIX else further)
        row = _headed_anew(further) if further.shape is Shape.MATRIX else 0
        below = replace(sheet, rows={number: cells for number, cells in sheet.rows.items() if number >= row})
        further = find_matrix(grid, below, mapping, units, fewest=1) if row else None
    return found


def _headed_anew(table: Table) -> int:
    """The first row that names other units than the header did, in the columns of the units or beside them; else 0."""
    (key,) = table.columns["ksb"]
    headers = [table.sheet.rows[row] for row in range(table.first_row, table.header_row + 1) if row in table.sheet.rows]
    first = min(table.columns["units"])
    for row in table.rows():
        cell = row.all.get(key)
        if cell and codes_and_rest(cell.text)[0]:
            continue
        names = {column: other.text for column, other in row.all.items() if column >= first and other.text}
        if not len(set(names.values())) == len(names) > 1:
            continue
        before = {column: {cell.text for own in headers if (cell := own.get(column))} for column in (key, *names)}
        headed = cell is not None and cell.text in before[key]
        if not headed and any(is_fact(name) or read_mark(name) for name in names.values()):
            continue
        if any(name not in before[column] for column, name in names.items()):
            return row.number
    return 0


def find_matrix(grid: Grid, sheet: Sheet, mapping: Headers, units: Headers, fewest: int = FEWEST_CODES) -> Table | None:
    """The matrix of a sheet, whichever way it lies; ``None`` when there is none. It has at least so many KSBs."""
    down = _KsbsDown.of(grid, sheet, mapping, units, fewest)
    found = down.table() if down else None
    if found:
        return found
    if not any(_single_codes(row.values()) >= FEWEST_CODES for row in _first_rows(sheet)):
        return None
    across = _KsbsDown.of(grid, turned(sheet), mapping, units)
    found = across.table() if across else None
    return replace(found, shape=Shape.MATRIX_ACROSS, turned_from=sheet) if found else None


def _first_rows(sheet: Sheet) -> Iterator[Mapping[int, Cell]]:
    return (sheet.rows[number] for number in sorted(sheet.rows)[:MOST_COLUMNS])


def turned(sheet: Sheet) -> Sheet:
    """The sheet with rows for columns. Each cell keeps its own address."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells():
        rows.setdefault(cell.column, {})[cell.row] = cell
    merged = tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merged)
    return replace(sheet, rows=rows, merged=merged)


def _single_codes(row: Iterable[Cell]) -> int:
    return len({codes[0] for cell in row if len(codes := codes_and_rest(cell.text)[0]) == 1})


@dataclass(frozen=True, slots=True)
class _KsbsDown:
    """A sheet with KSB codes down one column."""

    grid: Grid
    sheet: Sheet
    key: int
    ksb_rows: tuple[int, ...]
    mapping: Headers
    units: Headers

    @classmethod
    def of(
        cls, grid: Grid, sheet: Sheet, mapping: Headers, units: Headers, fewest: int = FEWEST_CODES
    ) -> "_KsbsDown | None":
        """The sheet by the column with most KSB codes; ``None`` where no column has enough, or the sheet is vast."""
        numbers = sorted(sheet.rows)[:MOST_ROWS]
        if sum(len(sheet.rows[number]) for number in numbers) > MOST_CELLS:
            return None
        held: dict[int, dict[int, str]] = {}
        for number in numbers:
            for column, cell in sheet.rows[number].items():
                codes = codes_and_rest(cell.text)[0] if cell.text[:1] in "KSBksb[(" else ()
                if len(codes) == 1:
                    held.setdefault(column, {})[number] = codes[0]
        distinct = {column: len(set(codes.values())) for column, codes in held.items()}
        key = max(distinct, key=lambda column: (distinct[column], -column), default=0)
        if distinct.get(key, 0) < fewest:
            return None
        return cls(grid, sheet, key, tuple(held[key]), mapping, units)

    def table(self) -> Table | None:
        """The matrix as a table; ``None`` when too few columns hold marks under the name of a unit."""
        columns = self._columns()
        crossed = [column for column, held in columns.items() if held.is_marks]
        header = HeaderRows(self.sheet, self.key, self.ksb_rows[0], crossed, self.units)
        if not header.rows:
            return None
        names = {column: header.name(column) for column in columns}
        fields, marked = self._fields(header, columns, names)
        if len(marked) < 2 or not any(columns[column].marks for column in marked):
            return None
        if len(crossed) < 2 and not all(code_first(names[column]) or is_code(names[column]) for column in marked):
            return None
        marks = sum(columns[column].marks for column in marked)
        texts = sum(columns[column].filled for column in marked)
        if marks * 5 < texts * 3:
            return None
        return Table(
            book=self.grid.book,
            sheet=self.sheet,
            first_row=header.rows[0],
            header_row=header.rows[-1],
            columns={"ksb": (self.key,), **fields, "units": tuple(sorted(marked))},
            headers={**{c: header.bottom(c) for c in (self.key, *columns)}, **{c: names[c] for c in marked}},
            score=float(len(marked)),
            shape=Shape.MATRIX,
            sure=Sureness.SURE if marks == texts and len(marked) > 2 else Sureness.LIKELY,
            named_at={column: header.named_at(column) for column in marked},
            parts={column: part for column in marked if (part := header.part(column))},
        )

    def _columns(self) -> dict[int, "_Held"]:
        """What each column but that of the codes holds beside the KSBs; a column only headed is there too."""
        last = self.ksb_rows[-1]
        texts: dict[int, list[str]] = {}
        for number in sorted(self.sheet.rows):
            if number > last:
                break
            for column, cell in self.sheet.rows[number].items():
                held = texts.setdefault(column, [])
                if cell.text and number in self._ksb_row_set:
                    held.append(cell.text)
        texts.pop(self.key, None)
        key = key_of((cell.text for cell in row.values()) for row in self.sheet.rows.values())
        reader = Marks(texts.values(), len(self.ksb_rows), key)
        return {column: _Held.of(own, reader) for column, own in sorted(texts.items())[:MOST_COLUMNS]}

    @property
    def _ksb_row_set(self) -> frozenset[int]:
        return frozenset(self.ksb_rows)

    def _fields(
        self, header: "HeaderRows", columns: Mapping[int, "_Held"], names: Mapping[int, str]
    ) -> tuple[dict[str, tuple[int, ...]], list[int]]:
        """The columns that hold fields of a KSB, and those that stand for units.

        A column among units, or next to one, is one too if it is blank or holds short texts: those are asked about.
        """
        heads = {column: header.bottom(column) for column in columns}
        numbers = (column for column, held in columns.items() if held.is_numbers)
        counts = {column for column in numbers if is_count(heads[column]) or is_count(names[column])}
        own_heads = {column: "" if header.part(column) else head for column, head in heads.items()}
        named = (column for column in columns.keys() - counts if names[column])
        may_be = {c for c in named if self._may_be_unit(names[c], own_heads[c], columns[c])}
        letters = {column for column, name in names.items() if 1 in (len(name), len(heads[column]))}
        may_be |= letters if len(letters) >= FEWEST_LETTERS else set()
        marked = [column for column, held in columns.items() if held.is_marks and column in may_be]
        others = {c: [text] for c, text in heads.items() if c not in marked and text}
        fields = {
            name: places
            for name, places in self.mapping.assign(others)[0].items()
            if name not in ("units", "ksb") and any(columns[c].filled for c in places)
        }
        taken = {column for places in fields.values() for column in places}
        if "statement" not in fields:
            wordy = [c for c, held in columns.items() if c not in taken and c not in marked and held.is_wordy]
            fields |= {"statement": (min(wordy),)} if wordy else {}
            taken |= set(wordy[:1])
        may_be -= taken
        asked = {c for c, held in columns.items() if held.is_short or held.marks or is_code(names[c])}
        beside = [column for column in columns if column in may_be & asked and column not in marked]
        while marked and (
            further := [c for c in beside if {c - 1, c + 1} & {*marked} or min(marked) < c < max(marked)]
        ):
            marked += further
            beside = [column for column in beside if column not in further]
        if "coverage" not in fields and (overall := self._overall(columns, marked, names)):
            fields["coverage"] = (overall,)
            marked.remove(overall)
        return fields, marked

    def _overall(self, columns: Mapping[int, "_Held"], marked: Sequence[int], names: Mapping[int, str]) -> int:
        """The column at an end of them that alone states coverages, for nearly every KSB; 0 where there is none."""
        stating = [column for column in marked if columns[column].stating]
        if (
            len(stating) != 1
            or len(marked) <= 2
            or stating[0] not in (min(marked), max(marked))
            or is_code(names[stating[0]])
        ):
            return 0
        held = columns[stating[0]]
        return stating[0] if held.stating == held.filled and held.filled * 10 >= len(self.ksb_rows) * 9 else 0

    def _may_be_unit(self, name: str, header: str, held: "_Held") -> bool:
        """Whether a column may stand for a unit: titles too begin with words such as coverage, duty and page."""
        said = (name,) if is_fact(header) else (name, header)
        ranks = {field: rank for text in said for rank, _, field in self.mapping.candidates(text)}
        if ("coverage" in ranks and held.is_coverage) or ("duty" in ranks and len(words(header)) <= LONGEST_DUTY):
            return False
        return not any(rank == EXACT for field, rank in ranks.items() if field not in ("units", "about_unit"))


class _Held(NamedTuple):
    """How many cells of a column hold anything, and how many of those a mark; and whether they are of one sort.

    A letter or two count as a mark, whatever they mean: that is asked when they are read.
    """

    filled: int
    marks: int
    is_wordy: bool
    is_numbers: bool
    is_short: bool
    is_coverage: bool
    stating: int
    """How many cells state a coverage: "Partial", and no mere tick."""

    @classmethod
    def of(cls, texts: Sequence[str], reader: Marks) -> "_Held":
        said = [text for text in texts if not holds_no_mark(text)]
        marks = sum(
            len(text) <= LONGEST_MARK and (bool(_LETTERS.fullmatch(text)) or bool(reader.read(text))) for text in said
        )
        wordy = sum(len(text.split()) > 3 for text in said)
        return cls(
            filled=len(said),
            marks=marks,
            is_wordy=wordy * 2 > len(said) > 0,
            is_numbers=all(cells.number(text) is not None for text in said),
            is_short=all(len(text) <= LONGEST_SHORT for text in said),
            is_coverage=2 * sum(cells.coverages(text) is not None for text in said) >= len(said),
            stating=sum(len(text) <= LONGEST_MARK and _states(reader.read(text)) for text in said),
        )

    @property
    def is_marks(self) -> bool:
        return self.marks * 2 >= self.filled > 0


def _states(mark: Mark | None) -> bool:
    return mark is not None and mark.coverage is not None
