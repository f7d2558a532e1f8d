"""Which published list a mapping was made from, where it is not the one it is checked against."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from htq_core.model.ksb import code_order
from htq_core.model.records import Claim
from htq_core.standards.library import Library
from htq_core.standards.reference import version_order
from htq_core.standards.standard import Standard
from htq_core.standards.statement_index import lists_of

LEAST_STATEMENTS = 3
"""So many statements of another standard, at least, before a mapping is said to be made from it."""
LEAST_CODES = 3
"""In how many codes a mapping without wording must differ before another standard with just these codes is named."""


class Origin(NamedTuple):
    """A published list that fits the mapping better than the one in force.

    Of ``of`` rows, ``here`` fit the list in force and ``there`` fit this one: by wording, or by code where the mapping
    gives ``codes_only``. ``claims`` are the rows that fit this one alone. ``lacking`` are codes of the list in force
    without a row, and ``alike`` other standards that fit as well.
    """

    standard: Standard
    here: int
    there: int
    of: int
    claims: tuple[Claim, ...] = ()
    lacking: tuple[str, ...] = ()
    alike: tuple[Standard, ...] = ()
    codes_only: bool = False


class Listing:
    """A mapping's rows as evidence: codes, and wording where there is any."""

    def __init__(self, claims: Sequence[Claim], folded: Mapping[int, str]) -> None:
        self._codes = frozenset(claim.ksb for claim in claims)
        self._rows = [(claim, text) for claim in claims if (text := folded.get(claim.position))]

    def origin(self, own: Standard, library: Library) -> Origin | None:
        """The published list that fits better than ``own``; ``None`` where none at hand does."""
        here = _Fit(own, self._codes, self._rows)
        if not here.misfits and here.agreeing == len(self._rows):
            return None
        return self._by_wording(here, library) if self._rows else self._by_codes(here, library)

    def _by_wording(self, here: "_Fit", library: Library) -> Origin | None:
        strange = [text for _, text in self._rows if text not in here.codes_of]
        saying = Counter(id(standard) for text in strange for standard in library.index.saying(text))
        own = here.standard
        better = [
            there
            for standard in library.standards
            if _another(standard, own) and (saying[id(standard)] or standard.reference == own.reference)
            if self._is_better(there := _Fit(standard, self._codes, self._rows), here)
        ]
        if not better:
            return None
        best = max(better, key=lambda fit: (fit.known - fit.misfits, _newest_of(own, fit.standard)))
        by_place = best.known == here.known
        return Origin(
            standard=best.standard,
            here=here.agreeing if by_place else here.known,
            there=best.agreeing if by_place else best.known,
            of=len(self._rows),
            claims=tuple(best.alone_beside(here)),
            lacking=here.lacking,
        )

    def _is_better(self, there: "_Fit", here: "_Fit") -> bool:
        """Whether a list explains the rows better.

        Rows whose wording neither list has tell nothing. A slip in the mapping tells nothing either: it spoils both.
        A list with the same statements must fit much better: it leaves less than half as much unexplained.
        """
        if there.standard.reference == here.standard.reference:
            return there.known > here.known or (there.known == here.known and 2 * there.misfits < here.misfits)
        return there.known > here.known and there.known >= min(LEAST_STATEMENTS, len(self._rows))

    def _by_codes(self, here: "_Fit", library: Library) -> Origin | None:
        own = here.standard
        found = [standard for standard in library.index.coded(self._codes) if _another(standard, own)]
        versions = [standard for standard in found if standard.reference == own.reference]
        if not versions and not self._of_another_shape(here):
            return None
        fitting = sorted(versions or found, key=lambda standard: _newest_of(own, standard), reverse=True)
        if not fitting:
            return None
        return Origin(
            standard=fitting[0],
            here=len(self._codes - here.strange),
            there=len(self._codes),
            of=len(self._codes),
            lacking=here.lacking,
            alike=tuple({standard.reference: standard for standard in reversed(fitting[1:])}.values()),
            codes_only=True,
        )

    def _of_another_shape(self, here: "_Fit") -> bool:
        """Whether the codes differ too much for rows that were left out or put in: by several, of several kinds."""
        different = {*here.strange, *here.lacking}
        several_kinds = len({code[0] for code in different}) > 1
        return len(different) >= LEAST_CODES and (bool(here.strange) or several_kinds)


class _Fit:
    """How one published list fits the rows."""

    def __init__(self, standard: Standard, codes: frozenset[str], rows: Sequence[tuple[Claim, str]]) -> None:
        self.standard = standard
        self._rows = rows
        self.codes_of: dict[str, set[str]] = {}
        for ksb in standard.ksbs:
            self.codes_of.setdefault(ksb.folded, set()).add(ksb.code)
        self.strange = codes - {ksb.code for ksb in standard.ksbs}
        nearest = min(lists_of(standard), key=lambda listed: len(listed ^ codes))
        self.lacking = tuple(sorted(nearest - codes, key=code_order))
        self.known = sum(text in self.codes_of for _, text in rows)
        self.agreeing = sum(claim.ksb in self.codes_of.get(text, ()) for claim, text in rows)

    @property
    def misfits(self) -> int:
        """How many things this list leaves unexplained. A run of rows that all slipped alike is one."""
        return len(self.strange) + len(self.lacking) + self._slips()

    def _slips(self) -> int:
        place = {ksb.code: number for number, ksb in enumerate(self.standard.ksbs)}
        slips, before = 0, 0
        for claim, text in self._rows:
            codes = self.codes_of.get(text, ())
            if claim.ksb in codes:
                before = 0
            elif codes:
                shifts = {place[code] - place.get(claim.ksb, -1) for code in codes}
                shift = before if before in shifts else min(shifts)
                slips += shift != before
                before = shift
        return slips

    def alone_beside(self, other: "_Fit") -> Iterable[Claim]:
        """The rows that fit this list and not the other."""
        for claim, text in self._rows:
            if claim.ksb in self.codes_of.get(text, ()) and claim.ksb not in other.codes_of.get(text, ()):
                yield claim


def _another(standard: Standard, own: Standard) -> bool:
    """Whether a list is another one, and of the same sort: an illustrative standard is only held against its like."""
    same = (standard.reference, standard.version) == (own.reference, own.version)
    return not same and standard.illustrative == own.illustrative


def _newest_of(own: Standard, standard: Standard) -> tuple[bool, tuple[int, ...]]:
    """For choosing: another version of the same standard before another standard, and the newest version first."""
    return standard.reference == own.reference, version_order(standard.version)
