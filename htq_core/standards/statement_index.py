"""Which of many standards hold a statement, or a list of codes."""

from collections.abc import Iterable, Iterator, Sequence

from htq_core.standards.standard import Standard


class StatementIndex:
    """Many standards by what they say, and by the codes they have."""

    def __init__(self, standards: Iterable[Standard]) -> None:
        self._saying: dict[str, list[Standard]] = {}
        self._coded: dict[frozenset[str], list[Standard]] = {}
        for standard in standards:
            for folded in {ksb.folded for ksb in standard.ksbs if ksb.folded}:
                self._saying.setdefault(folded, []).append(standard)
            for codes in set(lists_of(standard)):
                self._coded.setdefault(codes, []).append(standard)

    def saying(self, folded: str) -> Sequence[Standard]:
        """The standards with a statement of this wording, folded."""
        return self._saying.get(folded, ())

    def coded(self, codes: frozenset[str]) -> Sequence[Standard]:
        """The standards that have exactly these codes, all in all or for one of their options."""
        return self._coded.get(codes, ())


def lists_of(standard: Standard) -> Iterator[frozenset[str]]:
    """The codes that a mapping to a standard may list: all of them, those of the core, those for each option."""
    yield frozenset(ksb.code for ksb in standard.ksbs)
    if standard.core_codes:
        yield standard.core_codes
    for option in standard.options:
        yield frozenset(ksb.code for ksb in standard.ksbs_for(option.title))
