"""HTQ readiness checker: the core, which knows nothing of screens."""

import os

# Looking for plugins, pydantic would read the facts of every installed package at each start. There are none to find.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.findings import HEADINGS, Comparison, Finding, Piece, Severity, Subject
from htq_core.forecast import Forecast, forecast
from htq_core.location import Book, Location
from htq_core.matching import Asking, InView, Shown, to_ask
from htq_core.model.answers import Answers, EmployerEvidence
from htq_core.model.application import Choice
from htq_core.model.field_names import FIELDS
from htq_core.model.ksb import Coverage, Kind
from htq_core.model.read_as import Asks, RuleRead, Shape, Sureness, laid_out
from htq_core.pathways import Pathway
from htq_core.pipeline import Source, check, check_several, values_to_ask
from htq_core.reading.choices import NO_CHOICES, ColumnNamed, ReadingChoices, RuleSaid, TableChoice
from htq_core.reading.grid import Grid
from htq_core.reading.guesses import MEANINGS, Asked, Guess, best_guesses, column_guesses, with_repairs
from htq_core.reading.workbook import isolate as isolate_reading
from htq_core.receipt import FILE_NAME as RECEIPT_NAME
from htq_core.receipt import Receipt, make_receipt, read_receipt, since_receipt
from htq_core.report import (
    CAVEAT,
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
from htq_core.settings import Settings, WrongSettings, settings_in_force
from htq_core.since import Difference, Since
from htq_core.strip import Strip, read_grid, strips
from htq_core.what_if import Change, Trial, WhatIf, what_if

__all__ = [
    "CAVEAT",
    "FIELDS",
    "HEADINGS",
    "MEANINGS",
    "NO_CHOICES",
    "RECEIPT_NAME",
    "Answers",
    "Asked",
    "Asking",
    "Asks",
    "Book",
    "Change",
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
    "column_guesses",
    "forecast",
    "isolate_reading",
    "laid_out",
    "make_receipt",
    "read_grid",
    "read_receipt",
    "settings_in_force",
    "since_receipt",
    "strips",
    "to_ask",
    "values_to_ask",
    "what_if",
    "with_repairs",
]
