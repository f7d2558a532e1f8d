"""Which coverage a word that is not understood may mean."""

from difflib import get_close_matches

from htq_core.model.ksb import Coverage
from htq_core.standards.wording import fold

ALIKE = 0.75
LONGEST = 40
_WORDS = {
    **dict.fromkeys(("full", "fully", "fully covered", "covered", "complete", "completely"), Coverage.FULL),
    **dict.fromkeys(("partial", "partially", "partly", "part", "partially covered"), Coverage.PARTIAL),
    **dict.fromkeys(
        ("mostly", "largely", "mainly", "nearly", "almost", "some", "somewhat", "limited", "half"), Coverage.PARTIAL
    ),
    **dict.fromkeys(("not covered", "none", "uncovered", "not met"), Coverage.NOT_COVERED),
}


def coverage_near(text: str) -> Coverage | None:
    """The coverage that a text comes nearest to: "Fulll", "Parital", "Full-ish". ``None`` for none, and for two."""
    folded = fold(text[:LONGEST])
    if whole := _near(folded):
        return whole
    near = {coverage for word in folded.split() if len(word) > 3 and (coverage := _near(word))}
    return near.pop() if len(near) == 1 and "not" not in folded.split() else None


def _near(word: str) -> Coverage | None:
    close = get_close_matches(word, _WORDS, n=1, cutoff=ALIKE)
    return _WORDS[close[0]] if close else None
