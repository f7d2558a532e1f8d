"""The forms in which a unit may be named: codes, titles and both, folded for comparison."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

SEPARATOR = re.compile(r"[;\n\r|•·]|,|/|\\|&|\+|\b(?:and|or|plus)\b", re.IGNORECASE)
"""What may stand between two references in one cell, and inside a title or a code as well."""

REGULATED_NUMBER = re.compile(r"(?<!\w)(?:[A-Z]/\d{3}/\d{4}|\d{3}/\d{4}/[\dX])(?![\w])", re.IGNORECASE)
"""The number of a regulated unit or qualification, in which the slashes separate nothing."""

EDGES = " .,:;-'\"“”"
_DASH = re.compile(r"[‐‑‒–—―−_]")
UNIT_WORD = re.compile(
    r"(?:(?:core|mandatory|compulsory|optional|elective|specialist) )?(?:units?|modules?|courses?)\b[ .:#-]*"
    r"(?:(?:nos?|numbers?|codes?)\b[ .:]*)?"
)
UNIT_NUMBER = re.compile(
    r"(?:(?:core|mandatory|compulsory|optional|elective|specialist) )?(?:units?|modules?|courses?)\b[ .:#-]*"
    r"(?:(?:nos?|numbers?)\b[ .:]*)?0*(\d{1,4})"
)
NUMBER = re.compile(r"(?:units? |modules? )?u?[ .-]?0*(\d{1,4})")
_JOINT = re.compile(r" - | ?[:(\[] ?|[.)\]] |-| ")
_LOOSE = re.compile(r"(?<![\d .-])[ .-]+|(?<=\d)[ .-]+(?![\d .-])")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_DIVIDED_BEFORE = re.compile(r"(?:[,;/\\&+|]|\b(?:and|or|plus)) ?$")
_DIVIDED_AFTER = re.compile(r" ?(?:[,;/\\&+|]|(?:and|or|plus)\b)")
LONGEST_CODE = 40


def fold_name(text: str) -> str:
    """A name for comparison: case, spacing, kinds of dash and quote, and punctuation around it aside."""
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", text)).replace("’", "'")
    plain = " ".join(plain.split()).strip(EDGES).casefold()
    if plain[:1] in ("(", "[") and plain.find(")" if plain[0] == "(" else "]") == len(plain) - 1:
        return plain[1:-1].strip(EDGES)
    return plain


def code_form(folded: str) -> str:
    """A code with inner spacing, dashes and leading zeros aside: ``u-01`` is ``u1``. ``1-2`` stays: it is not 12."""
    return _LEADING_ZEROS.sub("", _LOOSE.sub("", UNIT_WORD.sub("", folded, count=1)))


def without_unit_word(folded: str) -> str:
    """A name without the word "unit" or "module" before it."""
    return UNIT_WORD.sub("", folded, count=1).strip(EDGES)


def title_form(folded: str) -> str:
    """The words of a title, punctuation aside; "&" counts as "and"."""
    return " ".join(re.findall(r"\w+", folded.replace("&", " and ").replace("'", "")))


def same_name(text: str) -> str:
    """One form for a name that may be written in several ways: "Unit 9", "U9" and "u 09" agree."""
    folded = fold_name(text)
    number = UNIT_NUMBER.fullmatch(folded) or NUMBER.fullmatch(folded)
    return number[1] if number else code_form(folded)


def max_pieces(names: Iterable[str]) -> int:
    """The most pieces into which separators cut any of the names."""
    return max((len(SEPARATOR.findall(name)) + 1 for name in names), default=0)


def heads(folded: str) -> Iterator[tuple[str, bool, str]]:
    """A text as a possible code and the rest, the longest first; the flag tells punctuation from a mere space."""
    return _parts(folded, reversed(list(_JOINT.finditer(folded, 0, LONGEST_CODE + 3))))


def tails(folded: str) -> Iterator[tuple[str, bool, str]]:
    """A text as the rest and a possible code at its end, the longest first."""
    return _parts(folded, _JOINT.finditer(folded, max(0, len(folded) - LONGEST_CODE - 3)))


def _parts(folded: str, joints: Iterable[re.Match[str]]) -> Iterator[tuple[str, bool, str]]:
    """The two sides of each joint, but where a separator makes them two references."""
    for joint in joints:
        begin, end = joint.span()
        if _DIVIDED_BEFORE.search(folded, max(0, begin - 5), begin) or _DIVIDED_AFTER.match(folded, end):
            continue
        head, tail = folded[: joint.start()].strip(EDGES), folded[joint.end() :].strip(EDGES + "()[]")
        if head and tail:
            yield head, joint[0] != " ", tail
