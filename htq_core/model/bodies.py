"""Names of awarding bodies and holders: whether two mean the same body."""

import re

from htq_core.patterns import when_met
from htq_core.standards.wording import fold

_NOBODY_ELSE = when_met(
    r"same|(?:same )?as above|none|no|nobody(?: else)?|not applicable|n a|no (?:third party|other)(?: holder)?"
)
_OURSELVES = when_met(
    r"we|us|our|ours|own|self|ourselves|house|body|organi[sz]ation|institution|university|college|provider|applicant"
)
_BESIDE_OURSELVES = when_met(
    r"the|this|it|is|all|and|same|as|do|itself|awarding|in|by|to|of|hold|holds|held|owns|owned|belongs|rights|content"
    r"|work|materials?|intellectual|property|wrote|written|made|developed|created"
)
_FORM_OF_COMPANY = re.compile(r"\b(?:the|ltd|limited|plc|llp|cic|group|education|uk|company|inc)\b")


def is_the_same_body(holder: str, body: str) -> bool:
    """Whether a holder is the awarding body itself: by its name, a longer or shorter form of it, or its initials."""
    one, other = _name(holder), _name(body)
    if not one or one == other or _nobody_else(fold(holder)):
        return True
    if f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return True
    return one in _initials(body) or other in _initials(holder)


def _nobody_else(holder: str) -> bool:
    """Whether these words name nobody but those who apply: “none”, or a few such as “we own it ourselves”."""
    if _NOBODY_ELSE().fullmatch(holder):
        return True
    words = [word for word in holder.split() if not _BESIDE_OURSELVES().fullmatch(word)]
    return bool(words) and all(_OURSELVES().fullmatch(word) for word in words)


def _name(text: str) -> str:
    return " ".join(_FORM_OF_COMPANY.sub(" ", fold(text)).split())


def _initials(text: str) -> set[str]:
    """The initials of a name with and without its small words, and any that stand in brackets."""
    words = fold(re.sub(r"\(.*?\)", " ", text)).split()
    small = {"of", "and", "the", "for", "in"}
    bracketed = {fold(inside) for inside in re.findall(r"\((.*?)\)", text)}
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in small), *bracketed}
