"""What can be said of the permitted pathways: proofs, counterexamples, credits, obstacles."""

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from htq_core.model.records import OptionGroup, Unit
from htq_core.pathways.choices import Choices, choices_of, exact_links, folded
from htq_core.pathways.diagram import MOST_SETS, MOST_STATES, Diagram, Wish
from htq_core.pathways.obstacles import Obstacle, obstacles_on
from htq_core.pathways.repair import Repair, smallest_repairs


class Pathway(NamedTuple):
    """One permitted set of units, by key in the sheet's order, and the named pathway it is on ("" if none is named)."""

    name: str
    units: tuple[str, ...]


class Guarantee(NamedTuple):
    """Whether a KSB is covered on every permitted pathway.

    ``holds`` is ``None`` where nothing is proved: a unit without a usable rule covers the KSB, or nothing is permitted.
    ``fails_on`` and ``unknown_on`` name pathways; ``counterexample`` is a whole permitted pathway that misses the KSB.
    """

    holds: bool | None
    counterexample: Pathway | None = None
    fails_on: tuple[str, ...] = ()
    unknown_on: tuple[str, ...] = ()


class CreditRange(NamedTuple):
    """What a pathway's credits can add up to, the stated total aside. Empty where nothing is permitted.

    ``meets_total`` is ``None`` where no total is stated, or credits or rules of combination are missing.
    """

    sums: tuple[float, ...]
    meets_total: bool | None

    @property
    def least(self) -> float | None:
        """The fewest credits."""
        return min(self.sums, default=None)

    @property
    def most(self) -> float | None:
        """The most credits."""
        return max(self.sums, default=None)


class Combination:
    """Every permitted pathway of a qualification, without listing them.

    A learner follows one of the named pathways (one without a name where none is named), takes the units that are
    mandatory there, and chooses optional ones within the rules of their groups. A group with rows for some pathways
    only is offered on those only.

    ``unruled`` units are left out of the permitted sets, as nothing says when they are taken: those not marked
    mandatory or optional, in no group, or in a group whose rule cannot be used. While a pathway has any, it is not held
    to the total credits, and no KSB that they cover is said to be missed on it.
    ``unjudged`` units have no credits where a choice of credits or the total needs them. Such a choice is no usable
    rule, and a pathway with such units is not held to the total.

    Questions that need too many combinations raise ``TooManyCombinations``.
    """

    def __init__(self, choices: Sequence[Choices], order: Sequence[str]) -> None:
        self._choices = {folded(each.pathway): each for each in choices}
        self._order = tuple(order)
        self.pathway_names = tuple(each.pathway for each in choices)
        self.unruled = frozenset[str]().union(*(each.unruled for each in choices))
        self.unjudged = frozenset[str]().union(*(each.unjudged for each in choices))

    @classmethod
    def of(cls, units: Sequence[Unit], groups: Sequence[OptionGroup], total: float | None) -> "Combination":
        """The combination that a structure describes, with links as in ``exact_links``."""
        return cls(choices_of(units, groups, total, exact_links(units)), tuple(unit.key for unit in units))

    def permits(self, units: Set[str], pathway: str = "") -> bool:
        """Whether a learner on this pathway may take exactly these units. ``KeyError`` if there is no such pathway."""
        return self._choices[folded(pathway)].permits(units)

    def prove(self, covers: Mapping[str, Set[str]]) -> dict[str, Guarantee]:
        """For each KSB, given the units that cover it, whether every permitted pathway covers it."""
        bits = {ksb: 1 << number for number, ksb in enumerate(covers)}
        fails: dict[str, list[str]] = {ksb: [] for ksb in covers}
        unknown: dict[str, list[str]] = {ksb: [] for ksb in covers}
        examples: dict[str, Pathway] = {}
        of_unit = _bits_of_units(covers, bits)
        for choices, diagram in self._diagrams:
            table = diagram.avoidable(of_unit, (1 << len(bits)) - 1)
            avoidable, doubtful = table[0].get(0, 0), _together(of_unit, choices.unruled)
            found: list[tuple[Pathway, int]] = []
            for ksb, bit in bits.items():
                if avoidable & bit:
                    (unknown if doubtful & bit else fails)[ksb].append(choices.pathway)
                if not avoidable & bit or doubtful & bit or ksb in examples:
                    continue
                if not any(missed & bit for _, missed in found):
                    taken = diagram.way(table, bit)
                    found.append((self._pathway(choices, taken), ~_together(of_unit, taken)))
                examples[ksb] = next(pathway for pathway, missed in found if missed & bit)
        nothing_permitted = all(diagram.empty for _, diagram in self._diagrams)
        return {
            ksb: Guarantee(
                holds=False if fails[ksb] else None if unknown[ksb] or nothing_permitted else True,
                counterexample=examples.get(ksb),
                fails_on=tuple(fails[ksb]),
                unknown_on=tuple(unknown[ksb]),
            )
            for ksb in covers
        }

    def find(self, wishes: Sequence[Wish]) -> list[Pathway | None]:
        """For each wish, the first permitted pathway that grants it; ``None`` if there is none.

        A pathway is passed over for wishes that concern units without a usable rule there.
        """
        found: list[Pathway | None] = [None] * len(wishes)
        for choices, diagram in self._diagrams:
            asked = [
                number
                for number, wish in enumerate(wishes)
                if found[number] is None and choices.unruled.isdisjoint(wish.takes | wish.leaves)
            ]
            sets = diagram.grant([wishes[number] for number in asked])
            for number, taken in zip(asked, sets, strict=True):
                found[number] = None if taken is None else self._pathway(choices, taken)
        return found

    def repairs(self, covers: Mapping[str, Set[str]]) -> dict[str, tuple[Repair, ...]]:
        """For each KSB that some pathway misses, the smallest repairs, as in ``smallest_repairs``."""
        return smallest_repairs(self._diagrams, covers, self._order)

    def worst(self, covers: Mapping[str, Set[str]]) -> tuple[Pathway, tuple[str, ...]] | None:
        """The permitted pathway that misses most KSBs, and those KSBs; ``None`` if no pathway is permitted."""
        bits = {ksb: 1 << number for number, ksb in enumerate(covers)}
        of_unit = _bits_of_units(covers, bits)
        worst: tuple[Pathway, tuple[str, ...]] | None = None
        for choices, diagram in self._diagrams:
            table = diagram.avoidable(of_unit, (1 << len(bits)) - 1)
            at_stake = table[0].get(0, 0) & ~_together(of_unit, choices.unruled)
            below = at_stake.bit_count() - (len(worst[1]) if worst else -1)
            narrowed = {unit: covered & at_stake for unit, covered in of_unit.items()}
            covered = diagram.least_covered(narrowed, at_stake, below, MOST_SETS // len(self._choices))
            if covered is not None:
                missed = at_stake & ~covered
                spoilers = {unit: 1 for unit, own in narrowed.items() if own & missed}
                taken = diagram.way(diagram.avoidable(spoilers, 1), 1)
                worst = self._pathway(choices, taken), tuple(ksb for ksb, bit in bits.items() if missed & bit)
        return worst

    def lightest(self, weights: Mapping[str, Fraction], pathway: str = "") -> tuple[Fraction, Pathway] | None:
        """What the permitted set of units that weighs least weighs, and that set. Weights may be below zero.

        ``None`` if the pathway permits nothing; ``KeyError`` if there is no such pathway.
        """
        choices, diagram = next(each for each in self._diagrams if each[0] is self._choices[folded(pathway)])
        found = diagram.lightest(weights)
        return (found[0], self._pathway(choices, found[1])) if found else None

    def credits_possible(self, pathway: str = "") -> CreditRange:
        """What the credits of a pathway can add up to. ``KeyError`` if there is no such pathway."""
        choices = self._choices[folded(pathway)]
        sums = Diagram(choices, choices.limits, choices.links).sums(choices.credits)
        total = choices.total
        return CreditRange(
            sums=tuple(sorted(each / choices.scale for each in sums)),
            meets_total=total.least in sums if total else None,
        )

    def obstacles(self) -> tuple[Obstacle, ...]:
        """Why nothing is permitted, for each pathway where that is so."""
        return tuple(
            obstacle for choices, diagram in self._diagrams if diagram.empty for obstacle in obstacles_on(choices)
        )

    @cached_property
    def _diagrams(self) -> tuple[tuple[Choices, Diagram], ...]:
        diagrams = []
        states_left = MOST_STATES
        for choices in self._choices.values():
            diagram = Diagram(choices, choices.all_limits, choices.links, states_left)
            states_left -= diagram.size
            diagrams.append((choices, diagram))
        return tuple(diagrams)

    def _pathway(self, choices: Choices, taken: Set[str]) -> Pathway:
        return Pathway(choices.pathway, tuple(key for key in dict.fromkeys(self._order) if key in taken))


def _bits_of_units(covers: Mapping[str, Set[str]], bits: Mapping[str, int]) -> dict[str, int]:
    """For each unit, the KSBs that it covers, as bits."""
    of_unit: dict[str, int] = {}
    for ksb, units in covers.items():
        for unit in units:
            of_unit[unit] = of_unit.get(unit, 0) | bits[ksb]
    return of_unit


def _together(of_unit: Mapping[str, int], units: Iterable[str]) -> int:
    """The KSBs that several units cover between them, as bits."""
    covered = 0
    for unit in units:
        covered |= of_unit.get(unit, 0)
    return covered
