"""What only the applicant can say: answers given on screen, or in a file beside the workbooks."""

from pydantic import BaseModel, ConfigDict


class EmployerEvidence(BaseModel):
    """One piece of evidence from an employer. ``dated`` and ``occupation`` are as given, empty where not said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    dated: str = ""
    occupation: str = ""


class Answers(BaseModel):
    """The answers of one qualification. ``None`` means that the question has not been answered.

    ``documents`` are the documents for the form that are at hand. ``occupations`` are the references of every standard
    the qualification aligns to, where it aligns to several.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    session_arranged: bool | None = None
    design_and_delivery_attend: bool | None = None
    one_form_each: bool | None = None
    terms_read: bool | None = None
    confidential_flagged: bool | None = None
    employer_evidence: tuple[EmployerEvidence, ...] | None = None
    documents: frozenset[str] | None = None
    rules_confirmed: bool | None = None
    occupations: tuple[str, ...] = ()
