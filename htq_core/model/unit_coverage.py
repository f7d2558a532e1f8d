"""How far each unit by itself covers a KSB, as far as the mapping tells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from htq_core.model.ksb import Coverage
from htq_core.model.records import Claim
from htq_core.model.reference import UnitReference

ByUnit = Mapping[str, Coverage | None]
"""For each unit, by key: how far it covers the KSB. ``None`` where only the row as a whole says so."""

_BEST_FIRST = (Coverage.FULL, None, Coverage.PARTIAL)


def by_unit(
    claims: Iterable[Claim],
    references_of: Callable[[Claim], Sequence[UnitReference]],
    read: Callable[[str], Sequence[UnitReference]],
) -> ByUnit:
    """How far the units named in the rows of one KSB cover it; the best that any row says of a unit."""
    found: dict[str, Coverage | None] = {}
    for claim in claims:
        for key, coverage in _of_row(claim, references_of(claim), read):
            if coverage is not Coverage.NOT_COVERED:
                found[key] = min(coverage, found[key], key=_BEST_FIRST.index) if key in found else coverage
    return found


def _of_row(
    claim: Claim, references: Sequence[UnitReference], read: Callable[[str], Sequence[UnitReference]]
) -> Iterator[tuple[str, Coverage | None]]:
    """What a row says of each unit.

    In a row of one unit, the row's coverage is the unit's. Several units that cover a KSB partly between them do so
    partly each; of several that cover it fully between them, nobody can tell which does so alone.
    """
    stated = {reference.key: each.coverage for each in claim.by_unit for reference in read(each.unit) if reference.key}
    named = [reference.key for reference in references if reference.key]
    for key in dict.fromkeys((*named, *stated)):
        coverage = stated.get(key)
        if coverage is None and claim.coverage in (Coverage.PARTIAL, Coverage.NOT_COVERED):
            coverage = claim.coverage
        elif coverage is None and len(references) == 1 and claim.coverage is Coverage.FULL:
            coverage = Coverage.FULL
        yield key, coverage
