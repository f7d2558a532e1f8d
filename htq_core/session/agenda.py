"""What to go through in a support session: the report as an ordered list of matters, each with a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from htq_core.findings import Finding, Severity
from htq_core.report import NOT_JUDGED, Report, Status

MINUTES = 45
"""How long a support session is planned to take."""


class Part(StrEnum):
    """The parts of a session, in order; each says its heading."""

    STANDARD = "The standard, and revisions that are due"
    FIX = "Put right before applying"
    PATHWAYS = "Pathways"
    COVERAGE = "KSBs covered partly or not at all, with the reasons given"
    DISCUSS = "Other matters to discuss"
    READY = "Getting ready to apply"
    PEOPLE = "For people to judge"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the agenda. ``id`` stays the same from one report to the next; ``minutes`` is at least one.

    ``points`` are sentences to go through, where there are no findings to say it.
    """

    id: str
    part: Part
    title: str
    findings: tuple[Finding, ...] = ()
    points: tuple[str, ...] = ()
    minutes: int = 1


_ABOUT_THE_STANDARD = ("STD-05", "STD-06", "STD-07")
_ABOUT_REASONS = ("COV-04", "COV-05", "COV-11")
_ANSWERS = {Status.PASSED: "yes", Status.FOUND: "no", Status.NOT_RUN: "not answered yet"}
_WEIGHTS = {
    Part.STANDARD: 3, Part.FIX: 3, Part.PATHWAYS: 4, Part.COVERAGE: 3, Part.DISCUSS: 2, Part.READY: 1, Part.PEOPLE: 1,
}  # fmt: skip


def agenda(report: Report, minutes: int = MINUTES) -> tuple[Matter, ...]:
    """The matters of a session in the order to take them, sharing out the minutes by weight.

    Findings of one rule are one matter, or one for each of several occupations. Notes are left out, but for those about
    reasons and the standard. Where there is more than fits, every matter still has its minute: ``total_minutes`` tells.
    """
    matters = [*_from_findings(report), *_from_answers(report), *_for_people()]
    return tuple(_timed(sorted(matters, key=lambda matter: list(Part).index(matter.part)), minutes))


def total_minutes(matters: Iterable[Matter]) -> int:
    """How long the matters take together."""
    return sum(matter.minutes for matter in matters)


def _from_findings(report: Report) -> list[Matter]:
    together: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if _part_of(finding):
            about = finding.occupation if len(report.occupations) > 1 else None
            mark = " ".join(filter(None, (finding.rule, about)))
            together.setdefault(mark, []).append(finding)
    return [
        Matter(mark, part, _title(found), tuple(found))
        for mark, found in together.items()
        if (part := _part_of(found[0]))
    ]


def _title(found: Sequence[Finding]) -> str:
    """What the first finding says, and how many are like it."""
    first, *others = found
    return f"{first.message.rstrip('.')}, and {len(others)} like it." if others else first.message


def _part_of(finding: Finding) -> Part | None:
    """The part of the session a finding belongs to; ``None`` for a note that nobody needs to talk about."""
    family = finding.rule.partition("-")[0]
    if finding.rule in _ABOUT_THE_STANDARD:
        return Part.STANDARD
    if finding.rule in _ABOUT_REASONS:
        return Part.COVERAGE
    if family == "PTH" and finding.severity is not Severity.NOTE:
        return Part.PATHWAYS
    if family == "APP" and finding.severity is not Severity.FIX:
        return Part.READY
    return {Severity.FIX: Part.FIX, Severity.DISCUSS: Part.DISCUSS}.get(finding.severity)


def _from_answers(report: Report) -> Iterator[Matter]:
    """What was answered on the Getting ready page, and what was not."""
    answered = {
        outcome.title: _ANSWERS[outcome.status]
        for outcome in report.outcomes
        if outcome.rule.startswith("APP-") and outcome.status in _ANSWERS
    }
    points = tuple(f"{title.rstrip('.')}: {answer}." for title, answer in answered.items())
    if points:
        yield Matter("READY-ANSWERS", Part.READY, "Your answers on the Getting ready page", points=points)


def _for_people() -> Iterator[Matter]:
    for number, words in enumerate(NOT_JUDGED, start=1):
        yield Matter(f"PEOPLE-{number}", Part.PEOPLE, f"{words[:1].upper()}{words[1:]}.")


def _timed(matters: Sequence[Matter], minutes: int) -> Iterator[Matter]:
    """A minute for each matter, and what is left shared out by weight, the heaviest first."""
    weights = [_WEIGHTS[matter.part] for matter in matters]
    spare = max(minutes - len(matters), 0)
    shares = [spare * weight / sum(weights) for weight in weights]
    given = [int(share) for share in shares]
    by_rest = sorted(range(len(matters)), key=lambda at: (given[at] - shares[at], -weights[at], at))
    for at in by_rest[: spare - sum(given)]:
        given[at] += 1
    for matter, extra in zip(matters, given, strict=True):
        yield replace(matter, minutes=1 + extra)
