"""Findings and outcomes put in order for a screen: by severity and rule, by reason, by what the reader asked for."""

import re
from collections.abc import Iterable, Sequence

from htq_core import Book, Finding, Kind, Outcome, Report, Severity

_ROW = re.compile(r"\d+$")


def by_reason(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes under the reason they give."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.reason, []).append(outcome)
    return groups


def by_rule(report: Report, findings: Iterable[Finding]) -> dict[Severity, dict[str, list[Finding]]]:
    """Findings under their severity, most serious first, and under what their rule says must be true."""
    titles = {outcome.rule: outcome.title for outcome in report.outcomes}
    groups: dict[Severity, dict[str, list[Finding]]] = {severity: {} for severity in Severity}
    for finding in findings:
        groups[finding.severity].setdefault(titles[finding.rule], []).append(finding)
    return {severity: rules for severity, rules in groups.items() if rules}


def wanted(
    report: Report,
    severity: Severity | None = None,
    book: Book | None = None,
    kind: Kind | None = None,
    words: str = "",
) -> Sequence[Finding]:
    """The findings of this severity, in this workbook, about this kind of KSB, that hold all of these words."""
    kinds = _kinds_of_rows(report) if kind else {}
    return [
        finding
        for finding in sorted(report.findings, key=lambda finding: list(Severity).index(finding.severity))
        if (severity is None or finding.severity is severity)
        and (book is None or any(place.book is book for place in finding.where))
        and (kind is None or kind in _kinds_of(finding, kinds))
        and all(word in _text(finding) for word in words.casefold().split())
    ]


def _text(finding: Finding) -> str:
    places = " ".join(f"{place}" for place in finding.where)
    return " ".join((finding.id, finding.message, finding.found, finding.expected, finding.fix, places)).casefold()


def _kinds_of_rows(report: Report) -> dict[tuple[Book, str, str], Kind]:
    return {
        (row.where.book, row.where.sheet, _row(row.where.cell)): row.kind
        for occupation in report.occupations
        for row in occupation.rows
        if row.where
    }


def _kinds_of(finding: Finding, kinds: dict[tuple[Book, str, str], Kind]) -> set[Kind]:
    """The kinds of KSB a finding is about: by the KSB it names, else by the rows it points at."""
    if finding.subject.ksb:
        return {kind for kind in Kind if kind.value[0].upper() == finding.subject.ksb[0]}
    rows = ((place.book, place.sheet, _row(place.cell)) for place in finding.where)
    return {kinds[row] for row in rows if row in kinds}


def _row(cell: str) -> str:
    found = _ROW.search(cell)
    return found[0] if found else ""
