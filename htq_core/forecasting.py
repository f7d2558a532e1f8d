"""What another version of the standard would mean for an application: which KSBs, rows and units it touches."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from htq_core.location import Location
from htq_core.report import OccupationSeen
from htq_core.standards.revision import Revision, compare_versions
from htq_core.standards.standard import Ksb, Standard

ADD = "Add a row for each that has none, and say how far it is covered and by which units."
TAKE_OUT = "Take any row for it out, and see what else the units named there are for."
RENAME = "Change the code in each row. The rest may stay."
READ_BOTH = "Read both, and see whether the units named there still cover it."


class Touched(NamedTuple):
    """One change of a KSB, and what of the application it touches.

    ``before`` is ``None`` for a KSB that is new, ``after`` for one that is gone.
    """

    before: Ksb | None
    after: Ksb | None
    row: Location | None = None
    units: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Its code; both where it has moved."""
        codes = dict.fromkeys(ksb.code for ksb in (self.before, self.after) if ksb)
        return " → ".join(codes)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, once where both versions say the same."""
        said = {ksb.folded: ksb.text for ksb in (self.before, self.after) if ksb}
        return tuple(said.values())


class Forecast(NamedTuple):
    """The changes from one version to another, by kind, with what they touch."""

    earlier: Standard
    later: Standard
    new: tuple[Touched, ...]
    gone: tuple[Touched, ...]
    moved: tuple[Touched, ...]
    reworded: tuple[Touched, ...]
    same: int

    @property
    def changes(self) -> bool:
        """Whether anything changes for the KSBs."""
        return bool(self.new or self.gone or self.moved or self.reworded)

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that a change touches, each once; U2 before U10."""
        return tuple(sorted({unit for each in self._all for unit in each.units}, key=_by_numbers))

    @property
    def rows(self) -> tuple[Location, ...]:
        """Every row of the mapping that a change touches."""
        return tuple(each.row for each in self._all if each.row)

    @property
    def _all(self) -> tuple[Touched, ...]:
        return (*self.new, *self.gone, *self.moved, *self.reworded)

    def to_do(self) -> Iterator[tuple[str, str, tuple[Touched, ...], str]]:
        """Each kind of change that there is: its name, what it means, its KSBs, and what to do about each."""
        kinds = (
            ("New", "in the later version only", self.new, ADD),
            ("Gone", "in the earlier version only", self.gone, TAKE_OUT),
            ("Moved", "the same words at another code", self.moved, RENAME),
            ("Reworded", "in other words", self.reworded, READ_BOTH),
        )
        yield from (kind for kind in kinds if kind[2])


def _by_numbers(name: str) -> list[tuple[bool, int, str]]:
    """How a name stands among others when the numbers in it count as numbers."""
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", name)]


def forecast(seen: OccupationSeen | None, earlier: Standard, later: Standard) -> Forecast:
    """What changes from the earlier version to the later, for the application that was seen, if there is one.

    Its rows are looked up by the codes of the version that its mapping was made to.
    """
    revision: Revision = compare_versions(earlier, later, seen.option or "" if seen else "")
    made_to_later = seen is not None and seen.version == later.version
    rows = {row.code: row for row in seen.rows} if seen else {}

    def touched(before: Ksb | None, after: Ksb | None) -> Touched:
        mapped = after if made_to_later else before
        row = rows.get(mapped.code) if mapped else None
        return Touched(before, after, row.where if row else None, row.units if row else ())

    return Forecast(
        earlier=earlier,
        later=later,
        new=tuple(touched(None, ksb) for ksb in revision.new),
        gone=tuple(touched(ksb, None) for ksb in revision.gone),
        moved=tuple(touched(pair.earlier, pair.later) for pair in revision.moved),
        reworded=tuple(touched(pair.earlier, pair.later) for pair in revision.reworded),
        same=len(revision.same),
    )
