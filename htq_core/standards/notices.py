"""Notices on standards, kept by the team that runs the program in a text file that a person may edit."""

import os
import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from htq_core.standards.catalogue import Catalogue
from htq_core.standards.catalogue_files import FOLDER, CatalogueError
from htq_core.standards.occupation import Occupation
from htq_core.standards.reference import normal_reference

VARIABLE = "HTQ_NOTICES"
"""The environment variable that names a notices file of your own. It takes the place of ours."""
NOTICES_FILE = FOLDER / "notices.toml"


class NoticeKind(StrEnum):
    """What a notice says of a standard."""

    IN_SCOPE = "in scope"
    CONTACT_US = "contact us"
    OUT_OF_SCOPE = "out of scope"
    REVISION_DUE = "revision due"


_WANTED = {
    "kind": f"one of: {', '.join(NoticeKind)}",
    "reference": "a reference such as ST0827",
    "since": "a date such as 2026-10-01, without quotation marks",
    "text": "a text in quotation marks",
    "until": "a date such as 2027-07-31, without quotation marks, and not before since",
    "due": "a date such as 2027-09-01, without quotation marks, in a notice of the kind 'revision due'",
}


class Notice(BaseModel):
    """A notice on one standard, in force from ``since`` up to and including ``until``, or until it is taken out.

    ``due`` is the day on which a revision is expected, where that is known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    kind: NoticeKind = Field(strict=False)
    reference: str
    since: date
    text: str
    until: date | None = None
    due: date | None = None

    @field_validator("reference")
    @classmethod
    def _is_a_reference(cls, reference: str) -> str:
        if not normal_reference(reference) or normal_reference(reference) != reference:
            raise ValueError("not a reference")
        return reference

    @field_validator("text")
    @classmethod
    def _on_one_line(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("blank")
        return " ".join(text.split())

    @model_validator(mode="after")
    def _makes_sense(self) -> "Notice":
        if self.until and self.until < self.since:
            raise ValueError("until")
        if self.due and self.kind is not NoticeKind.REVISION_DUE:
            raise ValueError("due")
        return self

    def in_force(self, today: date) -> bool:
        """Whether it is to be shown on this day."""
        return self.since <= today and (self.until is None or today <= self.until)


def in_force(notices: Iterable[Notice], today: date) -> tuple[Notice, ...]:
    """The notices to be shown on this day."""
    return tuple(notice for notice in notices if notice.in_force(today))


def notices_about(
    notices: Iterable[Notice], references: Collection[str], occupations: Iterable[Occupation], catalogue: Catalogue
) -> tuple[Notice, ...]:
    """The notices on a standard, by any of its references, or on any of the occupations."""
    wanted = frozenset(occupations)
    return tuple(
        notice
        for notice in notices
        if notice.reference in references or wanted.intersection(catalogue.find(notice.reference))
    )


def load_notices() -> tuple[Notice, ...]:
    """The notices of the file that ``HTQ_NOTICES`` names, else of ours. A mistake in it is a ``CatalogueError``."""
    path = Path(os.environ.get(VARIABLE) or NOTICES_FILE)
    try:
        changed = path.stat().st_mtime_ns
    except OSError as trouble:
        raise CatalogueError(f"{path.name} cannot be opened. {VARIABLE} says that the notices are there.") from trouble
    return _read_once(path, changed)


@lru_cache(maxsize=4)
def _read_once(path: Path, _changed: int) -> tuple[Notice, ...]:
    return read_notices(path)


def read_notices(path: Path) -> tuple[Notice, ...]:
    """The notices of a file, in its order."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as trouble:
        raise CatalogueError(f"{path.name} cannot be opened.") from trouble
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise CatalogueError(f"{path.name} cannot be read: {trouble}.") from trouble
    written = entries.get("notice", [])
    if set(entries) - {"notice"} or not isinstance(written, list):
        raise CatalogueError(f"{path.name}: every notice begins with [[notice]], and nothing else stands beside them.")
    return tuple(_notice(entry, f"{path.name}: notice {number}") for number, entry in enumerate(written, start=1))


def _notice(entry: Any, where: str) -> Notice:
    try:
        return Notice.model_validate(entry)
    except ValidationError as trouble:
        error = trouble.errors(include_url=False)[0]
        item = str(error["loc"][0]) if error["loc"] else str(error["ctx"]["error"])
        if error["type"] == "missing":
            raise CatalogueError(f"{where}: {item} is missing.") from None
        wanted = _WANTED.get(item)
        mistake = f"{item} is not {wanted}" if wanted else f"{item} is not one of: {', '.join(_WANTED)}"
        raise CatalogueError(f"{where}: {mistake}.") from None
