"""Learning outcomes: those that the structure lists for a unit, and those that the mapping names."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.records import Claim, Unit

_WORD = r"(?:l\.?o\.?s?|(?:learning )?outcomes?)"
_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,2}"
_COUNT = re.compile(rf"(\d{{1,2}})(?: {_WORD})?", re.IGNORECASE)
_LABEL = re.compile(
    rf"\b{_WORD}[ .:#]{{0,3}}({_NUMBER})(?![\d%])(?:\s?(?:-|–|to)\s?(?:{_WORD}[ .:#]{{0,3}})?(\d{{1,2}})(?![.\d]))?",
    re.IGNORECASE,
)
_AT_THE_START = re.compile(rf"\W{{0,3}}({_NUMBER})(?:[.):]|\s|$)")
_ITEMS = re.compile(r"[;\n]")
_PIECES = re.compile(r"[;,\n/&+]|\band\b", re.IGNORECASE)
_PIECE = re.compile(
    rf"(?P<unit>.*?)(?P<word>\b{_WORD}[ .:#]{{0,3}})?(?P<first>{_NUMBER})"
    rf"(?:\s?(?:-|–|to)\s?(?:{_WORD}[ .:#]{{0,3}})?(?P<last>\d{{1,2}}))?",
    re.IGNORECASE,
)
LONGEST = 5000
MOST = 60


class Named(NamedTuple):
    """Outcomes that a cell of the mapping names, by their numbers, with the units they may belong to."""

    numbers: Sequence[str]
    units: tuple[str, ...]
    where: Location


def outcomes_listed(text: str) -> frozenset[str]:
    """The numbers of the outcomes that a unit's cell lists, or counts; empty where that cannot be told."""
    plain = " ".join(text.split())
    if counted := _COUNT.fullmatch(plain):
        return frozenset(_from_to("1", counted[1]))
    items = [item.strip() for item in _ITEMS.split(text[:LONGEST]) if item.strip()]
    numbers = {number for label in _LABEL.finditer(text[:LONGEST]) for number in _from_to(label[1], label[2])}
    numbers |= {start[1] for item in items if (start := _AT_THE_START.match(item))}
    if not numbers and len(items) > 1:
        numbers.update(_from_to("1", str(len(items))))
    return frozenset(numbers | {number.split(".")[0] for number in numbers})


def exists(number: str, listed: frozenset[str]) -> bool:
    """Whether an outcome is among those listed. Criteria such as 1.2 are only looked for where some are listed."""
    outcome, dot, _ = number.partition(".")
    if number in listed or not dot:
        return number in listed
    return outcome in listed and not any(each.startswith(f"{outcome}.") for each in listed)


def in_words(listed: frozenset[str]) -> str:
    """Outcomes as a person would say them: LO1 to LO4."""
    whole = sorted({int(number) for number in listed if "." not in number})
    return f"LO{whole[0]}" if len(whole) == 1 else f"LO{whole[0]} to LO{whole[-1]}"


class OutcomeReader:
    """Reads which outcomes the rows of a mapping name; ``meant`` says which units a text names."""

    def __init__(self, meant: Callable[[str], frozenset[str]]) -> None:
        self._meant = meant
        self._seen: dict[tuple[str, bool], Mapping[tuple[str, ...], Sequence[str]]] = {}

    def named_in(self, claim: Claim, units: tuple[str, ...]) -> Iterator[Named]:
        """The outcomes that a row names, with the units they may belong to: one beside them, else the row's own."""
        if claim.by_unit:
            for pair in claim.by_unit:
                own = tuple(self._meant(pair.unit))
                yield from (Named(numbers, own, pair.location) for numbers in self._numbers(pair.outcomes).values())
            return
        for text, place, labelled in ((claim.outcomes, "outcomes", False), (claim.units_text, "units", True)):
            for beside, numbers in self._numbers(text or "", labelled=labelled).items():
                yield Named(numbers, beside or units, claim.at(place))

    def _numbers(self, text: str, *, labelled: bool = False) -> Mapping[tuple[str, ...], Sequence[str]]:
        """The outcomes' numbers by the unit named beside them. Rows often share a text, which is read once."""
        if (text, labelled) not in self._seen:
            self._seen[text, labelled] = self._read(text, labelled)
        return self._seen[text, labelled]

    def _read(self, text: str, labelled: bool) -> Mapping[tuple[str, ...], Sequence[str]]:
        """What is neither an outcome nor a unit is passed over."""
        found: dict[tuple[str, ...], list[str]] = {}
        unit: tuple[str, ...] = ()
        for piece in _PIECES.split(text[:LONGEST]):
            plain = piece.strip(" ().:-–")
            match = _PIECE.fullmatch(plain)
            named = self._meant(plain) if plain and not (match and match["word"]) and not plain.isdigit() else ()
            if len(named) == 1:
                unit = tuple(named)
            elif match and (match["word"] or not labelled):
                before = match["unit"].strip(" ().:-–")
                beside = tuple(self._meant(before)) if before else unit
                if not before or len(beside) == 1:
                    unit = beside
                    found.setdefault(unit, []).extend(_from_to(match["first"], match["last"]))
        return found


def _from_to(first: str, last: str | None) -> list[str]:
    if not last or "." in first or not 0 <= int(last) - int(first) < MOST:
        return [first]
    return [str(number) for number in range(int(first), int(last) + 1)]


def lists_of(units: tuple[Unit, ...]) -> Mapping[str, frozenset[str]]:
    """For each unit whose outcomes can be told, their numbers."""
    found = {unit.key: outcomes_listed(unit.outcomes) for unit in units if unit.outcomes}
    return {key: listed for key, listed in found.items() if listed}
