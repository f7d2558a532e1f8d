"""APP: what the applicant answers. The files stay as they are."""

from htq_core.model.answers import Answers, Document, EmployerEvidence
from htq_core.standards.standard import Standard
from tests.making.applications import MadeApplication
from tests.making.defects.defect import Seeded, defect


def _answered(application: MadeApplication, standard: Standard, **answers: object) -> Seeded:
    return Seeded(application, (), standard, answers=Answers.model_validate(answers))


@defect("APP-01")
def session_is_not_arranged(application: MadeApplication, standard: Standard) -> Seeded:
    """No support session is arranged."""
    return _answered(application, standard, session_arranged=False)


@defect("APP-02")
def people_will_be_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """Those who deliver the qualification cannot come."""
    return _answered(application, standard, design_and_delivery_attend=False)


@defect("APP-03")
def one_form_for_two(application: MadeApplication, standard: Standard) -> Seeded:
    """One form is planned for two qualifications."""
    return _answered(application, standard, one_form_each=False)


@defect("APP-04")
def terms_are_not_read(application: MadeApplication, standard: Standard) -> Seeded:
    """Nobody has read the terms and conditions."""
    return _answered(application, standard, terms_read=False)


@defect("APP-05")
def confidential_documents_are_not_flagged(application: MadeApplication, standard: Standard) -> Seeded:
    """A document is confidential, and does not say so."""
    return _answered(application, standard, confidential_flagged=False)


@defect("APP-06")
def evidence_is_not_dated(application: MadeApplication, standard: Standard) -> Seeded:
    """A letter from an employer has no date."""
    letter = EmployerEvidence(name="Letter from a local employer", occupation=standard.title)
    return _answered(application, standard, employer_evidence=(letter,))


@defect("APP-07")
def a_document_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """The assessment strategy is not written yet."""
    return _answered(application, standard, documents=frozenset(Document) - {Document.STRATEGY})
