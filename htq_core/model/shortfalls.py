"""Option groups that cannot be met: they ask for more than they hold, or contradict themselves."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from htq_core.model.permitted import Asked, asked_of_groups
from htq_core.model.records import OptionGroup, Unit
from htq_core.pathways import Choices, folded


class Shortfall(NamedTuple):
    """A row of the option groups that cannot be met: ``asks`` and ``holds`` in words, and on which named pathways.

    ``for_everyone`` marks a row for every pathway whose units are all on others than these.
    """

    row: OptionGroup
    asks: str
    holds: str
    pathways: tuple[str, ...] = ()
    contradicts_itself: bool = False
    for_everyone: bool = False


def shortfalls(choices: Sequence[Choices], groups: Sequence[OptionGroup], units: Iterable[Unit]) -> Iterator[Shortfall]:
    """Every row that cannot be met, given the choices as the structure has them."""
    units = tuple(units)
    short: dict[tuple[int, int, bool], list[Asked]] = {}
    for each in choices:
        for asked in asked_of_groups(each, groups, units):
            if asked.too_much or asked.contradicts_itself:
                short.setdefault((asked.row.position, asked.holds, asked.too_much), []).append(asked)
    for several in short.values():
        first = several[0]
        yield Shortfall(
            row=first.row,
            asks=first.limit.asks,
            holds=first.limit.in_words(first.holds),
            pathways=tuple(asked.pathway for asked in several if asked.pathway and asked.too_much),
            contradicts_itself=not first.too_much,
            for_everyone=not first.limit.weights and not first.row.pathway,
        )
    if not any(each.unruled for each in choices):
        yield from _without_units(choices, groups)


def _without_units(choices: Sequence[Choices], groups: Sequence[OptionGroup]) -> Iterator[Shortfall]:
    """Groups for any pathway that no unit belongs to."""
    held = {folded(limit.group) for each in choices for limit in each.limits}
    for row in groups:
        if folded(row.name) not in held and row.choose and row.minimum:
            yield Shortfall(row, f"{row.minimum:g} {row.choose}", "no optional unit")
