"""Where the version of the standard in force stands: retired, about to end, or followed by a newer one."""

from datetime import date
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.naming import cells_with_a_version
from htq_core.standards.catalogue import normal_version, version_order
from htq_core.standards.occupation import Occupation
from htq_core.standards.revision import Revision, compare_versions
from htq_core.standards.standard import Standard

RETIRED = "retired"


class VersionNow(NamedTuple):
    """What is known of the version in force.

    ``retired`` says who says so. ``ends`` is the last day on which it can be started. ``newer`` is the newest version
    known, ``newer_by`` says who knows it, and ``begins`` when it is in use. ``revision`` compares the two where both
    records are at hand.
    """

    version: str
    retired: str = ""
    ends: date | None = None
    newer: str = ""
    newer_by: str = ""
    begins: date | None = None
    revision: Revision | None = None

    @property
    def troubled(self) -> bool:
        """Whether it will not stay as it is."""
        return bool(self.retired or self.ends or self.newer)


def version_now(application: Application) -> VersionNow:
    """Where the version in force stands, by the records at hand and the catalogue."""
    record = application.standard
    known = application.occupations[0] if application.occupations else None
    newest = application.library.get(application.reference)
    newer, newer_by = application.version, ""
    if known and version_order(known.version) > version_order(newer):
        newer, newer_by = known.version, f"what was known in {_month(known.version_seen)}"
    if newest and version_order(newest.version) >= version_order(newer) and newest.version != application.version:
        newer, newer_by = newest.version, "its published record"
    later = newest if newest and newer_by and newest.version == newer else None
    return VersionNow(
        version=application.version,
        retired=_retired_by(record, known, application.version),
        ends=_date(record.latest_start) if record else None,
        newer=newer if newer_by else "",
        newer_by=newer_by,
        begins=_date(later.earliest_start) if later else None,
        revision=compare_versions(record, later, application.option) if record and later else None,
    )


def cells_with_the_version(application: Application) -> list[Location]:
    """The cells that name the version in force."""
    named = cells_with_a_version(application)
    return [entry.location for entry in named if normal_version(entry.text) == application.version]


def _retired_by(record: Standard | None, known: Occupation | None, version: str) -> str:
    if record:
        return "its published record" if record.status.casefold() == RETIRED else ""
    seen_retired = known and known.version == version and known.version_status.casefold() == RETIRED
    return f"what was known in {_month(known.version_seen)}" if known and seen_retired else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _month(seen: str) -> str:
    """The month "2023-01" as January 2023."""
    return f"{date.fromisoformat(f'{seen}-01'):%B %Y}"
