"""What a screen needs to ask which column is which, and what a value means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from htq_core.location import Location
from htq_core.model.problem import Problem, ProblemKind
from htq_core.reading import cells
from htq_core.reading.choices import NO_CHOICES, ColumnNamed, ReadingChoices
from htq_core.reading.grid import Sheet, column_letters
from htq_core.reading.headers import BEGINS, CONTAINS, EXACT, Headers
from htq_core.reading.survey import GROUP_HEADERS, MAPPING_HEADERS, UNIT_HEADERS

HEADERS = {"mapping": MAPPING_HEADERS, "units": UNIT_HEADERS, "option_groups": GROUP_HEADERS}
NEEDED = {
    "mapping": ("ksb", "statement", "coverage", "units", "outcomes", "reason"),
    "units": ("code", "title", "level", "credits", "status", "pathway", "group"),
    "option_groups": ("name", "choose", "minimum", "maximum"),
}
"""The fields that are asked for, of each table."""
KNOWN_VALUES = {
    "coverage": ("Full", "Fully", "Partial", "Partially", "Partly", "Not covered", "None"),
    "status": ("Mandatory", "Core", "Compulsory", "Optional", "Elective"),
    "choose": ("units", "credits"),
}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS_BY_WORD = {
    **{word: str(number) for number, word in enumerate(_NUMBERS, start=1)},
    **{"fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "sixty": "60", "a score": "20"},
}
_HOW_SURE = {EXACT: 1.0, BEGINS: 0.7, CONTAINS: 0.4}
MOST_SAMPLES = 3
MOST_GUESSES = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A column that may hold a field: its header and letter, its first values, and how sure it is, from 0 to 1."""

    column: ColumnNamed
    samples: tuple[str, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that could not be understood: where it stands, and what it may mean (empty when nothing is near)."""

    field: str
    written: str
    where: tuple[Location, ...]
    suggestion: str


def column_guesses(sheet: Sheet, header_row: int, table: str) -> dict[str, tuple[Guess, ...]]:
    """For each field that a table needs, the columns that may hold it, best first; those without a fit come last."""
    headers = HEADERS[table]
    row = sheet.rows.get(header_row, {})
    columns = [_guess(sheet, header_row, column, cell.text) for column, cell in sorted(row.items()) if cell.text]
    return {name: _for_field(name, columns, headers) for name in NEEDED[table]}


def _guess(sheet: Sheet, header_row: int, column: int, header: str) -> Guess:
    below = (sheet.rows[number].get(column) for number in sorted(sheet.rows) if number > header_row)
    texts = dict.fromkeys(cell.text for cell in below if cell and cell.text)
    return Guess(ColumnNamed(header=header, letter=column_letters(column)), tuple(texts)[:MOST_SAMPLES], 0.0)


def _for_field(name: str, columns: Iterable[Guess], headers: Headers) -> tuple[Guess, ...]:
    def sure(guess: Guess) -> float:
        fits = (_HOW_SURE.get(rank, 0.0) for rank, _, field in headers.candidates(guess.column.header) if field == name)
        return max(fits, default=0.0)

    ranked = sorted((Guess(g.column, g.samples, sure(g)) for g in columns), key=lambda guess: -guess.sure)
    return tuple(ranked[:MOST_GUESSES])


def values_asked(problems: Iterable[Problem]) -> tuple[Asked, ...]:
    """Each distinct value that was not understood, with every place, and the nearest value that would be."""
    places: dict[tuple[str, str], list[Location]] = {}
    for problem in problems:
        if problem.kind in (ProblemKind.NOT_UNDERSTOOD, ProblemKind.PLACEHOLDER) and problem.found:
            places.setdefault((problem.field, cells.squeeze(problem.found)), []).extend(problem.where)
    return tuple(Asked(name, text, tuple(where), suggestion(name, text)) for (name, text), where in places.items())


def suggestion(name: str, text: str) -> str:
    """The known value nearest to one that was not understood; empty when none is near."""
    plain = cells.squeeze(text).casefold()
    if name in KNOWN_VALUES:
        known = {value.casefold(): value for value in KNOWN_VALUES[name]}
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
