"""What a status says: whether a unit is mandatory or optional."""

import re

_MANDATORY = frozenset({"mandatory", "core", "compulsory", "required", "specialist", "obligatory", "mand"})
_OPTIONAL = frozenset({"optional", "elective", "electives", "option", "options", "opt"})
_NEGATIONS = frozenset({"not", "non", "no"})
_LETTERS = {"m": True, "c": True, "o": False, "e": False}
_BETWEEN = re.compile(r"[;,/|+&\n]|\band\b|\bor\b", re.IGNORECASE)


def mandatory(text: str) -> bool | None:
    """Whether a status such as "Core" or "Elective" makes a unit mandatory; ``None`` when it says neither, or both."""
    plain = " ".join(text.split()).casefold().strip(".()")
    if plain in _LETTERS:
        return _LETTERS[plain]
    said = set(re.findall(r"[a-z]+", plain))
    compulsory, optional = bool(said & _MANDATORY), bool(said & _OPTIONAL)
    return None if said & _NEGATIONS or compulsory == optional else compulsory


def statuses_in(text: str) -> tuple[bool, ...]:
    """Every status in a cell, in order: "Mandatory; optional". Empty where a part of it says neither."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    said = [mandatory(part) for part in parts]
    return tuple(status for status in said if status is not None) if None not in said else ()
