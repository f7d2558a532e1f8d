"""Searching the standards kept on a machine, and asking which of them a mapping fits best."""

import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from htq_core.standards.feed import Named
from htq_core.standards.fitting import best_standards
from htq_core.standards.library import Library, builtin_library
from htq_core.standards.shelf import Shelf
from tests.benchmarks.measuring import in_turn, tell

RECORDS = 2_000
STATEMENTS = {"knowledges": 22, "skills": 22, "behaviours": 8}
LENGTH = 17
"""As many statements and words as the published records have on average."""
SEARCHED = "how to plan"
SHOWN = 20
ROUNDS = 15
AIM = "aim: under 1,000 ms"


def measure() -> None:
    """Print what a search with its places takes, and a fit, over as many records as there are."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder) / "standards.sqlite")
        list(shelf.add(Named(f"record {number}", record) for number, record in enumerate(records())))
        standards = [shelf.versions_of(kept.reference)[0] for kept in shelf.everything()]
        texts = [ksb.folded for standard in standards for ksb in standard.ksbs]
        mapped = [ksb.text for ksb in standards[RECORDS // 2].ksbs]

        def search() -> None:
            found = shelf.search(SEARCHED)[:SHOWN]
            assert len(found) == SHOWN
            for kept in found:
                shelf.places(kept, SEARCHED)

        pairs = in_turn(search, lambda: sum(SEARCHED in text for text in texts), ROUNDS)
        tell(f"search in {RECORDS:,} records", pairs, "look through every statement for the words as they stand", AIM)
        pairs = in_turn(
            lambda: best_standards(mapped, Library(), shelf, 3), lambda: sum(text in mapped for text in texts), ROUNDS
        )
        tell(f"the best fit of {RECORDS:,} records", pairs, "look every statement up in a list of the mapping’s", AIM)


def records() -> Iterator[bytes]:
    """Records of the published size, their words drawn from the illustrative standards."""
    made = random.Random(1)
    words = [word for standard in builtin_library().standards for ksb in standard.ksbs for word in ksb.text.split()]
    for number in range(RECORDS):
        lists = {
            name: [{"detail": " ".join(made.choices(words, k=LENGTH))} for _ in range(count)]
            for name, count in STATEMENTS.items()
        }
        titles = [" ".join(made.choices(words, k=3)) for _ in range(7)]
        facts = {"referenceNumber": f"ST{number:04}", "version": "1.0", "level": 4, "title": titles[0]}
        yield json.dumps({**facts, **lists, "typicalJobTitles": titles[1:]}).encode()
