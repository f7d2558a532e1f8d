"""What only the applicant can say: answers given on screen, or in a file beside the workbooks."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 500
MOST = 200


class Document(StrEnum):
    """The documents for the form."""

    FORM = "offline form"
    STRUCTURE = "qualification structure"
    MAPPING = "KSB mapping"
    SPECIFICATION = "qualification specification"
    STRATEGY = "assessment strategy"
    EVIDENCE = "employer evidence"


class EmployerEvidence(BaseModel):
    """One piece of evidence from an employer. ``dated`` and ``occupation`` are as given, empty where not said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(max_length=LONGEST)
    dated: str = Field("", max_length=LONGEST)
    occupation: str = Field("", max_length=LONGEST)


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
    employer_evidence: tuple[EmployerEvidence, ...] | None = Field(None, max_length=MOST)
    documents: frozenset[Document] | None = None
    rules_confirmed: bool | None = None
    occupations: tuple[str, ...] = Field((), max_length=MOST)
