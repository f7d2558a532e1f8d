"""Codes with a title beside them, as in "U1: Research", where the title is another unit's or nobody's."""

import re
from typing import NamedTuple

from htq_core.model.name_forms import fold_name, heads, tails, title_form
from htq_core.model.unit_names import UnitNames
from htq_core.patterns import when_met

_SMALL = frozenset(
    re.findall(
        r"\w+",
        "and the of for in to a an on at with by from part all whole core optional mandatory unit units module modules",
    )
)
_ASIDE = when_met(
    r"\d|\b(?:credits?|levels?|assessments?|assess\w*|assignments?|outcomes?|criteri\w+|los?|acs?|weeks?|topics?|sections?"
    r"|partly|partial(?:ly)?|fully|full|mainly|mostly|especially|includ\w+|see|via|through|pages?|semesters?|terms?|years?"
    r"|exams?|tests?|reports?|portfolio|project|practical|lectures?|workshops?|seminars?|tasks?|activit\w+|covers?)\b"
)
ALIKE_AT = 5
"""Words that agree so far count as one: "manage" and "management"."""


class TitleBeside(NamedTuple):
    """A title beside a code. ``other`` is the unit whose title it is, by key; empty where it is no unit's."""

    title: str
    other: str = ""


def wrong_title(names: UnitNames, text: str, key: str, own: str) -> TitleBeside | None:
    """The title beside the code of a unit (``key``, with its ``own`` title) if it is not the unit's; else ``None``.

    A title that shares a word with the unit's own may be a short form of it, and so may an aside of other kinds.
    """
    folded = fold_name(text)
    if names.by_code(folded) or names.by_title(folded):
        return None
    for head, joint, tail in heads(folded):
        if names.by_code(head) == [key]:
            return _judged(names, tail, key, own, after_a_mark=joint)
    for head, joint, tail in tails(folded):
        if joint and not tail.isdigit() and names.by_code(tail) == [key]:
            return _judged(names, head, key, own, after_a_mark=True)
    return None


def _judged(names: UnitNames, title: str, key: str, own: str, *, after_a_mark: bool) -> TitleBeside | None:
    titled = names.by_title(title)
    if titled:
        return None if key in titled else TitleBeside(title, titled[0])
    said = _stems(title)
    likely = after_a_mark and own and len(said) > 1 and not _ASIDE().search(title)
    if not likely or said & _stems(fold_name(own)) or names.codes_in(title):
        return None
    return TitleBeside(title)


def _stems(title: str) -> set[str]:
    return {word[:ALIKE_AT] for word in title_form(title).split() if word not in _SMALL}
