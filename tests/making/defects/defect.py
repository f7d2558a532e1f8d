"""One fault for each rule, put into a clean application. They work for any standard and layout, unless they say no.

A defect changes the application as its one-line description says, and names the cells where the checker must find it.
It gives ``None`` where it cannot be made, as with options for a standard that has none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from htq_core.model.answers import Answers
from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Standard
from tests.making.applications import ClaimRow, MadeApplication, Place
from tests.making.writing import Made

A_DAY = date(2026, 9, 1)
"""The day that made applications are checked on, so that no report depends on when it is made."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """An application with a fault.

    ``places`` are cells that the rule's finding must name; none where the fault is a whole file or nothing but a fact.
    ``standard`` is the record to check against, ``None`` when none is loaded. The ``chosen`` ones are picked on screen,
    and ``answers`` are given there.
    ``beside`` has the mapping of the same qualification to another of the illustrative standards. ``today`` is the day
    of the check.
    """

    application: MadeApplication
    places: tuple[Place, ...]
    standard: Standard | None
    chosen_reference: str = ""
    chosen_version: str = ""
    beside: MadeApplication | None = None
    answers: Answers = field(default_factory=Answers)
    today: date = A_DAY


Files: TypeAlias = tuple[bytes | None, bytes | None]
Change: TypeAlias = Callable[[MadeApplication, Standard], Seeded | None]


def as_they_are(made: Made) -> Files:
    """The mapping and the structure, each in its place."""
    return made.mapping, made.structure


@dataclass(frozen=True, slots=True)
class Defect:
    """A rule's fault: its change to the application, and what is done to the two files afterwards.

    ``also`` names other rules that must find something too, each with the reason why it is not this fault said twice.
    """

    rule: str
    name: str
    change: Change
    files: Callable[[Made], Files] = as_they_are
    also: Mapping[str, str] = field(default_factory=dict, compare=False)


NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
DEFECTS: list[Defect] = []


def defect(
    rule: str, files: Callable[[Made], Files] = as_they_are, *, also: Mapping[str, str] = NOTHING_ELSE
) -> Callable[[Change], Change]:
    """Add a change to ``DEFECTS``, as the fault that a rule has to find, and perhaps others ``also``."""

    def add(change: Change) -> Change:
        DEFECTS.append(Defect(rule, change.__name__, change, files, also))
        return change

    return add


def standard_of(application: MadeApplication) -> Standard | None:
    """The illustrative standard that an application's mapping names."""
    return builtin_library().get(str(application.mapping_details["standard"]))


def with_full_claim(application: MadeApplication, index: int = 0) -> ClaimRow:
    """The application's nth row that is covered in full by units that everybody takes and nothing else.

    It is the only row of its KSB.
    """
    mandatory = {unit.code for unit in application.mandatory}
    codes = [row.ksb for row in application.claims]
    full = [row for row in application.claims if row.coverage == "Full" and codes.count(row.ksb) == 1]
    safe = [row for row in full if set(row.units) <= mandatory] or full
    if not safe:
        raise LookupError("no row is covered in full")
    return safe[index % len(safe)]


def changed_claim(application: MadeApplication, standard: Standard, place: str, **changes: object) -> Seeded:
    """The application with a fully covered row changed; the fault stands in that row's column ``place``."""
    ksb = with_full_claim(application).ksb
    return Seeded(application.with_claim(ksb, **changes), (("claim", ksb, place),), standard)


def different_neighbours(application: MadeApplication, standard: Standard) -> tuple[ClaimRow, ClaimRow] | None:
    """Two rows next to each other whose statements are both said only once in the standard."""
    said = [ksb.folded for ksb in standard.ksbs]
    once = {ksb.code for ksb in standard.ksbs if said.count(ksb.folded) == 1}
    return next(
        ((a, b) for a, b in pairwise(application.claims) if {a.ksb, b.ksb} <= once and a.ksb[0] == b.ksb[0]), None
    )
