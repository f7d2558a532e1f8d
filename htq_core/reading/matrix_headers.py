"""The header rows of a matrix: which of them name its units, and what stands under the names."""

from collections import Counter
from collections.abc import Iterable, Sequence

from htq_core.reading import cells
from htq_core.reading.grid import Sheet
from htq_core.reading.headers import BEGINS, Headers, words
from htq_core.reading.marks import read_mark
from htq_core.reading.unit_labels import joined_names

HIGHEST_HEADER = 10
"""Rows above the first KSB that are looked at for headers."""
LONGEST_NAME = 200
SHORTEST_CODE = 3
"""A number with so many digits is the code of a unit."""
MOST_COLUMNS = 300
_TOTAL_WORDS = frozenset({"total", "sum", "count", "subtotal", "number", "no", "frequency", "time", "unit", "module"})
_COUNTED_WORDS = frozenset(
    {"of", "the", "ksb", "unit", "module", "credit", "tick", "mark", "covered", "coverage", "mapped", "met", "full"}
    | {"partial", "fully", "partially", "for", "each", "per", "in", "all", "this", "that", "cover", "row", "taught"}
)
_TOTAL_SIGNS = frozenset({"#", "Σ", "∑", "no", "no.", "n"})
_NAMES = frozenset({"code", "title"})


class HeaderRows:
    """The rows above the first KSB that head its columns, and which of them name units."""

    def __init__(self, sheet: Sheet, key: int, first_ksb: int, crossed: Sequence[int], units: Headers) -> None:
        self._sheet = sheet
        self._key = key
        self._first_crossed = min(crossed, default=0)
        self._units = units
        near = self._find(first_ksb)
        texts = {row: self._spread(row) for row in near}
        heading = [row for row in near if 2 * len(texts[row].keys() & set(crossed)) >= len(crossed)]
        self.rows = [row for row in near if heading and row >= heading[0]]
        self._texts = {row: texts[row] for row in self.rows}
        self._naming = [row for row in heading if self._names_units(row)]
        self._parts: dict[int, str] = {}
        if heading and heading[-1] not in self._naming:
            self._look_over(heading[-1], near)
        self._naming = self._naming or heading[-1:]

    def _look_over(self, lowest: int, near: Sequence[int]) -> None:
        """Units named over several columns each, divided by the lowest row: "LO1", "LO2", or "Taught", "Assessed"."""
        below = self._texts[lowest]
        counts = Counter(map(cells.folded, below.values()))
        parts = {c: text for c, text in below.items() if counts[cells.folded(text)] > 1 or _is_outcome(text)}
        if not parts or any(map(is_fact, parts.values())):
            return
        over = [row for row in near if row < lowest and self._names_groups(row, parts)]
        if not over:
            return
        self._naming, self.rows, self._parts = over, [row for row in near if row >= over[0]], parts
        for row in self.rows:
            self._texts.setdefault(row, self._spread(row))
        for row in over:
            last = ""
            for column in sorted(parts):
                last = self._texts[row].setdefault(column, last)

    def _names_groups(self, row: int, columns: Iterable[int]) -> bool:
        """Whether the cells of a row name units, two at least and each once, and no facts about them."""
        held = self._sheet.rows[row]
        texts = [cells.folded(held[column].text) for column in columns if column in held and held[column].text]
        label = next((cell.text for column, cell in sorted(held.items()) if column < min(columns)), "")
        about = {field for rank, _, field in self._units.candidates(label) if rank >= BEGINS} if label else set()
        return (
            2 <= len(texts) == len(set(texts))
            and not any(is_fact(text) for text in texts if not (len(text) == 1 and text.isalpha()))
            and (not about or bool(about & _NAMES))
        )

    def part(self, column: int) -> str:
        """What a column is for, of the several that its unit has; empty where it is the only one."""
        return self._parts.get(column, "")

    def name(self, column: int) -> str:
        """The unit that a column stands for: its code and title, or whichever is given."""
        said = [text for row in self._naming if (text := self._texts[row].get(column, ""))]
        return joined_names(said) if sum(map(len, said)) <= LONGEST_NAME * 2 else ""

    def named_at(self, column: int) -> str:
        """The address of the first cell that names a column's unit."""
        for row in self._naming:
            text = self._texts[row].get(column, "")
            held = (self._sheet.rows[row].get(c) for c in range(column, 0, -1))
            cell = next((cell for cell in held if cell and cell.text), None)
            if text and cell and cell.text == text:
                return cell.address
        return ""

    def bottom(self, column: int) -> str:
        """The lowest text that heads a column."""
        return next((text for row in reversed(self.rows) if (text := self._texts[row].get(column, ""))), "")

    def _find(self, first_ksb: int) -> list[int]:
        """The rows above the first KSB with a text in two columns or more, up to a gap or a lone heading."""
        found: list[int] = []
        for row in range(first_ksb - 1, max(first_ksb - 1 - HIGHEST_HEADER, 0), -1):
            texts = {cell.text for cell in self._sheet.rows.get(row, {}).values() if cell.text}
            if len(texts) >= 2:
                found.insert(0, row)
            elif found:
                break
        return found

    def _spread(self, row: int) -> dict[int, str]:
        """The texts of a row by column, those of merged cells in each of theirs."""
        texts = {column: cell.text for column, cell in self._sheet.rows[row].items() if cell.text}
        for top, left, bottom, right in self._sheet.merged:
            if top <= row <= bottom and right - left < MOST_COLUMNS:
                text = self._sheet.rows.get(top, {}).get(left)
                for column in range(left, right + 1):
                    if text and text.text and (top == row or column not in texts):
                        texts.setdefault(column, text.text)
        return texts

    def _names_units(self, row: int) -> bool:
        """Whether a header row tells the columns apart by names, and is not their level, credits or semester."""
        texts = [text for column, text in self._texts[row].items() if column != self._key]
        label = next((text for column, text in sorted(self._texts[row].items()) if column < self._first_crossed), "")
        texts = [text for text in texts if text != label]
        about = {field for rank, _, field in self._units.candidates(label) if rank >= BEGINS} if label else set()
        if about:
            return bool(about & _NAMES)
        facts = sum(is_fact(text) or _is_outcome(text) for text in texts)
        counts = Counter(cells.squeeze(text).casefold() for text in texts)
        return facts * 2 < len(texts) and len(counts) * 10 > len(texts) * 6


def is_count(header: str) -> bool:
    """Whether a header stands over a count of marks and no unit."""
    said = words(header)
    return cells.squeeze(header).casefold() in _TOTAL_SIGNS or (
        bool(said) and said[0] in _TOTAL_WORDS and {*said} <= _TOTAL_WORDS | _COUNTED_WORDS
    )


def is_fact(text: str) -> bool:
    """Whether a text says how large, how high or how binding a unit is, or when it is taught."""
    plain = words(text)
    timed = bool(plain) and plain[0] in ("semester", "term", "year", "stage", "trimester", "block")
    if text.isdigit() and len(text) >= SHORTEST_CODE:
        return False
    return timed or cells.number(text) is not None or cells.level(text) is not None or cells.mandatory(text) is not None


def _is_outcome(text: str) -> bool:
    """Whether a header names a learning outcome: "LO1"."""
    mark = read_mark(text)
    return bool(mark and mark.outcomes)
