"""Headings that say for which pathway the units below them are: "Pathway: Adult", "Child route (mandatory)"."""

from typing import NamedTuple

from htq_core.location import Book, Location
from htq_core.model.records import Entry
from htq_core.patterns import when_met
from htq_core.reading import cells
from htq_core.reading.headers import words

_WORDS = frozenset({"pathway", "route", "stream"})
_ALL = frozenset({"all", "both", "each", "every", "any", "common", "shared"})
_DIVIDER = when_met(r"\s?[:;,()]\s?|\s[-–—]\s")


class PathwayAbove(NamedTuple):
    """The pathway that the last heading about pathways names; without a name, units are for all of them.

    ``units_before`` is how many units there were then. It is ``whole`` where headings for what is mandatory and what
    is optional began right below it: it holds over all of these.
    """

    name: str
    said_at: Entry
    units_before: int = 0
    whole: bool = False

    def under(self, heading: Entry, units: int, status: bool | None) -> "PathwayAbove":
        """What holds below a further heading, after so many units; ``status`` is what that heading says of them."""
        if speaks_of_pathways(heading.text):
            return PathwayAbove(_named(heading.text), heading, units)
        if status is None or not self.name:
            return self
        return self._replace(whole=True) if self.whole or units == self.units_before else NO_PATHWAY


NO_PATHWAY = PathwayAbove("", Entry(Location(Book.STRUCTURE, "", "")))


def speaks_of_pathways(text: str) -> bool:
    """Whether a heading is about a pathway, or all of them."""
    return not _WORDS.isdisjoint(words(text))


def _named(text: str) -> str:
    """The pathway that a heading names, without what it says of its units; empty where it speaks of all of them."""
    if not _ALL.isdisjoint(words(text)):
        return ""
    return ": ".join(piece for piece in _DIVIDER().split(text) if piece and cells.mandatory(piece) is None)
