"""Statements that stand beside the wrong codes, put together by what happened: rows slipped, two changed places …"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from htq_core.model.ksb import code_order
from htq_core.model.records import Claim
from htq_core.model.statements import UNLIKE, PublishedWording, Wording
from htq_core.standards.standard import Ksb

MANY = 4
"""So many rows out of place without a pattern are one fault: the statements were sorted or pasted anew."""
WIDEST_GAP = 2
"""How far apart two rows of a slip may be: one between them may read the same either way, or be blank."""


class How(StrEnum):
    """What happened to the statements."""

    SHIFTED = "shifted"
    SWAPPED = "swapped"
    FILLED = "one statement on several rows"
    SCATTERED = "scattered"
    ALONE = "alone"
    PRINTED = "coded as printed"


class Slip(NamedTuple):
    """Rows whose statements belong to other codes, for one reason.

    ``belong_to`` holds the code each statement belongs to. ``shift`` is how many rows below its own the statement
    should stand, for rows that slipped.
    """

    how: How
    claims: tuple[Claim, ...]
    belong_to: tuple[str, ...]
    shift: int = 0

    @property
    def pairs(self) -> Iterable[tuple[Claim, str]]:
        """Each row with the code that its statement belongs to."""
        return zip(self.claims, self.belong_to, strict=True)


def slips_among(wordings: Sequence[Wording], published: PublishedWording, ksbs: Mapping[str, Ksb]) -> tuple[Slip, ...]:
    """The slips of a mapping, in the order of its rows."""
    rows = _Rows(wordings, published, ksbs)
    found = [*rows.coded_as_printed(), *rows.swapped(), *rows.shifted(), *rows.filled(), *rows.others()]
    return tuple(sorted(found, key=lambda slip: slip.claims[0].position))


class _Rows:
    """The rows out of place. Each way of putting them together takes those that it explains."""

    def __init__(self, wordings: Sequence[Wording], published: PublishedWording, ksbs: Mapping[str, Ksb]) -> None:
        self._published = published
        self._ksbs = ksbs
        self._reworded = {w.claim.position: w for w in wordings if not w.same and not w.others}
        self._left = {w.claim.position: w for w in wordings if w.others}
        self._position = {w.claim.ksb: w.claim.position for w in reversed(wordings)}
        self._code_at = {w.claim.position: w.claim.ksb for w in wordings}
        ordered = sorted(ksbs, key=code_order)
        self._order = {code: place for place, code in enumerate(ordered)}

    def _take(self, how: How, rows: Sequence[tuple[Wording, str]], shift: int = 0) -> Slip:
        for wording, _ in rows:
            self._left.pop(wording.claim.position, None)
        return Slip(how, tuple(w.claim for w, _ in rows), tuple(code for _, code in rows), shift)

    def coded_as_printed(self) -> list[Slip]:
        """Rows that follow the codes printed in a record where those are not the statements' positions."""
        rows = [
            (wording, code)
            for wording in self._left.values()
            for code in wording.others
            if self._ksbs[code].printed_code == wording.claim.ksb
        ]
        return [self._take(How.PRINTED, rows)] if rows else []

    def swapped(self) -> list[Slip]:
        """Two rows that hold each other's statement."""
        slips = []
        for wording in list(self._left.values()):
            claim = wording.claim
            there = (self._left.get(self._position.get(code, -1)) for code in wording.others)
            other = next((row for row in there if row and claim.ksb in row.others), None)
            if other and claim.position in self._left and not self._steps(wording).keys() & self._steps(other).keys():
                slips.append(self._take(How.SWAPPED, ((wording, other.claim.ksb), (other, claim.ksb))))
        return slips

    def _steps(self, wording: Wording) -> dict[int, str]:
        """How many rows below this one each code stands whose statement this may be, with that code.

        A code without a row is where the standard's order would have it.
        """
        claim = wording.claim
        return {
            self._position.get(code, claim.position + self._order[code] - self._order[claim.ksb]) - claim.position: code
            for code in reversed(wording.others)
        }

    def shifted(self) -> list[Slip]:
        """Rows next to each other whose statements all slipped by the same number of rows."""
        slips: list[Slip] = []
        run: list[Wording] = []
        shifts: set[int] = set()
        for wording in (*self._left.values(), None):
            steps = set(self._steps(wording)) if wording else set()
            near = wording and run and wording.claim.position - run[-1].claim.position <= WIDEST_GAP
            if wording and near and shifts & steps:
                run.append(wording)
                shifts &= steps
                continue
            if len(run) > 1:
                slips.append(self._shifted_by(min(shifts, key=abs), run))
            run, shifts = ([wording] if wording else []), steps
        return slips

    def _shifted_by(self, shift: int, run: Sequence[Wording]) -> Slip:
        """A run with its codes, and with the rows between that were reworded as well and fit in."""
        rows = [(wording, self._steps(wording)[shift]) for wording in run]
        for at in range(run[0].claim.position, run[-1].claim.position):
            code, between = self._code_at.get(at + shift, ""), self._reworded.get(at)
            if between and self._published.likeness(between.folded, code) > UNLIKE:
                rows.append((between, code))
        return self._take(How.SHIFTED, sorted(rows, key=lambda row: row[0].claim.position), shift)

    def filled(self) -> list[Slip]:
        """Rows that all hold the statement of one other code."""
        by_text: dict[tuple[str, ...], list[tuple[Wording, str]]] = {}
        for wording in self._left.values():
            by_text.setdefault(wording.others, []).append((wording, wording.others[0]))
        return [self._take(How.FILLED, rows) for rows in by_text.values() if len(rows) > 1]

    def others(self) -> list[Slip]:
        """Rows that nothing above explains: each for itself, or all together where they are many."""
        rows = [(wording, wording.others[0]) for wording in self._left.values()]
        if len(rows) >= MANY:
            return [self._take(How.SCATTERED, rows)]
        return [self._take(How.ALONE, [row]) for row in rows]


def row_of(claim: Claim) -> str:
    """The number of the sheet's row in which a statement stands."""
    digits = re.search(r"\d+$", claim.at("statement").cell)
    return digits[0] if digits else ""
