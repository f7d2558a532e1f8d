"""Duties as a mapping names them, by number."""

import re
from collections.abc import Sequence

from htq_core.patterns import when_met
from htq_core.standards.standard import Duty

_NUMBERS = r"\d{1,3}(?:\s*(?:-|–|—|to)\s*(?:duty\s*|d)?\d{1,3})?"
_BETWEEN = r"\s*(?:[,;/&+\n]|\band\b)\s*"
_WORD = r"(?:dut(?:y|ies)\b\s*(?:nos?\b\.?|numbers?\b)?|d)[\s.:#]*"
_LIST = re.compile(rf"{_NUMBERS}(?:{_BETWEEN}(?:{_WORD})?{_NUMBERS})*", re.IGNORECASE)
_WHOLE = when_met(rf"\s*[(\[]?\s*(?:{_WORD})?({_LIST.pattern})\s*[)\]]?[.;,\s]*", re.IGNORECASE)
_NAMED = when_met(rf"(?<![a-z0-9]){_WORD}({_LIST.pattern})", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})(?:\s*(?:-|–|—|to)\s*(?:duty\s*|d)?(\d{1,3}))?", re.IGNORECASE)
_PRINTED = re.compile(r"duty\s*(\d{1,3})\b", re.IGNORECASE)
LONGEST_RANGE = 60


def duties_named(text: str) -> tuple[int, ...]:
    """The numbers of the duties that a cell names: "Duty 3", "D3", "1, 4-6". Numbers within wording are left alone."""
    whole = _WHOLE().fullmatch(text)
    lists = [whole[1]] if whole else [match[1] for match in _NAMED().finditer(text)]
    numbers = [number for listed in lists for match in _RANGE.finditer(listed) for number in _run(match)]
    return tuple(dict.fromkeys(numbers))


def _run(match: re.Match[str]) -> Sequence[int]:
    first, last = int(match[1]), int(match[2] or match[1])
    return range(first, last + 1) if first <= last <= first + LONGEST_RANGE else (first, last)


def duties_numbered(duties: Sequence[Duty]) -> frozenset[int]:
    """The numbers that duties go by: their places in the record, and any that are printed in them."""
    printed = (match for duty in duties if (match := _PRINTED.match(duty.text)))
    return frozenset((*range(1, len(duties) + 1), *(int(match[1]) for match in printed)))
