"""The one exception that a user's file can cause, with a plain sentence for each reason; and how faults are logged."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file could not be opened."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_LARGE_INSIDE = "too-large-inside"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_MANY_SHEETS = "too-many-sheets"
    PASSWORD = "password"  # noqa: S105 (the name of a reason, not a secret)
    OLD_EXCEL = "old-excel"
    OPEN_DOCUMENT = "open-document"
    NUMBERS = "numbers"
    PDF = "pdf"
    WEB_PAGE = "web-page"
    TEXT = "text"
    WORD = "word"
    IMAGE = "image"
    LOCK_FILE = "lock-file"
    OTHER_ZIP = "other-zip"
    UNSAFE = "unsafe"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    STOPPED = "stopped"
    BUSY = "busy"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"
    NO_COPY = "no-copy"
    NOT_FOUND = "not-found"
    STANDARD_RECORD = "standard-record"
    KEPT_STANDARDS = "kept-standards"
    RECEIPT = "receipt"
    COLUMNS = "columns"
    REASONS = "reasons"


class UnreadableWorkbook(Exception):
    """A file that cannot be used at all.

    ``message`` says what happened and ``fix`` what to do next, each in plain sentences without paths,
    library names or cell contents. ``where`` names a sheet or cell when one is known.
    """

    def __init__(self, reason: Reason, message: str, fix: str, where: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.fix = fix
        self.where = where

    def __reduce__(self) -> tuple[type["UnreadableWorkbook"], tuple[Reason, str, str, str]]:
        # Many applications are checked in processes of their own, and this has to come back from there.
        return UnreadableWorkbook, (self.reason, self.message, self.fix, self.where)


def log_fault(what: str, fault: Exception) -> None:
    """Log what of ours broke, with the kind of fault alone: its text could quote a user's file."""
    # A command rarely comes here.
    import logging

    logging.getLogger(__name__).error("%s: %s", what, type(fault).__name__)
