"""Each unit's turn in a diagram of pathways: in which order they come, and what leaving or taking each does."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from htq_core.pathways.choices import Limit, Link

NO = -1
"""Stands in the place of a state for what is not permitted."""


class Turn(NamedTuple):
    """One unit's turn. A state is one number: a bit for each linked unit taken, then the count held by each limit."""

    may_leave: bool
    may_take: bool
    add: int
    """What taking the unit adds to the state."""
    needs: int
    """Bits of earlier units that it needs; ``bars`` and ``needed_by``: that it bars, and that need it."""
    bars: int
    needed_by: int
    windows: tuple[tuple[int, int, int, int], ...]
    """For each limit on the unit: where the count is (shift, mask), and the least and most that it may now be."""
    keep: int
    """The part of the state that still matters afterwards."""

    def moves(self, state: int) -> tuple[int, int]:
        """The states after leaving and after taking the unit; ``NO`` where that is not permitted."""
        leave = self.may_leave and not state & self.needed_by
        take = self.may_take and state & self.needs == self.needs and not state & self.bars
        return self._settled(state) if leave else NO, self._settled(state + self.add) if take else NO

    def _settled(self, state: int) -> int:
        for shift, mask, least, most in self.windows:
            if not least <= state >> shift & mask <= most:
                return NO
        return state & self.keep


def in_turn(may: Sequence[str], limits: Sequence[Limit], links: Sequence[Link]) -> tuple[str, ...]:
    """The units in an order that keeps few limits and links unfinished at a time, hence few states.

    The last come first: as ``Diagram.way`` leaves a unit when it can, examples then name the first units of a group.
    """
    waiting = list(reversed(may))
    spans = [{link.unit, link.other}.intersection(may) for link in links]
    if not any(len(span) > 1 for span in spans):
        return tuple(waiting)
    spans += [limit.weights.keys() & may for limit in limits if limit.group]
    to_come = [len(span) for span in spans]
    of_unit = {unit: [number for number, span in enumerate(spans) if unit in span] for unit in waiting}

    def more_unfinished(unit: str) -> int:
        """How many limits and links the unit begins, less those that it ends."""
        return sum((to_come[number] > 1) - (to_come[number] < len(spans[number])) for number in of_unit[unit])

    order = []
    while waiting:
        unit = min(waiting, key=more_unfinished)
        waiting.remove(unit)
        order.append(unit)
        for number in of_unit[unit]:
            to_come[number] -= 1
    return tuple(order)


def turns_of(units: Sequence[str], must: Set[str], limits: Sequence[Limit], links: Sequence[Link]) -> Iterator[Turn]:
    """The turn of each unit, in this order, with the room for what it has to know of those before."""
    partners = _Partners(units, links)
    fields = []
    shift = len(partners.bit)
    for limit in limits:
        width = sum(limit.weights.values()).bit_length()
        fields.append((limit, shift, (1 << width) - 1))
        shift += width
    for number, unit in enumerate(units):
        add = partners.bit.get(unit, 0)
        earlier, later = set(units[:number]), set(units[number + 1 :])
        finished = partners.finished(earlier | {unit}, later)
        windows = []
        for limit, start, mask in fields:
            if unit in limit.weights:
                to_come = sum(limit.weights[key] for key in limit.weights.keys() & later)
                windows.append((start, mask, limit.least - to_come, limit.most))
                add += limit.weights[unit] << start
                if limit.weights.keys().isdisjoint(later):
                    finished |= mask << start
        yield Turn(
            may_leave=unit not in must,
            may_take=partners.needs[unit] <= set(units),
            add=add,
            needs=partners.bits(partners.needs[unit] & earlier),
            bars=partners.bits(partners.bars[unit] & earlier),
            needed_by=partners.bits(partners.needed_by[unit] & earlier),
            windows=tuple(windows),
            keep=~finished,
        )


class _Partners:
    """The units that each unit is linked with, and a bit for each unit that has any."""

    def __init__(self, units: Sequence[str], links: Sequence[Link]) -> None:
        self.needs: dict[str, set[str]] = {unit: set() for unit in units}
        self.needed_by: dict[str, set[str]] = {unit: set() for unit in units}
        self.bars: dict[str, set[str]] = {unit: set() for unit in units}
        for link in links:
            if link.together:
                self.needs[link.unit].add(link.other)
                self.needed_by.setdefault(link.other, set()).add(link.unit)
            else:
                self.bars[link.unit].add(link.other)
                self.bars[link.other].add(link.unit)
        self.all = {unit: self.needs[unit] | self.needed_by[unit] | self.bars[unit] for unit in units}
        self.bit = {unit: 1 << number for number, unit in enumerate(unit for unit in units if self.all[unit])}

    def bits(self, units: Iterable[str]) -> int:
        """The bits of several units together."""
        return sum(self.bit[unit] for unit in units)

    def finished(self, done: Set[str], later: Set[str]) -> int:
        """The bits that no longer matter, as no unit linked with theirs is still to come."""
        return self.bits(unit for unit in self.bit if unit in done and self.all[unit].isdisjoint(later))
