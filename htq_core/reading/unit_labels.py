"""The name of a unit as it heads a column or begins a row: a code, a title, or both in one."""

import re
from collections.abc import Sequence

from htq_core.patterns import when_met
from htq_core.reading import cells

_CODE = re.compile(r"(?:(?:unit|module)\s?)?[A-Z]{0,8}[-/ ]?\d[A-Z0-9/.-]{0,14}", re.IGNORECASE)
_CODE_THEN_TITLE = when_met(rf"({_CODE.pattern})\s?(?::|\s[-–—])\s?(\S.*)", re.IGNORECASE | re.DOTALL)
_CODE_FIRST = when_met(rf"({_CODE.pattern})\s*(?:[:.–-]\s*|\s)(?=[A-Za-z(])(\S.*)", re.IGNORECASE)
_CODE_LAST = when_met(rf"(\S.*?)\s*[(\[]\s*({_CODE.pattern})\s*[)\]]", re.IGNORECASE)


def is_code(text: str) -> bool:
    """Whether a text looks like the code of a unit: "U1", "HLT401", "Unit 3"."""
    return _CODE.fullmatch(cells.squeeze(text)) is not None


def code_and_title(text: str) -> tuple[str, str] | None:
    """Code and title of "U1: Anatomy", which nothing but a sign divides."""
    both = _CODE_THEN_TITLE().fullmatch(text)
    return (both[1].strip(), both[2]) if both else None


def code_first(text: str) -> tuple[str, str] | None:
    """Code and title of "BUS401 Law". A title alone may look like that too: "Year 1 Project"."""
    both = _CODE_FIRST().fullmatch(cells.squeeze(text))
    return (both[1], both[2]) if both else None


def code_last(text: str) -> tuple[str, str] | None:
    """Code and title of "Law (BUS401)"."""
    both = _CODE_LAST().fullmatch(cells.squeeze(text))
    return (both[2], both[1]) if both else None


def joined_names(texts: Sequence[str]) -> str:
    """One name from the texts that name a unit: "HLT401" and "Anatomy" is "HLT401: Anatomy"."""
    lines = [cells.squeeze(line) for text in texts for line in _lines(text)]
    named = list(dict.fromkeys(line for line in lines if line))
    if not named:
        return ""
    codes = [name for name in named if is_code(name)]
    titles = [name for name in named if name not in codes]
    if not codes:
        return " ".join(titles) if len(texts) == 1 else ": ".join(titles)
    return ": ".join([codes[0], *([" ".join(titles)] if titles else [])])


def _lines(text: str) -> list[str]:
    """A text whole, or in two where its first or last line is a code: lines of a title belong together."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and is_code(lines[0]):
        return [lines[0], " ".join(lines[1:])]
    if len(lines) > 1 and is_code(lines[-1].strip("()[]")):
        return [lines[-1].strip().strip("()[]"), " ".join(lines[:-1])]
    return [" ".join(lines)]
