"""The KSBs and units of a report, and which of them a finding is about."""

import re
from dataclasses import dataclass

from htq_core import Book, Finding, Kind, Location, Report

_ROW = re.compile(r"\d+$")
Row = tuple[Book, str, str]


@dataclass(frozen=True, slots=True)
class About:
    """A KSB or a unit. It prints as a link to it is written, such as ``ksb K3``."""

    what: str
    name: str
    title: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.name}"


class Subjects:
    """The KSBs and units of one report, in its order."""

    def __init__(self, report: Report) -> None:
        rows = [row for occupation in report.occupations for row in occupation.rows]
        ksbs = {f"ksb {row.code}": About("ksb", row.code, row.statement) for row in rows}
        units = {f"unit {unit.key}": About("unit", unit.key, unit.title) for unit in report.units}
        self._named = {**ksbs, **units}
        self._at = {_row_of(row.where): ksbs[f"ksb {row.code}"] for row in rows if row.where}
        self._at |= {_row_of(unit.where): units[f"unit {unit.key}"] for unit in report.units if unit.where}
        self._kinds = {_row_of(row.where): row.kind for row in rows if row.where}

    @property
    def all(self) -> tuple[About, ...]:
        """Every KSB, then every unit."""
        return tuple(self._named.values())

    def called(self, link: str) -> About | None:
        """What a link such as ``ksb K3`` leads to."""
        return self._named.get(link)

    def of(self, finding: Finding) -> tuple[About, ...]:
        """What a finding is about: the KSB and the unit that it names, else those whose rows it points at."""
        named = (("ksb", finding.subject.ksb), ("unit", finding.subject.unit))
        by_name = [self._named.get(f"{what} {name}") or About(what, name) for what, name in named if name]
        by_row = [about for place in finding.where if (about := self._at.get(_row_of(place)))]
        whats = {about.what for about in by_name}
        return tuple(dict.fromkeys([*by_name, *(about for about in by_row if about.what not in whats)]))

    def kinds_of(self, finding: Finding) -> set[Kind]:
        """The kinds of KSB a finding is about: by the KSB it names, else by the rows it points at."""
        if finding.subject.ksb:
            return {kind for kind in Kind if kind.value[0].upper() == finding.subject.ksb[0]}
        return {self._kinds[row] for place in finding.where if (row := _row_of(place)) in self._kinds}


def _row_of(place: Location) -> Row:
    found = _ROW.search(place.cell)
    return place.book, place.sheet, found[0] if found else ""
