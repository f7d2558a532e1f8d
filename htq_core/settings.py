"""The named thresholds of the rulebook and the facts of the approving body; both can be set in one file."""

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

VARIABLE = "HTQ_SETTINGS"
"""The environment variable that names the settings file."""
_WANTED: dict[Any, str] = {int: "a whole number", float: "a number", str: "text"}
_ADDRESS = r"^(https://\S+|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?)?$"
"""Nothing crosses a network unprotected; a server on this computer itself may do without."""


class WrongSettings(Exception):
    """The settings file cannot be used. The text names the setting and says what is allowed."""


def _threshold(value: float, rules: str, meaning: str, *, ge: float, le: float | None = None) -> Any:
    """A threshold with its default, the ids of the rules that use it, and what it means."""
    return Field(value, description=meaning, ge=ge, le=le, json_schema_extra={"rules": list(rules.split())})


class ApprovingBody(BaseModel):
    """Who recognises Higher Technical Qualifications, and where to turn."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field("Skills England", description="Its name.")
    contact: str = Field("htq.approvals@education.gov.uk", description="Where questions about recognition go.")
    reply_within: str = Field("five working days", description="How soon it aims to reply.")
    record_address: str = Field(
        "https://skillsengland.education.gov.uk/api/apprenticeshipstandards/{reference}",
        description="Where the published record of a standard is; {reference} stands for its reference.",
        pattern=_ADDRESS,
    )
    maps_address: str = Field(
        "https://occupational-maps.skillsengland.education.gov.uk/",
        description="Where the occupational maps are.",
        pattern=_ADDRESS,
    )
    guidance_address: str = Field(
        "", description="Where the published guidance is. Empty where that is not known.", pattern=_ADDRESS
    )

    def record_of(self, reference: str) -> str:
        """Where the published record of this standard is."""
        return self.record_address.replace("{reference}", reference)

    def facts(self) -> dict[str, str]:
        """What a rule may say of it: ``{contact}``, ``{maps_address}`` and so on in its words."""
        return {"approving_body": self.name, **self.model_dump(include={"contact", "reply_within", "maps_address"})}


APPROVING_BODY = ApprovingBody()


class Settings(BaseModel):
    """Everything an organisation may set for itself. Printed in every report.

    Shares and gaps are in per cent, or percentage points, of 100.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    catalogue_max_age_days: int = _threshold(180, "STD-16", "A catalogue older than so many days is pointed out.", ge=1)
    reason_min_words: int = _threshold(4, "COV-08", "A reason with fewer words is pointed out.", ge=1)
    same_reason_rows: int = _threshold(5, "COV-09", "One reason on so many rows is pointed out.", ge=2)
    kind_gap: float = _threshold(
        40,
        "COV-16",
        "A gap of so many percentage points between kinds of KSB is pointed out.",
        ge=0,
        le=100,
    )
    overload_ksb_share: float = _threshold(
        40, "REF-11", "A unit with this share of the KSBs is weighed against its credits.", ge=0, le=100
    )
    overload_credit_share: float = _threshold(
        20, "REF-11", "A unit with many KSBs and less than this share of credits stands out.", ge=0, le=100
    )
    spread_share: float = _threshold(
        75, "REF-13", "A KSB spread over this share of the units is pointed out.", ge=0, le=100
    )
    spread_units: int = _threshold(6, "REF-13", "With fewer units than this, a spread is not looked at.", ge=2)
    hours_per_credit_tolerance: float = _threshold(
        20, "STR-08", "How far, in per cent, total hours may be from ten a credit.", ge=0, le=100
    )
    credits_at_level: float = _threshold(
        90, "STR-10", "Of each 120 credits, how many should be at the award's level.", ge=0, le=120
    )
    approving_body: ApprovingBody = APPROVING_BODY

    def thresholds(self, rule: str = "") -> Iterator[tuple[str, str, str]]:
        """Each threshold, or those one rule uses: its name, its value in force, and what it means."""
        for name, field in type(self).model_fields.items():
            if name != "approving_body" and (not rule or rule in rules_of(field)):
                yield name, f"{getattr(self, name):g}", field.description or ""


DEFAULTS = Settings()


def rules_of(threshold: FieldInfo) -> list[str]:
    """The ids of the rules that use a threshold."""
    extra = threshold.json_schema_extra
    return [str(id) for id in extra.get("rules", ())] if isinstance(extra, dict) else []  # type: ignore[union-attr]


def settings_in_force(path: Path | None = None) -> Settings:
    """The settings of this file, else of the one that ``HTQ_SETTINGS`` names, else the defaults."""
    named = path or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    return settings_from(named) if named else DEFAULTS


def settings_from(path: Path) -> Settings:
    """The settings in a TOML file; those it does not name keep their defaults. Raises WrongSettings."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise WrongSettings(f"The settings file {path.name} cannot be opened.") from None
    except UnicodeDecodeError:
        raise WrongSettings(f"The settings file {path.name} is not text in UTF-8.") from None
    except tomllib.TOMLDecodeError as trouble:
        at = re.search(r"at line \d+", str(trouble))
        raise WrongSettings(
            f"The settings file {path.name} is not TOML{f' {at[0]}' if at else ''}. "
            "Write each setting as: name = value, and text in quotation marks."
        ) from None
    try:
        return Settings.model_validate(written)
    except ValidationError as trouble:
        faults = "\n".join(_fault(error) for error in trouble.errors(include_url=False))
        raise WrongSettings(f"The settings file {path.name} cannot be used.\n{faults}") from None


def _fault(error: Mapping[str, Any]) -> str:
    """One fault of the file: the setting, and what is allowed."""
    *tables, name = (str(part) for part in error["loc"])
    fields = ApprovingBody.model_fields if tables else Settings.model_fields
    called = ".".join((*tables, name))
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, fields, n=1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        return f"“{called}” is not a setting.{meant} The settings are: {', '.join(fields)}."
    if name == "approving_body":
        return "“approving_body” must be a table, begun with: [approving_body]"
    given = f"“{error['input']}”" if isinstance(error["input"], str) else error["input"]
    return f"“{called}” must be {allowed(fields[name])}, not {given}."


def allowed(field: FieldInfo) -> str:
    """What a setting may be, in words."""
    words = _WANTED[field.annotation]
    bounds = {name: bound for part in field.metadata for name in ("ge", "le") if (bound := getattr(part, name, None))}
    if any(getattr(part, "pattern", None) for part in field.metadata):
        return "an address that begins with https://, or with http://localhost"
    if "le" in bounds:
        return f"{words} from {bounds.get('ge', 0):g} to {bounds['le']:g}"
    return f"{words} of {bounds['ge']:g} or more" if bounds else words
