"""What the front door holds, and where each name comes from: read when a name is first asked for."""

from .errors import Reason, UnreadableWorkbook, log_fault
from .findings import HEADINGS, Comparison, Finding, Piece, Severity, Subject
from .forecasting import Forecast, forecast
from .location import Book, Location
from .matching import Asking, InView, Shown, to_ask
from .model.answers import Answers, EmployerEvidence
from .model.field_names import FIELDS
from .model.files import Choice
from .model.ksb import Coverage, Kind
from .model.read_as import Asks, RuleRead, Shape, Sureness, laid_out
from .pathways import Pathway
from .pipeline import Checked, Source, check, check_several, checked, statements_in
from .reading.choices import NO_CHOICES, ColumnNamed, ReadingChoices, RuleSaid, TableChoice
from .reading.grid import Grid
from .reading.guesses import MEANINGS, Asked, Guess, best_guesses, column_guesses, with_repairs
from .reading.limits import LIMITS, megabytes
from .reading.workbook import isolate_reading, renew_readers
from .receipt import RECEIPT_NAME, Receipt, make_receipt, read_receipt, since_receipt
from .remembering import forget_texts
from .report import (
    CAVEAT,
    NOT_JUDGED,
    KsbRow,
    OccupationSeen,
    Outcome,
    Reach,
    Report,
    SourceSeen,
    Status,
    TableSeen,
    UnitRow,
    Verdict,
)
from .settings import Settings, WrongSettings, settings_in_force
from .since import Difference, Since
from .strip import Strip, read_grid, strips
from .trying_changes import Change, Trial, WhatIf, what_if

__all__ = [
    "CAVEAT",
    "FIELDS",
    "HEADINGS",
    "LIMITS",
    "MEANINGS",
    "NOT_JUDGED",
    "NO_CHOICES",
    "RECEIPT_NAME",
    "Answers",
    "Asked",
    "Asking",
    "Asks",
    "Book",
    "Change",
    "Checked",
    "Choice",
    "ColumnNamed",
    "Comparison",
    "Coverage",
    "Difference",
    "EmployerEvidence",
    "Finding",
    "Forecast",
    "Grid",
    "Guess",
    "InView",
    "Kind",
    "KsbRow",
    "Location",
    "OccupationSeen",
    "Outcome",
    "Pathway",
    "Piece",
    "Reach",
    "ReadingChoices",
    "Reason",
    "Receipt",
    "Report",
    "RuleRead",
    "RuleSaid",
    "Settings",
    "Severity",
    "Shape",
    "Shown",
    "Since",
    "Source",
    "SourceSeen",
    "Status",
    "Strip",
    "Subject",
    "Sureness",
    "TableChoice",
    "TableSeen",
    "Trial",
    "UnitRow",
    "UnreadableWorkbook",
    "Verdict",
    "WhatIf",
    "WrongSettings",
    "best_guesses",
    "check",
    "check_several",
    "checked",
    "column_guesses",
    "forecast",
    "forget_texts",
    "isolate_reading",
    "laid_out",
    "log_fault",
    "make_receipt",
    "megabytes",
    "read_grid",
    "read_receipt",
    "renew_readers",
    "settings_in_force",
    "since_receipt",
    "statements_in",
    "strips",
    "to_ask",
    "what_if",
    "with_repairs",
]
