"""References such as ST0827 and versions such as 1.10, out of the ways people write them."""

import re

_REFERENCE = re.compile(
    r"(?<![a-z0-9])(?:(ST|FA|AU)[\s_.:#–-]{0,3}([0-9]{3,4})(?![0-9])"
    r"|(OCC)[\s_.:#–-]{0,3}([0-9]{3,4})([A-Z](?![a-z0-9]))?(?![0-9]))",
    re.IGNORECASE,
)
_NUMBER = r"([0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9]|\.[0-9])"
_SAID_VERSION = re.compile(
    rf"(?:(?<![a-z])v(?:er|ersion)?[\s.:]{{0,3}}(?:(?:no|number)[\s.:]{{0,3}})?|@\s?){_NUMBER}", re.IGNORECASE
)
_BARE_VERSION = re.compile(rf"\s*{_NUMBER}\s*")
_DOTTED_VERSION = re.compile(r"(?<![0-9.])([0-9]{1,2}\.[0-9]{1,2})(?![0-9]|\.[0-9])")


def normal_reference(text: object) -> str:
    """The first reference in a text, or empty: "st 827 v1.1" gives ``ST0827``, "occ0087a" gives ``OCC0087A``."""
    return next(iter(references_in(text)), "")


def standard_reference(text: object) -> str:
    """The reference of the standard in a text; an occupation's own leads to it: "OCC0087A" gives ``ST0087``."""
    found = normal_reference(text)
    return f"ST{found[3:7]}" if found.startswith("OCC") else found


def references_in(text: object) -> tuple[str, ...]:
    """Every reference in a text, each once: one qualification can be put forward for several occupations."""
    found = ((f[1], f[2], "") if f[1] else (f[3], f[4], f[5] or "") for f in _REFERENCE.finditer(str(text)))
    return tuple(dict.fromkeys(f"{kind}{number:0>4}{letter}".upper() for kind, number, letter in found))


def normal_version(text: object) -> str:
    """The version in a text, with a dot, or empty: "Version 1.1" gives ``1.1``; "v1", 1 and 1.00 give ``1.0``."""
    words = str(text)
    match = _SAID_VERSION.search(words) or _BARE_VERSION.fullmatch(words) or _DOTTED_VERSION.search(words)
    if match is None:
        return ""
    whole, _, part = match[1].partition(".")
    return f"{int(whole)}.{int(part or 0)}"


def version_order(version: object) -> tuple[int, ...]:
    """Sort key of a version: 1.10 comes after 1.9, and an unknown version before all."""
    return tuple(int(part) for part in normal_version(version).split(".") if part)
