"""Ranges of units, such as "Units 1-4", "4HSC01 to 4HSC03" or "A – C", and the units that lie between the ends."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from htq_core.model.name_forms import LONGEST_CODE, fold_name, without_unit_word
from htq_core.model.unit_names import UnitNames
from htq_core.patterns import when_met

_JOINT = re.compile(r" ?-+ ?| (?:to|through|until) |(?<=\d)to(?=[a-z0-9])")
_LAST_ASIDE = re.compile(r" ?\(([^()]*)\)$")
_LIKE_A_CODE = re.compile(r"\S*\d\S*")
_MEASURE = when_met(
    r"\d+ (?:credits?|cats|ects|points?|hours?|hrs?|glh|tqt|minutes?|mins?|days?|weeks?|months?|years?|terms?"
    r"|semesters?|sessions?|marks?|per ?cent|pages?|words?|pieces?|tasks?|assignments?|assessments?|outcomes?|los?"
    r"|criteria)\b"
)
"""A number that counts something beside a unit: in "U1 - 15 credits" it ends no range."""
_SEPARATORS = str.maketrans("", "", " .-")

LONGEST_RANGE = 200
LONGEST_TEXT = 300
WORDS_OF_A_CODE = 3
GAPS_ARE_NORMAL_FROM = 100

Named = tuple[str, tuple[str, ...]]
"""A unit's name, and the keys of the units that it may mean: none if the structure has no such unit."""


class _Steps(NamedTuple):
    """What differs between two codes: the last number, which counts from ``first`` to ``last``."""

    before: str
    first: int
    last: int
    after: str
    width: int

    def name(self, number: int) -> str:
        """The code with this number."""
        if not self.before and not self.after:
            return f"Unit {number}"
        return f"{self.before.upper()}{number:0{self.width}d}{self.after.upper()}"


def units_in_range(names: UnitNames, text: str) -> list[Named] | None:
    """The units of a range, ends included; empty when it cannot be told which they are; ``None`` if it is no range.

    Codes that differ in their last number are counted from one to the other, and a number that no unit has is named
    without keys. Other codes are a range where the structure lists all that lie between them, and in their order.
    """
    folded = _without_aside(names, fold_name(text)).removesuffix(" inclusive")
    if len(folded) > LONGEST_TEXT:
        return None
    for joint in _JOINT.finditer(folded):
        ends = [without_unit_word(side) for side in (folded[: joint.start()], folded[joint.end() :])]
        if all(ends) and (found := _between(names, *ends, in_words="-" not in joint[0])) is not None:
            return found
    return None


def holds_a_range(names: UnitNames, text: str) -> bool:
    """Whether a text has a range of codes among other words. Codes with dashes between all of them are a list."""
    folded = fold_name(text)
    joints = list(_JOINT.finditer(folded)) if len(folded) <= LONGEST_TEXT else []
    found = [joint[0] for joint in joints if _joins_codes(names, folded[: joint.start()], folded[joint.end() :])]
    return bool(found) and not (len(found) > 1 and set(found) == {" - "})


def _joins_codes(names: UnitNames, before: str, after: str) -> bool:
    """Whether a text ends with a code and another begins with one, so that the two are a range."""
    if _MEASURE().match(after.lstrip()):
        return False
    words_before, words_after = before.split()[-WORDS_OF_A_CODE:], after.split()[:WORDS_OF_A_CODE]
    firsts = [" ".join(words_before[start:]) for start in range(len(words_before))]
    lasts = [" ".join(words_after[: stop + 1]).strip(",:;.()") for stop in range(len(words_after))]
    return any(
        _between(names, without_unit_word(first), without_unit_word(last), in_words=False) is not None
        for first in firsts
        if re.search("[a-z]", first)
        for last in lasts
        if last
    )


def _between(names: UnitNames, first: str, last: str, *, in_words: bool) -> list[Named] | None:
    steps = _steps(first, last)
    if steps and steps.first < steps.last <= steps.first + LONGEST_RANGE:
        counted = list(_counted(names, steps))
        if any(keys for _, keys in counted):
            return counted
    one, other = names.named_by_code(first), names.named_by_code(last)
    if one and other:
        if one == other or (last.isdigit() and not first.isdigit()):
            return None
        run = names.run(one[0], other[0]) if len(one) == len(other) == 1 else ()
        return [(key, (key,)) for key in run]
    known = all(names.exactly(end) or _LIKE_A_CODE.fullmatch(end) for end in (first, last))
    return [] if in_words and (one or other) and known else None


def _without_aside(names: UnitNames, folded: str) -> str:
    """A text without the aside that ends it, unless that holds the code of a unit: "U1 to U3 (partly)"."""
    aside = _LAST_ASIDE.search(folded)
    return folded[: aside.start()] if aside and not names.codes_in(aside[1]) else folded


def _steps(first: str, last: str) -> _Steps | None:
    """Where two codes differ, if only in their last number. The second may be cut short: "BM101A-103A"."""
    number = re.search(r"(\d{1,9})(\D*)$", first) if len(first) <= LONGEST_CODE else None
    if number is None or len(last) > LONGEST_CODE:
        return None
    before, after = first[: number.start()], number[2]
    match = re.fullmatch(rf"(.*?)(\d{{1,9}}){re.escape(after)}", last)
    if match is None or not _is_end_of(match[1], before):
        return None
    return _Steps(before, int(number[1]), int(match[2]), after, len(number[1]))


def _is_end_of(short: str, whole: str) -> bool:
    """Whether a text is another, spacing aside, or is a part at its end that begins with a new word or number."""
    if short.translate(_SEPARATORS) == whole.translate(_SEPARATORS):
        return True
    around = whole[: len(whole) - len(short)][-1:] + short[:1]
    return not short or (whole.endswith(short) and not (around.isalpha() or around.isdigit()))


def _counted(names: UnitNames, steps: _Steps) -> Iterator[Named]:
    """Every number of a range with the units that have it. Gaps are normal between long numbers."""
    bare = not steps.before and not steps.after
    for number in range(steps.first, steps.last + 1):
        name = steps.name(number)
        keys = tuple((names.coded(str(number)) if bare else []) or names.by_code(fold_name(name)))
        at_an_end = number in (steps.first, steps.last)
        if keys or at_an_end or steps.first < GAPS_ARE_NORMAL_FROM or names.begins_a_code(f"{steps.before}{number}"):
            yield name, keys
