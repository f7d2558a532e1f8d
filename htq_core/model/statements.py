"""Comparing the wording in a mapping with the published wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from htq_core.model.records import Claim
from htq_core.standards.standard import Ksb
from htq_core.standards.wording import fold

ALIKE = 0.8
UNLIKE = 0.5
WINDOW = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """A row's wording against the published list. ``belongs_to`` is the other code whose wording it is, if any."""

    claim: Claim
    same: bool
    belongs_to: str | None = None


class PublishedWording:
    """The published statements, for finding whose wording a text is."""

    def __init__(self, ksbs: Mapping[str, Ksb]) -> None:
        self._ksbs = ksbs
        self._codes: dict[str, list[str]] = {}
        for ksb in ksbs.values():
            self._codes.setdefault(ksb.folded, []).append(ksb.code)

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {ksb.code: frozenset(ksb.folded.split()) for ksb in self._ksbs.values()}

    def codes_with(self, statement: str) -> tuple[str, ...]:
        """The codes whose wording this is; several where the standard says the same thing twice."""
        return tuple(self._codes.get(fold(statement), ()))

    def compare(self, claim: Claim) -> Wording:
        """Whose wording stands in a row: its own code's, another's, or neither's."""
        codes = self.codes_with(claim.statement)
        if claim.ksb in codes:
            return Wording(claim, same=True)
        return Wording(claim, same=False, belongs_to=codes[0] if codes else self._much_like(claim))

    def _much_like(self, claim: Claim) -> str | None:
        """Another code whose wording is nearly this, where the row's own code's is not."""
        words = frozenset(fold(claim.statement).split())
        if _likeness(words, self._words.get(claim.ksb, frozenset())) > UNLIKE:
            return None
        likeness, code = max(
            ((_likeness(words, other), code) for code, other in self._words.items()), default=(0.0, "")
        )
        return code if likeness >= ALIKE else None


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def first_difference(found: str, published: str) -> tuple[str, str]:
    """Where two texts first part, in both: the words there with a few around them."""
    ours, theirs = found.split(), published.split()
    matcher = SequenceMatcher(None, [word.casefold() for word in ours], [word.casefold() for word in theirs], False)
    for tag, i, _, j, _ in matcher.get_opcodes():
        if tag != "equal":
            return _around(ours, i), _around(theirs, j)
    return _around(ours, 0), _around(theirs, 0)


def _around(words: list[str], at: int) -> str:
    begin = max(0, at - 3)
    text = " ".join(words[begin : at + 8])
    text = text if len(text) <= WINDOW else text[:WINDOW].rstrip() + "…"
    return ("… " if begin else "") + text + (" …" if at + 8 < len(words) and not text.endswith("…") else "")
