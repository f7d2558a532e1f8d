"""KSB codes in the text of a cell, in every form that people write them."""

import re

from htq_core.patterns import when_met
from htq_core.reading.cells import squeeze

_EXAMPLE = re.compile(r"(?:example|e\.?g\.?)(?![a-z])", re.IGNORECASE)

_LETTER_CODE = r"(?P<letter>[KSB])\s?[-.#]?\s?"
_WORD_CODE = r"(?P<word>knowledge|skills?|behaviou?rs?)\s?(?:statement\s?)?[-:#]?\s?(?:no\.?\s?|number\s?)?"
_CODE = re.compile(
    rf"[\[(]?(?:{_WORD_CODE}|{_LETTER_CODE})(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,2}})(?![0-9a-z])[\])]?",
    re.IGNORECASE,
)
_BARE = re.compile(r"[\[(]?(\d{1,3}(?:\.\d{1,3}){0,2})[\])]?[.:]?")
_BETWEEN_CODES = re.compile(r"\s?(?:[,;/&+|]|and\b)\s?(?:and\b\s?)?", re.IGNORECASE)
_TO = re.compile(r"\s?(?:-|–|—|to\b)\s?", re.IGNORECASE)
_AFTER_CODE = re.compile(r"\s?[.:)\]]?\s?(?:[-–—:]\s?)?")
_CODE_AT_END = re.compile(r"[\[(]\s?([KSB]\s?\d{1,3}(?:\.\d{1,3}){0,2})\s?[\])]\.?$", re.IGNORECASE)
_ONLY_KIND = when_met(
    r"(?:knowledge(?: and understanding)?|skills?|behaviou?rs?)(?: statements?)?(?: ?\(s?\))?(?: ?\([ksb]\))?|[ksb]",
    re.IGNORECASE,
)
LONGEST_CODE_RANGE = 60
_FIRST_LETTERS = frozenset("KSBksb")


def is_example(text: str) -> bool:
    """Whether a code cell marks an example row: "Example", "e.g. K1"."""
    return _EXAMPLE.match(squeeze(text)) is not None


def _number_part(number: str) -> str:
    parts = [str(int(part)) for part in number.split(".")]
    return "" if parts[0] == "0" else ".".join(parts)


def _code_of(match: re.Match[str]) -> str:
    number = _number_part(match["number"])
    return (match["letter"] or match["word"][0]).upper() + number if number else ""


def codes_and_rest(text: str) -> tuple[tuple[str, ...], str]:
    """The KSB codes that a text begins with (``K1``, ``K1.2``), and the text that follows them.

    Several are divided by commas, slashes, "and" and the like, or given as a short range (``K4-K7``). A line below
    adds codes only when it holds nothing else: a statement may itself begin with a printed code.
    """
    if text.lstrip(" \t\n([")[:1] not in _FIRST_LETTERS:
        return (), squeeze(text)
    lines = [line for line in (squeeze(line) for line in text.splitlines()) if line]
    codes, after = _leading_codes(lines[0])
    if not codes:
        return (), squeeze(text)
    read = 1
    for line in lines[1:]:
        further, beyond = _leading_codes(line)
        if not further or not _nothing_more(after) or not _nothing_more(beyond):
            break
        codes, after, read = [*codes, *further], beyond, read + 1
    rest = " ".join(part for part in (after, *lines[read:]) if part)
    return tuple(dict.fromkeys(codes)), _AFTER_CODE.sub("", rest, count=1).strip()


def _nothing_more(text: str) -> bool:
    return not text or bool(_AFTER_CODE.fullmatch(text) or _BETWEEN_CODES.fullmatch(text))


def _leading_codes(line: str) -> tuple[list[str], str]:
    """The codes that a line begins with, and what follows them."""
    codes: list[str] = []
    end = 0
    match = _CODE.match(line)
    while match:
        code = _code_of(match)
        if not code:
            break
        codes.append(code)
        end = match.end()
        through = _range_end(line, end, code)
        if through:
            codes.extend(through[0])
            end = through[1]
        gap = _BETWEEN_CODES.match(line, end)
        match = _CODE.match(line, gap.end()) if gap else None
    return codes, line[end:].strip()


def _range_end(line: str, end: int, first: str) -> tuple[list[str], int] | None:
    """The further codes of a range that began with ``first``, and where it ends.

    A dash between spaces, with a text after the second code, divides a code from a statement.
    """
    dash = _TO.match(line, end)
    match = _CODE.match(line, dash.end()) if dash else None
    last = _code_of(match) if match else ""
    if dash is None or match is None or last[:1] != first[0] or "." in first + last:
        return None
    low, high = int(first[1:]), int(last[1:])
    divides = len(dash[0]) == 3 and not (_nothing_more(line[match.end() :]) or _BETWEEN_CODES.match(line, match.end()))
    if divides or not low < high <= low + LONGEST_CODE_RANGE:
        return None
    return [f"{first[0]}{number}" for number in range(low + 1, high + 1)], match.end()


def bare_code(text: str, letter: str) -> str:
    """The code meant by a bare number under a heading such as "Knowledge"; empty when it is not a number."""
    match = _BARE.fullmatch(squeeze(text))
    number = _number_part(match[1]) if match and letter else ""
    return letter + number if number else ""


def code_at_end(text: str) -> str:
    """The code in brackets that a statement ends with; empty when there is none."""
    match = _CODE_AT_END.search(squeeze(text)[-20:])
    return codes_and_rest(match[1])[0][0] if match and codes_and_rest(match[1])[0] else ""


def kind_letter(text: str) -> str:
    """``K``, ``S`` or ``B`` for a heading that names one kind of outcome, else empty."""
    plain = text[:200].casefold()
    named = [word for word in ("knowledge", "skill", "behav") if word in plain]
    if len(named) == 1:
        return named[0][0].upper()
    return plain.strip(" .:").upper() if plain.strip(" .:") in ("k", "s", "b") else ""


def only_kind(text: str) -> str:
    """``K``, ``S`` or ``B`` for a text that is nothing but the word for one kind: "Skills", "S", "Knowledge (K)"."""
    plain = squeeze(text[:60]).strip(" .:")
    return plain[0].upper() if _ONLY_KIND().fullmatch(plain) else ""
