"""The named thresholds of the rulebook and the facts that change with the approving body."""

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Everything an organisation may set for itself. Printed in every report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason_min_words: int = Field(4, ge=1, description="A reason with fewer words is pointed out (COV-08).")


class ApprovingBody(BaseModel):
    """Who recognises Higher Technical Qualifications, and where to turn."""

    model_config = ConfigDict(frozen=True)

    name: str = "Skills England"
    contact: str = "htq.approvals@education.gov.uk"
    reply_within: str = "five working days"
    record_address: str = "https://skillsengland.education.gov.uk/api/apprenticeshipstandards/{reference}"
    maps_address: str = "https://occupational-maps.skillsengland.education.gov.uk/"


DEFAULTS = Settings()
APPROVING_BODY = ApprovingBody()
