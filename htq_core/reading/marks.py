"""What a cell means where a KSB and a unit cross: a tick, a coverage, a percentage, or learning outcomes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from htq_core.model.ksb import Coverage
from htq_core.patterns import when_met
from htq_core.reading import cells

WANTED = "a tick, Full or Partial, a percentage, or learning outcomes such as LO1"
LONGEST_MARK = 120
SHARES = "The percentages of a KSB add up to 100, so each was taken as a share, and the KSB as fully covered."
NUMBERS_ARE_OUTCOMES = "Numbers beside the KSBs were taken as learning outcomes."
ONES_ARE_TICKS = "“1” was taken as a tick."
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s?%")
_NUMBER = r"\d{1,2}(?:\.\d{1,3}){0,3}[a-e]?"
_WORD = r"(?:m?l\.?o\.?s?|ilos?|(?:learning )?outcomes?|acs?|(?:assessment )?criteri(?:a|on))"
_TO_NEXT = r"\s?(?:,|;|/|&|\+|-|–|—|\n|\bto\b|\band\b|\s)\s?"
_OUTCOMES = re.compile(
    rf"(?P<word>{_WORD}\s?[.:#]?\s?)?{_NUMBER}(?:{_TO_NEXT}(?:{_WORD}\s?[.:#]?\s?)?{_NUMBER})*", re.IGNORECASE
)
_NO_MARK = frozenset({"0", "false", "☐", "□"})
_ONE_LETTER = re.compile(r"[a-z]")
_MEANING = when_met(
    r"\s*[\"“'(\[]?(?P<sign>[^\W_]{1,2}|[✓✔✗✘●○•▲★*])[\"”')\]]?\s?(?:=|:|\s[-–—]\s)\s?(?P<meaning>\S.{0,80})\s*"
)
_TOO_MANY_OUTCOMES = 40
FEWEST_NAMES = 3


class Mark(NamedTuple):
    """What a cell says of its KSB and unit. ``coverage`` is ``None`` for a tick, or where only outcomes are given."""

    coverage: Coverage | None = None
    outcomes: str = ""
    bare_number: bool = False
    percent: float | None = None


def holds_no_mark(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, an empty tick box."""
    plain = cells.squeeze(text).casefold()
    return plain in _NO_MARK or (cells.is_blank(text) and plain not in ("none", "nil"))


class Marks:
    """Reads the marks of one matrix, row by row of it, by the key that the sheet itself gives ("P = practised").

    Among letters of the sheet's own, such as T and A, a P need not stand for partial. Percentages that add up to 100
    for nearly every KSB are shares of it and no coverages. Numbers are ticks where there is none but 1, else outcomes.
    Among other ticks, a cross may be the opposite of one where most rows are filled in whole, over their ``width``.
    """

    def __init__(self, rows: Iterable[Sequence[str]], width: int, key: Mapping[str, str] | None = None) -> None:
        self._key = key or {}
        self._seen: dict[str, Mark | None] = {}
        rows = list(rows)
        letters = {p for row in rows for text in row if _ONE_LETTER.fullmatch(p := cells.squeeze(text).casefold())}
        strange = {letter for letter in letters if letter not in self._key and read_mark(letter) is None}
        self._in_doubt = letters - {"x", "y"} - self._key.keys() if strange else set[str]()
        full = sum(len(row) >= width for row in rows) * 2 > len(rows)
        if full and "x" not in self._key and cells.crosses_in_doubt(text for row in rows for text in row):
            self._in_doubt |= {"x"}
        self._shares = _are_shares(rows)
        bare = {mark.outcomes for row in rows for text in row if (mark := read_mark(text)) and mark.bare_number}
        self._ones = bare == {"1"}
        told = {SHARES: self._shares, ONES_ARE_TICKS: self._ones, NUMBERS_ARE_OUTCOMES: bool(bare) and not self._ones}
        self.assumed = tuple(sentence for sentence, holds in told.items() if holds)

    def read(self, text: str) -> Mark | None:
        """What a cell says; ``None`` when it cannot be told."""
        if text not in self._seen:
            self._seen[text] = self._read(text)
        return self._seen[text]

    def _read(self, text: str) -> Mark | None:
        plain = cells.squeeze(text).casefold()
        if plain in self._in_doubt:
            return None
        mark = read_mark(self._key.get(plain, text))
        as_tick = mark and ((mark.bare_number and self._ones) or (mark.percent and self._shares))
        return Mark() if as_tick else mark


def _are_shares(rows: Iterable[Sequence[str]]) -> bool:
    sums = [
        sum(own) for row in rows if len(own := [float(p[1]) for text in row if (p := _PERCENT.fullmatch(text))]) > 1
    ]
    return len(sums) > 1 and sum(99 <= total <= 101 for total in sums) * 10 >= len(sums) * 9


def key_of(rows: Iterable[Iterable[str]]) -> dict[str, str]:
    """The signs that a sheet explains: "F = full, P = partial", one to a cell or several.

    A row of such cells, none of which names a coverage, holds the names of units: "A: Anatomy", "B: Law", "C: Art".
    """
    found: dict[str, str] = {}
    for row in rows:
        explained = [own for text in row if (own := _explained(text))]
        signs = {sign: meaning for own in reversed(explained) for sign, meaning in own.items()}
        if len(explained) < FEWEST_NAMES or any(map(cells.coverages, signs.values())):
            found = signs | found
    return found


def _explained(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if "=" in text or ":" in text or " " in text:
        for piece in re.split(r"[;\n|]|,(?=\s?\S{1,3}\s?[=:])|\s{3,}", text) if len(text) <= 400 else ():
            meaning = _MEANING().fullmatch(piece.rpartition("Key:")[2].rpartition("key:")[2])
            if meaning and cells.squeeze(meaning["sign"]).casefold() not in ("k", "s", "b"):
                found.setdefault(meaning["sign"].casefold(), meaning["meaning"])
    return found


def read_mark(text: str) -> Mark | None:
    """What a cell says by itself, whatever stands around it; ``None`` when it cannot be told."""
    if len(text) > LONGEST_MARK:
        return None
    plain = cells.squeeze(text)
    if cells.is_yes(plain):
        return Mark()
    if percent := _PERCENT.fullmatch(plain):
        return _percentage(float(percent[1]))
    stated = cells.coverages(text)
    if stated and not _OUTCOMES.search(plain):
        return Mark(stated[0]) if len(stated) == 1 else None
    return _with_outcomes(plain)


def _percentage(amount: float) -> Mark | None:
    if amount > 100:
        return None
    coverage = Coverage.NOT_COVERED if amount == 0 else Coverage.FULL if amount == 100 else Coverage.PARTIAL
    return Mark(coverage, percent=amount)


def _with_outcomes(plain: str) -> Mark | None:
    """Outcomes alone, or beside a tick or a coverage: "LO1, LO3", "F: LO2", "LO1 (partial)"."""
    found = [match for match in _OUTCOMES.finditer(plain) if match["word"] or match.span() == (0, len(plain))]
    if len(found) != 1 or not _is_outcomes(found[0][0]):
        return None
    outcomes = found[0]
    beside = (plain[: outcomes.start()] + " " + plain[outcomes.end() :]).strip(" ,;:()[]-–—/")
    if not beside:
        return Mark(outcomes=outcomes[0], bare_number=outcomes["word"] is None)
    if cells.is_yes(beside):
        return Mark(outcomes=outcomes[0])
    stated = cells.coverages(beside)
    return Mark(stated[0], outcomes[0]) if stated and len(stated) == 1 else None


def _is_outcomes(text: str) -> bool:
    numbers = [int(number) for number in re.findall(r"(?<![\d.])\d{1,2}", text)]
    return 0 < len(numbers) <= _TOO_MANY_OUTCOMES and all(0 < number <= 40 for number in numbers)
