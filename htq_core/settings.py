"""The named thresholds of the rulebook and the facts that change with the approving body."""

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Everything an organisation may set for itself. Printed in every report.

    Shares and gaps are in per cent, or percentage points, of 100.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    catalogue_max_age_days: int = Field(180, ge=1, description="A catalogue older than this is pointed out (STD-16).")
    reason_min_words: int = Field(4, ge=1, description="A reason with fewer words is pointed out (COV-08).")
    same_reason_rows: int = Field(5, ge=2, description="One reason on so many rows is pointed out (COV-09).")
    kind_gap: float = Field(40, ge=0, le=100, description="A gap this wide between kinds is pointed out (COV-16).")
    overload_ksb_share: float = Field(
        40, ge=0, le=100, description="A unit with this share of the KSBs is weighed against its credits (REF-11)."
    )
    overload_credit_share: float = Field(
        20, ge=0, le=100, description="A unit with many KSBs and less than this share of credits stands out (REF-11)."
    )
    spread_share: float = Field(
        75, ge=0, le=100, description="A KSB spread over this share of the units is pointed out (REF-13)."
    )
    spread_units: int = Field(6, ge=2, description="With fewer units than this, a spread is not looked at (REF-13).")
    hours_per_credit_tolerance: float = Field(
        20, ge=0, le=100, description="How far total hours may be from ten a credit (STR-08)."
    )
    credits_at_level: float = Field(
        90, ge=0, le=120, description="Of each 120 credits, how many should be at the award's level (STR-10)."
    )


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
