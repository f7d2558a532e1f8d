"""What a "units" cell of the mapping means, once the structure is at hand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.name_forms import SEPARATOR, fold_name, title_form
from htq_core.model.ranges import holds_a_range, units_in_range
from htq_core.model.records import Unit
from htq_core.model.unit_names import UnitNames
from htq_core.patterns import when_met
from htq_core.remembering import remembering

_VAGUE_WORDS = frozenset(
    re.findall(
        r"\w+",
        """all every each most many several various multiple some any different numerous majority throughout across
        embedded everything integrated holistic holistically everywhere whole entire entirely general generic almost
        nearly virtually relevant appropriate applicable other others core mandatory compulsory optional option options
        elective electives specialist both unit units module modules course courses programme programmes program
        qualification award diploma certificate degree curriculum board delivery teaching learning content assessment
        assessments level levels year years semester semesters term terms stage stages pathway pathways route routes""",
    )
)
_SMALL_WORDS = frozenset(re.findall(r"\w+", "in the of a to on and or is are as into within through by at"))
_COUNTED = re.compile(r"\b(?:levels?|years?|semesters?|terms?|stages?) \d\b|\bl[456]\b")
_LEAD_IN = when_met(
    r"(?:(?:see|in|within|via|through|throughout|across|embedded|integrated|covered|delivered|taught|assessed|addressed|"
    r"met|mainly|mostly|partly|primarily|especially|particularly|also|including|mapped|to|by|of|the|from|e\.?g\.?|i\.?e\.?)"
    r"[ :]+)+",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\b(?:except(?: for)?|excluding|apart from|other than|but not|not including)\b", re.IGNORECASE)
_LINES = re.compile(r"[\n\r•·]+")
"""What begins another line: made a semicolon, so that a code and a title on two lines are not taken for one name."""
_CODE_ENDS = re.compile(r" ?:| - ")
_LIKE_A_CODE = re.compile(r"\S*\d\S*")
_LIST_AFTER = re.compile(r"(?::| [-–—] |\()\s*(?=\S)")

_OUTCOME_WORD = r"(?:(?:learning )?outcomes?|(?:assessment )?criteri(?:a|on)|l\.?os?|acs?)"
_OUTCOME_NUMBER = r"\d{1,2}(?:\.\d{1,3}){0,3}(?![0-9a-z]|/\d{3})"
_TO_NEXT = r"[ \t]?(?:,|;|/|&|\+|-|–|to\b|and\b)[ \t]?"
_OUTCOME = rf"(?<![a-z]){_OUTCOME_WORD}[ \t]?[.:#]?[ \t]?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[a-e]?(?![0-9a-z])"
_ASIDE = re.compile(r"\(([^()]{1,200})\)")
_IN_ASIDE = when_met(rf"(?:{_OUTCOME_WORD}[ .:#]*)?(?:[pmd]?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[a-e]?)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}")

_STEM = re.compile(r"(?:(?:units?|modules?) )?([a-z]{1,12})[ .-]?\d")
MOST_PIECES = 300
LONGEST_LIST = 8000


class UnitReference(NamedTuple):
    """One reference as written and the keys of the units it may mean: none, one, or several when it is ambiguous.

    ``vague`` marks words such as "all units". ``range`` is the range that a unit was read out of, such as "Units 1-4";
    ``text`` is then the unit's own name. ``unclear_range`` marks a range of which nobody can tell which
    units it means. ``at`` is the cell that names it, where that is not the row's units cell.
    """

    text: str
    keys: tuple[str, ...] = ()
    vague: bool = False
    range: str = ""
    unclear_range: bool = False
    at: Location | None = None

    @property
    def key(self) -> str | None:
        """The one unit meant, else ``None``."""
        return self.keys[0] if len(self.keys) == 1 else None

    @property
    def unknown(self) -> bool:
        """Whether it names a unit that the structure does not have."""
        return not self.keys and not self.vague


class UnitReader:
    """Reads the units cells of a mapping by the names in its structure."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.names = UnitNames(units)
        self._outcomes = re.compile(_outcome_list(bare_numbers=not self.names.has_bare_numbers), re.IGNORECASE)
        self._seen: dict[str, tuple[UnitReference, ...]] = {}

    def read(self, text: str) -> tuple[UnitReference, ...]:
        """Every reference in a cell, in order and each unit once; empty when the cell names none."""
        if text not in self._seen:
            self._seen[text] = tuple(_unique(self._read(text)))
        return self._seen[text]

    def read_name(self, text: str) -> tuple[UnitReference, ...]:
        """The references in a cell that names a unit; the whole of it as one where none of it names a unit there is."""
        found = self.read(text)
        return found if any(each.keys or each.vague for each in found) else (UnitReference(_trimmed(text)),)

    def in_range(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The units of a range, ends included: for each of its names, the keys that it may mean."""
        return tuple(keys for _, keys in units_in_range(self.names, text) or ())

    def names_outcomes(self, text: str) -> bool:
        """Whether a units cell also says which learning outcomes: "U1 (LO1, LO3)"."""
        return bool(text) and not self.names.exactly(text) and self._without_outcomes(text) != text

    def _read(self, text: str) -> Iterable[UnitReference]:
        if len(text) > LONGEST_LIST:
            return [UnitReference(_trimmed(text))]
        if keys := self.names.exactly(_LINES.sub("; ", text)):
            return [UnitReference(_trimmed(text), keys)]
        kept, exception, left_out = _parted(_EXCEPT, _LINES.sub("; ", self._without_outcomes(text)))
        references = self._read_list(kept)
        if not exception:
            return references
        if all(reference.vague for reference in references):
            return [UnitReference(_trimmed(text), vague=True)]
        excluded = {reference.keys for reference in self._read_list(left_out)}
        return [reference for reference in references if reference.keys not in excluded]

    def _without_outcomes(self, text: str) -> str:
        return self._outcomes.sub(" ", _ASIDE.sub(self._aside_or_nothing, text))

    def _aside_or_nothing(self, aside: re.Match[str]) -> str:
        """An aside in brackets, unless it only lists outcomes or pages of the unit before it."""
        before = fold_name(aside.string[max(0, aside.start() - 30) : aside.start()])
        pieces = [fold_name(piece) for piece in re.split(r"[,;/&+\s–-]|\band\b|\bto\b", aside[1]) if fold_name(piece)]
        codes = [piece for piece in pieces if not piece.isdigit() and self.names.coded(piece)]
        outcomes = pieces and not codes and all(map(_IN_ASIDE().fullmatch, pieces))
        return " " if outcomes and before and not _is_vague(before) else aside[0]

    def _read_list(self, text: str) -> list[UnitReference]:
        pieces = self._pieces(text)
        if len(pieces) > MOST_PIECES:
            return [UnitReference(_trimmed(text))]
        references: list[UnitReference] = []
        stem = ""
        start, end = 0, 0
        rest: int | None = None
        while start < len(pieces):
            stop, keys = self._longest_name(text, pieces, start)
            piece = _trimmed(text[pieces[start][0] : pieces[stop - 1][1]])
            whole = bool(keys) or stop > start + 1
            found = [UnitReference(piece, keys)] if whole else self._read_piece(piece, stem, bool(references))
            ended = ";" in text[end : pieces[start][0]]
            if rest is not None and (ended or not all(map(self._may_be_of_a_title, found))):
                _without_title(references, rest)
                rest = None
            references.extend(found)
            if ";" in text and self._begins_with_a_code(piece) and not self.names.exactly(piece):
                rest = len(references)
            stem = match[1] if (match := _STEM.match(fold_name(piece))) and found else stem
            start, end = stop, pieces[stop - 1][1]
        _without_title(references, rest)
        return references

    def _begins_with_a_code(self, piece: str) -> bool:
        """Whether a piece is the code of a unit and a title, whichever: "U2: Law"."""
        folded = fold_name(piece)
        return any(self.names.by_code(folded[: joint.start()]) for joint in _CODE_ENDS.finditer(folded))

    def _may_be_of_a_title(self, reference: UnitReference) -> bool:
        """Whether a reference that follows "U2: Law, " may be more of that title, as it is no code."""
        folded = fold_name(reference.text)
        return bool(self.names.by_title(folded)) or (reference.unknown and not _LIKE_A_CODE.fullmatch(folded))

    def _pieces(self, text: str) -> list[tuple[int, int]]:
        """Where the pieces between separators begin and end; pieces without a letter or digit are left out."""
        whole = list(self.names.uncut(text))
        between = (m.span() for m in SEPARATOR.finditer(text) if not any(a < m.start() < b for a, b in whole))
        cuts = [0, *(edge for span in between for edge in span), len(text)]
        return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if fold_name(text[a:b]).strip("()[]")]

    def _longest_name(self, text: str, pieces: Sequence[tuple[int, int]], start: int) -> tuple[int, tuple[str, ...]]:
        """Where the longest run of pieces ends that names one unit: titles hold commas and "and" themselves.

        Without keys where it only nearly names one.
        """
        furthest = min(len(pieces), start + self.names.most_pieces)
        stops = [stop for stop in range(furthest, start + 1, -1) if self._ends_a_name(text[slice(*pieces[stop - 1])])]
        for stop in stops:
            if keys := self.names.exactly(text[pieces[start][0] : pieces[stop - 1][1]]):
                return stop, keys
        for stop in stops:
            others = (self.names.exactly(text[slice(*piece)]) for piece in pieces[start + 1 : stop])
            if not any(others) and (keys := self.names.partly(text[pieces[start][0] : pieces[stop - 1][1]])):
                return stop, keys
        nearly = (stop for stop in range(furthest, start + 1, -1) if self._is_nearly_a_name(text, pieces[start:stop]))
        return next(nearly, start + 1), ()

    def _is_nearly_a_name(self, text: str, pieces: Sequence[tuple[int, int]]) -> bool:
        """Whether pieces, none of them a name, are together nearly the title of a unit: "Law, Policy & Ethicks"."""
        run = text[pieces[0][0] : pieces[-1][1]]
        if ";" in run or any(sign.isdigit() for sign in run):
            return False
        words = title_form(fold_name(run)).split()
        shared = sum(word in self.names.words_of_cut_names for word in words)
        if 2 * shared < len(words):
            return False
        return not any(self.names.exactly(text[slice(*piece)]) for piece in pieces) and bool(self.names.near(run))

    def _ends_a_name(self, piece: str) -> bool:
        """Whether a name that holds a separator could end with this piece."""
        words = title_form(fold_name(piece)).split()
        in_brackets = piece.rstrip().endswith((")", "]"))
        return bool(words) and (in_brackets or words[-1] in self.names.words_of_cut_names)

    def _read_piece(self, piece: str, stem: str, follows: bool) -> list[UnitReference]:
        """The references in a piece that no separator divides; ``stem`` is for bare numbers after "HLT401"."""
        folded = fold_name(piece)
        if folded.isdigit() and stem and not self.names.coded(folded):
            with_stem = self.names.by_code(stem + folded)
            if with_stem:
                return [UnitReference(piece, tuple(with_stem))]
        if keys := self.names.exactly(piece):
            return [UnitReference(piece, keys)]
        counted = units_in_range(self.names, piece)
        if counted is not None:
            read = [UnitReference(name, keys, range=piece) for name, keys in counted]
            return read or [UnitReference(piece, unclear_range=True)]
        if holds_a_range(self.names, piece):
            return self._after_lead_in(piece, stem) or [UnitReference(piece, unclear_range=True)]
        if keys := self.names.loosely(piece):
            return [UnitReference(piece, keys)]
        codes = self.names.codes_in(piece)
        if codes and folded.startswith(fold_name(codes[0])):
            return [UnitReference(code, self.names.exactly(code)) for code in codes]
        if follows and _DOTTED.fullmatch(folded):
            return []
        return self._after_lead_in(piece, stem) or [UnitReference(piece, vague=_is_vague(folded))]

    def _after_lead_in(self, piece: str, stem: str) -> list[UnitReference]:
        """What follows words such as "embedded in" or "all units:", if that names a unit."""
        lead = _LEAD_IN().match(piece)
        if lead is None:
            lead = _LIST_AFTER.search(piece)
            if lead is None or not _is_vague(fold_name(piece[: lead.start()])):
                return []
        found = self._read_piece(_trimmed(piece[lead.end() :]), stem, False) if piece[lead.end() :].strip() else []
        return found if any(reference.keys for reference in found) else []


def _outcome_list(*, bare_numbers: bool) -> str:
    """A pattern for a list of outcomes; bare numbers carry it on unless units go by bare numbers themselves."""
    word = f"(?:{_OUTCOME_WORD}[ .:#]{{0,3}})" + ("?" if bare_numbers else "")
    return rf"(?:[(:,–-][ \t]?)?{_OUTCOME}(?:{_TO_NEXT}{word}{_OUTCOME_NUMBER})*[ \t]?\)?"


def _without_title(references: list[UnitReference], start: int | None) -> None:
    """Take out what follows "U2: Law, " as the rest of that title, unless all of it names units."""
    if start is not None and any(reference.unknown for reference in references[start:]):
        del references[start:]


def _parted(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    match = pattern.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _trimmed(text: str) -> str:
    """A reference as written, without the punctuation that a list leaves around it."""
    text = " ".join(text.split()).strip(" ,;:-–")
    if text.count("(") != text.count(")"):
        text = text.strip("() ") if "(" not in text.strip("() ") else text
    return text


@remembering(2048)
def _is_vague(folded: str) -> bool:
    words = re.findall(r"\w+", _COUNTED.sub(" ", folded))
    telling = [word for word in words if word not in _SMALL_WORDS]
    return bool(telling or _COUNTED.search(folded)) and all(word in _VAGUE_WORDS for word in telling)


def _unique(references: Iterable[UnitReference]) -> Iterator[UnitReference]:
    seen: set[tuple[str, ...] | str] = set()
    for reference in references:
        mark = reference.keys or fold_name(reference.text)
        if mark not in seen:
            seen.add(mark)
            yield reference
