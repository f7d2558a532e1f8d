"""What the text of a cell means. Every function is pure, and answers ``None`` (or nothing) when it cannot tell."""

import re
from collections.abc import Iterable

from htq_core.model.ksb import Coverage
from htq_core.model.pathway_names import is_every_pathway as is_every_pathway
from htq_core.model.records import AssessmentItem
from htq_core.model.statuses import mandatory as mandatory
from htq_core.patterns import when_met

_SPACE = re.compile(r"[\s\u200b\u200c\u200d\ufeff]+")
_BLANK_WORDS = frozenset({"", "-", "--", "–", "—", "n/a", "na", "n.a.", "none", "nil", "not applicable"})

_PLACEHOLDERS = (
    r"tb[acd](?:\b.{0,40})?",
    r"to be (?:confirmed|advised|added|agreed|completed|decided|determined|announced|inserted|supplied)(?: .{0,30})?",
    r"xx+|(?:unit|module|level|version)s? ?x{1,5}|x+[-/]x+(?:[-/]x+)*|\?+|\.\.\.+|…",
    r"(?:please )?(?:insert|enter|add|type|put|write) (?:(?:your|the|an?) )?"
    r"(?:here|(?:text|details?|name|title|code|units?|value|answer|date|number|reference)"
    r"(?: (?:here|name|title|code))?)",
    r"(?:your )?(?:text|answer|title|name) here|lorem ipsum.*|click (?:or tap )?here to enter text",
    r"(?:an? )?(?:example|sample)(?: (?:row|text|only|data|entry))?|(?:please )?delete this row",
    r"placeholder|dummy(?: text)?",
)
_PLACEHOLDER = re.compile("|".join(_PLACEHOLDERS), re.DOTALL)
_BRACKETED = re.compile(
    r"[\[<{](?:please )?(?:(?:insert|enter|add|tb[acd]|your|type (?:here|text|your|in|the|name|title|code))\b|to be )"
    r"[^\]>}]{0,200}[\]>}]"
)
_ANGLED = re.compile(r"<[a-z][a-z0-9 _/-]{0,40}>")
_EMOJI_STYLE = "\ufe0f"
LONGEST_BLANK = 40
LONGEST_TICK = 4
LONGEST_PLACEHOLDER = 200
TICKS = frozenset({"x", "✓", "✔", "✔️", "☑", "☒", "✅", "√", "ü", "þ", "•", "●", "*", "y", "yes", "true"})
_NO_TICK = frozenset({"n", "no", "false", "0", "☐", "□", "✗", "✘", "❌"})
_COVERAGE_WORDS = {
    Coverage.FULL: (
        "full",
        "fully",
        "fully covered",
        "full coverage",
        "fully met",
        "covered",
        "covered fully",
        "covered in full",
        "f",
        "yes fully",
        "met",
        "met in full",
        "in full",
        "met fully",
        "complete",
        "completely",
        "completely covered",
        "wholly",
        "100%",
        *TICKS,
    ),
    Coverage.PARTIAL: (
        "partial",
        "partially",
        "partly",
        "partially covered",
        "partly covered",
        "partial coverage",
        "partially met",
        "partly met",
        "p",
        "part",
        "in part",
        "covered in part",
        "covered partially",
        "covered partly",
        "yes partially",
        "yes partly",
        "met in part",
    ),
    Coverage.NOT_COVERED: (
        "none",
        "not covered",
        "not met",
        "no",
        "n",
        "no coverage",
        "nil",
        "uncovered",
        "not covered at all",
        "unmet",
        "false",
        "not",
        "zero",
        "0%",
        "✗",
        "✘",
        "❌",
    ),
}
_COVERAGE = {word: coverage for coverage, words in _COVERAGE_WORDS.items() for word in words}
_COVERAGE_PIECES = re.compile(r"\s?(?:[/,;|&+\n]|\band\b|\bor\b)\s?")
_COVERAGE_PARTS = re.compile(r"[-–—:,()\[\]]|([✓✔☑✅√]|\byes\b)")
_COVERAGE_ASIDE = re.compile(r"\s?(?:[–—:;,(\[\n]|(?<!\bnot)-)", re.IGNORECASE)
_COVERAGE_BY = when_met(r"((?:full|part)[a-z ]{0,20}?) ((?:in|by|through|via|across|within|during|at)\b.+)", re.DOTALL)
_COVERAGE_STEMS = re.compile(r"full|partial|partly|\bin part\b")
_EXCEPTION = re.compile(r"\b(?:not|none|nothing|no|cannot|but|except|excepting|excluding|apart)\b")

_NO_UNIT = re.compile(
    r"(?:no|none|nil|nothing)(?: (?:other )?(?:units?|modules?|pre-?requisites?|exclusions?))?"
    r"(?: (?:is|are))?(?: required| needed| specified| barred| excluded)?\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<number>[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?)\s?"
    r"(?:cats|crs?|credits?|cats credits|credit points|hours?|hrs?|h|glh|tqt|points)?\.?",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:(?:fheq|rqf|qcf|nqf|eqf/rqf)[ /:-]*){0,2}(?:level|lvl|l)?[ :.-]*"
    r"(?P<level>\d|zero|one|two|three|four|five|six|seven|eight)(?:\.0+)?"
    r" ?(?:\(?(?:fheq|rqf|qcf)\)?|\([^()\d]{1,30}\))?",
    re.IGNORECASE,
)
_LEVEL_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight")
_PERCENT = re.compile(r"\(?\s?(\d{1,3}(?:\.\d{1,3})?)\s?%\s?\)?")
_TO_PASS = re.compile(r"\(?\b(?:pass(?: ?-?mark)?|threshold|minimum(?: mark)?)[^;,\n%()\d]{0,20}\d{1,3} ?%\)?", re.I)
"""A mark that is enough to pass, which is no weighting."""
_ITEMS = re.compile(r"[;\n]+")
_ITEMS_IN_LINE = re.compile(r"[,+/&|]|\band\b")
_CODES_APART = re.compile(r"[,;\n&+|]|\band\b|(?<!/\d{3})/(?!\d{3}/\d{4})|(?<=/\d{3})/(?!\d{4}\b)", re.IGNORECASE)


def squeeze(text: str) -> str:
    """Text with every run of white space made one space."""
    return " ".join(text.split()) if text.isascii() else _SPACE.sub(" ", text).strip()


def folded(text: str) -> str:
    """Text for comparison: case and white space aside."""
    return squeeze(text).casefold()


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing to say: empty, a dash, "n/a", "none"."""
    return len(text) <= LONGEST_BLANK and squeeze(text).casefold() in _BLANK_WORDS


def is_dash(text: str) -> bool:
    """Whether a cell holds nothing, or only dashes."""
    return not text.strip(" -–—")


def is_placeholder(text: str) -> bool:
    """Whether a cell still holds what was to be replaced: "TBC", "[insert title]", "<unit code>"."""
    if len(text) > LONGEST_PLACEHOLDER and "[" not in text and "<" not in text:
        return False
    plain = squeeze(text).casefold()
    if _BRACKETED.search(plain) or _ANGLED.fullmatch(plain):
        return True
    return _PLACEHOLDER.fullmatch(plain.strip(" []()<>{}.*_\"'").rstrip(":!") or plain) is not None


def coverages(text: str) -> tuple[Coverage, ...] | None:
    """Every coverage that a cell states, usually one; ``None`` when it cannot be understood."""
    plain = "\n".join(map(squeeze, text.strip().splitlines())).casefold().replace(_EMOJI_STYLE, "").strip(" .!?*\"'")
    whole = _agreed_coverage(plain)
    if whole:
        return (whole,)
    pieces = [_COVERAGE.get(piece.strip(" .()[]")) for piece in _COVERAGE_PIECES.split(plain)]
    if len(pieces) > 1 and None not in pieces:
        return tuple(dict.fromkeys(piece for piece in pieces if piece))
    before, aside = _divided(plain)
    stated = _agreed_coverage(before) if aside and not _COVERAGE_STEMS.search(aside) else None
    return None if stated is None or (stated is Coverage.FULL and _EXCEPTION.search(aside)) else (stated,)


def coverage_aside(text: str) -> str:
    """What a cell says beside its coverage, without the brackets: "Partial (the rest is learned at work)"."""
    aside = squeeze(_divided(text.strip())[1])
    return "" if coverages(aside) else aside.strip(" -–—:;,()[]")


def _divided(text: str) -> tuple[str, str]:
    """A text before and after the first sign that divides a coverage from an aside."""
    sign = _COVERAGE_ASIDE.search(text)
    if sign is None and (by := _COVERAGE_BY().match(text)):
        return by[1], by[2]
    return (text[: sign.start()].strip(), text[sign.end() :]) if sign else (text, "")


def _agreed_coverage(plain: str) -> Coverage | None:
    """The one coverage that a text states, in one part or in several that agree: "yes - fully covered", "full ✓"."""
    whole = _COVERAGE.get(plain) or _COVERAGE.get(re.sub(r"[\s,\-–—]+", " ", plain))
    if whole:
        return whole
    parts = {part.strip(" .") for part in _COVERAGE_PARTS.split(plain) if part} - {""}
    stated = {_COVERAGE.get(part) for part in parts - TICKS} or ({Coverage.FULL} if parts else set())
    agreed = stated.pop() if len(stated) == 1 else None
    return None if agreed is Coverage.NOT_COVERED and parts & TICKS else agreed


def is_yes(text: str) -> bool:
    """Whether a cell only ticks: "Yes", "x", "✓"."""
    return squeeze(text).casefold().strip(".") in TICKS


def crosses_in_doubt(texts: Iterable[str]) -> bool:
    """Whether a cross may be a tick or its opposite: it stands among ticks of another form."""
    said = {folded(text).strip(".") for text in texts if len(text) <= LONGEST_TICK}
    return "x" in said and bool(said & (TICKS - {"x"}))


def ticked(text: str, own: Coverage | None = None) -> bool | None:
    """Whether a tick-box cell is ticked; ``own`` is the coverage its column stands for, which may be written out."""
    plain = squeeze(text).casefold().strip(".")
    if plain in _NO_TICK:
        return False
    if plain in TICKS or plain == "1" or (own and _COVERAGE.get(plain) is own):
        return True
    return False if plain in _BLANK_WORDS else None


def number(text: str) -> float | None:
    """A number with or without its unit of measure: ``20``, ``1,200``, ``7.5 credits``."""
    match = _NUMBER.fullmatch(squeeze(text))
    return float(match["number"].replace(",", "").replace("−", "-")) if match else None


def level(text: str) -> int | None:
    """A level from 0 to 8: ``4``, ``Level 4``, ``L4``, ``FHEQ 4``."""
    match = _LEVEL.fullmatch(squeeze(text))
    if match is None:
        return None
    said = match["level"].casefold()
    found = int(said) if said.isdigit() else _LEVEL_WORDS.index(said)
    return found if found <= 8 else None


def assessment_items(text: str) -> tuple[AssessmentItem, ...]:
    """The assessments of a unit: ``Written exam 60%; Portfolio 40%``."""
    if is_blank(text):
        return ()
    pieces = [part for piece in _ITEMS.split(_TO_PASS.sub(" ", text)) for part in _weighted_parts(piece)]
    return tuple(_assessment_item(piece) for piece in pieces if squeeze(piece).strip(" ,.-–"))


def _weighted_parts(piece: str) -> list[str]:
    """A line divided where each part has a weight of its own; else the line whole."""
    weights = list(_PERCENT.finditer(piece))
    if len(weights) < 2:
        return [piece]
    parts = _ITEMS_IN_LINE.split(piece)
    if len(parts) == len(weights) and all(_PERCENT.search(part) for part in parts):
        return parts
    leading = not piece[: weights[0].start()].strip()
    cuts = [w.start() for w in weights[1:]] if leading else [w.end() for w in weights[:-1]]
    return [piece[a:b] for a, b in zip([0, *cuts], [*cuts, len(piece)], strict=True)]


def _assessment_item(piece: str) -> AssessmentItem:
    weight = _PERCENT.search(piece)
    rest = f"{piece[: weight.start()]} {piece[weight.end() :]}" if weight else piece
    name = squeeze(rest).strip(" ,:-–—+&/|")
    return AssessmentItem(name or squeeze(piece), float(weight[1]) if weight else None)


def is_no_unit(text: str) -> bool:
    """Whether a cell for other units says in words that there are none: ``No``, ``None required``."""
    return len(text) <= LONGEST_BLANK and _NO_UNIT.fullmatch(squeeze(text)) is not None


def unit_codes(text: str) -> tuple[str, ...]:
    """The units that a cell lists, as written: ``U1, U2 and U3``. An Ofqual code such as ``A/123/4567`` stays whole."""
    if is_blank(text):
        return ()
    codes = (squeeze(part).strip(".") for part in _CODES_APART.split(text))
    return tuple(dict.fromkeys(code for code in codes if code))
