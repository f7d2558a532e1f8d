"""All permitted pathways in one diagram: units take turns, and equal situations are merged."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from typing import NamedTuple

from htq_core.pathways.choices import Choices, Limit, Link
from htq_core.pathways.turns import NO, in_turn, turns_of

MOST_STATES = 100_000
MOST_SETS = 1_000_000
QUICK = 30


class TooManyCombinations(Exception):
    """The rules of combination leave too many different ways to test them all. Its text says what to simplify."""

    def __init__(self) -> None:
        super().__init__(
            "There are too many different ways to combine the units to test every one. To make it possible, give "
            "credits in whole numbers, keep “Required first” and “Not with” to what is needed, and let learners "
            "choose from smaller option groups."
        )


class Wish(NamedTuple):
    """A pathway to look for: one that takes all of some units, and leaves all of others."""

    takes: Set[str] = frozenset()
    leaves: Set[str] = frozenset()


class Diagram:
    """The permitted pathways among some choices, within these limits and links.

    ``units`` are in order of their turns; ``size`` is the number of states. Raises ``TooManyCombinations`` when that
    would pass ``most_states``.
    """

    def __init__(
        self, choices: Choices, limits: Sequence[Limit], links: Sequence[Link], most_states: int = MOST_STATES
    ) -> None:
        self.units = (*choices.must, *in_turn(choices.may, limits, links))
        self._layers: list[dict[int, tuple[int, int]]] = []
        fits = all(limit.least <= sum(limit.weights.values()) and limit.most >= 0 for limit in limits)
        states: Iterable[int] = (0,) if fits else ()
        self.size = 0
        for turn in turns_of(self.units, set(choices.must), limits, links):
            layer = {state: turn.moves(state) for state in states}
            self.size += len(layer)
            if self.size > most_states:
                raise TooManyCombinations
            self._layers.append(layer)
            states = dict.fromkeys(after for moves in layer.values() for after in moves if after != NO)
        self.empty = not states
        self._drop_dead_ends()

    def _drop_dead_ends(self) -> None:
        alive: Set[int] = {0}
        for number in range(len(self._layers) - 1, -1, -1):
            layer = {
                state: (left if left in alive else NO, taken if taken in alive else NO)
                for state, (left, taken) in self._layers[number].items()
                if left in alive or taken in alive
            }
            self._layers[number] = layer
            alive = layer.keys()

    def avoidable(
        self, covers: Mapping[str, int], ksbs: int, by_leaving: Mapping[str, int] | None = None
    ) -> list[dict[int, int]]:
        """For each turn, the state before it: the KSBs (as bits) that some way on from there does not cover.

        ``covers`` gives the KSBs of each unit; ``by_leaving`` those that leaving the unit covers, for wishes. One more
        turn stands for the end.
        """
        by_leaving = by_leaving or {}
        after = {} if self.empty else {0: ksbs}
        tables = [after]
        for unit, layer in zip(reversed(self.units), reversed(self._layers), strict=True):
            spared, others = ~by_leaving.get(unit, 0), ~covers.get(unit, 0)
            after = {
                state: after.get(left, 0) & spared | after.get(taken, 0) & others
                for state, (left, taken) in layer.items()
            }
            tables.append(after)
        return tables[::-1]

    def way(
        self, avoidable: Sequence[Mapping[int, int]], bit: int, by_leaving: Mapping[str, int] | None = None
    ) -> frozenset[str]:
        """A permitted set of units that avoids a KSB, given that it can be avoided. Leaving comes before taking."""
        by_leaving = by_leaving or {}
        state, taken = 0, []
        for unit, layer, after in zip(self.units, self._layers, avoidable[1:], strict=True):
            left, took = layer[state]
            if after.get(left, 0) & bit & ~by_leaving.get(unit, 0):
                state = left
            else:
                state = took
                taken.append(unit)
        return frozenset(taken)

    def grant(self, wishes: Sequence[Wish]) -> list[frozenset[str] | None]:
        """For each wish, a permitted set of units that grants it; ``None`` where there is none."""
        table, bits, by_leaving = self._wished(wishes)
        granted = table[0].get(0, 0)
        return [self.way(table, bit, by_leaving) if granted & bit else None for bit in bits]

    def grants(self, wishes: Sequence[Wish]) -> list[bool]:
        """For each wish, whether some permitted set of units grants it."""
        table, bits, _ = self._wished(wishes)
        granted = table[0].get(0, 0)
        return [bool(granted & bit) for bit in bits]

    def _wished(self, wishes: Sequence[Wish]) -> tuple[list[dict[int, int]], list[int], dict[str, int]]:
        """Wishes as KSBs: those that a wish leaves cover it by being taken, and those that it takes by being left."""
        offered = set(self.units)
        bits = [1 << number if wish.takes <= offered else 0 for number, wish in enumerate(wishes)]
        by_taking: dict[str, int] = {}
        by_leaving: dict[str, int] = {}
        for wish, bit in zip(wishes, bits, strict=True):
            for units, spoilt in ((wish.leaves, by_taking), (wish.takes, by_leaving)):
                for unit in units:
                    spoilt[unit] = spoilt.get(unit, 0) | bit
        return self.avoidable(by_taking, sum(bits), by_leaving), bits, by_leaving

    def sums(self, weights: Mapping[str, int]) -> frozenset[int]:
        """Everything that the weights of a permitted pathway can add up to."""
        nothing: frozenset[int] = frozenset()
        after = {} if self.empty else {0: frozenset((0,))}
        work = 0
        for unit, layer in zip(reversed(self.units), reversed(self._layers), strict=True):
            weight = weights[unit]
            after = {
                state: after.get(left, nothing) | {weight + rest for rest in after.get(taken, nothing)}
                for state, (left, taken) in layer.items()
            }
            work += sum(map(len, after.values()))
            if work > MOST_SETS:
                raise TooManyCombinations
        return after.get(0, nothing)

    def lightest(self, weights: Mapping[str, Fraction]) -> tuple[Fraction, frozenset[str]] | None:
        """The permitted set of units that weighs least, and what it weighs; ``None`` if nothing is permitted.

        Weights may be below zero. A unit is left where that weighs no more.
        """
        scale = math.lcm(*(weight.denominator for weight in weights.values()))  # whole numbers are added much faster
        whole = {unit: int(weight * scale) for unit, weight in weights.items()}
        after: dict[int, tuple[int, tuple[str, ...]]] = {} if self.empty else {0: (0, ())}
        for unit, layer in zip(reversed(self.units), reversed(self._layers), strict=True):
            before = {}
            for state, (left, taken) in layer.items():
                ways = [after[left]] if left in after else []
                if taken in after:
                    weight, units = after[taken]
                    ways.append((weight + whole[unit], (unit, *units)))
                before[state] = min(ways, key=lambda way: way[0])
            after = before
        lightest = after.get(0)
        return (Fraction(lightest[0], scale), frozenset(lightest[1])) if lightest else None

    def least_covered(self, covers: Mapping[str, int], ksbs: int, below: int, most_sets: int = MOST_SETS) -> int | None:
        """The smallest set of KSBs that a permitted pathway covers, if it has fewer than ``below``; else ``None``.

        Raises ``TooManyCombinations`` when more than ``most_sets`` sets would have to be looked at.
        """
        certain = [{state: ksbs & ~bits for state, bits in table.items()} for table in self.avoidable(covers, ksbs)]
        best = None
        for keep in (QUICK, most_sets):
            found = self._covered(covers, certain, below, keep, most_sets)
            if found is not None:
                best, below = found, found.bit_count()
        return best

    def _covered(
        self, covers: Mapping[str, int], certain: Sequence[Mapping[int, int]], below: int, keep: int, most_sets: int
    ) -> int | None:
        """As ``least_covered``, keeping only the ``keep`` smallest sets at each state.

        What is certain to be covered later is counted in at once, so that hopeless sets are dropped early.
        """
        sets_at = {} if self.empty else {0: _smallest([0], below, keep)}
        work = 0
        for unit, layer, later in zip(self.units, self._layers, certain[1:], strict=True):
            reached: dict[int, set[int]] = {}
            for state, sets in sets_at.items():
                for after, covered in zip(layer[state], (0, covers.get(unit, 0)), strict=True):
                    if after != NO:
                        covered |= later[after]
                        reached.setdefault(after, set()).update([so_far | covered for so_far in sets])
                        work += len(sets)
            if work > most_sets:
                raise TooManyCombinations
            sets_at = {state: _smallest(sets, below, keep) for state, sets in reached.items()}
        return min(sets_at.get(0, ()), key=_size, default=None)


def _size(covered: int) -> tuple[int, int]:
    return covered.bit_count(), covered


def _smallest(sets: Iterable[int], below: int, keep: int) -> set[int]:
    small = {covered for covered in sets if covered.bit_count() < below}
    return small if len(small) <= keep else set(sorted(small, key=_size)[:keep])
