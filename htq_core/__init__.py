"""HTQ readiness checker: the core, which knows nothing of screens."""

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.findings import HEADINGS, Comparison, Finding, Piece, Severity, Subject
from htq_core.location import Book, Location
from htq_core.model.answers import Answers, EmployerEvidence
from htq_core.model.application import Choice
from htq_core.model.ksb import Coverage, Kind
from htq_core.pipeline import Source, check, check_several
from htq_core.report import CAVEAT, KsbRow, OccupationSeen, Outcome, Report, SourceSeen, Status, UnitRow, Verdict
from htq_core.settings import APPROVING_BODY, Settings

__all__ = [
    "APPROVING_BODY",
    "CAVEAT",
    "HEADINGS",
    "Answers",
    "Book",
    "Choice",
    "Comparison",
    "Coverage",
    "EmployerEvidence",
    "Finding",
    "Kind",
    "KsbRow",
    "Location",
    "OccupationSeen",
    "Outcome",
    "Piece",
    "Reason",
    "Report",
    "Settings",
    "Severity",
    "Source",
    "SourceSeen",
    "Status",
    "Subject",
    "UnitRow",
    "UnreadableWorkbook",
    "Verdict",
    "check",
    "check_several",
]
