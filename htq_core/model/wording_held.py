"""The wording and the codes of the mapping's rows, held against the published list."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from htq_core.location import Book
from htq_core.model.code_slips import codes_near, codes_typed
from htq_core.model.in_force import InForce
from htq_core.model.origin import Listing, Origin
from htq_core.model.problem import ProblemKind
from htq_core.model.records import Claim
from htq_core.model.slips import Slip, slips_among
from htq_core.model.statements import PublishedWording, Wording
from htq_core.standards.wording import fold


@dataclass(frozen=True, eq=False)
class WordingHeld(InForce):
    """The occupation in force with what the rows say of its KSBs: whose words, and which code is meant."""

    @cached_property
    def _folded(self) -> Mapping[int, str]:
        return {claim.position: fold(claim.statement) for claim in self.claims if claim.statement}

    @cached_property
    def wording(self) -> PublishedWording:
        """The published statements, for finding whose wording a text is."""
        return PublishedWording(self.published_anywhere)

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Each row's wording against the published list; rows without wording, or with a strange code, left out."""
        return tuple(
            self.wording.compare(claim, self._folded[claim.position])
            for claim in self.claims
            if claim.statement and claim.ksb in self.published_anywhere
        )

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """Statements that stand beside the wrong codes."""
        return slips_among(self.wordings, self.wording, self.published_anywhere)

    @cached_property
    def reworded(self) -> tuple[Wording, ...]:
        """Rows whose wording is not the published one, nor that of another code."""
        out_of_place = {claim.position for slip in self.slips for claim in slip.claims}
        return tuple(w for w in self.wordings if not w.same and w.claim.position not in out_of_place)

    @cached_property
    def origin(self) -> Origin | None:
        """Another published list that fits the mapping better than the one in force."""
        return Listing(self.claims, self._folded).origin(self.standard, self.library) if self.standard else None

    @cached_property
    def meant_codes(self) -> Mapping[int, tuple[str, ...]]:
        """The codes that rows with a strange code may mean, by position: by the wording, or without any by the code."""
        return {
            claim.position: meant
            for claim in self.claims
            if claim.ksb not in self.published_anywhere and (meant := self._meant(claim))
        }

    def _meant(self, claim: Claim) -> tuple[str, ...]:
        if not claim.statement:
            return codes_near(claim.ksb, self.codes_without_row)
        folded = self._folded[claim.position]
        codes = self.wording.codes_with(folded) or self.wording.much_like(folded)
        return tuple(code for code in codes if code not in self.claims_of)[:1]

    @cached_property
    def codes_meant(self) -> frozenset[str]:
        """Codes without a row of their own that some row surely means: its code is a slip, or cannot be read."""
        typed = (
            self.codes_typed(problem.found)
            for problem in self.problems_of(ProblemKind.NOT_UNDERSTOOD)
            if problem.book is Book.MAPPING and problem.field == "ksb"
        )
        return frozenset(meant[0] for meant in (*self.meant_codes.values(), *typed) if len(meant) == 1)

    @cached_property
    def kept_once(self) -> Mapping[str, str]:
        """Codes without a row whose statement the standard repeats, each with the code of the row that was kept."""
        kept = {}
        for codes in self.wording.said_twice:
            there = next((code for code in codes if code in self.claims_of), None)
            kept.update({code: there for code in codes if there and code in self.codes_without_row})
        return kept

    def codes_typed(self, text: str) -> tuple[str, ...]:
        """The codes that a cell may mean which is none; those without a row, where there are such."""
        typed = codes_typed(text)
        return tuple(code for code in typed if code in self.codes_without_row) or typed
