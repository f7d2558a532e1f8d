"""Codes of one kind that stand among those of another."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from htq_core.model.ksb import Kind, kind_of
from htq_core.model.records import Claim

_STEMS = {"knowledge": Kind.KNOWLEDGE, "skill": Kind.SKILLS, "behav": Kind.BEHAVIOURS}
LONGEST_HEADING = 4


def kind_named(heading: str) -> Kind | None:
    """The kind that a short heading names, such as "Skills"; ``None`` where it names none, or several."""
    words = heading.casefold()
    named = [kind for stem, kind in _STEMS.items() if stem in words]
    return named[0] if len(named) == 1 and len(words.split()) <= LONGEST_HEADING else None


def out_of_place(claims: Sequence[Claim]) -> Iterator[tuple[Claim, str]]:
    """Each row among another kind, with what it stands among: a heading, or in a list in order of kinds the rows about.

    In a list that is not in that order, such as one by duties, no row is out of place.
    """
    blocks = [(kind, list(rows)) for kind, rows in groupby(claims, key=lambda claim: kind_of(claim.ksb))]
    strays = {
        rows[0].position: kind
        for (kind, before), (_, rows), (_, after) in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if kind is kind_of(after[0].ksb) and len(rows) == 1 and min(len(before), len(after)) > 1
    }
    kept = [kind_of(claim.ksb) for claim in claims if claim.position not in strays]
    in_order = len([kind for kind, _ in groupby(kept)]) == len(set(kept))
    for claim in claims:
        named = kind_named(claim.heading)
        if named and named is not kind_of(claim.ksb):
            yield claim, f"under the heading “{claim.heading}”"
        elif not named and in_order and claim.position in strays:
            yield claim, f"among the {strays[claim.position].value}"
