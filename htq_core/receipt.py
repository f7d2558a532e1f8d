"""A receipt: a small dated file of what a check found, so that the next one can say what is different.

It holds hashes, ids and versions; nothing that the files say, not their names, and not the qualification's. The memory
of a check belongs to whoever keeps the receipt.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.findings import Finding, Severity
from htq_core.report import OccupationSeen, Report, Status, Verdict
from htq_core.rules import RULES
from htq_core.since import Difference, Since

RECEIPT_NAME = "Readiness receipt.json"
MOST_BYTES = 1_000_000
_SILENT = (Status.NOT_RUN, Status.BROKE)
_RULES = {rule.id: rule for rule in RULES}

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{0,64}$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3,4}-\d\d$")]
FindingId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3,4}-\d\d-[0-9a-f]{8}(-\d+)?$")]
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Z]{0,3}\d{0,4}[A-Z]?$")]
Short = Annotated[str, StringConstraints(max_length=40)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class HeldFile(_Part):
    """A file by its hash."""

    role: Literal["mapping", "structure", "standard"]
    sha256: Digest


class HeldStandard(_Part):
    """A standard that was checked against. The option is a hash: a sheet may have named it in its own words."""

    reference: Reference
    version: Short
    option: Digest
    published: bool


class HeldFinding(_Part):
    """A finding by its id."""

    id: FindingId
    rule: RuleId
    severity: Severity


class Receipt(_Part):
    """What is kept of a report. ``outcomes`` holds what became of each rule."""

    receipt_version: Literal["1"] = "1"
    checked_at: Short
    verdict: Verdict
    rulebook: Short
    catalogue_date: Short
    files: tuple[HeldFile, ...]
    standards: tuple[HeldStandard, ...]
    findings: tuple[HeldFinding, ...]
    outcomes: dict[RuleId, Status]
    settings: dict[Short, Short]

    def to_json(self) -> str:
        """The receipt as the text of its file."""
        return self.model_dump_json(indent=1) + "\n"


def make_receipt(report: Report) -> Receipt:
    """The receipt of a report."""
    return Receipt(
        checked_at=report.checked_at,
        verdict=report.verdict,
        rulebook=report.rulebook,
        catalogue_date=report.catalogue_date,
        files=tuple(HeldFile(role=source.role, sha256=source.sha256) for source in report.sources),
        standards=tuple(map(_held, report.occupations)),
        findings=tuple(HeldFinding(id=each.id, rule=each.rule, severity=each.severity) for each in report.findings),
        outcomes={outcome.rule: outcome.status for outcome in report.outcomes},
        settings={name: value for name, value, _ in report.settings.thresholds()},
    )


def read_receipt(data: bytes) -> Receipt:
    """A receipt from its file. Raises UnreadableWorkbook, with a plain sentence, for anything else."""
    if len(data) > MOST_BYTES:
        raise _unusable("This file is too large to be a receipt.")
    try:
        return Receipt.model_validate_json(data)
    except ValidationError as trouble:
        if any(error["loc"] == ("receipt_version",) for error in trouble.errors(include_url=False)):
            raise _unusable("This receipt is of a kind that this program does not know.") from None
        raise _unusable("This is not a receipt of this program, or it has been changed.") from None


def since_receipt(receipt: Receipt, report: Report) -> Since:
    """What is different in a report since the check that the receipt is of."""
    return _Comparison(receipt, report).since()


@dataclass
class _Comparison:
    receipt: Receipt
    report: Report
    now: Receipt = field(init=False)

    def __post_init__(self) -> None:
        self.now = make_receipt(self.report)

    def since(self) -> Since:
        before = {finding.id: finding for finding in self.receipt.findings}
        after = {finding.id: finding for finding in self.report.findings}
        gone = [finding for id, finding in before.items() if id not in after]
        come = [finding for id, finding in after.items() if id not in before]
        silent = {id for id, status in self.now.outcomes.items() if status in _SILENT}
        went = {finding.id: because for finding in gone if (because := self._ours(finding.rule))}
        came = {finding.id: because for finding in come if (because := self._ours(finding.rule))}
        return Since(
            checked_at=self.receipt.checked_at,
            fixed=tuple(self._difference(each) for each in gone if each.id not in went and each.rule not in silent),
            still=tuple(self._difference(finding) for id, finding in after.items() if id in before),
            new=tuple(self._difference(each) for each in come if each.id not in came),
            came=tuple(self._difference(each, came[each.id]) for each in come if each.id in came),
            went=tuple(
                self._difference(each, went[each.id]) for each in gone if each.id in went and each.rule not in silent
            ),
            unlooked=tuple(self._difference(each) for each in gone if each.rule in silent),
            changes=tuple(self._changes()),
        )

    def _difference(self, finding: HeldFinding | Finding, because: str = "") -> Difference:
        rule = _RULES.get(finding.rule)
        return Difference(
            id=finding.id,
            rule=finding.rule,
            severity=finding.severity,
            title=rule.title if rule else "This rule is no longer in the rulebook.",
            because=because,
        )

    def _ours(self, id: str) -> str:
        """What, other than the files, may have made a rule's findings come or go; empty when nothing is known to."""
        rule, then = _RULES.get(id), self.receipt.outcomes.get(id)
        if rule is None or id not in self.now.outcomes:
            return "The rule is no longer in the rulebook."
        if then is None:
            return "The rule is new in the rulebook."
        if then in _SILENT:
            return "The rule did not run at the earlier check."
        if any(self.receipt.settings.get(name) != value for name, value, _ in self.report.settings.thresholds(id)):
            return "A setting of the rule has changed."
        if "S" in rule.inputs and self.receipt.standards != self.now.standards:
            return "It was held against another standard, version, option or record."
        if "C" in rule.inputs and self.receipt.catalogue_date != self.now.catalogue_date:
            return "The catalogue of standards has changed."
        if self.receipt.files == self.now.files:
            return "The files are the same, so the program, the date or what it knows has changed."
        return ""

    def _changes(self) -> Iterator[str]:
        then, now = self.receipt, self.now
        for role in ("mapping", "structure"):
            before, after = ({file.sha256 for file in each.files if file.role == role} for each in (then, now))
            if before != after:
                yield f"The {role} is another file, or has been changed."
        if then.files == now.files:
            yield "The files are the same."
        if then.rulebook != now.rulebook:
            yield f"The rulebook is version {now.rulebook}; it was version {then.rulebook}."
        if [each.reference for each in then.standards] != [each.reference for each in now.standards]:
            yield "It was held against another standard."
        elif then.standards != now.standards:
            yield from self._versions()
        if then.catalogue_date != now.catalogue_date:
            yield f"The catalogue of standards is of {now.catalogue_date}; it was of {then.catalogue_date}."
        for name, value in now.settings.items():
            if (before_value := then.settings.get(name)) not in (None, value):
                yield f"The setting “{name.replace('_', ' ')}” is {value}; it was {before_value}."

    def _versions(self) -> Iterator[str]:
        for before, after in zip(self.receipt.standards, self.now.standards, strict=True):
            if before.version != after.version:
                yield f"The standard is version {after.version or 'unknown'}; it was {before.version or 'unknown'}."
            if before.option != after.option:
                yield "Another option of the standard is chosen."
            if before.published != after.published:
                yield f"Its published record is {'now' if after.published else 'no longer'} at hand."


def _held(occupation: OccupationSeen) -> HeldStandard:
    option = hashlib.sha256(occupation.option.casefold().encode()).hexdigest() if occupation.option else ""
    return HeldStandard(
        reference=occupation.reference, version=occupation.version, option=option, published=occupation.published
    )


def _unusable(message: str) -> UnreadableWorkbook:
    return UnreadableWorkbook(
        Reason.RECEIPT, message, f"Choose the file that you took away from an earlier check, such as “{RECEIPT_NAME}”."
    )
