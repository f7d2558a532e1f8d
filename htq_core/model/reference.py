"""What a "units" cell of the mapping means, once the structure is at hand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from htq_core.model.records import Unit

_VAGUE = re.compile(
    r"(?:(?:in|across|through)\s+)?(?:all|every|each|most|many|several|various|multiple|any|some|different)"
    r"(?:\s+(?:of\s+)?(?:the\s+)?(?:core|mandatory|compulsory|optional|other))?(?:\s+(?:units?|modules?|courses?))?"
    r"(?:\s+of\s+the\s+(?:qualification|course|programme))?"
    r"|throughout(?:\s+the\s+(?:qualification|course|programme|units?|modules?))?|(?:is\s+)?embedded(?:\s+.*)?|(?:whole|entire)\s+"
    r"(?:qualification|course|programme)|across\s+the\s+(?:qualification|course|programme|board)|integrated|tbd by centre",
)
_UNIT_WORD = re.compile(r"^(?:units?|modules?|courses?)\b[\s.:#-]*(?:no\.?\s*|number\s*)?")
_RANGE = re.compile(r"^(?P<stem>[a-z]*)\s*(?P<first>\d{1,4})\s*(?:-|to)\s*(?P<again>[a-z]*)\s*(?P<last>\d{1,4})$")
_STRONG = re.compile(r"[;\n\r|•]+")
_WEAK = re.compile(r"\s*(?:,|/|&|\+|\band\b)\s*", re.IGNORECASE)
_CODE_THEN_TITLE = re.compile(r"\s*(?::|\s-|-\s|\()\s*|\s+")
LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class UnitReference:
    """One reference as written and the keys of the units it may mean: none, one, or several when it is ambiguous.

    ``vague`` marks words such as "all units"; ``suggestion`` is a near miss, never assumed.
    ``from_range`` marks a unit that was read out of a range such as "Units 1-4".
    """

    text: str
    keys: tuple[str, ...] = ()
    vague: bool = False
    suggestion: str = ""
    from_range: bool = False

    @property
    def key(self) -> str | None:
        """The one unit meant, else ``None``."""
        return self.keys[0] if len(self.keys) == 1 else None


def fold_name(text: str) -> str:
    """A name for comparison: case, spacing, dashes and closing punctuation aside."""
    plain = text.replace("–", "-").replace("—", "-").replace("‑", "-").replace("’", "'").replace("_", "-")
    return " ".join(plain.split()).strip(" .,:;-()[]'\"").casefold()


def _code_form(text: str) -> str:
    """A code with spacing, punctuation and leading zeros of its last number aside: ``u-01`` and ``U1`` agree."""
    squeezed = re.sub(r"[^0-9a-z]", "", _UNIT_WORD.sub("", fold_name(text)))
    return re.sub(r"(?<!\d)0+(?=\d)", "", squeezed)


def _number_form(text: str) -> str:
    """The bare number in "Unit 3", "U3" or "3"; empty when there is more to the code than that."""
    match = re.fullmatch(r"(?:u|m)?0*(\d{1,4})", _code_form(text))
    return match[1] if match else ""


class UnitNames:
    """The names that units go by, for looking references up."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._by_code: dict[str, list[str]] = {}
        self._by_title: dict[str, list[str]] = {}
        self._by_number: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}
        for unit in units:
            if unit.code:
                self._add(self._by_code, _code_form(unit.code), unit.key)
                self._add(self._by_number, _number_form(unit.code), unit.key)
                self._names.setdefault(fold_name(unit.code), unit.code)
            if unit.title:
                self._add(self._by_title, fold_name(unit.title), unit.key)
                self._names.setdefault(fold_name(unit.title), unit.title)

    @staticmethod
    def _add(index: dict[str, list[str]], name: str, key: str) -> None:
        if name and key not in index.setdefault(name, []):
            index[name].append(key)

    @cached_property
    def _longest_title(self) -> int:
        return max((len(_WEAK.split(title)) for title in self._by_title), default=1)

    def meant_by(self, text: str) -> tuple[str, ...]:
        """The keys of the units that a piece of text names by code, title, or both."""
        folded = fold_name(text)
        if not folded:
            return ()
        whole = (
            self._by_code.get(_code_form(text))
            or self._by_title.get(folded)
            or self._by_title.get(fold_name(_UNIT_WORD.sub("", folded)))
            or self._by_number.get(_number_form(text))
        )
        return tuple(whole) if whole else self._code_and_title(folded)

    def _code_and_title(self, folded: str) -> tuple[str, ...]:
        """"U1: Title", "Unit 1 Title" or "Title (U1)": the unit whose code it is, if the rest is its title."""
        for match in _CODE_THEN_TITLE.finditer(folded):
            code, title = folded[: match.start()], folded[match.end() :]
            for one, other in ((code, title), (title, code)):
                keys = self._by_code.get(_code_form(one)) or self._by_number.get(_number_form(one))
                titled = self._by_title.get(fold_name(other))
                if keys and titled:
                    return tuple(keys)
        return ()

    def near(self, text: str) -> str:
        """The name most like the text, as the structure writes it; empty when none is close."""
        folded = fold_name(text)
        close = get_close_matches(folded[:120], self._names, n=1, cutoff=0.75)
        return self._names[close[0]] if close else ""

    def read(self, text: str) -> tuple[UnitReference, ...]:
        """Every reference in a cell: several by comma, semicolon, slash, line break, "and" or "&", and ranges."""
        whole = self.meant_by(text)
        if whole:
            return (UnitReference(text.strip(), whole),)
        return tuple(_unique(ref for part in _STRONG.split(text) for ref in self._read_part(part)))

    def _read_part(self, part: str) -> list[UnitReference]:
        if not fold_name(part):
            return []
        if _VAGUE.fullmatch(fold_name(part)):
            return [UnitReference(part.strip(), vague=True)]
        pieces = [piece for piece in _WEAK.split(part) if fold_name(piece)]
        seams = _seams(part, pieces)
        references: list[UnitReference] = []
        start = 0
        while start < len(pieces):
            taken, found = self._longest_match(part, seams, start)
            references.extend(found)
            start += taken
        return references

    def _longest_match(self, part: str, seams: list[tuple[int, int]], start: int) -> tuple[int, list[UnitReference]]:
        """The longest run of pieces that names a unit: titles may hold commas and "and" themselves."""
        for stop in range(min(len(seams), start + self._longest_title), start, -1):
            text = part[seams[start][0] : seams[stop - 1][1]]
            keys = self.meant_by(text)
            if keys:
                return stop - start, [UnitReference(text.strip(), keys)]
        text = part[seams[start][0] : seams[start][1]].strip()
        return 1, self._range(text) or [self._unknown(text)]

    def _unknown(self, text: str) -> UnitReference:
        if _VAGUE.fullmatch(fold_name(text)):
            return UnitReference(text, vague=True)
        return UnitReference(text, suggestion=self.near(text))

    def _range(self, text: str) -> list[UnitReference]:
        """The units of "Units 1-4" or "U1–U4", each looked up by its own number."""
        match = _RANGE.match(_UNIT_WORD.sub("", fold_name(text)))
        if not match or match["again"] not in ("", match["stem"]):
            return []
        first, last = int(match["first"]), int(match["last"])
        if not first < last <= first + LONGEST_RANGE:
            return []
        width = len(match["first"])
        names = (f"{match['stem']}{number:0{width}d}" for number in range(first, last + 1))
        return [
            UnitReference(f"{name.upper()} (in {text})", self.meant_by(name), from_range=True) for name in names
        ]


def _seams(part: str, pieces: Iterable[str]) -> list[tuple[int, int]]:
    """Where each piece begins and ends in the text it was cut from."""
    seams = []
    position = 0
    for piece in pieces:
        begin = part.index(piece, position)
        position = begin + len(piece)
        seams.append((begin, position))
    return seams


def _unique(references: Iterable[UnitReference]) -> Iterable[UnitReference]:
    seen: set[tuple[str, ...] | str] = set()
    for reference in references:
        mark = reference.keys or fold_name(reference.text)
        if mark not in seen:
            seen.add(mark)
            yield reference
