"""What changes from one version of a standard to another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from htq_core.standards.standard import Ksb, Standard

ALIKE = 0.5
ALIKE_AT_THE_SAME_CODE = 0.3
"""How much of their words two statements share when one is the other reworded. A code is mostly kept."""


class Changed(NamedTuple):
    """One KSB in both versions: in the earlier by its old code and text, in the later by its new ones."""

    earlier: Ksb
    later: Ksb

    @property
    def moved(self) -> bool:
        """Whether the code is another."""
        return self.earlier.code != self.later.code


class Revision(NamedTuple):
    """What changes between two versions. Every KSB of either is in one of the lists, or is the same in both.

    ``moved`` are said in the same words at another code. ``reworded`` are said in other words, at the same code or at
    another. ``new`` are in the order of the later version, all others in that of the earlier.
    """

    earlier: Standard
    later: Standard
    new: tuple[Ksb, ...] = ()
    gone: tuple[Ksb, ...] = ()
    moved: tuple[Changed, ...] = ()
    reworded: tuple[Changed, ...] = ()
    same: tuple[Ksb, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything changes for the KSBs."""
        return bool(self.new or self.gone or self.moved or self.reworded)


def compare_versions(earlier: Standard, later: Standard, option: str = "") -> Revision:
    """What changes from the earlier version to the later.

    With an option that both versions have, only its KSBs and the core's are looked at.
    """
    asked = option if earlier.option_called(option) and later.option_called(option) else ""
    before, after = earlier.ksbs_for(asked), later.ksbs_for(asked)
    partner = _same_words(before, after)
    partner |= _same_matter(
        [ksb for ksb in before if ksb.code not in partner], _without(after, (ksb.code for ksb in partner.values()))
    )
    kept = [Changed(ksb, partner[ksb.code]) for ksb in before if ksb.code in partner]
    in_same_words = [pair for pair in kept if pair.earlier.folded == pair.later.folded]
    return Revision(
        earlier=earlier,
        later=later,
        new=tuple(_without(after, (ksb.code for ksb in partner.values()))),
        gone=tuple(_without(before, partner)),
        moved=tuple(pair for pair in in_same_words if pair.moved),
        reworded=tuple(pair for pair in kept if pair not in in_same_words),
        same=tuple(pair.later for pair in in_same_words if not pair.moved),
    )


def _without(ksbs: Iterable[Ksb], codes: Iterable[str]) -> list[Ksb]:
    left_out = set(codes)
    return [ksb for ksb in ksbs if ksb.code not in left_out]


def _same_words(before: Sequence[Ksb], after: Sequence[Ksb]) -> dict[str, Ksb]:
    """The KSB of the later version with the same words, by earlier code: at the same code first, then in order."""
    at = {ksb.code: ksb for ksb in after}
    partner = {ksb.code: at[ksb.code] for ksb in before if ksb.code in at and at[ksb.code].folded == ksb.folded}
    free: dict[tuple[str, str], list[Ksb]] = defaultdict(list)
    for ksb in after:
        if ksb.code not in partner:
            free[ksb.kind, ksb.folded].append(ksb)
    for ksb in before:
        if ksb.code not in partner and (same := free[ksb.kind, ksb.folded]):
            partner[ksb.code] = same.pop(0)
    return partner


def _same_matter(before: Sequence[Ksb], after: Sequence[Ksb]) -> dict[str, Ksb]:
    """The KSB of the later version that says much the same, by earlier code: the most alike first."""
    partner: dict[str, Ksb] = {}
    taken: set[str] = set()
    for _, earlier, later in sorted(_alike(before, after), key=lambda pair: pair[0], reverse=True):
        if earlier.code not in partner and later.code not in taken:
            partner[earlier.code] = later
            taken.add(later.code)
    return partner


def _alike(before: Sequence[Ksb], after: Sequence[Ksb]) -> Iterator[tuple[float, Ksb, Ksb]]:
    """How alike two statements of one kind are, for those that may be one reworded; the same code counts for it."""
    words = {ksb: frozenset(ksb.folded.split()) for ksb in (*before, *after)}
    for earlier, later in product(before, after):
        if earlier.kind is not later.kind or not (words[earlier] and words[later]):
            continue
        likeness = len(words[earlier] & words[later]) / len(words[earlier] | words[later])
        if earlier.code == later.code and likeness >= ALIKE_AT_THE_SAME_CODE:
            yield likeness + ALIKE - ALIKE_AT_THE_SAME_CODE, earlier, later
        elif likeness >= ALIKE:
            yield likeness, earlier, later
