"""The one answer: everything that screens, printouts and the JSON say comes from here."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from htq_core.findings import Finding, Severity
from htq_core.location import Book, Location
from htq_core.model.ksb import Coverage, Kind
from htq_core.model.read_as import Shape, Sureness
from htq_core.settings import Settings
from htq_core.since import Since

SCHEMA_VERSION = "1"
NOT_JUDGED = (
    "whether the depth of coverage is right for the occupation",
    "whether a reason for partial or no coverage is good enough",
    "the quality of the assessment",
    "employer demand, and how employers were involved",
    "content beyond the occupational standard",
)


class Status(StrEnum):
    """What became of a rule in this run."""

    PASSED = "passed"
    FOUND = "found"
    NOT_APPLICABLE = "not-applicable"
    NOT_RUN = "not-run"
    BROKE = "broke"


class Verdict(StrEnum):
    """The answer in a word. There is no "approved"."""

    UNREADABLE = "unreadable"
    UNFINISHED = "unfinished"
    NOT_READY = "not-ready"
    DISCUSS = "discuss"
    READY = "ready"


VERDICT_SENTENCES = {
    Verdict.UNREADABLE: "A file could not be opened, so the check is not complete.",
    Verdict.UNFINISHED: "Part of the check failed to run, so there is no verdict. The fault is ours.",
    Verdict.NOT_READY: "There are matters to put right before your support session.",
    Verdict.DISCUSS: "Nothing to put right was found. There are matters to discuss at your support session.",
    Verdict.READY: "Nothing to put right or discuss was found in what this program can check.",
}
CAVEAT = "This is not a decision. Only the approving body decides whether a qualification meets the criteria."


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Outcome(_Part):
    """A rule's status, with the reason when it did not run or does not apply. ``title`` says what must be true."""

    rule: str
    status: Status
    reason: str = ""
    title: str = ""
    severity: Severity


class Unreadable(_Part):
    """Why a file could not be opened, and the remedy."""

    reason: str
    message: str
    fix: str


class SourceSeen(_Part):
    """A file given to the check, by its name and its SHA-256. ``role`` is mapping, structure, standard or answers.

    ``issued`` says when a sheet of ours was issued, and for which standard and version; empty for any other file.
    """

    role: str
    name: str
    sha256: str
    unreadable: Unreadable | None = None
    issued: str = ""


class Reach(StrEnum):
    """How far a KSB is covered for whoever takes the qualification, from what the mapping states and what is proved."""

    GUARANTEED = "guaranteed"
    POSSIBLE = "possible"
    UNPROVED = "unproved"
    PARTIAL = "partial"
    NONE = "none"
    UNSTATED = "unstated"


class CoverageCount(_Part):
    """How many KSBs of one kind are covered how far."""

    full: int = 0
    partial: int = 0
    not_covered: int = 0
    unstated: int = 0
    total: int = 0


class KsbRow(_Part):
    """One KSB as the mapping has it.

    ``units`` are the keys of units in the structure; ``guaranteed`` says whether every permitted pathway claims the
    KSB (``None`` when that could not be proved either way). ``where`` is the mapping's row, if it has one.
    """

    code: str
    kind: Kind
    statement: str
    coverage: Coverage | None
    units: tuple[str, ...]
    guaranteed: bool | None
    where: Location | None

    @property
    def reach(self) -> Reach:
        """Guaranteed and possible only where full coverage is stated: what is partial on paper is no more than that."""
        match self.coverage:
            case None:
                return Reach.UNSTATED
            case Coverage.NOT_COVERED:
                return Reach.NONE
            case Coverage.PARTIAL:
                return Reach.PARTIAL
        return {True: Reach.GUARANTEED, False: Reach.POSSIBLE, None: Reach.UNPROVED}[self.guaranteed]


class UnitRow(_Part):
    """One unit of the structure. ``where`` is its row."""

    key: str
    title: str
    level: int | None
    credits: float | None
    mandatory: bool | None
    pathway: str
    group: str
    where: Location | None = None


class OccupationSeen(_Part):
    """An occupation the qualification is checked against. ``published`` tells whether its record was at hand."""

    reference: str
    version: str
    title: str
    option: str | None
    level: int | None
    status: str
    illustrative: bool
    published: bool
    coverage: dict[Kind, CoverageCount]
    rows: tuple[KsbRow, ...]

    def reaches(self, kind: Kind) -> dict[Reach, int]:
        """How many KSBs of one kind are covered how far, for whoever takes the qualification."""
        found = [row.reach for row in self.rows if row.kind is kind]
        return {reach: found.count(reach) for reach in Reach}


class FirstStep(_Part):
    """One edit to make first: what to change, where, and what that was found to do after the edits before it.

    ``clears`` are the ids of the report's findings that go; ``brings_up`` is how many others come. ``ksbs`` is how many
    KSBs there are.
    """

    text: str
    where: tuple[Location, ...]
    clears: tuple[str, ...]
    brings_up: int = 0
    guaranteed_before: int
    guaranteed_after: int
    ksbs: int

    @property
    def effect(self) -> str:
        """What it does, in words."""
        cleared = f"Clears {_counted(len(self.clears), 'finding')}"
        if self.guaranteed_before != self.guaranteed_after:
            cleared += f", and takes guaranteed coverage from {self.guaranteed_before} to {self.guaranteed_after}"
            cleared += f" of {self.ksbs}"
        if not self.brings_up:
            return f"{cleared}."
        return f"{cleared}. {_counted(self.brings_up, 'other finding')} will then show."


class FirstSteps(_Part):
    """The shortest list of edits that clears most. ``untried`` are findings to put right that no edit was tried for."""

    steps: tuple[FirstStep, ...] = ()
    untried: tuple[str, ...] = ()


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


class ColumnSeen(_Part):
    """A column that was used. ``letter`` is its letter; in a matrix with the units down, the number of its row."""

    header: str
    letter: str


class TableSeen(_Part):
    """How one table was read: its shape, how sure that is, its columns by field, and what had to be assumed."""

    book: Book
    sheet: str
    table: str
    shape: Shape
    sure: Sureness
    columns: dict[str, tuple[ColumnSeen, ...]]
    assumed: tuple[str, ...]


class RepairSeen(_Part):
    """A value that was read by what somebody said it means. The file itself is as it was."""

    field: str
    written: str
    meaning: str
    where: Location

    def is_of(self, text: str) -> bool:
        """Whether this is the value that a text says; case and spaces aside."""
        return _plain(self.written) == _plain(text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


class Report(_Part):
    """What ``check`` answers. ``checked_at`` is an ISO 8601 time in UTC; ``since`` is there if a receipt was given.

    ``kept_unread`` says why the standards kept on this machine were not used, if so.
    ``not_understood`` is how many different values could not be read; a person can say what each of them means.
    """

    schema_version: str = SCHEMA_VERSION
    verdict: Verdict
    rulebook: str
    catalogue_date: str
    checked_at: str
    qualification: str
    sources: tuple[SourceSeen, ...]
    occupations: tuple[OccupationSeen, ...]
    units: tuple[UnitRow, ...]
    reading: tuple[TableSeen, ...] = ()
    repairs: tuple[RepairSeen, ...] = ()
    not_understood: int = 0
    kept_unread: Unreadable | None = None
    findings: tuple[Finding, ...]
    first_steps: FirstSteps = FirstSteps()
    outcomes: tuple[Outcome, ...]
    not_judged: tuple[str, ...] = NOT_JUDGED
    settings: Settings
    since: Since | None = None

    @property
    def sentence(self) -> str:
        """The verdict in words. A good one says how many checks did not run: what was not looked at is not fine."""
        sentence = VERDICT_SENTENCES[self.verdict]
        not_run = len(self.with_status(Status.NOT_RUN))
        if not_run and self.verdict in (Verdict.DISCUSS, Verdict.READY):
            return f"{sentence} {not_run} {'check' if not_run == 1 else 'checks'} did not run."
        return sentence

    def explained(self, reasons: Mapping[str, str]) -> "Report":
        """The same report with the applicant's own reasons, by finding. A reason hides nothing and settles nothing."""
        findings = tuple(
            finding.model_copy(update={"explained": reasons[finding.id]}) if finding.id in reasons else finding
            for finding in self.findings
        )
        return self.model_copy(update={"findings": findings})

    def without_finding(self, reasons: Iterable[str]) -> tuple[str, ...]:
        """Of the ids of findings that there are reasons for, those that are not in this report."""
        there = {finding.id for finding in self.findings}
        return tuple(id for id in reasons if id not in there)

    def of_severity(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity, in order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def with_status(self, status: Status) -> tuple[Outcome, ...]:
        """The outcomes of one status, in order."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is status)


def verdict_of(sources: Iterable[SourceSeen], findings: Iterable[Finding], outcomes: Iterable[Outcome]) -> Verdict:
    """The verdict, by the contract: the first that applies of unreadable, unfinished, not ready, discuss, ready."""
    if any(source.unreadable for source in sources):
        return Verdict.UNREADABLE
    if any(outcome.status is Status.BROKE and outcome.severity is Severity.FIX for outcome in outcomes):
        return Verdict.UNFINISHED
    severities = {finding.severity for finding in findings}
    if Severity.FIX in severities:
        return Verdict.NOT_READY
    return Verdict.DISCUSS if Severity.DISCUSS in severities else Verdict.READY
