"""Findings and outcomes put in order for a screen: by cause, subject or reason, by what the reader asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from htq_core import Book, Finding, Kind, Outcome, Report, Severity
from pages.parts import wording
from pages.parts.subjects import About, Subjects


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading. ``heading`` is empty where the group before has the same."""

    heading: str
    title: str
    findings: tuple[Finding, ...]
    severity: Severity | None = None


def by_reason(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes under the reason they give."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.reason, []).append(outcome)
    return groups


def by_cause(report: Report, findings: Iterable[Finding]) -> list[Group]:
    """Findings under their severity, most serious first, and under what their rule says must be true."""
    titles = {outcome.rule: outcome.title for outcome in report.outcomes}
    found: dict[Severity, dict[str, list[Finding]]] = {severity: {} for severity in Severity}
    for finding in findings:
        found[finding.severity].setdefault(titles[finding.rule], []).append(finding)
    return [
        Group("" if number else wording.SEVERITY_HEADINGS[severity], title, tuple(of_rule), severity)
        for severity, rules in found.items()
        for number, (title, of_rule) in enumerate(rules.items())
    ]


def by_subject(subjects: Subjects, findings: Sequence[Finding], only: str = "") -> list[Group]:
    """Findings under each KSB and unit that they are about; one that is about several stands under each of them.

    ``only`` is a KSB or unit, as ``About`` prints; without it, findings about neither come last.
    """
    found: dict[About, list[Finding]] = {about: [] for about in subjects.all}
    rest = []
    for finding in findings:
        about = subjects.of(finding)
        for each in about:
            found.setdefault(each, []).append(finding)
        if not about:
            rest.append(finding)
    groups = [
        Group(about.name, about.title, tuple(of_it))
        for about, of_it in found.items()
        if of_it and only in ("", str(about))
    ]
    return groups if only or not rest else [*groups, Group("Neither a KSB nor a unit", "", tuple(rest))]


def parted(groups: Sequence[Group], opened: str) -> tuple[list[Group], Finding | None, list[Group]]:
    """What comes before the finding that is opened, that finding, and what comes after it."""
    for at, group in enumerate(groups):
        for position, finding in enumerate(group.findings):
            if finding.id == opened:
                before = replace(group, findings=group.findings[:position])
                after = Group("", "", group.findings[position + 1 :], group.severity)
                rest = [after] if after.findings else []
                return [*groups[:at], before], finding, [*rest, *groups[at + 1 :]]
    return list(groups), None, []


def in_order(groups: Iterable[Group]) -> list[Finding]:
    """The findings of these groups as they are read, each once."""
    return list({finding.id: finding for group in groups for finding in group.findings}.values())


def first(groups: Iterable[Group], most: int) -> list[Group]:
    """The groups cut down to so many findings in all."""
    left: list[Group] = []
    for group in groups:
        if most > 0:
            left.append(replace(group, findings=group.findings[:most]))
        most -= len(group.findings)
    return left


def wanted(
    report: Report,
    severity: Severity | None = None,
    book: Book | None = None,
    kind: Kind | None = None,
    words: str = "",
) -> Sequence[Finding]:
    """The findings of this severity, in this workbook, about this kind of KSB, that hold all of these words."""
    subjects = Subjects(report) if kind else None
    return [
        finding
        for finding in sorted(report.findings, key=lambda finding: list(Severity).index(finding.severity))
        if (severity is None or finding.severity is severity)
        and (book is None or any(place.book is book for place in finding.where))
        and (subjects is None or kind in subjects.kinds_of(finding))
        and all(word in _text(finding) for word in words.casefold().split())
    ]


def _text(finding: Finding) -> str:
    places = " ".join(f"{place}" for place in finding.where)
    said = (finding.id, finding.message, finding.found, finding.expected, finding.fix, finding.explained, places)
    return " ".join(said).casefold()
