"""Lists of KSB codes in one cell, each perhaps with a coverage of its own: "K1, K4-K7; S2 (partial)"."""

import re
from typing import NamedTuple

from htq_core.model.ksb import Coverage
from htq_core.patterns import when_met
from htq_core.reading import cells
from htq_core.reading.codes import codes_and_rest

LONGEST_RANGE = 60
MOST_CODES = 400
_KIND = r"(?:knowledge|skills?|behaviou?rs?|[KSB])"
_CODE = re.compile(
    rf"(?P<kind>{_KIND}(?:\s?:|\s?[-.#])?\s?)?(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,2}})(?![0-9a-z%]|\.\d)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s?(?:-|–|—|\bto\b)\s?", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s?(?:[(\[](?P<within>[^()\[\]]{1,60})[)\]]|[-–—:=]?\s?(?P<word>full(?:y)?|partial(?:ly)?|partly|in part|F|P)\b)",
    re.IGNORECASE,
)
_OUTCOMES = when_met(r"(?:m?los?|outcomes?|acs?)(?![a-z]).*|[\d., ]+", re.IGNORECASE)
_NO_WORDING = re.compile(r"\b(?:full|part|not\b|[KSB]\s?\d)", re.IGNORECASE)
"""What a statement may hold too, but what beside a code is more likely a coverage or another code."""
_BETWEEN = re.compile(r"(?:[\s,;/&+|•·.:]|\band\b)+|\s[-–—]\s", re.IGNORECASE)
_LEAD_IN = when_met(rf"\s*{_KIND}\s?[:–—-]\s?(?=\d)|\s*(?:ksbs?\s?:?\s?)(?=[KSB\d])", re.IGNORECASE)


class Listed(NamedTuple):
    """A code of a list, and the coverage beside it, if any."""

    code: str
    coverage: Coverage | None = None


def code_list(text: str, letter: str = "") -> tuple[Listed, ...] | None:
    """The codes that a cell lists; ``None`` when some of it is no code. ``letter`` is for bare numbers."""
    found: list[Listed] = []
    for line in re.split(r"[\n;]", text):
        own, letter = _line(line, letter)
        if own is None:
            own = _with_wording(line)
        if own is None or len(found) + len(own) > MOST_CODES:
            return None
        found += own
    return tuple({listed.code: listed for listed in found}.values())


def _with_wording(line: str) -> list[Listed] | None:
    """A code followed by its statement, or by its coverage in words; ``None`` for anything less plain."""
    codes, rest = codes_and_rest(line)
    stated = cells.coverages(rest)
    if codes and stated and len(stated) == 1:
        return [Listed(code, stated[0]) for code in codes]
    wording = len(codes) == 1 and len(rest.split()) > 1 and rest[0].isalpha() and not _NO_WORDING.search(rest)
    return [Listed(codes[0])] if wording else None


def _line(line: str, letter: str) -> tuple[list[Listed] | None, str]:
    """The codes of one line, or ``None``; and the kind that it ends with."""
    line = cells.squeeze(line)
    found: list[Listed] = []
    end = 0
    while end < len(line):
        code = _CODE.match(line, end)
        if code is None:
            gap = (_BETWEEN.match(line, end) if found else None) or _LEAD_IN().match(line, end)
            if gap is None:
                return None, letter
            letter = _kind(gap[0]) or letter
            end = gap.end()
            continue
        letter = _kind(code["kind"] or "") or letter
        if not letter:
            return None, letter
        codes, end = _through(line, code, letter)
        if not codes:
            return None, letter
        coverage, after = _coverage(line, end)
        if after is None:
            return None, letter
        end = after
        found += [Listed(one, coverage) for one in codes]
    return found, letter


def _kind(text: str) -> str:
    plain = text.strip(" .:#-–—").upper()
    return plain[0] if plain and plain[0] in "KSB" and not plain.startswith("KSB") else ""


def _through(line: str, first: re.Match[str], letter: str) -> tuple[list[str], int]:
    """The code that begins here, and those of its range."""
    number = _plain(first["number"])
    if not number:
        return [], first.end()
    dash = _TO.match(line, first.end())
    last = _CODE.match(line, dash.end()) if dash else None
    if last is None or "." in number + last["number"] or _kind(last["kind"] or letter) != letter:
        return [letter + number], first.end()
    low, high = int(number), int(last["number"])
    if not low < high <= low + LONGEST_RANGE:
        return [], first.end()
    return [f"{letter}{each}" for each in range(low, high + 1)], last.end()


def _plain(number: str) -> str:
    parts = [str(int(part)) for part in number.split(".")]
    return "" if parts[0] == "0" else ".".join(parts)


def _coverage(line: str, end: int) -> tuple[Coverage | None, int | None]:
    """The coverage beside a code, and where it ends; an aside that is no coverage cannot be told."""
    aside = _ASIDE.match(line, end)
    if aside is None:
        return None, end
    within = aside["within"] or aside["word"]
    if _OUTCOMES().fullmatch(within):
        return None, aside.end()
    stated = cells.coverages(within)
    return (stated[0], aside.end()) if stated and len(stated) == 1 else (None, None)
