"""What the rules of combination leave to choose on one pathway, as limits and links."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from htq_core.model.records import OptionGroup, Unit


class Limit(NamedTuple):
    """What is taken of these units weighs, in all, from ``least`` to ``most``.

    A unit weighs 1 where ``units`` are counted, and its ``credits`` times ``scale`` otherwise. ``group`` is empty for
    the total credits; ``asks`` is the limit in words, such as ``2 to 3 units``.
    """

    weights: Mapping[str, int]
    least: int
    most: int
    asks: str
    what: str = "credits"
    scale: int = 1
    group: str = ""

    def in_words(self, amount: int) -> str:
        """A weight as a person would say it."""
        return _amount(Fraction(amount, self.scale), self.what)

    def allows(self, taken: Set[str]) -> bool:
        """Whether a set of units keeps to the limit."""
        return self.least <= sum(weight for key, weight in self.weights.items() if key in taken) <= self.most


class Link(NamedTuple):
    """Taking ``unit`` needs ``other`` to be taken too (``together``), or bars it."""

    unit: str
    other: str
    together: bool

    def allows(self, taken: Set[str]) -> bool:
        """Whether a set of units keeps to the link."""
        return self.unit not in taken or (self.other in taken) is self.together

    def __str__(self) -> str:
        return f"{self.unit} needs {self.other}" if self.together else f"{self.unit} cannot be taken with {self.other}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One pathway: what must and may be taken, and within which limits and links.

    ``may`` runs group by group. ``limits`` are those of the groups; ``total`` is ``None`` where it is not stated or
    cannot be judged. ``credits`` are whole numbers: divide by ``scale``. ``Combination`` describes the other fields.
    """

    pathway: str
    must: tuple[str, ...]
    may: tuple[str, ...]
    limits: tuple[Limit, ...]
    total: Limit | None
    links: tuple[Link, ...]
    unruled: frozenset[str]
    unjudged: frozenset[str]
    credits: Mapping[str, int]
    scale: int

    @property
    def units(self) -> tuple[str, ...]:
        """Everything that can be taken."""
        return self.must + self.may

    @property
    def all_limits(self) -> tuple[Limit, ...]:
        """The limits of the groups, and the total."""
        return (*self.limits, self.total) if self.total else self.limits

    def permits(self, taken: Set[str]) -> bool:
        """Whether a learner may take exactly these units."""
        rules: tuple[Limit | Link, ...] = (*self.all_limits, *self.links)
        return set(self.must) <= taken <= set(self.units) and all(rule.allows(taken) for rule in rules)


def folded(name: str) -> str:
    """A name for comparison: case and spaces aside."""
    return "".join(name.split()).casefold()


def names_in(cell: str | None) -> tuple[str, ...]:
    """The names in a pathway cell: several by semicolon or line break."""
    return tuple(" ".join(part.split()) for part in re.split(r"[;\r\n]", cell or "") if part.strip())


def choices_of(
    units: Sequence[Unit], groups: Sequence[OptionGroup], total: float | None, links: Iterable[Link]
) -> tuple[Choices, ...]:
    """The choices on each named pathway, in the order in which the sheets name them; one unnamed if none is named.

    Of units with the same key, the first counts. ``links`` may hold a "not with" pair twice.
    """
    names: dict[str, str] = {}
    for cell in (*(unit.pathway for unit in units), *(row.pathway for row in groups)):
        for name in names_in(cell):
            names.setdefault(folded(name), name)
    structure = _Structure(units, groups, total, links)
    return tuple(structure.choices_on(name) for name in names.values() or ("",))


class _Structure:
    """The records, indexed once for all pathways."""

    def __init__(
        self, units: Sequence[Unit], groups: Sequence[OptionGroup], total: float | None, links: Iterable[Link]
    ) -> None:
        self.units: dict[str, Unit] = {}
        for unit in units:
            self.units.setdefault(unit.key, unit)
        exact = {key: _exact(unit.credits) for key, unit in self.units.items()}
        asked = [_exact(number) for row in groups for number in (row.minimum, row.maximum)]
        self.total = _exact(total)
        self.scale = math.lcm(*(number.denominator for number in (*exact.values(), *asked, self.total) if number))
        self.uncounted = frozenset(key for key, credits in exact.items() if credits is None)
        self.credits = {key: int((credits or 0) * self.scale) for key, credits in exact.items()}
        self.links = _each_once(links)
        self.rows: dict[str, list[OptionGroup]] = {}
        for row in groups:
            self.rows.setdefault(folded(row.name), []).append(row)

    def choices_on(self, pathway: str) -> Choices:
        """The choices on one pathway."""
        here = [unit for unit in self.units.values() if open_on(pathway, unit)]
        must = [unit.key for unit in here if unit.mandatory]
        may: list[str] = []
        limits: list[Limit] = []
        unruled = {unit.key for unit in here if unit.mandatory is None}
        unjudged: set[str] = set()
        members = _members(here)
        for group in dict.fromkeys((*self.rows, *members)):
            keys = members.get(group, [])
            rows = rows_that_hold(pathway, self.rows.get(group, []))
            uncounted = self.uncounted.intersection(keys if any(row.choose == "credits" for row in rows) else ())
            unjudged |= uncounted
            if group not in self.rows or uncounted or not all(map(_usable, rows)):
                unruled.update(keys)
            elif rows and (keys or self._asked_of_all(here, rows)):
                may += keys
                limits += [self._limit(row, keys) for row in rows]
        if self.total is not None:
            unjudged |= self.uncounted & {*must, *may}
        return Choices(
            pathway=pathway,
            must=tuple(must),
            may=tuple(may),
            limits=tuple(limits),
            total=None if unruled or unjudged else self._total((*must, *may)),
            links=tuple(link for link in self.links if _matters(link, {*must, *may}, unruled)),
            unruled=frozenset(unruled),
            unjudged=frozenset(unjudged),
            credits=self.credits,
            scale=self.scale,
        )

    def _asked_of_all(self, here: Sequence[Unit], rows: Sequence[OptionGroup]) -> bool:
        """Whether rows hold on a pathway on which their group has no unit.

        They do where they name it. Rows that leave the pathway blank are for all; but units that all name other
        pathways say whose group it is where the table has no column for that, or this pathway has options of its own.
        """
        if any(names_in(row.pathway) for row in rows):
            return True
        options = [unit for unit in self.units.values() if unit.mandatory is False]
        held_elsewhere = any(folded(unit.group or "") == folded(rows[0].name) for unit in options)
        own_options = any(unit in here and names_in(unit.pathway) for unit in options)
        return held_elsewhere and not own_options and all(row.has("pathway") for row in rows)

    def _limit(self, row: OptionGroup, keys: Iterable[str]) -> Limit:
        """A usable row of the option groups as a limit."""
        least = _exact(row.minimum) or Fraction()
        most = _exact(row.maximum)
        most = least if most is None else most
        by_credits = row.choose == "credits"
        scale = self.scale if by_credits else 1
        return Limit(
            weights={key: self.credits[key] if by_credits else 1 for key in keys},
            least=math.ceil(least * scale),
            most=math.floor(most * scale),
            asks=_range(least, most, str(row.choose)),
            what=str(row.choose),
            scale=scale,
            group=row.name,
        )

    def _total(self, keys: Iterable[str]) -> Limit | None:
        """The stated total as a limit on everything that can be taken."""
        if self.total is None:
            return None
        scaled = int(self.total * self.scale)
        return Limit(
            weights={key: self.credits[key] for key in keys},
            least=scaled,
            most=scaled,
            asks=_amount(self.total, "credits"),
            scale=self.scale,
        )


def _members(units: Iterable[Unit]) -> dict[str, list[str]]:
    """The optional units of each group."""
    members: dict[str, list[str]] = {}
    for unit in units:
        if unit.mandatory is False:
            members.setdefault(folded(unit.group or ""), []).append(unit.key)
    return members


def open_on(pathway: str, record: Unit | OptionGroup) -> bool:
    """Whether a record is for a pathway: it names that one, or none."""
    names = names_in(record.pathway)
    return not names or folded(pathway) in map(folded, names)


def rows_that_hold(pathway: str, rows: Iterable[OptionGroup]) -> list[OptionGroup]:
    """The rows of a group that hold on a pathway: its own, else those without a pathway."""
    own = [row for row in rows if names_in(row.pathway) and open_on(pathway, row)]
    return own or [row for row in rows if not names_in(row.pathway)]


def _usable(row: OptionGroup) -> bool:
    return row.choose in ("units", "credits") and _exact(row.minimum) is not None


def _exact(number: float | None) -> Fraction | None:
    """A number as written, so that 7.5 and 0.1 add up exactly; ``None`` for what is missing or makes no sense."""
    return Fraction(str(number)) if number is not None and math.isfinite(number) and number >= 0 else None


def _amount(number: Fraction, what: str) -> str:
    return f"{float(number):g} {what.removesuffix('s') if number == 1 else what}"


def _range(least: Fraction, most: Fraction, what: str) -> str:
    return _amount(least, what) if least == most else f"{float(least):g} to {_amount(most, what)}"


def exact_links(units: Iterable[Unit]) -> Iterator[Link]:
    """The links to units that are named by their code or title, case and spaces aside; other names are left out."""
    keys: dict[str, list[str]] = {}
    first_of_key: dict[str, Unit] = {}
    for unit in units:
        first_of_key.setdefault(unit.key, unit)
    for unit in first_of_key.values():
        for name in {folded(unit.code or ""), folded(unit.title or ""), folded(unit.key)} - {""}:
            keys.setdefault(name, []).append(unit.key)
    for unit in first_of_key.values():
        for together, names in ((True, unit.required_first), (False, unit.not_with)):
            meant = (keys.get(folded(name), []) for name in names)
            yield from (Link(unit.key, found[0], together) for found in meant if len(found) == 1)


def _each_once(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links between two units, each "not with" pair once."""
    distinct: dict[tuple[str, ...], Link] = {}
    for link in links:
        pair = (link.unit, link.other, "needs") if link.together else tuple(sorted((link.unit, link.other)))
        if link.unit != link.other:
            distinct.setdefault(pair, link)
    return tuple(distinct.values())


def _matters(link: Link, can_be_taken: Set[str], unruled: Set[str]) -> bool:
    """Whether a link restrains a pathway. A unit needed but not offered does: its taker cannot be taken either."""
    if link.unit not in can_be_taken or link.other in unruled:
        return False
    return link.together or link.other in can_be_taken
