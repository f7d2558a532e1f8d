"""Two faults at once: both are reported, and nothing that is neither's. ``python -m tests.pairs --most 2000 --seed 1``

A rule that did not run, with the reason that something else has to be put right first, counts as having said so.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations

from htq_core import Book, Report, Status
from htq_core.standards.standard import Standard
from tests.clashes import CLASHES, OF_BOTH
from tests.making.applications import Place
from tests.making.clean import clean_application
from tests.making.defects import DEFECTS, Defect, Seeded
from tests.making.defects.defect import as_they_are
from tests.making.layouts import LAYOUTS
from tests.making.seeding import STANDARDS, Run, check_made, option_of, seed
from tests.making.writing import Made

LAYOUT = "template"
CANNOT_BE_MADE = (StopIteration, AssertionError, LookupError, ValueError, TypeError)
"""What a defect raises where the other has taken away what it would change."""
FEW = 3
"""A fault in more cells than these may lose some of them to the other fault, which stands there too."""
_IN_ORDER = tuple(sorted(DEFECTS, key=lambda defect: defect.files is not as_they_are))
"""Faults of the files themselves come second, as they are made in what was saved."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two defects in one application: where each stands, what each gives alone, and what they give together."""

    first: Run
    second: Run
    places: tuple[tuple[Place, ...], tuple[Place, ...]]
    made: Made
    report: Report

    @property
    def name(self) -> str:
        """What it is known by."""
        return f"{self.first.defect.name} + {self.second.defect.name}"

    def faults(self) -> Iterator[str]:
        """What is wrong with the report: a defect that is lost, or something that is said of neither."""
        for run, places in zip((self.first, self.second), self.places, strict=True):
            yield from self._lost(run.defect, places)
        either = self.first.fired | self.second.fired | self.first.fired_when_clean
        either |= said_of_both(self.first.defect, self.second.defect)
        more = {finding.rule for finding in self.report.findings} - either
        yield from (f"{rule} speaks of neither" for rule in sorted(more))

    def _lost(self, defect: Defect, places: tuple[Place, ...]) -> Iterator[str]:
        (outcome,) = (outcome for outcome in self.report.outcomes if outcome.rule == defect.rule)
        if outcome.status is Status.NOT_RUN:
            return
        found = [finding for finding in self.report.findings if finding.rule == defect.rule]
        if not found:
            yield f"{defect.rule} is lost ({outcome.status})"
        where = {place for finding in found for place in finding.where}
        astray = [place for place in places if self.made.cells[place] not in where]
        if found and astray and (len(places) <= FEW or len(astray) == len(places)):
            yield f"{defect.rule} is not found at {' '.join(astray[0])}"


def pairs() -> list[tuple[Defect, Defect]]:
    """Every two defects."""
    return list(combinations(_IN_ORDER, 2))


def clash(first: Defect, second: Defect) -> str:
    """Why two defects cannot both be there; empty where they can."""
    names = {first.name, second.name}
    return next((why for some, others, why in CLASHES if names & some and names & others - some), "")


def said_of_both(first: Defect, second: Defect) -> set[str]:
    """The rules that rightly speak of two defects together, though of neither alone."""
    names = {first.name, second.name}
    return {rule for some, others, rule, _ in OF_BOTH if names & some and names & others - some}


def pair_of(first: Defect, second: Defect) -> Pair | None:
    """Two defects in the first standard that both can be made for; ``None`` where they cannot stand side by side."""
    for standard in STANDARDS:
        runs = seed(first, LAYOUT, standard), seed(second, LAYOUT, standard)
        if runs[0] and runs[1]:
            return _together(runs[0], runs[1], standard) or _together(runs[1], runs[0], standard)
    return None


def _together(one: Run, other: Run, standard: Standard) -> Pair | None:
    """The second put into the application that has the first; ``None`` if it undoes the first, or cannot be made."""
    if one.defect.files is not as_they_are and other.defect.files is not as_they_are:
        return None
    clean = clean_application(standard, option_of(standard))
    try:
        both = other.defect.change(one.seeded.application, one.seeded.standard or standard)
    except CANNOT_BE_MADE:
        return None
    if both is None or set(both.places) & set(one.seeded.places):
        return None
    undone = both.application == other.seeded.application and one.seeded.application != clean
    if undone or (both.application == one.seeded.application and other.seeded.application != clean):
        return None
    seeded = _merged(one.seeded, both, standard)
    made = LAYOUTS[LAYOUT](seeded.application, seeded.standard)
    files = one.defect.files if one.defect.files is not as_they_are else other.defect.files
    if not {*one.seeded.places, *both.places} <= set(made.cells):
        return None
    try:
        mapping, structure = files(made)
        given = {book for book, data in ((Book.MAPPING, mapping), (Book.STRUCTURE, structure)) if data}
        if not {made.cells[place].book for place in (*one.seeded.places, *both.places)} <= given:
            return None
        report = check_made((mapping, structure), seeded, LAYOUT)
    except CANNOT_BE_MADE:
        return None
    return Pair(one, other, (one.seeded.places, both.places), made, report)


def _merged(one: Seeded, both: Seeded, standard: Standard) -> Seeded:
    """What the first says besides its application, where the second says nothing of its own."""
    unsaid = Seeded(both.application, both.places, both.standard)
    own = [field.name for field in fields(Seeded) if field.name not in ("application", "places", "standard")]
    kept = {name: getattr(one, name) for name in own if getattr(both, name) == getattr(unsaid, name)}
    return replace(both, **kept, standard=None if one.standard is None else both.standard)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try pairs, and list those whose report is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.pairs", description=__doc__.split("\n")[0])
    parser.add_argument("--most", type=int, default=2000, help="how many pairs, taken at random")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    every = pairs()
    random.Random(given.seed).shuffle(every)
    tried, apart, wrong = 0, 0, Counter[str]()
    for first, second in every:
        if tried == given.most:
            break
        pair = None if clash(first, second) else pair_of(first, second)
        if pair is None:
            apart += 1
            continue
        tried += 1
        for fault in pair.faults():
            wrong[fault] += 1
            print(f"{pair.name}: {fault}", flush=True)
    print(f"{tried} of {len(every)} pairs tried, {apart} cannot stand side by side, {sum(wrong.values())} faults.")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
