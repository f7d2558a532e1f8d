"""The permitted pathways as far as they can be told, and what stands in their way."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from htq_core.model.records import OptionGroup, Unit
from htq_core.model.repeats import one_row_each
from htq_core.pathways import Cause, Combination, Obstacle
from htq_core.pathways.choices import Choices, MeantBy, choices_of, folded, names_in


@dataclass(frozen=True, slots=True)
class Permitted:
    """What learners may take.

    ``obstacles`` are why nothing is permitted as the structure stands. ``combination`` and ``choices`` leave them aside, so
    that an unrelated fault is still found: a total that cannot be met is not asked for, contradicting links are dropped, and
    the units of a group that cannot be met count as unruled.
    """

    choices: tuple[Choices, ...]
    combination: Combination
    obstacles: tuple[Obstacle, ...]

    def everyone_takes(self, pathways: Iterable[str]) -> tuple[str, ...]:
        """The units that are mandatory on each of these pathways, in order."""
        chosen = [choices.must for choices in self.choices if choices.pathway in set(pathways)]
        return tuple(unit for unit in chosen[0] if all(unit in must for must in chosen)) if chosen else ()


def permitted(
    units: Sequence[Unit], groups: Sequence[OptionGroup], total: float | None, meant_by: MeantBy
) -> Permitted:
    """What a structure permits. Raises ``TooManyCombinations`` when that cannot be worked out."""
    rows = one_row_each(units)
    order = tuple(unit.key for unit in rows)
    choices = choices_of(rows, groups, total, meant_by)
    combination = Combination(choices, order)
    found: list[Obstacle] = []
    while obstacles := combination.obstacles():
        found += obstacles
        for obstacle in obstacles:
            choices = tuple(_without(each, obstacle) if each.pathway == obstacle.pathway else each for each in choices)
        combination = Combination(choices, order)
    return Permitted(choices, combination, tuple(found))


def _without(choices: Choices, obstacle: Obstacle) -> Choices:
    units = frozenset(obstacle.units)
    if obstacle.cause is Cause.TOTAL:
        return replace(choices, total=None)
    if obstacle.cause is Cause.LINKS:
        return replace(choices, links=tuple(link for link in choices.links if not {link.unit, link.other} <= units))
    return replace(
        choices,
        may=tuple(unit for unit in choices.may if unit not in units),
        limits=tuple(limit for limit in choices.limits if folded(limit.group) != folded(obstacle.group or "")),
        links=tuple(link for link in choices.links if not {link.unit, link.other} & units),
        unruled=choices.unruled | units,
        total=None,
    )


def credit_sums(choices: Choices) -> tuple[float, ...]:
    """What the credits of a pathway can add up to, its total aside; units without a usable rule taken or left at will."""
    free = replace(choices, may=(*choices.may, *sorted(choices.unruled)), unruled=frozenset(), total=None)
    return Combination((free,), free.units).credits_possible(free.pathway).sums


def mandatory_credits(choices: Choices) -> float:
    """The credits that everyone on a pathway takes; units without credits count as none."""
    return sum(choices.credits[unit] for unit in choices.must) / choices.scale


def comes_to(sums: Iterable[float], total: float) -> bool:
    """Whether one of the sums is the total."""
    return any(math.isclose(each, total) for each in sums)


def rows_on(pathway: str, groups: Iterable[OptionGroup], name: str) -> list[OptionGroup]:
    """The rows of a group that hold on a pathway: those that name it, else those that name none."""
    rows = [row for row in groups if folded(row.name) == folded(name)]
    own = [row for row in rows if folded(pathway) in map(folded, names_in(row.pathway))]
    return own or [row for row in rows if not names_in(row.pathway)]


def open_on(pathway: str, unit: Unit) -> bool:
    """Whether a unit is offered on a pathway: it names that one, or none."""
    names = names_in(unit.pathway)
    return not names or folded(pathway) in map(folded, names)
