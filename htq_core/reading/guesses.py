"""What a screen needs to ask which column is which, and what a value means."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.problem import Problem, ProblemKind
from htq_core.patterns import when_met
from htq_core.reading import cells
from htq_core.reading.choices import NO_CHOICES, ColumnNamed, ReadingChoices
from htq_core.reading.codes import codes_and_rest
from htq_core.reading.grid import Sheet, column_letters
from htq_core.reading.headers import BEGINS, CONTAINS, EXACT, WIDEST_HEADER, Headers
from htq_core.reading.survey import GROUP_HEADERS, MAPPING_HEADERS, UNIT_HEADERS

HEADERS = {"mapping": MAPPING_HEADERS, "units": UNIT_HEADERS, "option_groups": GROUP_HEADERS}
NEEDED = {
    "mapping": ("ksb", "statement", "coverage", "units", "outcomes", "reason"),
    "units": ("code", "title", "level", "credits", "status", "pathway", "group"),
    "option_groups": ("name", "choose", "minimum", "maximum"),
}
"""The fields that are asked for, of each table."""
MEANINGS = {
    "coverage": {
        **dict.fromkeys(("full", "fully"), "Full"),
        **dict.fromkeys(("partial", "partially", "partly"), "Partial"),
        **dict.fromkeys(("not covered", "none"), "Not covered"),
    },
    "status": {
        **dict.fromkeys(("mandatory", "core", "compulsory"), "Mandatory"),
        **dict.fromkeys(("optional", "elective"), "Optional"),
    },
    "choose": {"units": "units", "credits": "credits"},
}
"""What a value may mean, of the fields that know only a few meanings, by the words for it."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS_BY_WORD = {
    **{word: str(number) for number, word in enumerate(_NUMBERS, start=1)},
    **{"fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "sixty": "60", "a score": "20"},
}
_HOW_SURE = {EXACT: 1.0, BEGINS: 0.7, CONTAINS: 0.4}
_LOOKS = 0.5
LIKELY = 0.3
"""From here on a guess is worth proposing."""
MOST_SAMPLES = 3
MOST_LOOKED_AT = 20
SENTENCE = 25
"""A KSB's statement is longer than this."""
_UNIT_CODE = when_met(r"\b[A-Za-z]{1,6}[ -]?\d{2,6}\b|\b(?:unit|module) \w{1,3}\b|\bU\d\b", re.IGNORECASE)


class Guess(NamedTuple):
    """A column that may hold a field: its header and letter, its first values, and how sure it is, from 0 to 1."""

    column: ColumnNamed
    samples: tuple[str, ...]
    sure: float


class Asked(NamedTuple):
    """A value that could not be understood: where it stands, and what it may mean (empty when nothing is near)."""

    field: str
    written: str
    where: tuple[Location, ...]
    suggestion: str


def column_guesses(sheet: Sheet, header_row: int, table: str) -> dict[str, tuple[Guess, ...]]:
    """For each field that a table needs, every column of the sheet, the one that most likely holds it first."""
    headers = HEADERS[table]
    header = sheet.rows.get(header_row, {})
    below = {column: _texts_below(sheet, header_row, column) for column in _columns(sheet, header_row)}
    columns = [
        (Guess(ColumnNamed(header=said, letter=column_letters(column)), tuple(texts[:MOST_SAMPLES]), 0.0), texts)
        for column, texts in below.items()
        if (said := header[column].text if column in header else "") or texts
    ]
    return {name: _for_field(name, columns, headers) for name in NEEDED[table]}


def best_guesses(guesses: Mapping[str, Sequence[Guess]], taken: Iterable[str] = ()) -> dict[str, ColumnNamed]:
    """The likely column of each field, no column twice and none of those whose letters are ``taken``."""
    ranked = sorted(
        ((guess.sure, name, guess.column) for name, own in guesses.items() for guess in own if guess.sure >= LIKELY),
        key=lambda each: -each[0],
    )
    letters = set(taken)
    found: dict[str, ColumnNamed] = {}
    for _, name, column in ranked:
        if name not in found and column.letter not in letters:
            found[name] = column
            letters.add(column.letter)
    return found


def _columns(sheet: Sheet, header_row: int) -> list[int]:
    return sorted({column for row, cells in sheet.rows.items() if row >= header_row for column in cells})[
        :WIDEST_HEADER
    ]


def _texts_below(sheet: Sheet, header_row: int, column: int) -> list[str]:
    """The first different texts of a column under its header."""
    texts: dict[str, None] = {}
    for number in sorted(sheet.rows):
        cell = sheet.rows[number].get(column)
        if number > header_row and cell and cell.text:
            texts[cell.text] = None
            if len(texts) == MOST_LOOKED_AT:
                break
    return list(texts)


def _for_field(name: str, columns: Iterable[tuple[Guess, list[str]]], headers: Headers) -> tuple[Guess, ...]:
    def sure(guess: Guess, texts: list[str]) -> float:
        fits = {field: _HOW_SURE.get(rank, 0.0) for rank, _, field in headers.candidates(guess.column.header)}
        if name in fields_surely(fits):
            return fits[name]
        return 0.0 if fields_surely(fits) else max(fits.get(name, 0.0), _looks(name, texts))

    def fields_surely(fits: Mapping[str, float]) -> set[str]:
        return {field for field, fit in fits.items() if fit > _LOOKS}

    ranked = sorted((Guess(g.column, g.samples, sure(g, texts)) for g, texts in columns), key=lambda guess: -guess.sure)
    return tuple(ranked)


def _looks(name: str, texts: list[str]) -> float:
    """How much the values of a column look like those of a field, whatever its header says."""
    looks = _LOOKS_LIKE.get(name)
    return _LOOKS * sum(map(looks, texts)) / len(texts) if looks and texts else 0.0


def _is_ksb(text: str) -> bool:
    return bool(codes_and_rest(text)[0])


def _is_unit(text: str) -> bool:
    return not _is_ksb(text) and bool(_UNIT_CODE().search(text))


def _is_credits(text: str) -> bool:
    return (cells.number(text) or 0) >= 5


def _is_status(text: str) -> bool:
    return cells.squeeze(text).casefold() in MEANINGS["status"]


_LOOKS_LIKE: dict[str, Callable[[str], bool]] = {
    "ksb": _is_ksb,
    "statement": lambda text: len(text) > SENTENCE,
    "coverage": lambda text: cells.coverages(text) is not None,
    "units": _is_unit,
    "code": lambda text: _is_unit(text) and len(text) <= SENTENCE,
    "title": lambda text: " " in text and not _is_status(text) and cells.level(text) is None,
    "level": lambda text: cells.level(text) is not None,
    "credits": _is_credits,
    "status": _is_status,
}


def values_asked(problems: Iterable[Problem]) -> tuple[Asked, ...]:
    """Each distinct value that was not understood, with every place, and the nearest value that would be.

    Rules of combination in words are asked about on their own.
    """
    places: dict[tuple[str, str], list[Location]] = {}
    asked = (ProblemKind.NOT_UNDERSTOOD, ProblemKind.PLACEHOLDER)
    for problem in problems:
        if problem.kind in asked and problem.found and problem.field != "rule":
            places.setdefault((problem.field, cells.squeeze(problem.found)), []).extend(problem.where)
    return tuple(Asked(name, text, tuple(where), suggestion(name, text)) for (name, text), where in places.items())


def suggestion(name: str, text: str) -> str:
    """The known value nearest to one that was not understood; empty when none is near."""
    plain = cells.squeeze(text).casefold()
    if name in MEANINGS:
        known = MEANINGS[name]
        near = get_close_matches(plain, known, n=1, cutoff=0.6)
        return known[near[0]] if near else ""
    said = [number for word, number in _NUMBERS_BY_WORD.items() if word == plain or plain.startswith(f"{word} ")]
    digits = next(_numbers_in(plain), "")
    return next(iter(said), digits)


def _numbers_in(text: str) -> Iterator[str]:
    yield from (word for word in text.replace("~", " ").replace("c.", " ").split() if cells.number(word) is not None)


def with_repairs(choices: ReadingChoices, asked: Iterable[tuple[Asked, str]]) -> ReadingChoices:
    """The choices with a meaning for each value that was answered."""
    repairs = {name: dict(own) for name, own in choices.repairs.items()}
    for value, meaning in asked:
        repairs.setdefault(value.field, {})[value.written] = meaning
    return (choices or NO_CHOICES).model_copy(update={"repairs": repairs})
