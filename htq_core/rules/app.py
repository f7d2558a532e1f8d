"""Ready for the session and the form?"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.answers import Document
from htq_core.model.application import Application
from htq_core.rules.rule import Family, Flag, InFull, Need, flag, listed

APP = Family("APP", "Ready for the session and the form?")

NOT_ANSWERED = "Not answered. Answer it on the Getting ready page, or in a file of answers."


def answered(question: str) -> Need:
    """A need for an answer of the applicant's."""
    return Need(lambda a: getattr(a.answers, question) is not None, NOT_ANSWERED)


@APP.rule(
    "APP-01",
    Severity.DISCUSS,
    inputs="A",
    basis="P",
    needs=(answered("session_arranged"),),
    message="No support session is arranged yet.",
    found="Your answer: not arranged.",
    expected="A support session before you apply.",
    fix="Write to the approvals team and ask for a date. Say which standard or standards it is about.",
)
def a_support_session_is_arranged(application: Application) -> Iterator[Flag]:
    """A support session is arranged.

    It is required before an application can be submitted, and dates may be some weeks away.
    """
    if not application.answers.session_arranged:
        yield flag(cause="session")


@APP.rule(
    "APP-02",
    Severity.DISCUSS,
    inputs="A",
    basis="P",
    needs=(answered("design_and_delivery_attend"),),
    message="Not everybody who should attend the support session will.",
    found="Your answer: those who design and those who deliver will not both be there.",
    expected="Those responsible for the design and for the delivery of the qualification.",
    fix="Invite whoever is missing, or move the session to a day on which both can come.",
)
def design_and_delivery_attend(application: Application) -> Iterator[Flag]:
    """Those responsible for design and for delivery attend the support session.

    Questions come up about both. What nobody in the room can answer has to wait for another meeting.
    """
    if not application.answers.design_and_delivery_attend:
        yield flag(cause="people")


@APP.rule(
    "APP-03",
    Severity.NOTE,
    inputs="A",
    basis="P",
    needs=(answered("one_form_each"),),
    message="One application form for each qualification is not planned.",
    found="Your answer: no form of its own for each qualification.",
    expected="A separate application form for each qualification.",
    fix="Plan a form for each qualification, even where two share most of their units.",
)
def each_qualification_has_its_own_form(application: Application) -> Iterator[Flag]:
    """One application form is planned for each qualification.

    Each qualification is decided on by itself, so a form that holds two cannot be taken in.
    """
    if not application.answers.one_form_each:
        yield flag(cause="form")


@APP.rule(
    "APP-04",
    Severity.DISCUSS,
    inputs="A",
    basis="P",
    needs=(answered("terms_read"),),
    message="The terms and conditions have not been read.",
    found="Your answer: not read yet.",
    expected="Terms and conditions that you have read and can accept.",
    fix="Read them before the session, and bring your questions about them.",
)
def the_terms_and_conditions_have_been_read(application: Application) -> Iterator[Flag]:
    """The terms and conditions have been read.

    They apply from the moment you submit, and they go on applying after approval.
    """
    if not application.answers.terms_read:
        yield flag(cause="terms")


@APP.rule(
    "APP-05",
    Severity.NOTE,
    inputs="A",
    basis="P",
    needs=(answered("confidential_flagged"),),
    message="Confidential or commercially sensitive documents are not flagged.",
    found="Your answer: not flagged yet.",
    expected="A mark on each document that is confidential or commercially sensitive.",
    fix="Go through your documents and mark those that should not be passed on.",
)
def confidential_documents_are_flagged(application: Application) -> Iterator[Flag]:
    """Confidential or commercially sensitive documents are flagged.

    Only you know which they are. What is not marked may be seen by people outside the approvals team.
    """
    if not application.answers.confidential_flagged:
        yield flag(cause="confidential")


@APP.rule(
    "APP-06",
    Severity.DISCUSS,
    inputs="A",
    basis="P",
    needs=(answered("employer_evidence"),),
    message="{what}.",
    found="{found}.",
    expected="Evidence from employers, each piece with its date and the occupation it is about.",
    fix="{change}",
    limits="Looks at whether these facts are given, not at what the evidence says.",
)
def employer_evidence_is_listed(application: Application) -> Iterator[Flag]:
    """Employer evidence is listed, dated, and names the occupation.

    It shows that employers in this occupation want the qualification, and that they do so now.
    """
    evidence = application.answers.employer_evidence or ()
    undated = tuple(piece.name for piece in evidence if not piece.dated.strip())
    general = tuple(piece.name for piece in evidence if not piece.occupation.strip())
    if not evidence:
        change = "List letters, minutes or surveys from employers, or ask some employers for a letter."
        yield flag(
            cause="none", what="No employer evidence is listed", found="The list is empty", change=InFull(change)
        )
    if undated:
        change = "Add the date to each of them, or ask the employer for it."
        yield flag(cause="undated", what="Employer evidence is not dated", found=undated, change=change)
    if general:
        what = "Employer evidence does not name the occupation"
        change = "Say which occupation each of them is about. If it does not say so itself, ask the employer."
        yield flag(cause="occupation", what=what, found=general, change=InFull(change))


@APP.rule(
    "APP-07",
    Severity.NOTE,
    inputs="A",
    basis="P",
    needs=(answered("documents"),),
    message="Not all documents for the form are at hand.",
    found="Missing: {missing}.",
    expected="All of these: {all}.",
    fix="Prepare what is missing: {missing}.",
)
def the_documents_are_at_hand(application: Application) -> Iterator[Flag]:
    """The documents for the form are at hand.

    The form asks for each of them, and it cannot be submitted in parts.
    """
    missing = [document for document in Document if document not in (application.answers.documents or ())]
    if missing:
        yield flag(cause="documents", missing=InFull(listed(missing)), all=InFull(listed(Document)))
