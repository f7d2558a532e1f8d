"""A text file with columns (CSV, tab-separated) to a Grid: one sheet, and every cell text."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from htq_core.errors import Reason
from htq_core.location import Book
from htq_core.reading.cell_text import shown_text, too_long
from htq_core.reading.grid import Cell, Grid, Sheet, column_letters
from htq_core.reading.intake import PLAIN_TEXT, Format
from htq_core.reading.limits import Limits, Spent, too_much, too_much_text

SEPARATORS = ",;\t|"
SHEET = "Sheet1"
ROWS_WEIGHED = 100


def read_text_file(data: bytes, name: str, book: Book, limits: Limits) -> Grid:
    """The cells of a text file. Rows may differ in length; nothing is dropped. Raises UnreadableWorkbook."""
    text = _decoded(data)
    separator, text = _named_separator(text)
    # A setting of the whole process, and always the same: Excel's limit for a cell.
    csv.field_size_limit(limits.cell_characters)
    separator = separator or _likeliest_separator(text)
    rows = _cells(text, separator, Spent(limits))
    return Grid(book, name, (Sheet(SHEET, rows),), values_only=Format.TEXT)


def _decoded(data: bytes) -> str:
    """The text: by its byte order mark, else UTF-8, else as Windows writes it in western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _named_separator(text: str) -> tuple[str, str]:
    """The separator that a first line such as ``sep=;`` names, and the text after it. Excel shows no such line."""
    first, _, rest = text[:100].partition("\n")
    first = first.strip("\r").strip('"')
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1], text[text.index("\n") + 1 :] if rest or "\n" in text[:100] else ""
    return "", text


def _likeliest_separator(text: str) -> str:
    """The one that divides most rows into the same number of cells, two at least. Raises when none does."""

    def weight(separator: str) -> tuple[int, int]:
        widths = Counter(width for width in _widths(text, separator) if width > 1)
        width, rows = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return rows, width

    weights = {separator: weight(separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: weights[separator])
    if not weights[best][0]:
        raise PLAIN_TEXT.refusal()
    return best


def _widths(text: str, separator: str) -> Iterator[int]:
    """How many cells each of the first rows has, up to one that is too long: with another separator it may not be."""
    with suppress(csv.Error):
        for row in islice(_rows(text, separator), ROWS_WEIGHED):
            yield len(row)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    # Kept as they are, line ends within quotation marks are told from those between rows.
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


def _cells(text: str, separator: str, spent: Spent) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    limits = spent.limits
    try:
        for number, row in enumerate(_rows(text, separator), start=1):
            spent.cells += len(row)
            spent.characters += sum(map(len, row))
            if spent.cells > limits.cells or number > limits.rows or len(row) > limits.columns:
                raise too_much(
                    Reason.TOO_MANY_CELLS, f"Files of up to {limits.cells:,} cells can be read; this one has more."
                )
            if spent.characters > limits.characters:
                raise too_much_text(limits)
            cells = {column: _cell(number, column, raw, spent) for column, raw in enumerate(row, start=1) if raw}
            if held := {column: cell for column, cell in cells.items() if cell.text}:
                rows[number] = held
    except csv.Error:
        # All that the module has to complain of is a cell beyond the limit, often for want of a closing quotation mark.
        raise too_long(spent) from None
    return rows


def _cell(row: int, column: int, raw: str, spent: Spent) -> Cell:
    value, text, error = shown_text(raw, spent)
    return Cell(row, column, f"{column_letters(column)}{row}", text, value, error)
