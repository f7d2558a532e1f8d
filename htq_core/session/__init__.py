"""A support session: what to go through, and what was noted and agreed."""

from htq_core.session.agenda import MINUTES, Matter, Part, agenda, total_minutes
from htq_core.session.checklist import DOCUMENTS, QUESTIONS, STEPS
from htq_core.session.notes import LONGEST, MOST, Action, Note, SessionNotes, notes_from_file

__all__ = [
    "DOCUMENTS",
    "LONGEST",
    "MINUTES",
    "MOST",
    "QUESTIONS",
    "STEPS",
    "Action",
    "Matter",
    "Note",
    "Part",
    "SessionNotes",
    "agenda",
    "notes_from_file",
    "total_minutes",
]
