"""Comparing the wording in a mapping with the published wording."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from htq_core.findings import Comparison, Piece
from htq_core.model.records import Claim
from htq_core.standards.standard import Ksb
from htq_core.standards.wording import fold_each

ALIKE = 0.8
UNLIKE = 0.5
WINDOW = 60


class Wording(NamedTuple):
    """A row's wording, folded, against the published list.

    ``others`` are the codes whose wording it is, where that is not the row's own code; several where the standard says
    one thing twice.
    """

    claim: Claim
    folded: str
    same: bool
    others: tuple[str, ...] = ()


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

    @property
    def said_twice(self) -> Iterator[tuple[str, ...]]:
        """The codes of each statement that the standard repeats."""
        return (tuple(codes) for folded, codes in self._codes.items() if folded and len(codes) > 1)

    def codes_with(self, folded: str) -> tuple[str, ...]:
        """The codes whose wording this is; several where the standard says the same thing twice."""
        return tuple(self._codes.get(folded, ()))

    def compare(self, claim: Claim, folded: str) -> Wording:
        """Whose wording stands in a row: its own code's, another's, or neither's."""
        codes = self.codes_with(folded)
        if claim.ksb in codes:
            return Wording(claim, folded, same=True)
        return Wording(claim, folded, same=False, others=codes or self.much_like(folded, claim.ksb))

    def much_like(self, folded: str, own: str = "") -> tuple[str, ...]:
        """Another code whose wording is nearly this, where the row's own code's is not."""
        if not folded or self.likeness(folded, own) > UNLIKE:
            return ()
        words = frozenset(folded.split())
        best, code = max(((_likeness(words, other), code) for code, other in self._words.items()), default=(0.0, ""))
        return (code,) if best >= ALIKE else ()

    def likeness(self, folded: str, code: str) -> float:
        """How many of the words of a text and of a code's statement stand in both, as a share."""
        return _likeness(frozenset(folded.split()), self._words.get(code, frozenset()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


class Segment(NamedTuple):
    """Words in one of two texts, and those in the other that stand in their place. Folded; either may be empty."""

    found: tuple[str, ...]
    published: tuple[str, ...]
    same: bool


class TwoTexts:
    """What stands in the sheet beside what is published."""

    def __init__(self, found: str, published: str) -> None:
        self._ours, self._theirs = fold_each(found), fold_each(published)
        self.found = tuple(word for _, words in self._ours for word in words)
        self.published = tuple(word for _, words in self._theirs for word in words)

    @cached_property
    def _steps(self) -> Sequence[tuple[str, int, int, int, int]]:
        return SequenceMatcher(None, self.found, self.published, autojunk=False).get_opcodes()

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The texts in step: runs of words that are the same, and those that are not."""
        return tuple(
            Segment(self.found[a:b], self.published[c:d], same=tag == "equal") for tag, a, b, c, d in self._steps
        )

    @property
    def shared(self) -> float:
        """How many of the shorter text's words are in both, in the same order, as a share."""
        shorter = min(len(self.found), len(self.published))
        return sum(len(segment.found) for segment in self.segments if segment.same) / shorter if shorter else 0.0

    def comparison(self, ksb: str) -> Comparison:
        """Both texts as they were typed, with the words that differ marked."""
        differs = [step for step in self._steps if step[0] != "equal"]
        return Comparison(
            ksb=ksb,
            found=_pieces(self._ours, {at for _, a, b, _, _ in differs for at in range(a, b)}),
            published=_pieces(self._theirs, {at for _, _, _, c, d in differs for at in range(c, d)}),
        )

    def first_difference(self) -> tuple[str, str]:
        """Where the texts first part, in both: the words there with a few around them."""
        ours, theirs = next(((a, c) for tag, a, _, c, _ in self._steps if tag != "equal"), (0, 0))
        return _around(self._ours, ours), _around(self._theirs, theirs)


def _pieces(typed: Sequence[tuple[str, tuple[str, ...]]], differing: set[int]) -> tuple[Piece, ...]:
    """Typed words in runs that differ and runs that do not. ``differing`` counts folded words."""
    runs: list[tuple[bool, list[str]]] = []
    at = 0
    for word, folded in typed:
        differs = not differing.isdisjoint(range(at, at + len(folded)))
        if not folded and runs:
            differs = runs[-1][0]
        at += len(folded)
        if not runs or runs[-1][0] != differs:
            runs.append((differs, []))
        runs[-1][1].append(word)
    return tuple(Piece(text=" ".join(words), differs=differs) for differs, words in runs)


def _around(typed: Sequence[tuple[str, tuple[str, ...]]], folded_at: int) -> str:
    """The typed words about the one that holds a folded word."""
    ends = accumulate(len(folded) for _, folded in typed)
    at = next((at for at, end in enumerate(ends) if end > folded_at), max(0, len(typed) - 1))
    begin = max(0, at - 3)
    text = " ".join(word for word, _ in typed[begin : at + 8])
    text = text if len(text) <= WINDOW else text[:WINDOW].rstrip() + "…"
    return ("… " if begin else "") + text + (" …" if at + 8 < len(typed) and not text.endswith("…") else "")
