"""Knowledge, skill and behaviour codes, and how far each is covered."""

import re
from enum import StrEnum

from htq_core.remembering import remembering


class Kind(StrEnum):
    """The three kinds of outcome in an occupational standard."""

    KNOWLEDGE = "knowledge"
    SKILLS = "skills"
    BEHAVIOURS = "behaviours"


class Coverage(StrEnum):
    """How far the qualification covers a KSB."""

    FULL = "full"
    PARTIAL = "partial"
    NOT_COVERED = "not_covered"


COVERED = (Coverage.FULL, Coverage.PARTIAL)
"""The coverages that claim something."""

KIND_OF_LETTER = {"K": Kind.KNOWLEDGE, "S": Kind.SKILLS, "B": Kind.BEHAVIOURS}
_CODE = re.compile(r"([KSB])(\d+(?:\.\d+)*)")


@remembering(4096)
def code_order(code: str) -> tuple[int, tuple[int, ...]]:
    """Sort key of a code such as ``K2`` or ``K1.2``: knowledge, skills, behaviours, and K2 before K10."""
    match = _CODE.fullmatch(code)
    if match is None:
        return (3, ())
    return ("KSB".index(match[1]), tuple(int(part) for part in match[2].split(".")))


def kind_of(code: str) -> Kind:
    """The kind a code belongs to, by its letter."""
    return KIND_OF_LETTER[code[0]]
