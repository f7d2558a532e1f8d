"""Which standards a mapping fits best, among all that are at hand: kept on this machine, loaded, and illustrative."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from htq_core.standards.library import Library
from htq_core.standards.reference import version_order
from htq_core.standards.shelf import Fit, Kept, Shelf
from htq_core.standards.wording import fold

MOST_VERSIONS = 50
"""So many records are looked at for the best standards: one standard may be there in several versions."""
WORTH_NAMING = 4
"""A standard is named if it holds at least one in so many of the statements that the best one holds."""


class StandardFit(NamedTuple):
    """How well a standard fits. ``lacking`` are the KSBs of its best version that are not among the statements.

    ``others`` are its other versions, the best first.
    """

    best: Fit
    lacking: tuple[str, ...]
    others: tuple[Fit, ...]


def best_standards(statements: Iterable[str], library: Library, shelf: Shelf | None, most: int) -> list[StandardFit]:
    """The standards that hold most of these statements word for word, each in the version that fits best.

    Those that hold far fewer than the best one are left out.
    """
    folded = set(filter(None, map(fold, statements)))
    found = {_place(fit.kept): fit for fit in shelf.best_fits(folded, MOST_VERSIONS)} if shelf else {}
    # What was loaded stays in force over the same version on the shelf.
    found |= {_place(fit.kept): fit for fit in _in_library(folded, library)}
    versions: dict[str, list[Fit]] = {}
    in_order = sorted(found.values(), key=_order)
    for fit in (fit for fit in in_order if fit.same * WORTH_NAMING >= in_order[0].same):
        versions.setdefault(fit.kept.reference, []).append(fit)
    return [
        StandardFit(best, _lacking(best.kept, folded, library, shelf), tuple(others))
        for best, *others in list(versions.values())[:most]
    ]


def _in_library(folded: set[str], library: Library) -> Iterable[Fit]:
    same = Counter((each.reference, each.version) for text in folded for each in library.index.saying(text))
    held = ((library.get(*place), count) for place, count in same.items())
    return (Fit(Kept.of(standard), count, len(folded)) for standard, count in held if standard)


def _lacking(kept: Kept, folded: set[str], library: Library, shelf: Shelf | None) -> tuple[str, ...]:
    standard = library.get(*_place(kept)) or (shelf and shelf.get(*_place(kept)))
    return tuple(ksb.code for ksb in standard.ksbs if ksb.folded not in folded) if standard else ()


def _order(fit: Fit) -> tuple[int, int, tuple[int, ...]]:
    """Most statements first; then the shorter list, of which more is met; then the newer version."""
    return -fit.same, fit.kept.size, tuple(-part for part in version_order(fit.kept.version))


def _place(kept: Kept) -> tuple[str, str]:
    return kept.reference, kept.version
