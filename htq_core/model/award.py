"""Award types that have a usual level and size, by their names and abbreviations."""

import re
from typing import NamedTuple

from htq_core.standards.wording import fold


class Award(NamedTuple):
    """An award type: its name, its level and its usual credits."""

    name: str
    level: int
    credits: int


HNC = Award("Higher National Certificate (HNC)", 4, 120)
HND = Award("Higher National Diploma (HND)", 5, 240)
CERT_HE = Award("Certificate of Higher Education (CertHE)", 4, 120)
DIP_HE = Award("Diploma of Higher Education (DipHE)", 5, 240)
FOUNDATION_DEGREE = Award("foundation degree", 5, 240)

_HIGHER_EDUCATION = r" ?(?:of |in )?(?:h ?e|higher ed(?:ucation)?)\b"
_PATTERNS = {
    HNC: r"\bh ?n ?cs?\b|\bhigher national cert(?:ificate)?s?\b",
    HND: r"\bh ?n ?ds?\b|\bhigher national dip(?:loma)?s?\b",
    CERT_HE: rf"\bcert(?:ificate)?{_HIGHER_EDUCATION}",
    DIP_HE: rf"\bdip(?:loma)?{_HIGHER_EDUCATION}",
    FOUNDATION_DEGREE: r"\bfoundation deg(?:ree)?s?\b(?: (?:of|in) (?:arts|science|engineering|technology)\b)?"
    r"|\bfd ?(?:a|sc|s|eng|tech|bus|ed|arts)\b|\bfd\b",
}
_FORMS = {award: re.compile(pattern) for award, pattern in _PATTERNS.items()}


def awards_in(text: str) -> tuple[Award, ...]:
    """The award types that a text names, each once, in their order in the text."""
    folded = fold(text)
    found = {award: match.start() for award, form in _FORMS.items() if (match := form.search(folded))}
    return tuple(sorted(found, key=lambda award: found[award]))


def begins_with_an_award(folded: str) -> bool:
    """Whether a folded text begins with one of these award types."""
    return any(form.match(folded) for form in _FORMS.values())


def without_awards(folded: str) -> str:
    """A folded text without its award types."""
    for form in _FORMS.values():
        folded = form.sub(" ", folded)
    return " ".join(folded.split())
