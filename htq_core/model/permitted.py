"""The permitted pathways as far as they can be told, and what stands in their way."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from htq_core.model.records import OptionGroup, Unit
from htq_core.pathways import Cause, Choices, Combination, Obstacle, folded, rows_that_hold
from htq_core.pathways.choices import Limit


class Permitted(NamedTuple):
    """What learners may take. ``order`` is that of the units.

    ``obstacles`` are why nothing is permitted as the structure stands. ``choices`` leave them aside: a total that
    cannot be met is not asked for, links are dropped where they contradict each other, and the units of a group that
    cannot be met count as unruled. ``combination`` is that of the choices.
    """

    choices: tuple[Choices, ...]
    order: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]
    combination: Combination


def permitted(choices: tuple[Choices, ...], order: Sequence[str]) -> Permitted:
    """What the choices permit. Raises ``TooManyCombinations`` if it takes too long."""
    found: list[Obstacle] = []
    combination = Combination(choices, order)
    while obstacles := combination.obstacles():
        found += obstacles
        for obstacle in obstacles:
            choices = tuple(_without(each, obstacle) if each.pathway == obstacle.pathway else each for each in choices)
        combination = Combination(choices, order)
    return Permitted(choices, tuple(order), tuple(found), combination)


def _without(choices: Choices, obstacle: Obstacle) -> Choices:
    units = frozenset(obstacle.units)
    if obstacle.cause is Cause.TOTAL:
        return replace(choices, total=None)
    if obstacle.cause is Cause.LINKS:
        return replace(choices, links=())
    return replace(
        choices,
        may=tuple(unit for unit in choices.may if unit not in units),
        limits=tuple(limit for limit in choices.limits if folded(limit.group) != folded(obstacle.group or "")),
        links=tuple(link for link in choices.links if not {link.unit, link.other} & units),
        unruled=choices.unruled | units,
        total=None,
    )


class Asked(NamedTuple):
    """What a row of the option groups asks for on a pathway, and what the group holds there.

    ``might_hold`` counts in every unit that may yet turn out to belong to the group.
    """

    row: OptionGroup
    pathway: str
    limit: Limit
    holds: int
    might_hold: float
    credits: float
    """The most credits that it can be meant to give."""

    @property
    def too_much(self) -> bool:
        """Whether it asks for more than the group can hold."""
        return self.limit.least > self.might_hold

    @property
    def contradicts_itself(self) -> bool:
        """Whether its minimum is above its maximum."""
        return self.limit.least > self.limit.most


def asked_of_groups(choices: Choices, groups: Sequence[OptionGroup], units: Iterable[Unit]) -> Iterator[Asked]:
    """What each option group asks for on a pathway."""
    uncounted = {unit.key for unit in units if unit.credits is None or unit.credits <= 0}
    for name in dict.fromkeys(limit.group for limit in choices.limits):
        limits = [limit for limit in choices.limits if limit.group == name]
        for row, limit in zip(rows_on(choices.pathway, groups, name), limits, strict=True):
            in_credits = limit.what == "credits"
            holds = sum(limit.weights.values())
            spare = sum(choices.credits[unit] if in_credits else 1 for unit in choices.unruled)
            unsure = in_credits and uncounted & {*limit.weights, *choices.unruled}
            largest = max((choices.credits[unit] for unit in limit.weights), default=math.inf)
            most = max(limit.least, limit.most)
            credits = most * (1 if in_credits else largest) / choices.scale if most else 0.0
            yield Asked(row, choices.pathway, limit, holds, math.inf if unsure else holds + spare, credits)


def credit_sums(choices: Choices) -> tuple[float, ...]:
    """What the credits of a pathway can add up to, its total aside; units without a usable rule are taken or left."""
    free = replace(choices, may=(*choices.may, *sorted(choices.unruled)), unruled=frozenset(), total=None)
    return Combination((free,), free.units).credits_possible(free.pathway).sums


def sums_without(total: float, choices: Choices, left_aside: Iterable[Asked]) -> tuple[float, ...]:
    """What the credits of a pathway add up to, if the total is not among it; empty if it is, or may be.

    The groups ``left_aside`` cannot be met: a unit may be missing from them, so they may give all that they ask for.
    """
    sums = credit_sums(choices)
    more = sum(asked.credits for asked in left_aside)
    if not sums or any(math.isclose(each, total) for each in sums) or (more and total <= max(sums) + more):
        return ()
    return sums


def mandatory_credits(choices: Choices) -> float:
    """The credits that everyone on a pathway takes; units without credits count as none."""
    return sum(choices.credits[unit] for unit in choices.must) / choices.scale


def rows_on(pathway: str, groups: Iterable[OptionGroup], name: str) -> list[OptionGroup]:
    """The rows of the group of this name that hold on a pathway."""
    return rows_that_hold(pathway, [row for row in groups if folded(row.name) == folded(name)])
