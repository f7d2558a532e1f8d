"""The checklist for those who work away from the screen, as a Word document with boxes to tick."""

from collections.abc import Iterator
from datetime import datetime

from htq_core.export.blocks import Block, Heading, Items, Paragraph, Table
from htq_core.export.docx import document_of
from htq_core.export.printout import capital
from htq_core.model.answers import Answers
from htq_core.report import CAVEAT, NOT_JUDGED
from htq_core.session import DOCUMENTS, QUESTIONS, STEPS
from htq_core.settings import ApprovingBody

TITLE = "Getting ready: a checklist"
FILE_NAME = "Getting ready checklist.docx"
ROWS = 5
"""So many rows there are for evidence, and one more where they are full."""
TO_TICK, TICKED = "☐", "☑"


def checklist_docx(answers: Answers, body: ApprovingBody, made: datetime) -> bytes:
    """The checklist. What was answered with yes is ticked already."""
    return document_of(tuple(_blocks(answers, body)), TITLE, made)


def _blocks(answers: Answers, body: ApprovingBody) -> Iterator[Block]:
    yield Heading(1, TITLE)
    yield Paragraph("For use offline, before your support session and the application form.")
    yield Heading(2, "Before the session")
    for name, question in QUESTIONS.items():
        yield Paragraph(f"{TICKED if getattr(answers, name) else TO_TICK} {question}")
    yield Heading(2, "Documents for the form")
    for document, words in DOCUMENTS.items():
        yield Paragraph(f"{TICKED if document in (answers.documents or ()) else TO_TICK} {words}")
    yield Heading(2, "Evidence from employers")
    yield Paragraph("List each piece, with its date and the occupation it is about.")
    pieces = tuple((piece.name, piece.dated, piece.occupation) for piece in answers.employer_evidence or ())
    empty = (("", "", ""),) * max(1, ROWS - len(pieces))
    yield Table("Evidence, piece by piece", ("What it is, and from whom", "Date", "Occupation"), pieces + empty)
    yield Heading(2, "What happens next")
    yield Items(STEPS)
    yield Heading(2, "What no program can judge")
    yield Items(tuple(capital(matter) for matter in NOT_JUDGED))
    yield Paragraph(CAVEAT, "muted")
    yield Paragraph(f"Questions go to {body.name}, {body.contact}. They aim to reply within {body.reply_within}.")
