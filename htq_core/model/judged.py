"""The pathways on which KSBs are tried, and what is left aside there because other rules report it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from htq_core.model.links import Links
from htq_core.model.permitted import Permitted, asked_of_groups
from htq_core.model.records import OptionGroup, Unit
from htq_core.pathways import Cause, Choices, Combination, Obstacle, Pathway


@dataclass(frozen=True)
class Judged:
    """The pathways on which KSBs are tried. ``written`` are the choices as the structure has them.

    A total that cannot be met, and a group that asks for more than it holds, are left aside, so that an unrelated fault
    is found as well; ``left_aside`` says so. A pathway is left out where nothing is permitted for another reason:
    nobody can tell then which units a learner takes.
    """

    permitted: Permitted
    written: tuple[Choices, ...]
    units: tuple[Unit, ...]
    groups: tuple[OptionGroup, ...]
    links: Links
    total: float | None

    @cached_property
    def unreported(self) -> tuple[Obstacle, ...]:
        """The obstacles that no rule about the structure reports, neither themselves nor their cause."""
        return tuple(obstacle for obstacle in self.permitted.obstacles if not self._is_reported(obstacle))

    def _is_reported(self, obstacle: Obstacle) -> bool:
        if obstacle.cause is Cause.TOTAL:
            return True
        if obstacle.cause is Cause.LINKS:
            return any(fault.unit.key in obstacle.units for fault in self.links.faults)
        choices = next(choices for choices in self.written if choices.pathway == obstacle.pathway)
        return bool(choices.unruled) or any(
            asked.limit.least > asked.holds or asked.contradicts_itself or math.isinf(asked.might_hold)
            for asked in asked_of_groups(choices, self.groups, self.units)
            if asked.limit.group == obstacle.group
        )

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The pathways on which nothing can be said of a KSB."""
        with_links = (each for each in self.permitted.obstacles if each.cause is Cause.LINKS)
        return tuple(dict.fromkeys(obstacle.pathway for obstacle in (*with_links, *self.unreported)))

    @cached_property
    def choices(self) -> tuple[Choices, ...]:
        """The choices on each pathway that is judged, with nothing left aside first."""
        judged = (each for each in self.permitted.choices if each.pathway not in self.left_out)
        return tuple(sorted(judged, key=lambda each: any(self._left_aside_on(each))))

    @cached_property
    def unsettled(self) -> tuple[Choices, ...]:
        """Those of the choices with units of which nothing says when they are taken."""
        return tuple(choices for choices in self.choices if choices.unruled)

    @cached_property
    def combination(self) -> Combination:
        """The pathways that are judged."""
        if self.choices == self.permitted.choices:
            return self.permitted.combination
        return Combination(self.choices, self.permitted.order)

    def left_aside(self, pathway: Pathway) -> tuple[str, ...]:
        """What a set of units may not keep to, in words; empty where it is permitted as the structure stands."""
        choices = next(choices for choices in self.choices if choices.pathway == pathway.name)
        faulty = dict.fromkeys(fault.unit.key for fault in self.links.faults if fault.unit.key in pathway.units)
        return (*self._left_aside_on(choices), *(f"what is required first or barred for {unit}" for unit in faulty))

    def _left_aside_on(self, choices: Choices) -> Iterator[str]:
        if self.total is not None and choices.total is None:
            yield "the stated total of credits"
        groups = [each for each in self.permitted.obstacles if each.group and each.pathway == choices.pathway]
        yield from (f"option group {obstacle.group}" for obstacle in groups)
        unruled = choices.unruled.difference(*(obstacle.units for obstacle in groups))
        yield from (f"when {unit} is taken" for unit in self.permitted.order if unit in unruled)
