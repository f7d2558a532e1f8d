"""How many units or credits a cell asks for: "2 units", "20 to 40 credits", "at least 2", "no more than 3"."""

import math
import re
from typing import NamedTuple

from htq_core.patterns import when_met
from htq_core.reading.cells import squeeze

COUNT_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LEAST = r"at least|(?:at a |a )?minimum(?: of)?|min\.?|no fewer than|not fewer than|no less than|not less than"
MOST = r"up to|(?:at a |a )?maximum(?: of)?|max\.?|no more than|not more than|at most"
OR_MORE = r",? ?\(?or (?:more|above)\b\)?|\+"
OR_FEWER = r",? ?\(?or (?:fewer|less)\b\)?"
NO_END = math.inf
_COUNT = rf"\d{{1,4}}(?:\.\d{{1,2}})?|{'|'.join(COUNT_WORDS)}"
_AT_LEAST = when_met(rf"\(?\b(?:{LEAST})(?!\w)\)?|{OR_MORE}|≥|>=", re.IGNORECASE)
_AT_MOST = when_met(rf"\(?\b(?:{MOST})(?!\w)\)?|{OR_FEWER}|≤|<=", re.IGNORECASE)
_TWO_ENDS = when_met(
    rf"\b(?:between ({_COUNT}) and|(?:{LEAST}) ({_COUNT}),?(?: and| but)? (?:{MOST})) ({_COUNT})\b", re.IGNORECASE
)
_PLAIN = re.compile(
    rf"(?:choose )?(?:any )?(?:(?P<least>{_COUNT})(?: ?(?:-|–|—|to) ?(?P<most>{_COUNT}))?\b ?)?"
    rf"(?P<what>units?|modules?|credits?|cats)?(?: ?(?:from|out of|of) (?:the )?(?:{_COUNT}))?",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    """``least`` to ``most`` of ``measure`` (``units`` or ``credits``); ``None`` for what is not said.

    "At least 2" has no end (``NO_END``), and "at most 2" no ``least``.
    """

    measure: str | None
    least: float | None
    most: float | None


NOTHING_SAID = Amount(None, None, None)


def amount(text: str) -> Amount | None:
    """What a cell asks for in a few words; ``None`` where it holds anything else."""
    plain = squeeze(text)
    match, floors, ceilings = _PLAIN.fullmatch(plain), 0, 0
    if match is None:
        plain = _TWO_ENDS().sub(r"\1\2-\3", plain)
        plain, floors = _AT_LEAST().subn(" ", plain)
        plain, ceilings = _AT_MOST().subn(" ", plain)
        match = _PLAIN.fullmatch(squeeze(plain))
    if match is None or not (match["least"] or match["what"]):
        return None
    what = (match["what"] or "").casefold()
    measure = ("credits" if what[0] == "c" else "units") if what else None
    least = None if match["least"] is None else number_said(match["least"])
    most = None if match["most"] is None else number_said(match["most"])
    if not floors and not ceilings:
        return Amount(measure, least, most)
    if floors + ceilings > 1 or least is None or most is not None:
        return None
    return Amount(measure, least, NO_END) if floors else Amount(measure, None, least)


def number_said(said: str) -> float:
    """A count in figures or as a word up to ten."""
    plain = said.casefold()
    return float(COUNT_WORDS.index(plain) + 1 if plain in COUNT_WORDS else plain)
