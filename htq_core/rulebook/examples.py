"""Before and after: for each rule, a fault from its own tests as it is flagged, and the same cells once put right.

The files in ``examples`` are made by ``python -m tests.making.strips``; a test keeps them current. Everything in them
is of our own invention, with our illustrative standards.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from htq_core.location import Book, Location
from htq_core.strip import Strip, StripCell, StripRow

_WORDS = ("fault", "said", "found", "expected", "fix")
FOLDER = Path(__file__).parent / "examples"


class Example(NamedTuple):
    """A fault in words, what the finding says about it, and strips of the sheet: with the fault, and put right.

    There are none where the fault is not in a cell, as with a file that is missing.
    """

    fault: str
    said: str
    found: str
    expected: str
    fix: str
    before: tuple[Strip, ...]
    after: tuple[Strip, ...]


def example_of(rule: str) -> Example | None:
    """The example of a rule, by its id."""
    return examples_of(rule.split("-")[0]).get(rule)


@cache
def examples_of(family: str) -> Mapping[str, Example]:
    """The examples of a family's rules, by rule."""
    path = FOLDER / f"{family}.json"
    if not path.is_file():
        return {}
    return {rule: _example(held) for rule, held in json.loads(path.read_text(encoding="utf-8")).items()}


def to_json(examples: Mapping[str, Example]) -> str:
    """Examples as the text of their file."""
    held = {
        rule: {
            **{name: getattr(example, name) for name in _WORDS},
            "before": [_held(strip) for strip in example.before],
            "after": [_held(strip) for strip in example.after],
        }
        for rule, example in examples.items()
    }
    return json.dumps(held, indent=1, ensure_ascii=False) + "\n"


def _held(strip: Strip) -> dict[str, Any]:
    """A strip in few words: its rows by number, and the addresses that are ringed."""
    return {
        "book": strip.where.book,
        "sheet": strip.where.sheet,
        "cell": strip.where.cell,
        "columns": " ".join(strip.columns),
        "rows": {str(row.number): [cell.text for cell in row.cells] for row in strip.rows},
        "ringed": [
            f"{letter}{row.number}"
            for row in strip.rows
            for letter, cell in zip(strip.columns, row.cells, strict=True)
            if cell.ringed
        ],
    }


def _example(held: Mapping[str, Any]) -> Example:
    before, after = (tuple(_strip(strip) for strip in held[name]) for name in ("before", "after"))
    return Example(**{name: held[name] for name in _WORDS}, before=before, after=after)


def _strip(held: Mapping[str, Any]) -> Strip:
    columns = tuple(held["columns"].split())
    return Strip(
        where=Location(Book(held["book"]), held["sheet"], held["cell"]),
        columns=columns,
        rows=tuple(
            StripRow(
                int(number),
                tuple(
                    StripCell(text, f"{letter}{number}" in held["ringed"])
                    for letter, text in zip(columns, texts, strict=True)
                ),
            )
            for number, texts in held["rows"].items()
        ),
    )
