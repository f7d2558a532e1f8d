"""One sheet's XML to a Sheet. Cost follows the cells present: no claimed size and no area is ever expanded."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import NamedTuple

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.reading.cell_text import Collector, Shown, shown_text
from htq_core.reading.grid import Cell, Sheet, Value, column_letters
from htq_core.reading.limits import Spent, damaged, off_the_sheet, too_much, too_much_text
from htq_core.reading.markup import stream
from htq_core.reading.number_format import PLAIN, NumberFormat, moment_text, shown, time_text

TRUE = ("1", "true")
WHOLE_ROW = 16_384
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_COLUMNS: dict[str, int] = {}
_QUOTED = re.compile(r'"[^"]*"')
_OTHER_WORKBOOK = re.compile(r"'[^'\"\[\]]*\[[^'\[\]]+\][^'\[\]]*'!|(?<![\w\]'])\[[^'\"\[\]]+\]\w*!")
"""``[1]Sheet1!A1`` or ``'C:\\[b.xlsx]My sheet'!A1``; not a column of a table, ``Table1[Credits]``."""

Area = tuple[int, int, int, int]


class Shared(NamedTuple):
    """What the sheets of a workbook share: text by number, looks by style, and where dates start."""

    strings: Sequence[Shown]
    formats: Sequence[NumberFormat]
    fills: Mapping[str, str]
    """The colour of each style that has one, by the style's number as cells write it."""
    from_1904: bool


def read_sheet(name: str, hidden: bool, chunks: Iterable[bytes], shared: Shared, spent: Spent) -> Sheet:
    """Every cell of the sheet that holds something. Raises UnreadableWorkbook, naming the sheet."""
    part = _SheetPart(name, shared, spent)
    text = part.text
    starts = {"row": part.row, "c": part.cell, "f": part.formula, "v": part.value, "t": text.start}
    starts |= {"rPh": text.start_reading, "col": part.columns, "mergeCell": part.merge}
    ends = {"c": part.end_cell, "f": part.end_formula, "v": text.end, "t": text.end, "rPh": text.end_reading}
    try:
        stream(chunks, spent, starts, ends, text.characters)
    except UnreadableWorkbook as trouble:
        trouble.where = trouble.where or name
        raise
    return Sheet(
        name=name,
        rows=part.rows,
        hidden=hidden,
        hidden_rows=frozenset(part.hidden_rows),
        hidden_columns=frozenset(part.hidden_columns),
        merged=part.merged_areas(),
        fills=part.filled,
        linked=tuple(part.linked),
    )


def split_address(address: str) -> tuple[int, int]:
    """Row and column of ``B7``, from 1. Raises ValueError."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise ValueError("not an address")
    letters, row = match.groups()
    column = _COLUMNS.get(letters)
    if column is None:
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        _COLUMNS[letters] = column
    return int(row), column


class _SheetPart:
    """What has been seen of a sheet so far, and of the cell now open."""

    def __init__(self, name: str, shared: Shared, spent: Spent) -> None:
        self.name, self.shared, self.spent, self.limits = name, shared, spent, spent.limits
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.hidden_total = 0
        self.areas: list[Area] = []
        self.fills, self.filled = shared.fills, dict[tuple[int, int], str]()
        self.linked: list[str] = []
        self.row_number = self.column_number = 0
        self.row_text = ""
        self.cell_attributes: dict[str, str] = {}
        self.has_formula = self.has_value = self.from_outside = False
        self.text = Collector(spent)

    def row(self, attributes: dict[str, str]) -> None:
        self.row_number = int(attributes["r"]) if "r" in attributes else self.row_number + 1
        self.row_text, self.column_number = str(self.row_number), 0
        if self.row_number < 1:
            raise damaged(self.name)
        if self.row_number > self.limits.rows:
            raise off_the_sheet(self.limits, self.name)
        if attributes.get("hidden") in TRUE or attributes.get("ht") == "0":
            self.hidden_rows.add(self.row_number)

    def columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in TRUE and attributes.get("width") != "0":
            return
        first, last = int(attributes["min"]), int(attributes["max"])
        self.hidden_total += last - first + 1
        if not 1 <= first <= last <= self.limits.columns or self.hidden_total > self.limits.columns:
            raise damaged(self.name)
        self.hidden_columns.update(range(first, last + 1))

    def merge(self, attributes: dict[str, str]) -> None:
        if len(self.areas) >= self.limits.merged_areas:
            raise too_much(
                Reason.TOO_MANY_CELLS,
                f"Sheets of up to {self.limits.merged_areas:,} merged areas can be read; this one has more.",
                self.name,
            )
        first, _, last = attributes["ref"].upper().replace("$", "").partition(":")
        (top, left), (bottom, right) = split_address(first), split_address(last or first)
        self.areas.append((min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def merged_areas(self) -> tuple[Area, ...]:
        """The merged areas; one of more than a whole row's cells reaches only as far as the sheet holds anything."""
        last_row = max(self.rows, default=1)
        last_column = max((max(row) for row in self.rows.values()), default=1)
        kept: list[Area] = []
        covered = 0
        for top, left, bottom, right in self.areas:
            if (bottom - top + 1) * (right - left + 1) > WHOLE_ROW:
                bottom, right = max(top, min(bottom, last_row)), max(left, min(right, last_column))
            covered += (bottom - top + 1) * (right - left + 1)
            if covered > self.limits.merged_cells:
                raise too_much(
                    Reason.TOO_MANY_CELLS,
                    f"Sheets with up to {self.limits.merged_cells:,} merged cells can be read; this one has more.",
                    self.name,
                )
            kept.append((top, left, bottom, right))
        return tuple(kept)

    def cell(self, attributes: dict[str, str]) -> None:
        self.spent.cells += 1
        if self.spent.cells > self.limits.cells:
            raise too_much(
                Reason.TOO_MANY_CELLS,
                f"Workbooks of up to {self.limits.cells:,} cells can be read; this one has more.",
                self.name,
            )
        self.cell_attributes = attributes
        self.has_formula = self.has_value = self.from_outside = False
        self.text.begin()

    def formula(self, _attributes: dict[str, str]) -> None:
        self.has_formula = True
        self.text.start_formula()

    def end_formula(self) -> None:
        formula = self.text.end_formula()
        self.from_outside = "[" in formula and bool(_OTHER_WORKBOOK.search(_QUOTED.sub("", formula)))

    def value(self, _attributes: dict[str, str]) -> None:
        self.has_value = True
        self.text.start()

    def end_cell(self) -> None:
        row, column, address = self.place()
        if self.fills and (fill := self.fills.get(self.cell_attributes.get("s", ""))):
            self.filled[row, column] = fill
        if self.from_outside:
            self.linked.append(address)
        kind, raw = self.cell_attributes.get("t", "n"), self.text.text()
        unstored = self.has_formula and not raw and not (kind == "str" and self.has_value)
        value, text, error = (None, "", False) if unstored else self.shown(kind, raw)
        if not text and not unstored:
            return
        self.spent.characters += len(text)
        if self.spent.characters > self.limits.characters:
            raise too_much_text(self.limits, self.name)
        cells = self.rows.setdefault(row, {})
        if column in cells:
            raise damaged(f"{self.name}!{address}")
        cells[column] = Cell(row, column, address, text, value, error, unstored)

    def place(self) -> tuple[int, int, str]:
        """Row, column and address of the open cell: what it says itself, else the place after the one before."""
        address = self.cell_attributes.get("r", "")
        row, column = self.row_number, self.column_number + 1
        if not address:
            address = f"{column_letters(column)}{row}"
        elif address.endswith(self.row_text) and (letters := address[: -len(self.row_text)]) in _COLUMNS:
            column = _COLUMNS[letters]
        else:
            # Small letters are rare, and read by Excel as well.
            address = address.upper()
            row, column = split_address(address)
        self.column_number = column
        if row < 1:
            raise damaged(self.name)
        if row > self.limits.rows or column > self.limits.columns:
            raise off_the_sheet(self.limits, self.name)
        return row, column, address

    def shown(self, kind: str, raw: str) -> tuple[Value | None, str, bool]:
        """Value, text and error of a cell that says it is of this kind and holds this."""
        if not raw:
            return None, "", False
        if kind == "s":
            return self.shared.strings[_index(raw)]
        if kind == "b":
            return raw in TRUE, "TRUE" if raw in TRUE else "FALSE", False
        if kind == "e":
            return *shown_text(raw, self.spent)[:2], True
        if kind == "d" and (moment := _iso(raw)):
            return moment
        if kind == "n":
            try:
                number = float(raw)
            except ValueError:
                number = math.nan
            if math.isfinite(number):
                style, formats = _index(self.cell_attributes.get("s", "0")), self.shared.formats
                shape = formats[style] if style < len(formats) else PLAIN
                return *shown(number, shape, self.shared.from_1904), False
        return shown_text(raw, self.spent)


def _index(raw: str) -> int:
    index = int(raw)
    if index < 0:
        raise ValueError("below nought")
    return index


def _iso(raw: str) -> Shown | None:
    """A date as Strict Open XML writes it; ``None`` for what is no date, and is text then."""
    try:
        moment = datetime.fromisoformat(raw).replace(tzinfo=None)
    except ValueError:
        with suppress(ValueError):
            only_time = time.fromisoformat(raw.removeprefix("T")).replace(tzinfo=None)
            return only_time, time_text(only_time), False
        return None
    value: date = moment.date() if moment.time() == time() else moment
    return value, moment_text(moment), False
