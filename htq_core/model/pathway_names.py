"""The names of pathways, as two sheets may write them."""

import re
from collections.abc import Iterable

from htq_core.model.records import OptionGroup, Unit
from htq_core.pathways import names_in

_ON_EVERY_PATHWAY = r"(?:all|any|every|each|both)(?: of)?(?: the)?"
_LEARNERS = r"(?:pathway|route|stream|specialism|award|programme|student|learner|apprentice|cohort)s?"
_EVERY_PATHWAY = re.compile(
    rf"{_ON_EVERY_PATHWAY}(?: {_LEARNERS})?|(?:whole|entire) (?:cohort|programme)"
    rf"|(?:core|common|shared|generic)(?: core)?(?: (?:unit|module)s?)?"
    rf"(?: (?:to|by|for|across|on) (?:the )?(?:{_ON_EVERY_PATHWAY}(?: {_LEARNERS})?|(?:whole )?(?:cohort|programme)))?"
)
_BEFORE_NAME = re.compile(r"(?:both )?(?:(?:pathway|route|stream)s?:? )?(?:and )?(?=\S)")
_AFTER_NAME = re.compile(r" (?:pathway|route|stream|specialism)s?$")
_NONE = frozenset({"-", "–", "—", "n/a", "na", "none", "no pathway"})
_SEPARATORS = (re.compile(r"[;\n]"), re.compile(r"[;,/|+\n]"), re.compile(r"[;,/|+&\n]|\band\b", re.IGNORECASE))


def is_every_pathway(text: str) -> bool:
    """Whether a pathway cell means all of them."""
    return _EVERY_PATHWAY.fullmatch(" ".join(text.split()).casefold().strip(" .,;:()[]")) is not None


def known_as(name: str) -> str:
    """A name for comparison: case, spaces and the word "pathway" before it aside."""
    return _BEFORE_NAME.sub("", " ".join(name.split()).casefold().strip(" ."), count=1)


def same_pathway(name: str) -> str:
    """A name as two sheets may write it: ``known_as``, with the word "pathway" after it and punctuation aside too."""
    return "".join(re.findall(r"\w+", _AFTER_NAME.sub("", known_as(name)).replace("&", " and ")))


def pathways_of(records: Iterable[Unit | OptionGroup]) -> dict[str, str]:
    """Every pathway that a structure names, under the form by which it is known again."""
    names: dict[str, str] = {}
    for name in (name for record in records for name in names_in(record.pathway)):
        names.setdefault(same_pathway(name), name)
    return names


def pathways_said(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The pathways that a cell names, as written; none where it means all of them, or says that there is none.

    A cell is divided at commas, slashes or "and" only where that gives a name of the structure (``known``).
    """
    if is_every_pathway(text) or text.strip().casefold() in _NONE:
        return ()
    known = set(known)
    pieces: list[str] = []
    for separator in _SEPARATORS:
        pieces = [" ".join(piece.split()) for piece in separator.split(text) if piece.strip()]
        if any(same_pathway(piece) in known for piece in pieces):
            return tuple(pieces)
    return names_in(text)
