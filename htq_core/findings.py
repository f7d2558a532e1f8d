"""What a rule has to say, in words a person can act on."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from htq_core.location import Location


class Severity(StrEnum):
    """How much a finding matters; the words are fixed by the rulebook."""

    FIX = "fix"
    DISCUSS = "discuss"
    NOTE = "note"


HEADINGS = {
    Severity.FIX: "Fix before your support session",
    Severity.DISCUSS: "Discuss at your support session",
    Severity.NOTE: "For your information",
}


class Subject(BaseModel):
    """What a finding is about, for following it from one report to the next."""

    model_config = ConfigDict(frozen=True)

    ksb: str | None = None
    unit: str | None = None
    pathway: tuple[str, ...] | None = None


class Piece(BaseModel):
    """A run of words. ``differs`` marks those that the other text does not have."""

    model_config = ConfigDict(frozen=True)

    text: str
    differs: bool = False


class Comparison(BaseModel):
    """Two texts side by side: what stands in the sheet, if anything, and what is published for the code."""

    model_config = ConfigDict(frozen=True)

    ksb: str
    found: tuple[Piece, ...] = ()
    published: tuple[Piece, ...]


class Change(BaseModel):
    """One change to the structure or the mapping: what is done to a unit, and for which KSB or in which group."""

    model_config = ConfigDict(frozen=True)

    kind: str
    unit: str
    ksb: str | None = None
    group: str | None = None


class Finding(BaseModel):
    """One fault with every place where it shows. It can be read without anything else at hand.

    ``id`` is made of the rule and its subject, never of a row number, so it survives a row inserted above.
    ``explained`` is the applicant's own reason for leaving it as it is; the finding stands all the same.
    ``repairs`` are ways to mend it, each the fewest changes that do, as proved on the changed structure.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    rule: str
    severity: Severity
    occupation: str | None
    message: str
    found: str
    expected: str
    why: str
    fix: str
    where: tuple[Location, ...]
    subject: Subject
    compare: tuple[Comparison, ...] = ()
    explained: str = ""
    repairs: tuple[tuple[Change, ...], ...] = ()
