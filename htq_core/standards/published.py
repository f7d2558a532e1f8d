"""The shape of a published record: what is taken from its JSON, and how the many ways of saying nothing are read."""

import json
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from htq_core.errors import Reason, UnreadableWorkbook

LARGEST_RECORD = 5 * 1024 * 1024
HOW_TO_GET_ONE = (
    "Open the record of the standard in a browser, at its own address in the standards API, save it as it is, "
    "and load that file."
)
HOW_TO_KEEP_MANY = (
    "Save the record of one standard at its own address. To keep all of them on this machine, use the command: "
    "python -m htq_core standards add FILE"
)


def _as_text(value: Any) -> str:
    if isinstance(value, str | int):
        return str(value)
    if value is None:
        return ""
    raise ValueError("not a text")


def _as_list(value: Any) -> Any:
    return [] if value in (None, "") else value


def _as_identifiers(value: Any) -> Any:
    listed = _as_list(value)
    return [_as_identifier(one) for one in listed if one is not None] if isinstance(listed, list) else listed


def _as_identifier(value: Any) -> str:
    return _as_text(value).strip().casefold()


def _word(value: Any) -> str:
    return str(value).strip().casefold() if isinstance(value, str | int) else ""


def _as_truth(value: Any) -> bool | None:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(_word(value))


def _as_level(value: Any) -> int | None:
    word = _word(value).removeprefix("level").strip().removesuffix(".0")
    return int(word) if word.isdecimal() and len(word) == 1 else None


def _as_date(value: Any) -> str:
    """``2021-02-19T00:00:00 +00:00`` as ``2021-02-19``; null, "Not set" and the year 1 as nothing."""
    try:
        day = date.fromisoformat(_word(value)[:10])
    except ValueError:
        return ""
    return day.isoformat() if day.year > 1900 else ""


Text = Annotated[str, BeforeValidator(_as_text)]
Identifier = Annotated[str, BeforeValidator(_as_identifier)]
Identifiers = Annotated[list[str], BeforeValidator(_as_identifiers)]
Truth = Annotated[bool | None, BeforeValidator(_as_truth)]
Day = Annotated[str, BeforeValidator(_as_date)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


class Statement(_Part):
    """One knowledge, skill or behaviour statement: its identifier in the record, and its text."""

    identifier: Identifier = Field("", validation_alias=AliasChoices("knowledgeId", "skillId", "behaviourId"))
    detail: Text = ""


class Option(_Part):
    """An option of a core-and-options standard."""

    option_id: Identifier = ""
    title: Text = ""


class _Mapped(_Part):
    mapped_knowledge: Identifiers = []
    mapped_skills: Identifiers = []
    mapped_behaviour: Identifiers = []

    @property
    def identifiers(self) -> list[str]:
        """The identifiers of every statement that this calls on."""
        return [*self.mapped_knowledge, *self.mapped_skills, *self.mapped_behaviour]


class PublishedDuty(_Mapped):
    """A duty, the statements it calls on, and the options it belongs to."""

    duty_detail: Text = ""
    is_this_a_core_duty: Truth = None
    mapped_options: Identifiers = []


class UnstructuredPart(_Mapped):
    """The statements of the core, or of one option, in records whose duties do not tell."""

    core_or_option_title: Text = ""


def _without_nulls(value: Any) -> Any:
    listed = _as_list(value)
    return [one for one in listed if one is not None] if isinstance(listed, list) else listed


def _as_titles(value: Any) -> Any:
    return [value] if isinstance(value, str) and value else _without_nulls(value)


def _with_places_kept(value: Any) -> Any:
    """Codes are positions, so a null statement keeps its place, as a blank one."""
    listed = _as_list(value)
    return [{} if one is None else one for one in listed] if isinstance(listed, list) else listed


Statements = Annotated[list[Statement], BeforeValidator(_with_places_kept)]


class PublishedRecord(_Part):
    """The fields of a record that are used here. The three lists of statements must be there, but may be empty."""

    reference_number: Text = ""
    title: Text = ""
    level: Annotated[int | None, BeforeValidator(_as_level)] = None
    version: Text = ""
    version_number: Text = ""
    status: Text = ""
    route: Text = ""
    core_and_options: Truth = None
    knowledges: Statements
    skills: Statements
    behaviours: Statements
    options: Annotated[list[Option], BeforeValidator(_without_nulls)] = []
    options_unstructured_template: Annotated[list[Text], BeforeValidator(_without_nulls)] = []
    options_unstructured_ksb_mapping: Annotated[list[UnstructuredPart], BeforeValidator(_without_nulls)] = []
    typical_job_titles: Annotated[list[Text], BeforeValidator(_as_titles)] = []
    duties: Annotated[list[PublishedDuty], BeforeValidator(_without_nulls)] = []
    earliest_start_date: Day = ""
    latest_start_date: Day = ""
    last_updated: Day = ""


def parse_record(data: bytes) -> PublishedRecord:
    """The one record in a file. Raises ``UnreadableWorkbook`` when the file is anything else."""
    record = _only_record(_json(data))
    try:
        return PublishedRecord.model_validate(record)
    except ValidationError as trouble:
        first = trouble.errors(include_input=False, include_url=False)[0]
        what = "is missing" if first["type"] == "missing" else "is not in the form that published records have"
        message = f"This does not look like the published record of a standard: its part “{first['loc'][0]}” {what}."
        raise unusable(message) from None


def unusable(message: str, fix: str = HOW_TO_GET_ONE) -> UnreadableWorkbook:
    """The error for a file that cannot be used as a published record."""
    return UnreadableWorkbook(Reason.STANDARD_RECORD, message, fix)


def _json(data: bytes) -> Any:
    if len(data) > LARGEST_RECORD:
        raise unusable(
            "This file is larger than 5 MB, and the record of one standard is far smaller. "
            "It may be the list of all standards."
        )
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise unusable("This file is empty.")
    if start == b"<":
        raise unusable("This is a web page, not the published record itself.")
    try:
        # Numbers with a point stay text, so that version 1.10 is not read as 1.1.
        return json.loads(data, parse_float=str, parse_constant=_no_such_number)
    except (ValueError, RecursionError):
        raise unusable("This is not the published record of a standard: it cannot be read as JSON.") from None


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(name)


def _only_record(content: Any) -> dict[str, Any]:
    if isinstance(content, list):
        records = [one for one in content if isinstance(one, dict)]
        if len(records) > 1:
            message = f"This file holds {len(records):,} records. Load the record of one standard, in one version."
            raise unusable(message, HOW_TO_KEEP_MANY)
        content = records[0] if len(content) == 1 and records else None
    if not isinstance(content, dict):
        raise unusable("This file is JSON, but it does not hold the published record of a standard.")
    return content
