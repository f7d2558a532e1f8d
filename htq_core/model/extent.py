"""How much of a list of KSBs a mapping covers, as far as it can be told."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extent:
    """KSBs of a list, counted. ``unsure`` have a row that does not say, ``unlisted`` none; others are not covered."""

    total: int
    covered: int
    unsure: int = 0
    unlisted: int = 0

    @property
    def least(self) -> float:
        """The share that is covered for certain, in per cent."""
        return 100 * self.covered / self.total

    @property
    def most(self) -> float:
        """The share that is covered if all that is in doubt is, in per cent."""
        return 100 * (self.covered + self.unsure + self.unlisted) / self.total


def together(extents: Iterable[Extent]) -> Extent:
    """Several lists as one."""
    extents = tuple(extents)
    return Extent(*(sum(getattr(each, name) for each in extents) for name in Extent.__slots__))
